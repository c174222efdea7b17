"""The register of notifications: what somebody had to be told of, when they were told, and how many days late.

Events are named by kind and record id alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from complianced.model import Audit
from complianced.reports.blocks import Bars, Block, Cell, Column, Heading, Marked, NewPage, Paragraph, Span, Table
from complianced.reports.context import Context
from complianced.reports.words import first_capital

# Days late, from and to (both included).
DELAYS = ((1, 1), (2, 7), (8, 28), (29, None))


def register(audit: Audit, ctx: Context) -> Iterator[Block]:
    """How many were told in time, how late the others are, and every one of them."""
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("Register of notifications"), "notifications")
    notices = audit.notifications
    if notices is None:
        yield Paragraph(say("No register was made: the rule sets that ran keep none, or could not make it."))
        return
    if notices.is_empty():
        yield Paragraph(say("The records hold no event of which somebody had to be told."))
        return
    yield Paragraph(_lead(ctx, notices), look="lead")
    yield Paragraph(
        say("One event may have to be told to several, each by a day of its own. A notice that is late grows later "
            "until it is given."), look="small",
    )  # fmt: skip
    yield Heading(3, say("How late"), "notification-delay")
    chart = _delays(ctx, notices)
    yield chart
    yield chart.table(say("When"), say("Notices"), say("Of these"))
    yield Heading(3, say("Every notice"), "every-notice")
    yield Paragraph(say("{all} of {all}, in the order in which the events were known.", all=f"{notices.height:,}"))
    yield _table(audit, ctx, notices)


def numbers_of(notices: pl.DataFrame) -> dict[str, int]:
    """How many notices there are (`all`), have a day they were due (`dated`), are `late`, and are late and `untold`."""
    late, told = pl.col("days_late").is_not_null(), pl.col("told_on").is_not_null()
    dated = notices.filter(pl.col("due_on").is_not_null())
    return {
        "all": notices.height,
        "dated": dated.height,
        "late": dated.filter(late).height,
        "untold": dated.filter(late & ~told).height,
    }


def _lead(ctx: Context, notices: pl.DataFrame) -> str:
    return ctx.say(
        "{late} of {dated} notices with a day by which they were due are late; {untold} of these are still to be "
        "given. The register holds {all} in all.",
        **{name: f"{number:,}" for name, number in numbers_of(notices).items()},
    )


def _delays(ctx: Context, notices: pl.DataFrame) -> Bars:
    say = ctx.say
    days = pl.col("days_late")
    due = pl.col("due_on").is_not_null()
    bands = [(say("Not late"), due & days.is_null())]
    names = (say("1 day late"), say("2 to 7 days late"), say("8 to 28 days late"), say("Over 28 days late"))
    for name, (first, last) in zip(names, DELAYS, strict=True):
        bands.append((name, days >= first if last is None else days.is_between(first, last)))
    bands.append((say("No day to count to"), ~due & days.is_null()))
    rows = []
    for name, inside in bands:
        band = notices.filter(inside)
        untold = band["told_on"].null_count()
        rows.append((name, [band.height - untold, untold]))
    return ctx.bars(
        say("Notices by how late they were"),
        [(say("told"), "met"), (say("not told yet"), "not_tested")],
        rows,
        say("notices"),
    )


def _table(audit: Audit, ctx: Context, notices: pl.DataFrame) -> Table:
    say = ctx.say
    several = ctx.several_schemes(audit)
    columns = (
        *((Column(say("Scheme"), 1.0),) if several else ()),
        Column(say("Event"), 1.7, heading=True),
        Column(say("To whom"), 1.5),
        Column(say("Known"), 1.45),
        Column(say("Told"), 1.45),
        Column(say("Due"), 1.45),
        Column(say("Days late"), 1.15),
    )
    return Table(
        say("Every event of which somebody had to be told"), columns,
        [_row(ctx, row, several) for row in notices.iter_rows(named=True)],
    )  # fmt: skip


def _row(ctx: Context, row: dict[str, object], several: bool) -> tuple[Cell, ...]:
    say = ctx.say
    late = row["days_late"]
    cells: tuple[Cell, ...] = (
        [Span(kind_said(ctx, row["event"]), strong=True), f"\n{row['record_id']}"],
        kind_said(ctx, row["recipient"]),
        _day(ctx, row["known_on"], say("Not recorded")),
        _day(ctx, row["told_on"], say("Not told")),
        _day(ctx, row["due_on"], say("No day fixed")),
        Marked("not_met", f"{late:,}") if late else "–",
    )
    return (str(row["scheme_id"]), *cells) if several else cells


def kind_said(ctx: Context, kind: object) -> str:
    """A kind of event or recipient in words: `serious_injury` is `Serious injury`."""
    return ctx.say(first_capital(str(kind).replace("_", " "))) if kind else "–"


def _day(ctx: Context, day: object, otherwise: str) -> str:
    return ctx.language.day(day) if isinstance(day, date) else otherwise
