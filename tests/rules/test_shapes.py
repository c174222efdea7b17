"""Shapes hold on the last day and fail the day after, over month ends, leap days and changes of the clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complianced.law.book import Law
from complianced.law.spans import Span, Unit
from complianced.rules.shapes import age_on, every, live_on, within

UK = ZoneInfo("Europe/London")
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def law(as_of: date = date(2026, 11, 22)) -> Law:
    return Law({}, "england", as_of)


def one(frame: dict[str, object], expression: pl.Expr) -> object:
    columns = {name: [value] for name, value in frame.items()}
    schema = {name: _dtype(name) for name in frame}
    return pl.DataFrame(columns, schema=schema).select(expression).item()


def _dtype(name: str) -> pl.DataType:
    return pl.Datetime("us", "Europe/London") if "_at" in name else pl.Date()


def moments(raised: datetime, told: datetime | None, *, day_only: bool = False) -> dict[str, object]:
    end = datetime.combine(raised.date() + timedelta(days=1), datetime.min.time(), UK) - timedelta(microseconds=1)
    return {"raised_at": raised, "raised_at_latest": end if day_only else raised, "told_at": told}


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        (date(2026, 1, 31), Span(1, Unit.MONTHS), date(2026, 2, 28)),
        (date(2024, 2, 29), Span(12, Unit.MONTHS), date(2025, 2, 28)),
        (date(2024, 2, 29), Span(1, Unit.YEARS), date(2025, 2, 28)),
        (date(2025, 12, 31), Span(2, Unit.MONTHS), date(2026, 2, 28)),
        (date(2026, 3, 28), Span(2, Unit.DAYS), date(2026, 3, 30)),
        (date(2026, 10, 24), Span(1, Unit.WEEKS), date(2026, 10, 31)),
    ],
)
def test_a_span_keeps_the_calendar(start: date, span: Span, due: date) -> None:
    assert one({"start_on": start}, pl.col("start_on") + span) == due


@given(DAYS, st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_months_last(start: date, months: int) -> None:
    due = one({"start_on": start}, pl.col("start_on") + Span(months, Unit.MONTHS))
    assert isinstance(due, date)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 40))
def test_working_days_never_end_on_a_weekend(start: date, days: int) -> None:
    due = one({"start_on": start}, pl.col("start_on") + Span(days, Unit.WORKING_DAYS))
    assert isinstance(due, date)
    assert due.weekday() < 5
    passed = sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, (due - start).days + 1))
    assert passed == days


def test_working_days_skip_bank_holidays() -> None:
    span = Span(3, Unit.WORKING_DAYS, [date(2026, 7, 13)])
    assert one({"start_on": date(2026, 7, 10)}, pl.col("start_on") + span) == date(2026, 7, 16)


def test_a_limit_in_hours_is_counted_in_real_hours_over_a_change_of_the_clocks() -> None:
    raised = datetime(2026, 3, 28, 12, tzinfo=UK)
    limit = within("raised_at", "told_at", Span(24, Unit.HOURS), law())
    assert one(moments(raised, datetime(2026, 3, 29, 13, 0, tzinfo=UK)), limit) is True
    assert one(moments(raised, datetime(2026, 3, 29, 13, 1, tzinfo=UK)), limit) is False
    autumn = datetime(2026, 10, 24, 12, tzinfo=UK)
    assert one(moments(autumn, datetime(2026, 10, 25, 11, 0, tzinfo=UK)), limit) is True
    assert one(moments(autumn, datetime(2026, 10, 25, 11, 1, tzinfo=UK)), limit) is False


def test_where_only_the_day_is_known_the_limit_runs_from_its_last_moment() -> None:
    raised = datetime(2026, 5, 1, tzinfo=UK)
    limit = within("raised_at", "told_at", Span(24, Unit.HOURS), law())
    assert one(moments(raised, datetime(2026, 5, 2, 23, 59, tzinfo=UK), day_only=True), limit) is True
    assert one(moments(raised, datetime(2026, 5, 3, 0, 0, tzinfo=UK), day_only=True), limit) is False


def test_nothing_recorded_is_met_until_the_limit_has_run_out() -> None:
    raised = datetime(2026, 11, 21, 9, tzinfo=UK)
    span = Span(24, Unit.HOURS)
    assert one(moments(raised, None), within("raised_at", "told_at", span, law(date(2026, 11, 22)))) is True
    assert one(moments(raised, None), within("raised_at", "told_at", span, law(date(2026, 11, 23)))) is False


def test_a_deadline_runs_from_the_start_where_there_was_no_time_yet() -> None:
    due = every("last_on", Span(1, Unit.YEARS), since="start_on")
    assert one({"last_on": None, "start_on": date(2026, 1, 1)}, due) == date(2027, 1, 1)
    assert one({"last_on": date(2026, 6, 1), "start_on": date(2026, 1, 1)}, due) == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("started", "ended", "live"),
    [
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 23), None, False),
        (date(2026, 1, 1), date(2026, 11, 22), False),
        (date(2026, 1, 1), date(2026, 11, 23), True),
        (None, None, None),
    ],
)
def test_the_day_it_ends_it_is_no_longer_live(started: date | None, ended: date | None, live: bool | None) -> None:
    assert one({"started_on": started, "ended_on": ended}, live_on(pl.lit(date(2026, 11, 22)))) is live


@given(DAYS, DAYS)
def test_age_is_the_number_of_birthdays_passed(born: date, day: date) -> None:
    passed = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    assert one({"born_on": born}, age_on("born_on", pl.lit(day))) == passed


def test_a_duration_compared_with_a_span_is_refused() -> None:
    with pytest.raises(TypeError, match="compare dates with dates"):
        _ = pl.col("a") - pl.col("b") <= Span(10, Unit.DAYS)
