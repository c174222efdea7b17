"""Clause by clause: each clause of each instrument, its one outcome, the rules behind it, and how sure its text is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from complianced.model import Audit, Basis, ClauseResult, Outcome, Sure
from complianced.reports import counts
from complianced.reports.blocks import Block, Cell, Column, Heading, Marked, NewPage, Paragraph, Span, Table
from complianced.reports.context import Context, clause_key, instrument_key, rule_key
from complianced.reports.said import in_turn
from complianced.reports.words import BASES, OUTCOMES, SURE, sentence, split_clause

# Instruments with no more clauses than this share one table.
FEW = 3


def clause_by_clause(audit: Audit, ctx: Context) -> Iterator[Block]:
    """All instruments at a glance, then a table for each; those with few clauses share one."""
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("Clause by clause"), "clauses")
    if not audit.clauses:
        yield Paragraph(say("No instrument was loaded, so no clause could be accounted for."), look="warning")
        return
    yield Paragraph(
        say("All {all} clauses of the instruments that were loaded, each with one outcome. The gist is in our own "
            "words; where the text was not seen, check it before relying on it.", all=len(audit.clauses))
    )  # fmt: skip
    groups = [
        (instrument, list(group))
        for instrument, group in groupby(audit.clauses, key=lambda result: split_clause(result.clause.ref)[0])
    ]
    large = [(name, results) for name, results in groups if len(results) > FEW]
    small = [result for _, results in groups if len(results) <= FEW for result in results]
    yield _glance(ctx, groups)
    for instrument, results in large:
        yield Heading(3, ctx.title_of(instrument), instrument_key(instrument), in_contents=False)
        yield _table(ctx, say("Clauses of {title}", title=ctx.title_of(instrument)), results, named=False)
    if small:
        yield Heading(3, say("Instruments with few clauses"), "few-clauses", in_contents=False)
        yield _table(ctx, say("Clauses of instruments with few clauses"), small, named=True)


def _table(ctx: Context, about: str, results: list[ClauseResult], named: bool) -> Table:
    say = ctx.say
    return Table(
        about,
        (
            Column(say("Clause"), 2.0 if named else 1.05, heading=True),
            Column(say("Gist"), 2.45),
            Column(say("Outcome"), 1.8),
            Column(say("Rules"), 2.1),
            Column(say("Why, and how sure"), 2.65),
        ),
        [_row(ctx, result, named) for result in results],
        [clause_key(result.clause.ref) for result in results],
        dense=True,
    )


def _glance(ctx: Context, groups: list[tuple[str, list[ClauseResult]]]) -> Table:
    """One line for each instrument, leading to its clauses."""
    say = ctx.say
    rows: list[tuple[Cell, ...]] = []
    for instrument, results in groups:
        found = counts.outcomes(results)
        untested = found[Outcome.NOT_TESTED] + found[Outcome.ERROR]
        numbers = (found.all, found.binding, found[Outcome.MET], found[Outcome.NOT_MET], untested)
        to = instrument_key(instrument) if len(results) > FEW else clause_key(results[0].clause.ref)
        name = [Span(ctx.title_of(instrument), to=to)]
        rows.append((name, *(f"{number:,}" for number in numbers)))
    return Table(
        say("Instruments, with how many clauses of each apply and what became of them"),
        (
            Column(say("Instrument"), 4, heading=True),
            Column(say("Clauses"), 1, number=True),
            Column(say("Apply"), 1, number=True),
            Column(say("Met"), 1, number=True),
            Column(say("Not met"), 1, number=True),
            Column(say("Not tested"), 1, number=True),
        ),
        rows,
    )


def _row(ctx: Context, result: ClauseResult, named: bool) -> tuple[Cell, ...]:
    clause = result.clause
    _, part = split_clause(clause.ref)
    if named:
        part = ctx.clause_of(clause.ref)
    gist = [ctx.language.gist(clause)]
    if clause.offence:
        gist.append(ctx.say("\n{note}", note=ctx.say("Breach is an offence.")))
    if clause.kind is not Basis.LAW:
        gist.append(ctx.say("\n{note}.", note=ctx.say(BASES[clause.kind])))
    return (
        part or clause.ref,
        gist[0] if len(gist) == 1 else gist,
        Marked(result.outcome.value, ctx.say(OUTCOMES[result.outcome])),
        _rules(result) or "–",
        in_turn(" ", _why(ctx, result)),
    )


def _rules(result: ClauseResult) -> list[str | Span]:
    spans: list[str | Span] = []
    for rule in result.rules:
        if spans:
            spans.append("\n")
        spans.append(Span(rule, to=rule_key(rule)))
    return spans


def _why(ctx: Context, result: ClauseResult) -> Iterator[str]:
    if result.why:
        yield ctx.language.known(sentence(result.why))
    clause = result.clause
    sure = ctx.say(SURE[clause.sure])
    template = "{sure}." if clause.sure is Sure.VERIFIED else "{sure}: check it before relying on it."
    yield ctx.say(template, sure=sure)
