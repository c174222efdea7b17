"""Clause by clause: each clause of each instrument, its one outcome, the rules behind it, and how sure its text is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from complianced.model import Audit, Basis, ClauseResult, Outcome, Sure
from complianced.reports import counts
from complianced.reports.blocks import Block, Cell, Column, Heading, Marked, NewPage, Paragraph, Span, Table
from complianced.reports.context import Context, clause_key, rule_key
from complianced.reports.words import BASES, OUTCOMES, SURE, split_clause


def clause_by_clause(audit: Audit, ctx: Context) -> Iterator[Block]:
    """A table for each instrument."""
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
    for instrument, group in groupby(audit.clauses, key=lambda result: split_clause(result.clause.ref)[0]):
        results = list(group)
        found = counts.outcomes(results)
        yield Heading(3, ctx.title_of(instrument), f"instrument:{instrument}")
        yield Paragraph(
            say("{all} clauses, {binding} of which apply: {met} met, {not_met} not met.",
                all=found.all, binding=found.binding, met=found[Outcome.MET], not_met=found[Outcome.NOT_MET]),
            look="small", keep=True,
        )  # fmt: skip
        yield Table(
            say("Clauses of {title}", title=ctx.title_of(instrument)),
            (
                Column(say("Clause"), 1.35, heading=True),
                Column(say("Gist"), 2.9),
                Column(say("Outcome"), 1.75),
                Column(say("Rules"), 2.2),
                Column(say("Why, and how sure"), 2.3),
            ),
            [_row(ctx, result) for result in results],
            [clause_key(result.clause.ref) for result in results],
        )


def _row(ctx: Context, result: ClauseResult) -> tuple[Cell, ...]:
    clause = result.clause
    _, part = split_clause(clause.ref)
    gist = clause.gist
    if clause.offence:
        gist += "\n" + ctx.say("Breach is an offence.")
    if clause.kind is not Basis.LAW:
        gist += "\n" + ctx.say(BASES[clause.kind]) + "."
    return (
        part or clause.ref,
        gist,
        Marked(result.outcome.value, ctx.say(OUTCOMES[result.outcome])),
        _rules(result) or "–",
        "\n".join(_why(ctx, result)),
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
        yield result.why
    clause = result.clause
    sure = ctx.say(SURE[clause.sure])
    yield sure + "." if clause.sure is Sure.VERIFIED else sure + ctx.say(": check it before relying on it.")
    if clause.note:
        yield clause.note
