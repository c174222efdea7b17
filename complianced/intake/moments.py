"""Dates and moments as people write them, read one spelling at a time.

These functions are the whole definition of what is accepted; `cells.py` reads the commonest spellings by the column and
brings the rest here, each distinct spelling once. UK law and UK records: the day comes before the month, and a time
without an offset is UK local time.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from complianced.schemas.recordset import UK

FIRST_YEAR, LAST_YEAR = 1900, 2200
LAST_MOMENT_YEAR = 2099  # beyond it the time zone tables of polars hold no summer time, and Python's do
_ZONE = ZoneInfo(UK)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_ZERO = date(1899, 12, 30)  # of spreadsheet serial numbers
# Below this a bare number in a date column is more likely a year or a slip than the serial of a day before 1910.
_FIRST_SERIAL, _LAST_SERIAL = 3654, 109_938

_YEAR_FIRST = r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
_DAY_FIRST = r"(?P<d2>[0-9]{1,2})(?P<sep>[/.-])(?P<m2>[0-9]{1,2})(?P=sep)(?P<y2>[0-9]{2,4})"
_DATE = rf"(?:{_YEAR_FIRST}|{_DAY_FIRST})"
_TIME = r"(?P<H>[0-9]{1,2}):(?P<M>[0-9]{1,2})(?::(?P<S>[0-9]{1,2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
_OFFSET = r"(?P<o>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"
_MOMENT = re.compile(rf"{_DATE}(?:(?:[Tt]|\s+){_TIME}\s*{_OFFSET}?)?")
_SERIAL = re.compile(r"[0-9]{4,6}(?:\.[0-9]+)?")


class Wrong(NamedTuple):
    """Why a cell could not be read: a stable code, and the rest of the sentence after the cell's text."""

    code: str
    say: str


class Moment(NamedTuple):
    """The first and last moment a cell may mean, in microseconds since 1970 UTC; equal where a time was written."""

    first: int
    last: int


def read_date(text: str, workbook: bool = False) -> date | Wrong:
    """The day that a cell names; a moment is taken only at midnight, where a system writes its dates so."""
    found = _parts(text, workbook)
    if isinstance(found, Wrong):
        return found if found.code != "not_a_moment" else _NOT_A_DATE
    day, time, offset = found
    if time is None or not time:
        return day
    if offset is not None:
        local = (datetime.combine(day, datetime.min.time(), offset) + time).astimezone(_ZONE)
        if local.time() == datetime.min.time():
            return local.date()
    return Wrong("time_in_date", f"has a time of day, and this column holds a date. Write it as {day.isoformat()}.")


def read_moment(text: str, workbook: bool = False) -> Moment | Wrong:
    """The moment that a cell names, or the whole of a UK day where only a date is written."""
    found = _parts(text, workbook)
    if isinstance(found, Wrong):
        return found
    day, time, offset = found
    if day.year > LAST_MOMENT_YEAR:
        return _implausible(day.year)
    if time is None or (workbook and not time and text.endswith(" 00:00:00")):
        first, after = (
            _micros(datetime(each.year, each.month, each.day, tzinfo=_ZONE)) for each in (day, day + timedelta(1))
        )
        return Moment(first, after - 1)
    if offset is not None:
        at = _micros(datetime.combine(day, datetime.min.time(), offset) + time)
        return Moment(at, at)
    local = (datetime.combine(day, datetime.min.time()) + time).replace(tzinfo=_ZONE)
    if local.astimezone(UTC).astimezone(_ZONE).replace(tzinfo=None) != local.replace(tzinfo=None):
        return Wrong(
            "clocks_went_forward",
            "is not a time that happened: the clocks went forward over it. Correct the time, or write its offset.",
        )
    at = _micros(local)
    return Moment(at, at)


_NOT_A_DATE = Wrong("not_a_date", "is not a date. Write it as 2026-02-28.")
_NOT_A_MOMENT = Wrong("not_a_moment", "is not a date and time. Write it as 2026-02-28 14:30.")


def _parts(text: str, workbook: bool) -> tuple[date, timedelta | None, timezone | None] | Wrong:
    """The day, the time of day and the offset of a spelling; None for what it does not say."""
    if workbook and _SERIAL.fullmatch(text):
        serial = float(text)
        if _FIRST_SERIAL <= serial < _LAST_SERIAL + 1:
            seconds = round((serial % 1) * 86400)
            extra = None if float(text).is_integer() else timedelta(seconds=seconds)
            return _DAY_ZERO + timedelta(int(serial)), extra, None
    match = _MOMENT.fullmatch(text)
    if match is None:
        return _NOT_A_MOMENT
    got = match.groupdict()
    day = _day(got)
    if isinstance(day, Wrong):
        return day
    if got["H"] is None:
        return day, None, None
    hour, minute, second = int(got["H"]), int(got["M"]), int(got["S"] or 0)
    if hour > 23 or minute > 59 or second > 60:  # 60 is a leap second
        return _NOT_A_MOMENT
    fraction = int((got["f"] or "0")[:6].ljust(6, "0"))
    return day, timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction), _offset(got["o"])


def _day(got: dict[str, str | None]) -> date | Wrong:
    if got["y"] is not None:
        year, month, day = int(got["y"]), int(got["m"] or 0), int(got["d"] or 0)
    else:
        written = got["y2"] or ""
        if len(written) != 4:
            return Wrong("two_digit_year", "does not give the year in full. Write it as 2026-02-28 or 28/02/2026.")
        year, month, day = int(written), int(got["m2"] or 0), int(got["d2"] or 0)
        if month > 12 >= day >= 1 and _exists(year, day, month):
            return Wrong(
                "month_first",
                f"is written month first. Write the day first, {month:02}/{day:02}/{year}, or "
                f"{year}-{day:02}-{month:02}.",
            )
    if not _exists(year, month, day):
        return _NOT_A_DATE if got["H"] is None else _NOT_A_MOMENT
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _implausible(year)
    return date(year, month, day)


def _implausible(year: int) -> Wrong:
    return Wrong("implausible_year", f"is in the year {year}, which cannot be meant. Correct the year.")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=min(int(digits[:2]), 23), minutes=min(int(digits[2:]), 59))
    return timezone(-shift if text[0] == "-" else shift)


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
