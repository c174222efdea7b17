"""Where the scheme stands, in two pages: outcomes out of how many, findings by severity, and what to fix first."""

from __future__ import annotations

from collections.abc import Iterator

from complianced.model import Audit, Outcome, Severity
from complianced.reports import counts
from complianced.reports.blocks import (
    Block,
    Column,
    Heading,
    Marked,
    NewPage,
    Paragraph,
    Span,
    Table,
    Tile,
    Tiles,
    Words,
)
from complianced.reports.context import Context, rule_key, rules_by_id
from complianced.reports.said import in_turn, joined
from complianced.reports.words import BASES, DOMAINS, OUTCOMES, SERVICES, SEVERITIES, nation_name

FIRST = 10
OTHERS = {
    Outcome.NOT_MET: "not met",
    Outcome.NOT_TESTED: "not tested",
    Outcome.JUDGEMENT: "waiting for a person's judgement",
    Outcome.WAIVED: "waived",
    Outcome.ERROR: "not tested because of an error",
}


def summary(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Numbers, charts with their tables, and the rules to put right first."""
    say = ctx.say
    clauses = counts.outcomes(result for result in audit.clauses)
    yield NewPage()
    yield Heading(2, say("Summary"), "summary")
    yield Paragraph(_lead(audit, ctx, clauses), look="lead")
    yield Tiles([_tile(ctx, clauses, outcome) for outcome in
                 (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_TESTED, Outcome.JUDGEMENT)])  # fmt: skip
    yield from _fix_first(audit, ctx)
    yield from _severities(audit, ctx)
    yield from _ages(audit, ctx)
    yield from _outcomes(audit, ctx, clauses)
    yield from _domains(audit, ctx)
    if ctx.several_schemes(audit):
        yield from _schemes(audit, ctx)


def _lead(audit: Audit, ctx: Context, clauses: counts.Counts) -> Words:
    say = ctx.say
    if not clauses.binding:
        return say("No clause that applies was found, so nothing could be checked.")
    told = [say("{met} of {all} clauses that apply are met.", met=clauses[Outcome.MET], all=clauses.binding)]
    others = [
        say("{n} {words}", n=clauses[outcome], words=say(words))
        for outcome, words in OTHERS.items()
        if clauses[outcome]
    ]
    if others:
        told.append(say("Of the others: {others}.", others=joined(", ", others)))
    found = ctx.language.count(audit.findings.height, "finding", "findings")
    rules = ctx.language.count(audit.findings["rule"].n_unique(), "rule", "rules")
    return in_turn(" ", [*told, say("There are {found}, from {rules}.", found=found, rules=rules)])


def _tile(ctx: Context, clauses: counts.Counts, outcome: Outcome) -> Tile:
    note = ctx.say("of {all} that apply", all=clauses.binding)
    return Tile(f"{clauses[outcome]:,}", ctx.say(OUTCOMES[outcome]), note, outcome.value)


def _fix_first(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    yield Heading(3, say("What to fix first"), "fix-first")
    rules = rules_by_id(audit)
    failing = [rules[rule] for rule in counts.findings_by_rule(audit) if rules[rule].severity is not Severity.ADVICE]
    if not failing:
        yield Paragraph(say("Nothing above advice was found in what was tested."))
        return
    # The gravest first; among equals, law before good practice and the commoner before the rarer.
    bases = list(BASES)
    failing.sort(key=lambda rule: (rule.severity.rank, bases.index(rule.basis), -rule.failed, rule.id))
    shown = failing[:FIRST]
    yield Paragraph(
        say("{shown} of {all} rules with findings above advice, gravest first, law before good practice.",
            shown=len(shown), all=len(failing)), look="small",
    )  # fmt: skip
    yield Table(
        say("Rules to put right first"),
        (
            Column(say("Severity"), 1.25),
            Column(say("What is not met"), 3.6, heading=True),
            Column(say("Rests on"), 1.4),
            Column(say("Records"), 1.1),
            Column(say("What to do"), 3.6),
        ),
        [
            (
                Marked(rule.severity.value, say(SEVERITIES[rule.severity])),
                [Span(ctx.language.title(rule), to=rule_key(rule.id))],
                say(BASES[rule.basis]),
                say("{failed} of {tested}", failed=rule.failed, tested=rule.tested),
                ctx.language.fix(rule),
            )
            for rule in shown
        ],
    )


def _severities(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    yield Heading(3, say("Findings by severity"), "by-severity")
    found = counts.findings_by_severity(audit)
    rules = {severity: sum(r.severity is severity and r.failed > 0 for r in audit.rules) for severity in Severity}
    chart = ctx.bars(
        say("Findings by severity"),
        [(say("Findings"), "not_met")],
        [(say(SEVERITIES[severity]), [number]) for severity, number in found.items()],
        say("findings"),
        [severity.value for severity in found],
    )
    yield chart
    yield Table(
        say("Findings by severity: the numbers of the chart"),
        (
            Column(say("Severity"), 2, heading=True),
            Column(say("Findings"), 1, number=True),
            Column(say("Rules not met"), 1, number=True),
        ),
        [
            (Marked(severity.value, say(SEVERITIES[severity])), f"{number:,}", f"{rules[severity]:,}")
            for severity, number in found.items()
        ],
    )


def _ages(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    if audit.findings.is_empty():
        return
    bands, undated = counts.findings_by_age(audit)
    names = (
        say("Not yet overdue"),
        say("1 to 30 days"),
        say("31 to 90 days"),
        say("91 days to a year"),
        say("Over a year"),
        say("No date"),
    )
    chart = ctx.bars(
        say("Findings by how long they are overdue"),
        [(say(SEVERITIES[severity]), severity.value) for severity in Severity],
        [(name, list(found.values())) for name, found in zip(names, [*bands, undated], strict=True)],
        say("findings"),
    )
    yield Heading(3, say("How long overdue"), "by-age")
    yield chart
    yield chart.table(say("Overdue"), say("Findings"), say("Of these"))


def _outcomes(audit: Audit, ctx: Context, clauses: counts.Counts) -> Iterator[Block]:
    say = ctx.say
    rules = counts.outcomes(audit.rules)
    yield Heading(3, say("Outcomes"), "outcomes")
    yield Table(
        say("Clauses and rules by outcome"),
        (
            Column(say("Outcome"), 3, heading=True),
            Column(say("Clauses"), 1, number=True),
            Column(say("Rules"), 1, number=True),
        ),
        [
            *(
                (Marked(outcome.value, say(OUTCOMES[outcome])), f"{clauses[outcome]:,}", f"{rules[outcome]:,}")
                for outcome in Outcome
            ),
            ([Span(say("All"), strong=True)], [Span(f"{clauses.all:,}", strong=True)],
             [Span(f"{rules.all:,}", strong=True)]),
        ],
    )  # fmt: skip


def _domains(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    by_domain = counts.outcomes_by_domain(audit)
    if len(by_domain) < 2:
        return
    shown = [outcome for outcome in Outcome if any(found[outcome] for found in by_domain.values())]
    chart = ctx.bars(
        say("Rules by domain and outcome"),
        [(say(OUTCOMES[outcome]), outcome.value) for outcome in shown],
        [(say(DOMAINS[domain]), [found[outcome] for outcome in shown]) for domain, found in by_domain.items()],
        say("rules"),
    )
    yield Heading(3, say("Rules by domain"), "by-domain")
    yield chart
    yield chart.table(say("Domain"), say("Rules"), say("Of these"))


def _schemes(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    found = dict(audit.findings.group_by("scheme_id").len().iter_rows())
    yield Heading(3, say("Schemes"), "schemes")
    yield Table(
        say("Schemes in this audit, with their findings"),
        (
            Column(say("Scheme"), 2.4, heading=True),
            Column(say("Id"), 1),
            Column(say("Service"), 1.3),
            Column(say("Nation"), 1.3),
            Column(say("Findings"), 1, number=True),
        ),
        [
            (
                scheme.name,
                scheme.scheme_id,
                say(SERVICES.get(scheme.service, scheme.service)),
                say(nation_name(scheme.nation)),
                f"{found.get(scheme.scheme_id, 0):,}",
            )
            for scheme in audit.schemes
        ],
    )
