"""Every finding, gathered under its rule: what is asked, on what ground, what to do, each record.

Rules stand in the order of what the nation's inspectors ask for, theme by theme, the gravest first in each. A theme
begins with its facts and with what was checked. Where a nation gives no order, the gravest come first in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from complianced.law.pack_order import EVERYTHING_ELSE, Theme, theme_of
from complianced.model import Audit, Outcome, RuleResult, Severity
from complianced.reports import counts
from complianced.reports.blocks import Block, Cell, Column, Heading, NewPage, Paragraph, Span, Table, Words
from complianced.reports.context import Context, clause_key, record_name, rule_key, rules_by_id, theme_key
from complianced.reports.said import in_turn
from complianced.reports.sections.checked import checked
from complianced.reports.sections.facts import facts_by_theme, facts_of
from complianced.reports.words import BASES_IN_FULL, SEVERITIES


def findings(audit: Audit, ctx: Context) -> Iterator[Block]:
    """A part for each theme, or for each severity where the nation gives no themes, with all its findings."""
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("Findings"), "findings")
    if audit.findings.is_empty():
        yield Paragraph(say("There are no findings in what was tested."), look="lead")
        yield _see_not_tested(ctx)
    else:
        yield Paragraph(
            say("Every finding is listed: {all} of {all}. Records are named by their id.",
                all=f"{audit.findings.height:,}")
        )  # fmt: skip
    yield from _theme_by_theme(audit, ctx) if ctx.themes else _gravest_first(audit, ctx)


def _by_theme(audit: Audit, ctx: Context) -> dict[Theme, list[RuleResult]]:
    """The rules of each theme, in the order of the themes; what none names comes last."""
    rules: dict[Theme, list[RuleResult]] = {theme: [] for theme in (*ctx.themes, EVERYTHING_ELSE)}
    for rule in audit.rules:
        rules[theme_of(ctx.themes, rule)].append(rule)
    return rules


def _theme_by_theme(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    facts = facts_by_theme(audit, ctx)
    by_theme = {theme: rules for theme, rules in _by_theme(audit, ctx).items() if rules or theme in facts}
    if not by_theme:
        return
    if ctx.facts:
        yield Paragraph(
            say("Each part begins with the facts that inspectors ask for: counts and dates from the records as they "
                "were on the day. The last 12 months are those from {first} to {last}; what is done yearly or every "
                "three months is in time until the same day of the month.",
                first=ctx.language.day(ctx.facts.since), last=ctx.language.day(ctx.facts.as_of)), look="small",
        )  # fmt: skip
    yield Paragraph(
        say("The parts are what inspectors ask for, in their order. Other: rules not in force, not applicable, waived "
            "or waiting for a person's judgement."), look="small",
    )  # fmt: skip
    yield _glance(audit, ctx, by_theme)
    found = counts.findings_by_rule(audit)
    for theme, rules in by_theme.items():
        # The findings of the audit stand gravest first, and so do the rules here.
        mine = {rule.id: rule for rule in rules}
        failing = [rule for rule in found if rule in mine]
        number = sum(found[rule].height for rule in failing)
        words = ctx.language.count(number, "finding", "findings") if number else say("no findings")
        if not rules:
            words = say("no rule tests this part")
        yield Heading(3, say("{part} ({found})", part=say(theme.title), found=words), theme_key(theme.id))
        yield from facts_of(audit, ctx, theme, facts.get(theme, ()))
        yield from checked(ctx, theme, rules)
        for rule in failing:
            yield from _rule(audit, ctx, mine[rule], found[rule])


def _glance(audit: Audit, ctx: Context, by_theme: dict[Theme, list[RuleResult]]) -> Table:
    """One line for each theme, leading to its findings, and all of them together."""
    say = ctx.say
    findings_of = {rule: found.height for rule, found in counts.findings_by_rule(audit).items()}

    def line(name: Cell, rules: Sequence[RuleResult]) -> tuple[Cell, ...]:
        seen = counts.outcomes(rules)
        untested = seen[Outcome.NOT_TESTED] + seen[Outcome.ERROR]
        found = sum(findings_of.get(rule.id, 0) for rule in rules)
        other = seen.all - seen[Outcome.MET] - seen[Outcome.NOT_MET] - untested
        numbers = (found, seen.all, seen[Outcome.MET], seen[Outcome.NOT_MET], untested, other)
        return name, *(f"{number:,}" for number in numbers)

    return Table(
        say("What inspectors ask for, in their order: rules and findings of each part"),
        (
            Column(say("Part"), 4, heading=True),
            Column(say("Findings"), 1, number=True),
            Column(say("Rules"), 1, number=True),
            Column(say("Met"), 1, number=True),
            Column(say("Not met"), 1, number=True),
            Column(say("Not tested"), 1, number=True),
            Column(say("Other"), 1, number=True),
        ),
        [
            *(line([Span(say(theme.title), to=theme_key(theme.id))], rules) for theme, rules in by_theme.items()),
            line([Span(say("All"), strong=True)], audit.rules),
        ],
    )


def _gravest_first(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    rules = rules_by_id(audit)
    numbers = counts.findings_by_severity(audit)
    open_severity: Severity | None = None
    for rule_id, found in counts.findings_by_rule(audit).items():
        severity = Severity(found["severity"][0])
        if severity is not open_severity:
            open_severity = severity
            words = ctx.language.count(numbers[severity], "finding", "findings")
            yield Heading(
                3,
                say("{severity}: {found}", severity=say(SEVERITIES[severity]), found=words),
                f"severity:{severity.value}",
                mark=severity.value,
            )
        yield from _rule(audit, ctx, rules[rule_id], found)


def _see_not_tested(ctx: Context) -> Paragraph:
    return Paragraph(
        [ctx.say("What could not be tested is under "), Span(ctx.say("What was not tested"), to="not-tested")]
    )


def _rule(audit: Audit, ctx: Context, rule: RuleResult, found: pl.DataFrame) -> Iterator[Block]:
    say = ctx.say
    # Under a theme the severity has no heading of its own: mark and word stand with the rule.
    mark = rule.severity.value if ctx.themes else None
    yield Heading(4, ctx.language.title(rule), rule_key(rule.id), mark=mark, in_contents=False)
    standing = _standing(ctx, rule)
    told = [standing] if isinstance(standing, str) else standing
    yield Paragraph([*told, " ", Span(say("Clauses: "), strong=True), *_clauses(ctx, rule)], look="small", keep=True)
    if rule.fix:
        yield Paragraph([Span(say("What to do: "), strong=True), ctx.language.fix(rule)], keep=True)
    yield findings_table(audit, ctx, found, say("Records that do not meet {rule}", rule=rule.id))


def _standing(ctx: Context, rule: RuleResult) -> Words:
    say = ctx.say
    parts = [
        *([say("{severity}.", severity=say(SEVERITIES[rule.severity]))] if ctx.themes else []),
        say(BASES_IN_FULL[rule.basis]),
        say("Not met by {failed} of {tested} records checked.", failed=rule.failed, tested=rule.tested),
    ]
    if rule.unreadable:
        parts.append(say("{n} more could not be read.", n=rule.unreadable))
    if rule.waived:
        parts.append(say("{n} set aside by a waiver.", n=rule.waived))
    parts.append(say("Rule {rule}.", rule=rule.id))
    return in_turn(" ", parts)


def _clauses(ctx: Context, rule: RuleResult) -> Iterator[str | Span]:
    for at, ref in enumerate(rule.clauses):
        if at:
            yield "; "
        yield Span(ctx.clause_of(ref), to=clause_key(ref))


def findings_table(audit: Audit, ctx: Context, found: pl.DataFrame, about: str, with_rule: bool = False) -> Table:
    """Findings as a table: record, what was found, when it was due if any was; the rule, where no heading names it."""
    say = ctx.say
    several = ctx.several_schemes(audit)
    tables = found["table"].unique()
    # The findings of a rule mostly come from one table: then its name stands once, in the heading.
    one = ctx.table_said(tables[0]) if len(tables) == 1 else None
    dated = found["due_on"].null_count() < found.height
    columns = [
        Column(say("Record in {table}", table=one) if one else say("Record"), 2.1, heading=True),
        Column(say("What was found"), 4.6),
        *((Column(say("Due"), 1.5),) if dated else ()),
    ]
    if several:
        columns.insert(0, Column(say("Scheme"), 1.1))
    if with_rule:
        columns.append(Column(say("Rule"), 2))
    rows = [
        (
            *((scheme,) if several else ()),
            [
                Span(record_name(ctx, table, record), strong=True),
                *(() if one else (say("\n{table}", table=ctx.table_said(table)),)),
            ],
            ctx.language.message(rule, message, values, due),
            *((ctx.language.day(due) if due else say("No date"),) if dated else ()),
            *((rule,) if with_rule else ()),
        )
        for scheme, table, record, message, due, rule, values in found.select(
            "scheme_id", "table", "record_id", "message", "due_on", "rule", "values"
        ).iter_rows()
    ]
    return Table(about, tuple(columns), rows)
