"""Bank holidays of each nation, for limits that the law counts in working days."""

from __future__ import annotations

from datetime import date
from functools import cache

# By nation: the country and subdivision under which the calendar knows it. Nations beside the four come with plugins.
_CALENDARS = {
    "england": ("GB", "ENG"),
    "wales": ("GB", "WLS"),
    "scotland": ("GB", "SCT"),
    "northern_ireland": ("GB", "NIR"),
    "jersey": ("JE", None),
    "guernsey": ("GG", None),
    "isle_of_man": ("IM", None),
    "ireland": ("IE", None),
}


@cache
def bank_holidays(nation: str, first_year: int, last_year: int) -> tuple[date, ...]:
    """The bank holidays of a nation, both years included; of England for a nation the calendar does not know."""
    import holidays  # 0.1 s, and most audits never count a working day

    country, subdivision = _CALENDARS.get(nation, _CALENDARS["england"])
    years = range(first_year, last_year + 1)
    return tuple(sorted(holidays.country_holidays(country, subdiv=subdivision, years=years)))
