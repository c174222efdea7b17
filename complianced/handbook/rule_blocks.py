"""One rule of the handbook as blocks: in short, then its clauses, the limits that it reads, and its cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from complianced.handbook.entries import Entry, Limit
from complianced.handbook.given import given_lines
from complianced.handbook.said import (
    codes,
    expected_words,
    links,
    nation_words,
    nations_words,
    source_words,
    title_words,
    value_words,
    weight_words,
)
from complianced.model import Clause
from complianced.reports.blocks import Block, Cell, Column, Facts, Heading, Marked, Paragraph, Span, Table, Words
from complianced.reports.context import clause_key, rule_key
from complianced.reports.words import BASES, ENGLISH, SEVERITIES, SURE
from complianced.rules.rule import RuleKind

KINDS = {
    RuleKind.CONDITION: "A condition: what is not recorded is not met",
    RuleKind.DEADLINE: "A deadline: its last day is still met; what is not recorded is not met",
    RuleKind.ATTESTATION: "A person's dated statement: until there is one, the clause waits for a person's judgement",
}
_CLAUSES = (
    Column("Clause", 2, heading=True),
    Column("What it asks", 4, wide=True),
    Column("Rests on", 1),
    Column("Source", 3, wide=True),
)
_LIMITS = (
    Column("Limit", 3, heading=True),
    Column("From", 1),
    Column("Value", 1),
    Column("Rests on", 1),
    Column("Source", 3, wide=True),
    Column("Checked", 1),
)
_CASES = (Column("Case", 2, heading=True), Column("Day", 1), Column("Expected", 1), Column("Given", 5, wide=True))


def topic_key(bundle: str, topic: str) -> str:
    """Where the rules of a topic stand."""
    return f"topic:{bundle}-{topic}" if topic else f"topic:{bundle}"


def topic_words(topic: str) -> str:
    """A topic as a heading."""
    return title_words(topic) if topic else "Other rules"


def rule_blocks(entry: Entry) -> Iterator[Block]:
    """Everything about one rule."""
    rule = entry.rule
    yield Heading(3, rule.id, rule_key(rule.id), mark=rule.severity.value)
    yield Paragraph(rule.title, "lead")
    for nation, why in entry.trouble.items():
        yield Paragraph(
            f"What it reads in {nation_words(nation)} is not known: it could not be asked ({why}).", "warning"
        )
    yield Facts(f"{rule.id} in short", tuple(_facts(entry)))
    yield from _part(f"Clauses of {rule.id}", "Clauses", _CLAUSES, list(_clause_rows(entry)))
    limits = [row for limit in entry.limits for row in _limit_rows(limit, entry)]
    yield from _part(f"Limits that {rule.id} reads", "Limits", _LIMITS, limits)
    yield from _part(f"Cases of {rule.id}", "Cases", _CASES, list(_case_rows(entry)))


def _part(about: str, heading: str, columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    if rows:
        yield Heading(4, heading, "", in_contents=False)
        yield Table(about, columns, rows)


def _facts(entry: Entry) -> Iterator[tuple[str, Cell]]:
    rule = entry.rule
    yield "Severity", Marked(rule.severity.value, SEVERITIES[rule.severity])
    yield "Rests on", weight_words(entry)
    yield "Finding says", rule.says
    yield "What to do", rule.fix
    yield "Looks at", _looks_at(entry)
    yield "Which of them", _denominator(entry)
    if entry.reads:
        yield "Reads", codes(entry.reads)
    yield "Kind", KINDS[rule.kind]
    if len(entry.bundle.nations) > 1:
        yield "Runs in", nations_words(entry.nations)
    yield "Topic", [Span(topic_words(rule.topic), to=topic_key(rule.bundle, rule.topic))]
    if rule.replaces:
        yield "Stands in for", links((each, rule_key(each)) for each in rule.replaces)
    if rule.formerly:
        yield "Formerly", ", ".join(rule.formerly)


def _looks_at(entry: Entry) -> Words:
    view = entry.view
    if view is None:
        return f"The view {entry.rule.about}, which nobody declares"
    return [f"{view.about} View ", Span(view.name, code=True), ", table ", Span(view.table, code=True)]


def _denominator(entry: Entry) -> Words:
    if entry.rule.when is None:
        return "All of them"
    said = [entry.when, " "] if entry.when else []
    return [*said, "Decided by ", *codes(entry.when_reads)] if entry.when_reads else entry.when or "Some of them"


def _clause_rows(entry: Entry) -> Iterator[Sequence[Cell]]:
    several = len(entry.bundle.nations) > 1
    for cited in entry.clauses:
        clause = cited.clause
        if clause is None:
            yield cited.ref, "Not in the law data", "", ""
            continue
        name: Words = [
            Span(cited.ref, to=clause_key(cited.ref)),
            f"\n{nations_words(cited.nations)}" if several else "",
        ]
        yield name, clause_words(clause), clause_weight(clause), source_words(clause.source)


def clause_words(clause: Clause) -> str:
    """What a clause asks, with what else is noted of it."""
    more = ["A breach is an offence."] if clause.offence else []
    return "\n".join([clause.gist, *more, *([clause.note] if clause.note else [])])


def clause_weight(clause: Clause) -> str:
    """The kind of a clause, and how its text was seen."""
    return f"{BASES[clause.kind]}\n{SURE[clause.sure]}"


def _limit_rows(limit: Limit, entry: Entry) -> Iterator[Sequence[Cell]]:
    several = len(entry.bundle.nations) > 1
    for nation, history in limit.history.items():
        where = f"\n{nation_words(nation)}" if several else ""
        for dated in history:
            until = f" to {ENGLISH.day(dated.ends)}" if dated.ends else ""
            note = ["\n", dated.note] if dated.note else []
            source = source_words(dated.source)
            yield (
                [f"{limit.value.about}{where}\n", Span(limit.value.name, code=True)],
                f"{ENGLISH.day(dated.begins)}{until}",
                value_words(dated),
                f"{BASES[dated.kind]}\n{SURE[dated.sure]}",
                [source, *note] if isinstance(source, str) else [*source, *note],
                f"{ENGLISH.day(dated.verified_on)}; again by {ENGLISH.day(dated.review_by)}",
            )


def _case_rows(entry: Entry) -> Iterator[Sequence[Cell]]:
    several = len(entry.bundle.nations) > 1
    for case in entry.cases:
        where = f"\n{nation_words(case.nation)}" if several else ""
        lines = "\n".join(given_lines(case))
        yield (
            case.it,
            f"{ENGLISH.day(case.as_of)}{where}",
            Marked(case.then.value, expected_words(case)),
            [Span(lines, code=True)] if lines else "Nothing",
        )
