"""What inspectors ask first under each theme: counts and dates from the records, out of how many. No names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from complianced.law.pack_order import Theme, theme_for
from complianced.measures.fact import UNREADABLE, Fact, FactGroup, Listing, ListingCell
from complianced.model import Audit
from complianced.reports.blocks import Block, Cell, Column, Facts, Marked, Paragraph, Span, Table, Words
from complianced.reports.context import Context
from complianced.reports.said import in_turn, joined
from complianced.reports.sections.notifications import numbers_of
from complianced.reports.words import first_capital

_IN_MATRICES = ("training", "disclosures")
# Choice words that are written in another way than their letters say.
_SPELT = {
    "court_of_protection": "Court of Protection",
    "dols": "DoLS",
    "self_employment_review": "self-employment review",
    "self_neglect": "self-neglect",
    "smoke_and_co_alarms": "smoke and CO alarms",
}


def facts_by_theme(audit: Audit, ctx: Context) -> dict[Theme, list[FactGroup]]:
    """The groups of facts of each theme that has any; the register of notifications stands with the incidents."""
    placed: dict[Theme, list[FactGroup]] = {}
    for group in ctx.facts.groups if ctx.facts else ():
        placed.setdefault(theme_for(ctx.themes, group.bundle, group.topic, group.table), []).append(group)
    if ctx.facts and audit.notifications is not None:
        place = theme_for(ctx.themes, "", "notifications", "incidents")
        placed.setdefault(place, []).append(FactGroup("notifications"))
    return placed


def facts_of(audit: Audit, ctx: Context, theme: Theme, groups: Iterable[FactGroup]) -> Iterator[Block]:
    """The facts of one theme as a table of key facts, then a table for each listing by kind."""
    say = ctx.say
    groups = list(groups)
    rows: list[tuple[str, Cell]] = []
    for group in groups:
        rows += [(say(fact.label), _value(ctx, fact)) for fact in group.facts]
        if group.listing and not group.listing.rows:
            rows.append((say(group.listing.title), _not_listed(ctx, group.listing)))
        rows += _elsewhere(audit, ctx, group)
    if rows:
        yield Facts(say("{part}: the facts on the day", part=say(theme.title)), rows, dense=True)
    for group in groups:
        if group.listing and group.listing.rows:
            yield _table(audit, ctx, group.listing)
            if notes := _notes(ctx, group.listing):
                yield Paragraph(in_turn(" ", notes), look="small")


def _elsewhere(audit: Audit, ctx: Context, group: FactGroup) -> Iterator[tuple[str, Cell]]:
    """What another section of the pack tells in full."""
    say = ctx.say
    if group.table == "notifications" and audit.notifications is not None:
        numbers = numbers_of(audit.notifications)
        value = say("{n} of {all}", n=f"{numbers['late']:,}", all=f"{numbers['dated']:,}")
        yield say("Notices late, of those with a day they were due"), [
            value, ": ", Span(say("Register of notifications"), to="notifications")
        ]  # fmt: skip
    if ctx.matrices and group.table in _IN_MATRICES:
        label = say("Courses by state") if group.table == "training" else say("Disclosures by age")
        yield label, [Span(say("Training and disclosures at a glance"), to="matrices")]


def _value(ctx: Context, fact: Fact) -> Words:
    say = ctx.say
    if fact.missing:
        return say("Not supplied: {missing}", missing=", ".join(fact.missing))
    match fact.value:
        case None:
            return say("Could not be read") if fact.unreadable else say("Not recorded")
        case date():
            told = ctx.language.day(fact.value)
        case tuple():
            told = joined(", ", [_word(ctx, word) for word in fact.value])
        case number if fact.out_of is not None:
            told = say("{n} of {all}", n=f"{number:,}", all=f"{fact.out_of:,}")
        case number:
            told = f"{number:,}"
    if fact.parts:
        parts = [say("{part} {n}", part=_word(ctx, word), n=f"{number:,}") for word, number in fact.parts]
        told = say("{n}: {parts}", n=told, parts=joined(", ", parts))
    notes = _notes(ctx, fact)
    return in_turn(" ", [say("{value}.", value=told), *notes]) if notes else told


def _notes(ctx: Context, of: Fact | Listing) -> list[str]:
    """How many records could not be counted, and why."""
    say = ctx.say
    notes = []
    if of.unreadable:
        notes.append(say("{n} more could not be read.", n=f"{of.unreadable:,}"))
    if of.undated:
        notes.append(say("{n} more have no date.", n=f"{of.undated:,}"))
    return notes


def _not_listed(ctx: Context, listing: Listing) -> Words:
    if listing.missing:
        return ctx.say("Not supplied: {missing}", missing=", ".join(listing.missing))
    return in_turn(" ", [ctx.say("{value}.", value=ctx.say("None recorded")), *_notes(ctx, listing)])


def _table(audit: Audit, ctx: Context, listing: Listing) -> Table:
    say = ctx.say
    out_of = listing.out_of or (None,) * len(listing.columns)
    counted = [any(isinstance(row[at], int) for row in listing.rows) for at in range(1, len(listing.columns) + 1)]
    columns = (
        Column(say(listing.title), 3, heading=True),
        *(
            Column(_of(ctx, title, number), 1.3, number=numeric)
            for title, number, numeric in zip(listing.columns, out_of, counted, strict=True)
        ),
    )
    rows = [
        (
            say(first_capital(said_of(str(row[0])))),
            *(
                _cell(audit, ctx, cell, title == listing.due)
                for title, cell in zip(listing.columns, row[1:], strict=True)
            ),
        )
        for row in listing.rows
    ]
    return Table(say(listing.title), columns, rows, dense=True)


def _of(ctx: Context, title: str, number: int | None) -> str:
    said = ctx.say(title)
    return said if number is None else ctx.say("{title} (of {n})", title=said, n=f"{number:,}")


def _cell(audit: Audit, ctx: Context, cell: ListingCell, due: bool) -> Cell:
    match cell:
        case date():
            day = ctx.language.day(cell)
            return Marked("not_met", ctx.say("{day}, overdue", day=day)) if due and cell < audit.as_of else day
        case int():
            return f"{cell:,}"
        case None:
            return ctx.say("Not recorded")
        case _:
            return ctx.say("Could not be read") if cell == UNREADABLE else _word(ctx, cell)


def _word(ctx: Context, word: str) -> str:
    """A choice word of the contract in words."""
    return ctx.say(said_of(word))


def said_of(word: str) -> str:
    """A choice word in English: `medicines_error` is `medicines error`."""
    return _SPELT.get(word, word.replace("_", " "))
