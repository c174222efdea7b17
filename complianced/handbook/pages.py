"""The handbook's pages as blocks: one for each bundle, and one that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from complianced.handbook.chapters import Chapter
from complianced.handbook.entries import ClauseEntry, Entry
from complianced.handbook.rule_blocks import clause_weight, clause_words, rule_blocks, topic_key, topic_words
from complianced.handbook.said import links, nations_words, source_words
from complianced.model import Sure
from complianced.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Contents,
    Facts,
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
from complianced.reports.context import clause_key, rule_key
from complianced.reports.words import BASES, BASES_IN_FULL, ENGLISH, HOWS, SERVICES, SEVERITIES, SURE

INDEX = "index"
NAME = "Handbook of rules"
_BUNDLES = (
    Column("Bundle", 2, heading=True),
    Column("For", 3),
    Column("Rules", 1, number=True),
    Column("Cases", 1, number=True),
    Column("Clauses", 1, number=True),
    Column("Tested by rules", 1, number=True),
    Column("Tested by none", 1, number=True),
)
_RULES = (
    Column("Rule", 2, heading=True),
    Column("What holds", 4, wide=True),
    Column("Severity", 1),
    Column("Rests on", 1),
    Column("Cases", 1, number=True),
)
_TESTED = (
    Column("Clause", 2, heading=True),
    Column("What it asks", 4, wide=True),
    Column("Rests on", 1),
    Column("Rules", 3, wide=True),
)
_UNTESTED = (
    Column("Clause", 2, heading=True),
    Column("What it asks", 4, wide=True),
    Column("Accounted for", 1),
    Column("Why no rule", 3, wide=True),
    Column("Rests on", 1),
    Column("Source", 3, wide=True),
)


def page_key(name: str) -> str:
    """Where a page of the handbook stands."""
    return f"page:{name}"


def index_page(chapters: Sequence[Chapter]) -> list[Block]:
    """The page that leads to the others: the bundles with their numbers, and how to read a rule."""
    rules = sum(len(chapter.entries) for chapter in chapters)
    clauses = sum(len(chapter.clauses) for chapter in chapters)
    return [
        Title(NAME, "complianced", "Every rule with its law, its limits and its cases"),
        Paragraph(
            "Law is paraphrased in our own words, with its source beside it. Where the text is not marked as seen, "
            "check it before relying on it. This is not legal advice.",
            "note",
        ),
        Tiles(
            [
                Tile(f"{len(chapters):,}", "bundle" if len(chapters) == 1 else "bundles"),
                Tile(f"{rules:,}", "rule" if rules == 1 else "rules"),
                Tile(f"{clauses:,}", "clause" if clauses == 1 else "clauses"),
                Tile(f"{sum(chapter.cases for chapter in chapters):,}", "cases"),
            ]
        ),
        Heading(2, "Bundles", "index:bundles"),
        Table("The bundles and what each holds", _BUNDLES, [_bundle_row(chapter) for chapter in chapters]),
        Heading(2, "How to read a rule", "index:reading"),
        Bullets(_READING),
        Heading(3, "What it rests on", "", in_contents=False),
        Facts("What a rule rests on", tuple((BASES[basis], words) for basis, words in BASES_IN_FULL.items())),
        Heading(3, "How its text was seen", "", in_contents=False),
        Facts("How the text behind a rule was seen", tuple((SURE[sure], words) for sure, words in _SEEN.items())),
    ]


_READING: tuple[Sequence[str | Span], ...] = (
    (
        Span("Severity", strong=True),
        f" is one of {', '.join(SEVERITIES.values())}. Advice never counts against a scheme.",
    ),
    (
        Span("Rests on", strong=True),
        " is that of the limits which the rule reads, or else of its clauses, on the day of the first of its cases "
        "that is met. The text is as sure as the least sure of them.",
    ),
    (Span("Finding says", strong=True), " is what a scheme reads; what stands in braces is filled in from the record."),
    (
        Span("Which of them", strong=True),
        " is the denominator: what the rule does not apply to is neither met nor not met.",
    ),
    (
        Span("Limits", strong=True),
        " have every value since the law or custom began, each with its day. A scheme may set a stricter one, never "
        "one looser than law.",
    ),
    (
        Span("Cases", strong=True),
        " are run on every change: what is given, on which day, and what the rule has to say. What a case leaves out "
        "is filled in.",
    ),
)

_SEEN = {
    Sure.VERIFIED: "The clause itself was read.",
    Sure.SISTER: "The clause was not read; the one like it in another nation's instrument was.",
    Sure.SECONDARY: "The clause was read as somebody else quotes it: check it before relying on it.",
    Sure.RECALLED: "The clause is as those who know it recall it: check it before relying on it.",
}


def _bundle_row(chapter: Chapter) -> Sequence[Cell]:
    return (
        [Span(chapter.bundle.title, to=page_key(chapter.bundle.name))],
        _for(chapter),
        f"{len(chapter.entries):,}",
        f"{chapter.cases:,}",
        f"{len(chapter.clauses):,}",
        f"{len(chapter.tested):,}",
        f"{len(chapter.untested):,}",
    )


def _for(chapter: Chapter) -> str:
    services = ", ".join(SERVICES.get(service, service) for service in chapter.bundle.services)
    return f"{services}: {nations_words(chapter.nations)}"


def bundle_page(chapter: Chapter) -> list[Block]:
    """One bundle's page: its rules by topic, each rule, and its clauses."""
    bundle = chapter.bundle
    rules = ENGLISH.count(len(chapter.entries), "rule", "rules")
    clauses = ENGLISH.count(len(chapter.clauses), "clause", "clauses")
    content: list[Block] = [
        Title(bundle.title, f"complianced: {NAME.lower()}", _for(chapter)),
        Paragraph([Span("All bundles", to=page_key(INDEX))]),
        Paragraph(
            f"{rules} with {ENGLISH.count(chapter.cases, 'case', 'cases')}; {clauses}, of which rules test "
            f"{len(chapter.tested):,}. Bundle {bundle.name}, version {bundle.version}.",
            "lead",
        ),
        Contents("On this page", 2),
    ]
    if chapter.entries:
        content.append(Heading(2, "Rules by topic", f"part:{bundle.name}-rules"))
    for topic, entries in chapter.topics.items():
        content.append(Heading(3, topic_words(topic), "", in_contents=False))
        content.append(Table(f"Rules: {topic_words(topic)}", _RULES, [_rule_row(entry) for entry in entries]))
    for topic, entries in chapter.topics.items():
        content.append(Heading(2, topic_words(topic), topic_key(bundle.name, topic)))
        for entry in entries:
            content += rule_blocks(entry)
    if chapter.tested:
        content.append(Heading(2, "Clauses and the rules that test them", f"part:{bundle.name}-clauses"))
        content += _by_instrument(chapter.tested, _TESTED, _tested_row)
    if chapter.untested:
        content.append(Heading(2, "Clauses that no rule tests", f"part:{bundle.name}-untested"))
        content += _by_instrument(chapter.untested, _UNTESTED, _untested_row)
    return content


def _rule_row(entry: Entry) -> Sequence[Cell]:
    rule = entry.rule
    bases = dict.fromkeys(BASES[weight.basis] for weight in entry.weights.values())
    return (
        [Span(rule.id, to=rule_key(rule.id))],
        rule.title,
        Marked(rule.severity.value, SEVERITIES[rule.severity]),
        "\n".join(bases),
        f"{len(entry.cases):,}",
    )


def _by_instrument(
    clauses: Iterable[ClauseEntry], columns: tuple[Column, ...], row: Callable[[ClauseEntry], Sequence[Cell]]
) -> Iterator[Block]:
    for title, group in groupby(clauses, key=lambda entry: entry.clause.instrument):
        entries = list(group)
        yield Heading(3, title, "", in_contents=False)
        yield Table(title, columns, list(map(row, entries)), [clause_key(entry.clause.ref) for entry in entries])


def _tested_row(entry: ClauseEntry) -> Sequence[Cell]:
    rules = [(rule, rule_key(rule)) for rule in entry.rules]
    if entry.attestation:
        rules.append((f"{entry.attestation} (a person's dated statement)", ""))
    return entry.clause.ref, clause_words(entry.clause), clause_weight(entry.clause), links(rules)


def _untested_row(entry: ClauseEntry) -> Sequence[Cell]:
    clause = entry.clause
    severity = f"\n{SEVERITIES[clause.severity]}" if clause.severity else ""
    why: Words = entry.why_untested
    if entry.attestation:
        why = [f"{entry.why_untested}\n", Span(entry.attestation, code=True)]
    how = f"{HOWS[clause.how]}{severity}"
    return clause.ref, clause_words(clause), how, why, clause_weight(clause), source_words(clause.source)
