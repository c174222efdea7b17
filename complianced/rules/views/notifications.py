"""The register of notifiable events: what each nation's bundle has to list, and how many days late each notice was.

A nation's bundle declares a view `notifications_<nation>` with the columns of `NOTIFICATION_FACTS`: what happened, who
is to be told, and the name of the law value that sets the clock. The clock itself is law, which views do not read:
`notifications_of` sets it running.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

import polars as pl

from complianced.law.book import Law, NotInForce
from complianced.law.spans import Span, Unit
from complianced.rules.rows import Rows
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE
from complianced.schemas.recordset import UK

NOTIFICATION_FACTS = (
    "scheme_id",
    "subject_table",
    "subject_record",
    "event",
    "recipient",
    "known_at",
    "told_at",
    "clock",
    "ahead",
    "trigger",
    "length",
)
"""The columns of such a view.

`event` is a word such as `death`, `recipient` one such as `regulator`. `known_at` and `told_at` are date-times, the
first the latest moment that the record allows; for `ahead` events the clock runs back from it, the start of what was
planned. `clock` and `trigger` are names of law values, or null. With a trigger only a `length` that reaches it makes
the event notifiable: more than its hours, or its days and more. An unknown length is taken to reach it.
"""

_KEPT = {"scheme_id": "scheme_id", "table": "subject_table", "record_id": "subject_record"}


def notifications_of(rows: Rows, law: Law) -> pl.DataFrame:
    """The register of a nation: one row per notifiable event, in the order of the days on which they were known.

    Columns `scheme_id`, `table`, `record_id`, `event`, `recipient`, `known_on`, `told_on` (null: no notice recorded),
    `due_on` (null: neither law nor custom sets a day) and `days_late` (null: in time, or not yet due).
    """
    facts = rows.frame.select(*NOTIFICATION_FACTS).collect()
    notifiable = _for_each(facts, "trigger", law, _that_reach)
    timed = _for_each(notifiable, "clock", law, _timed)
    return timed.select(
        **{name: pl.col(column) for name, column in _KEPT.items()},
        event="event",
        recipient="recipient",
        known_on=pl.col("known_at").dt.date(),
        told_on=pl.col("told_at").dt.date(),
        due_on="due_on",
        days_late="days_late",
    ).sort("known_on", "event", "record_id", "recipient", nulls_last=True)


def notifiable(
    rows: Rows,
    table: str,
    key: str,
    *,
    event: str | pl.Expr,
    known: pl.Expr,
    told: pl.Expr,
    clock: str | pl.Expr | None,
    to: str = "regulator",
    ahead: bool = False,
    trigger: str | None = None,
    length: pl.Expr | None = None,
) -> Rows:
    """Rows of a table as facts of the register; the arguments are the columns of `NOTIFICATION_FACTS`."""
    return rows.derive(
        **{
            SUBJECT_TABLE: pl.lit(table),
            SUBJECT_ID: pl.col(key),
            "event": pl.lit(event) if isinstance(event, str) else event,
            "recipient": pl.lit(to),
            "known_at": known,
            "told_at": told,
            "clock": clock if isinstance(clock, pl.Expr) else pl.lit(clock, pl.String),
            "ahead": pl.lit(ahead),
            "trigger": pl.lit(trigger, pl.String),
            "length": pl.lit(None, pl.Float64) if length is None else length.cast(pl.Float64),
        }
    ).pick(*NOTIFICATION_FACTS)


def register_of(parts: Iterable[Rows]) -> Rows:
    """The facts of one register, put under each other in this order."""
    return reduce(lambda above, below: below.stacked_on(above), parts)


def as_moment(day: str) -> pl.Expr:
    """A column of dates as date-times, so that it can stand beside date-times."""
    return pl.col(day).cast(pl.Datetime("us")).dt.replace_time_zone(UK)


def _for_each(
    facts: pl.DataFrame, column: str, law: Law, work: Callable[[pl.DataFrame, Span | None, Law], pl.DataFrame]
) -> pl.DataFrame:
    """The rows put together again after work on those that share a law value; None where there is no such value."""
    parts = facts.partition_by(column, maintain_order=True) or [facts]
    return pl.concat(work(part, _span(part, column, law), law) for part in parts)


def _span(part: pl.DataFrame, column: str, law: Law) -> Span | None:
    name = part[column][0] if part.height else None
    if name is None:
        return None
    try:
        span = getattr(law, name)
    except NotInForce:
        return None
    assert isinstance(span, Span)
    return span


def _that_reach(part: pl.DataFrame, trigger: Span | None, _law: Law) -> pl.DataFrame:
    if trigger is None:
        return part
    length = pl.col("length")
    reached = length > trigger.amount if trigger.unit is Unit.HOURS else length >= trigger.amount
    return part.filter(reached.fill_null(True))


def _timed(part: pl.DataFrame, clock: Span | None, law: Law) -> pl.DataFrame:
    """The rows with `due_on` and `days_late`."""
    known, told = pl.col("known_at"), pl.col("told_at")
    if clock is None:
        return part.with_columns(due_on=pl.lit(None, pl.Date), days_late=pl.lit(None, pl.Int64))
    if clock.unit is Unit.HOURS:
        due = known + clock
        late = pl.when(told.is_null()).then(law.today > due.dt.date()).otherwise(told > due)
    else:
        due = pl.when("ahead").then(known.dt.date() - clock).otherwise(known.dt.date() + clock)
        late = pl.coalesce(told.dt.date(), law.today) > due
    days = (pl.coalesce(told.dt.date(), law.today) - due.dt.date()).dt.total_days()
    # A limit of hours can be missed on its last day.
    return part.with_columns(due_on=due.dt.date(), days_late=pl.when(late).then(pl.max_horizontal(days, pl.lit(1))))
