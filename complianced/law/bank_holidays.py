"""Bank holidays of each nation, for limits that the law counts in working days."""

from __future__ import annotations

from datetime import date
from functools import cache

_SUBDIVISION = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


@cache
def bank_holidays(nation: str, first_year: int, last_year: int) -> tuple[date, ...]:
    """The bank holidays of a nation, both years included; of England for a nation the calendar does not know."""
    import holidays  # 0.1 s, and most audits never count a working day

    subdivision = _SUBDIVISION.get(nation, "ENG")
    return tuple(sorted(holidays.country_holidays("GB", subdiv=subdivision, years=range(first_year, last_year + 1))))
