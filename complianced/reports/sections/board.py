"""For a board: what can be said, what it is asked to decide, the gravest risks, the picture. No person, no record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from complianced.model import Audit, Outcome, RuleResult, Severity
from complianced.reports import counts
from complianced.reports.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Marked,
    Paragraph,
    Span,
    Table,
    Tile,
    Tiles,
    Title,
    Words,
)
from complianced.reports.context import Context, rules_by_id
from complianced.reports.sections.cover import schemes_named
from complianced.reports.words import BASES, DOMAINS, OUTCOMES, SEVERITIES

TOP_RISKS = 8
WEEKS = 13


def statement(audit: Audit, ctx: Context) -> Iterator[Block]:
    """The assurance statement: what was tested and found, and what nobody can be assured of yet."""
    say = ctx.say
    clauses = counts.outcomes(result for result in audit.clauses)
    found = counts.findings_by_severity(audit)
    yield Title(say(ctx.title), schemes_named(audit, ctx), say("As at {day}", day=ctx.language.day(audit.as_of)))
    yield Heading(2, say("Assurance statement"), "statement", quiet=True)
    if audit.incomplete:
        yield Paragraph(
            say("This audit is incomplete: part of it could not be run. Ask for it to be run again."), "warning"
        )
    untested = clauses[Outcome.NOT_TESTED] + clauses[Outcome.ERROR]
    yield Paragraph(
        say(
            "{met} of {all} clauses that apply are met by the records. Not met: {not_met}. Not tested: {untested}. "
            "Waiting for a person's judgement: {judgement}. On the last two the board has no assurance.",
            met=clauses[Outcome.MET],
            all=clauses.binding,
            not_met=clauses[Outcome.NOT_MET],
            untested=untested,
            judgement=clauses[Outcome.JUDGEMENT],
        ),
        "lead",
    )
    yield Tiles(
        [
            Tile(f"{clauses[Outcome.MET]:,}", say(OUTCOMES[Outcome.MET]), _of(ctx, clauses), "met"),
            Tile(f"{clauses[Outcome.NOT_MET]:,}", say(OUTCOMES[Outcome.NOT_MET]), _of(ctx, clauses), "not_met"),
            Tile(f"{untested:,}", say(OUTCOMES[Outcome.NOT_TESTED]), _of(ctx, clauses), "not_tested"),
            Tile(f"{found[Severity.CRITICAL]:,}", say("Critical findings"),
                 say("of {all} findings", all=f"{audit.findings.height:,}"), "critical"),
        ]
    )  # fmt: skip
    yield Paragraph(
        say("This statement rests on records, read on the day above. It predicts no rating and names no one."), "small"
    )


def _of(ctx: Context, clauses: counts.Counts) -> str:
    return ctx.say("of {all} clauses that apply", all=clauses.binding)


def dashboard(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Findings by severity, outcomes by domain, and what falls due in the next quarter, with their numbers."""
    say = ctx.say
    found = counts.findings_by_severity(audit)
    yield Heading(2, say("Findings by severity"), "severity", quiet=True)
    yield ctx.bars(
        say("Findings by severity"),
        [(say("Findings"), "not_met")],
        [(say(SEVERITIES[severity]), [number]) for severity, number in found.items()],
        say("findings"),
        [severity.value for severity in found],
    )
    by_domain = counts.outcomes_by_domain(audit)
    if by_domain:
        shown = [outcome for outcome in Outcome if any(of[outcome] for of in by_domain.values())]
        chart = ctx.bars(
            say("Rules by domain and outcome"),
            [(say(OUTCOMES[outcome]), outcome.value) for outcome in shown],
            [(say(DOMAINS[domain]), [of[outcome] for outcome in shown]) for domain, of in by_domain.items()],
            say("rules"),
        )
        yield Heading(2, say("Rules by domain"), "domains", quiet=True)
        yield chart
        yield chart.table(say("Domain"), say("Rules"), say("Of these"))
    yield from _due(audit, ctx)


def _due(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    end = audit.as_of + timedelta(weeks=WEEKS)
    due = audit.due.filter(pl.col("due_on").is_between(audit.as_of, end, closed="right"))
    yield Heading(2, say("Due in the next 13 weeks"), "due", quiet=True)
    if due.is_empty():
        yield Paragraph(say("No deadline that is met today falls due in the next 13 weeks."))
        return
    weeks = due.select(((pl.col("due_on") - pl.lit(audit.as_of)).dt.total_days() - 1).floordiv(7).alias("week"))
    counted = Counter(weeks["week"].to_list())
    periods = [(0, 4, say("Weeks 1 to 4")), (4, 8, say("Weeks 5 to 8")), (8, WEEKS, say("Weeks 9 to 13"))]
    chart = ctx.bars(
        say("Deadlines met today that fall due in the next 13 weeks"),
        [(say("Deadlines"), "judgement")],
        [(name, [sum(counted[week] for week in range(start, stop))]) for start, stop, name in periods],
        say("deadlines"),
    )
    yield chart
    yield Table(
        say("Deadlines that fall due in the next 13 weeks"),
        (Column(say("When"), 2, heading=True), Column(say("Deadlines"), 1, number=True)),
        [(name, f"{numbers[0]:,}") for name, numbers in chart.rows],
    )


def risks(audit: Audit, ctx: Context) -> Iterator[Block]:
    """The gravest rules not met, as counts."""
    say = ctx.say
    rules = rules_by_id(audit)
    failing = [rules[rule] for rule in counts.findings_by_rule(audit)]
    grave = [rule for rule in failing if rule.severity in (Severity.CRITICAL, Severity.MAJOR)]
    grave.sort(key=_gravest_first)
    yield Heading(2, say("Top risks"), "risks", quiet=True)
    if not grave:
        yield Paragraph(say("No critical or major finding was made in what was tested."))
        return
    shown = grave[:TOP_RISKS]
    yield Paragraph(
        say("{shown} of {all} critical and major rules that are not met.", shown=len(shown), all=len(grave)),
        "small",
        keep=True,
    )
    yield Table(
        say("The gravest rules that are not met"),
        (
            Column(say("Severity"), 1.3),
            Column(say("What is not met"), 3.4, heading=True),
            Column(say("Rests on"), 1.4),
            Column(say("Records"), 1.1),
            Column(say("What to do"), 3.4),
        ),
        [
            (
                Marked(rule.severity.value, say(SEVERITIES[rule.severity])),
                ctx.language.title(rule),
                say(BASES[rule.basis]),
                say("{failed} of {tested}", failed=rule.failed, tested=rule.tested),
                ctx.language.fix(rule),
            )
            for rule in shown
        ],
    )


def _gravest_first(rule: RuleResult) -> tuple[int, int, int, str]:
    return rule.severity.rank, list(BASES).index(rule.basis), -rule.failed, rule.id


def decisions(audit: Audit, ctx: Context) -> Iterator[Block]:
    """What the board is asked to decide, and what was not tested."""
    say = ctx.say
    found = counts.findings_by_severity(audit)
    clauses = counts.outcomes(result for result in audit.clauses)
    rules = counts.outcomes(audit.rules)
    untested = rules[Outcome.NOT_TESTED] + rules[Outcome.ERROR]
    yield Heading(2, say("What was not tested"), "board-not-tested", quiet=True)
    if untested:
        reasons = Counter(
            rule.why or say("No reason was given")
            for rule in audit.rules
            if rule.outcome in (Outcome.NOT_TESTED, Outcome.ERROR)
        )
        yield Paragraph(say("{n} of {all} rules, for {reasons} reasons. The inspection pack lists them all.",
                            n=untested, all=rules.all, reasons=len(reasons)))  # fmt: skip
    else:
        yield Paragraph(say("Every rule that applies was tested."))
    yield Heading(2, say("Decisions asked for"), "decisions", quiet=True)
    asked: list[Words] = []
    if found[Severity.CRITICAL]:
        asked.append([Span(say("Name an owner and a date"), strong=True),
                      say(" for each of the critical findings: {n}.", n=f"{found[Severity.CRITICAL]:,}")])  # fmt: skip
    if found[Severity.MAJOR]:
        asked.append([Span(say("Agree a plan"), strong=True),
                      say(" for the major findings: {n}.", n=f"{found[Severity.MAJOR]:,}")])  # fmt: skip
    if untested:
        asked.append([Span(say("Ask for the records"), strong=True),
                      say(" that would let the rules not tested be tested: {n}.", n=untested)])  # fmt: skip
    if clauses[Outcome.JUDGEMENT]:
        asked.append([Span(say("Name who will judge"), strong=True),
                      say(" the clauses that records cannot settle: {n}.", n=clauses[Outcome.JUDGEMENT])])  # fmt: skip
    if audit.waived.height:
        asked.append([Span(say("Look again at the waivers"), strong=True),
                      say(" that set findings aside: {n}.", n=f"{audit.waived.height:,}")])  # fmt: skip
    yield Bullets(asked) if asked else Paragraph(say("None today."))
