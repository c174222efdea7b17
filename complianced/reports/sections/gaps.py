"""What the audit does not say: what was not tested and why, waits for a person, was waived, or could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from complianced.model import Audit, Outcome, RuleResult
from complianced.reports.blocks import Block, Bullets, Column, Heading, Marked, NewPage, Paragraph, Span, Table
from complianced.reports.context import Context, clause_key
from complianced.reports.said import joined
from complianced.reports.sections.findings import findings_table
from complianced.reports.words import OUTCOMES, SEVERITIES, sentence


def not_tested(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Rules that did not run, rules with nothing to check, and clauses that only a person can settle."""
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("What was not tested"), "not-tested")
    yield Paragraph(
        say("Nothing here counts as met. Supplying the records named here is what brings these rules to life.")
    )
    if audit.incomplete:
        yield Heading(3, say("What could not be run"), "incomplete")
        yield Bullets(list(audit.incomplete))
    silent = [rule for rule in audit.rules if rule.outcome in (Outcome.NOT_TESTED, Outcome.ERROR)]
    yield Heading(3, say("Rules not tested: {n} of {all}", n=len(silent), all=len(audit.rules)), "rules-not-tested")
    if silent:
        yield Table(
            say("Rules not tested, and why"),
            (
                Column(say("Rule"), 3.4, heading=True),
                Column(say("Severity"), 1.2),
                Column(say("Outcome"), 1.4),
                Column(say("Why"), 3.4),
            ),
            [
                (
                    [ctx.language.title(rule), f"\n{rule.id}"],
                    Marked(rule.severity.value, say(SEVERITIES[rule.severity])),
                    Marked(rule.outcome.value, say(OUTCOMES[rule.outcome])),
                    ctx.language.english(sentence(rule.why)) if rule.why else say("No reason was given."),
                )
                for rule in silent
            ],
        )
    else:
        yield Paragraph(say("Every rule was tested."))
    yield from _nothing_to_check(audit, ctx)
    yield from _unreadable(audit, ctx)
    yield from _judgements(audit, ctx)


def _nothing_to_check(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    empty = [rule for rule in audit.rules if rule.tested == 0 and rule.outcome is Outcome.MET]
    if not empty:
        return
    yield Heading(3, say("Rules with nothing to check: {n}", n=len(empty)), "nothing-to-check")
    yield Paragraph(say("No record came under these rules, so they passed nothing: 0 of 0."))
    yield _rules_table(ctx, empty, say("Rules with nothing to check"))


def _unreadable(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    partly = [rule for rule in audit.rules if rule.unreadable]
    if not partly:
        return
    yield Heading(3, say("Rules that could not read some records: {n}", n=len(partly)), "partly-read")
    yield Table(
        say("Rules that could not read some records"),
        (Column(say("Rule"), 4, heading=True), Column(say("Records not read"), 1, number=True)),
        [([ctx.language.title(rule), f"\n{rule.id}"], f"{rule.unreadable:,}") for rule in partly],
    )


def _rules_table(ctx: Context, rules: list[RuleResult], about: str) -> Table:
    return Table(
        about,
        (Column(ctx.say("Rule"), 3, heading=True), Column(ctx.say("Id"), 2)),
        [(ctx.language.title(rule), rule.id) for rule in rules],
    )


def _judgements(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    waiting = [result for result in audit.clauses if result.outcome is Outcome.JUDGEMENT]
    yield Heading(3, say("Clauses that wait for a person's judgement: {n}", n=len(waiting)), "judgements")
    if not waiting:
        yield Paragraph(say("None."))
        return
    yield Paragraph(say("Records cannot settle these. A person reads the clause, decides, and dates an attestation."))
    yield Table(
        say("Clauses that wait for a person's judgement"),
        (
            Column(say("Clause"), 2, heading=True),
            Column(say("Gist"), 3),
            Column(say("If it fails"), 1.2),
            Column(say("Why it waits"), 2.6),
        ),
        [
            (
                [Span(ctx.clause_of(result.clause.ref), to=clause_key(result.clause.ref))],
                ctx.language.gist(result.clause),
                Marked(result.clause.severity.value, say(SEVERITIES[result.clause.severity]))
                if result.clause.severity
                else "–",
                ctx.language.known(sentence(result.why)) if result.why else say("No attestation is on record."),
            )
            for result in waiting
        ],
    )


def waived(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Findings that a waiver sets aside; they are shown, not hidden."""
    say = ctx.say
    yield Heading(2, say("Waived"), "waived")
    if audit.waived.is_empty():
        yield Paragraph(say("No finding is set aside by a waiver."))
        return
    count = ctx.language.count(audit.waived.height, "finding is", "findings are")
    yield Paragraph(say("{count} set aside by a waiver, listed in full.", count=count))
    yield findings_table(audit, ctx, audit.waived, say("Findings set aside by a waiver"), with_rule=True)


def data_problems(audit: Audit, ctx: Context) -> Iterator[Block]:
    """What in the records could not be used as it stood, and the way out."""
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("Problems in the records"), "problems")
    if not audit.problems:
        yield Paragraph(say("Every table, row and cell that was supplied could be read."))
        return
    count = ctx.language.count(len(audit.problems), "problem", "problems")
    yield Paragraph(
        say("{count}, all listed. A cell that cannot be read is never taken for an empty one: the rest of its row and "
            "of the records was still checked.", count=count)
    )  # fmt: skip
    yield Table(
        say("Problems in the records"),
        (
            Column(say("Where"), 2.1, heading=True),
            Column(say("Record"), 1.2),
            Column(say("What is wrong, and the way out"), 4.6),
        ),
        [
            (
                _where(ctx, problem.table, problem.row, problem.column, problem.file),
                problem.record_id or "–",
                ctx.language.english(problem.problem),
            )
            for problem in audit.problems
        ],
    )


def _where(ctx: Context, table: str | None, row: int | None, column: str | None, file: str | None) -> str:
    parts: list[str] = [ctx.table_said(table) if table else file or ctx.say("The records as a whole")]
    if row is not None:
        parts.append(ctx.say("row {row}", row=row))
    if column:
        parts.append(ctx.say("column {column}", column=column))
    return joined(", ", parts)
