"""For a board, on two pages: what can be said, what was not tested, what to decide, the gravest risks. No record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from complianced.model import Audit, ClauseResult, Outcome, RuleResult, Severity
from complianced.reports import counts
from complianced.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Marked,
    NewPage,
    Paragraph,
    Span,
    Table,
    Tile,
    Tiles,
    Title,
    Words,
)
from complianced.reports.context import Context, rules_by_id
from complianced.reports.estimate import BAND, PAGE, height, row_height
from complianced.reports.said import Said, in_turn
from complianced.reports.sections.cover import schemes_named
from complianced.reports.words import BASES, OUTCOMES, SEVERITIES, split_clause

TOP_RISKS = 8
REASONS = 3
TABLES = 4
# What is left on the second page for the laws, in points, however many risks there are.
FOR_LAWS = 200.0
UNTESTED = (Outcome.NOT_TESTED, Outcome.ERROR)


def statement(audit: Audit, ctx: Context) -> Iterator[Block]:
    """The assurance statement: two pages, whatever was found."""
    day = ctx.say("As at {day}", day=ctx.language.day(audit.as_of))
    yield Title(ctx.say(ctx.title), schemes_named(audit, ctx), day)
    first = [*_found(audit, ctx), *_not_tested(audit, ctx)]
    second = list(_decisions(audit, ctx))
    if BAND + height(first) + height(second) <= PAGE:
        first, second = first + second, []
    yield from first
    yield NewPage()
    yield from second
    risks = list(_risks(audit, ctx, PAGE - height(second) - FOR_LAWS))
    yield from risks
    yield from _laws(audit, ctx, PAGE - height(second) - height(risks))


def _found(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    clauses = counts.outcomes(audit.clauses)
    found = counts.findings_by_severity(audit)
    untested = sum(clauses[outcome] for outcome in UNTESTED)
    yield Heading(2, say("Assurance statement"), "statement", quiet=True)
    if audit.incomplete:
        yield Paragraph(
            say("This audit is incomplete: part of it could not be run. Ask for it to be run again."), "warning"
        )
    told = [
        say(
            "{met} of {all} clauses that apply are met by the records. Not met: {not_met}. Not tested: {untested}. "
            "Waiting for a person's judgement: {judgement}.",
            met=clauses[Outcome.MET],
            all=clauses.binding,
            not_met=clauses[Outcome.NOT_MET],
            untested=untested,
            judgement=clauses[Outcome.JUDGEMENT],
        )
    ]
    if untested or clauses[Outcome.JUDGEMENT]:
        told.append(say("On the last two the board has no assurance."))
    yield Paragraph(in_turn(" ", told), "lead")
    of_all = say("of {all} clauses that apply", all=clauses.binding)
    yield Tiles(
        [
            Tile(f"{clauses[Outcome.MET]:,}", say(OUTCOMES[Outcome.MET]), of_all, "met"),
            Tile(f"{clauses[Outcome.NOT_MET]:,}", say(OUTCOMES[Outcome.NOT_MET]), of_all, "not_met"),
            Tile(f"{untested:,}", say(OUTCOMES[Outcome.NOT_TESTED]), of_all, "not_tested"),
            Tile(f"{found[Severity.CRITICAL]:,}", say("Critical findings"),
                 say("of {all} findings", all=f"{audit.findings.height:,}"), "critical"),
        ]
    )  # fmt: skip
    yield Paragraph(
        say("This statement rests on records, read on the day above. It predicts no rating and names no one."), "small"
    )


def _not_tested(audit: Audit, ctx: Context) -> Iterator[Block]:
    """How much was not tested, and the commonest reasons. A reason's own words may quote records, and stay out."""
    say = ctx.say
    rules = [rule for rule in audit.rules if rule.outcome in UNTESTED]
    bare = sum(not result.rules and result.outcome is Outcome.NOT_TESTED for result in audit.clauses)
    yield Heading(2, say("What was not tested"), "board-not-tested", quiet=True)
    if not rules and not bare:
        yield Paragraph(say("Every rule that applies was tested."))
        return
    if rules:
        listed = "{n} of {all} rules. The inspection pack lists each with its reason."
        yield Paragraph(say(listed, n=len(rules), all=len(audit.rules)))
    why = Counter(map(_reason, rules))
    reasons: list[tuple[int, Words]] = [
        (why["lacks"], _lacks(ctx, [rule for rule in rules if _reason(rule) == "lacks"])),
        (why["unread"], say("Rules that met cells which could not be read: {n}.", n=why["unread"])),
        (why["failed"], say("Rules that failed to run: {n}.", n=why["failed"])),
        (why["other"], say("Rules not tested for another reason: {n}.", n=why["other"])),
        (bare, say("Clauses that no rule of this audit tests: {n}.", n=bare)),
    ]
    reasons.sort(key=lambda reason: -reason[0])
    yield Bullets([words for number, words in reasons[:REASONS] if number])


def _reason(rule: RuleResult) -> str:
    """Why a rule was not tested: it failed, `lacks` records, could not read cells, or for a reason of its own."""
    if rule.outcome is Outcome.ERROR:
        return "failed"
    if rule.lacks:
        return "lacks"
    return "unread" if rule.unreadable else "other"


def _lacks(ctx: Context, rules: Sequence[RuleResult]) -> list[str]:
    """The tables that most of the rules wait for."""
    needed = Counter(table for rule in rules for table in dict.fromkeys(each.partition(".")[0] for each in rule.lacks))
    most = sorted(needed.items(), key=lambda item: (-item[1], item[0]))
    told = [ctx.say("Rules whose records were not supplied: {n}.", n=len(rules)), " ", ctx.say("Most needed: ")]
    for at, (table, number) in enumerate(most[:TABLES]):
        told += [", "] * bool(at) + [ctx.say("{name} ({total})", name=ctx.table_said(table), total=number)]
    return [*told, "."] if len(most) <= TABLES else [*told, "; ", ctx.say("other tables: {n}.", n=len(most) - TABLES)]


def _decisions(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    found = counts.findings_by_severity(audit)
    why = Counter(_reason(rule) for rule in audit.rules if rule.outcome in UNTESTED)
    waiting = counts.outcomes(audit.clauses)[Outcome.JUDGEMENT]
    asked = (
        (found[Severity.CRITICAL], "Name an owner and a date", " for each of the critical findings: {n}."),
        (found[Severity.MAJOR], "Agree a plan", " for the major findings: {n}."),
        (why["lacks"], "Ask for the records", " that would let the rules not tested be tested: {n}."),
        (why["unread"], "Have the records corrected", " where rules met cells that could not be read: {n}."),
        (waiting, "Name who will judge", " the clauses that records cannot settle: {n}."),
        (audit.waived.height, "Look again at the waivers", " that set findings aside: {n}."),
    )
    yield Heading(2, say("Decisions asked for"), "decisions", quiet=True)
    items: list[Words] = [
        [Span(say(what), strong=True), say(why, n=f"{number:,}")] for number, what, why in asked if number
    ]
    yield Bullets(items) if items else Paragraph(say("None today."))


def _risks(audit: Audit, ctx: Context, room: float) -> Iterator[Block]:
    """The gravest rules not met, as counts: as many as there is room for."""
    say = ctx.say
    rules = rules_by_id(audit)
    grave = [
        rules[rule]
        for rule in counts.findings_by_rule(audit)
        if rules[rule].severity in (Severity.CRITICAL, Severity.MAJOR)
    ]
    grave.sort(key=_gravest_first)
    yield Heading(2, say("Top risks"), "risks", quiet=True)
    if not grave:
        yield Paragraph(say("No critical or major finding was made in what was tested."))
        return
    columns = (
        Column(say("Severity"), 1.3),
        Column(say("What is not met"), 3.6, heading=True),
        Column(say("Records"), 1.15),
        Column(say("What to do first"), 3.6),
    )
    room -= 90.0  # the heading, the line below it and the table's own headings
    rows: list[tuple[Cell, ...]] = []
    for rule in grave[:TOP_RISKS]:
        row: tuple[Cell, ...] = (
            Marked(rule.severity.value, say(SEVERITIES[rule.severity])),
            [ctx.language.title(rule), "\n", Span(say(BASES[rule.basis]), strong=True)],
            say("{failed} of {tested}", failed=rule.failed, tested=rule.tested),
            first_sentence(ctx.language.fix(rule)),
        )
        room -= row_height(row, columns)
        if room < 0 and rows:
            break
        rows.append(row)
    yield Paragraph(
        say("{shown} of {all} critical and major rules that are not met.", shown=len(rows), all=len(grave)),
        "small",
        keep=True,
    )
    yield Table(say("The gravest rules that are not met"), columns, rows)


def first_sentence(text: str) -> str:
    """The first sentence, in the language of the whole."""

    def cut(words: str) -> str:
        return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]

    return Said(cut(text), text.lang, cut(text.english)) if isinstance(text, Said) else cut(text)


def _gravest_first(rule: RuleResult) -> tuple[int, int, float, int, str]:
    """By severity and ground, then by the part of the records that fail, then by how many do."""
    share = rule.failed / max(rule.tested, 1)
    return rule.severity.rank, list(BASES).index(rule.basis), -share, -rule.failed, rule.id


def _laws(audit: Audit, ctx: Context, room: float) -> Iterator[Block]:
    """What became of the clauses of each instrument; those that there is no room for are put together in a last row."""
    say = ctx.say
    laws: dict[str, list[ClauseResult]] = {}
    for result in audit.clauses:
        laws.setdefault(split_clause(result.clause.ref)[0], []).append(result)
    counted = [(name, counts.outcomes(results)) for name, results in laws.items()]
    binding = [(name, found) for name, found in counted if found.binding]
    binding.sort(key=lambda item: (-item[1][Outcome.NOT_MET], -item[1].binding, item[0]))
    if not binding:
        return
    columns = (
        Column(say("Instrument"), 4, heading=True),
        *(Column(say(title), 1, number=True) for title in ("Apply", "Met", "Not met", "Not tested", "Other")),
    )
    rows: list[tuple[Cell, ...]] = [
        (ctx.language.english(ctx.titles.get(name) or ctx.title_of(name)), *_numbers(found)) for name, found in binding
    ]
    heights = [row_height(row, columns) for row in rows]
    room -= 100.0  # the heading, the line below it and the table's own headings
    if sum(heights) > room:
        room -= min(heights)
        shown = next(at for at in range(len(rows) + 1) if sum(heights[: at + 1]) > room)
        rest = counts.Counts(sum((found.by_outcome for _, found in binding[shown:]), Counter()))
        rows = [*rows[:shown], (say("All others: {n}", n=len(binding) - shown), *_numbers(rest))]
    yield Heading(2, say("Clauses that apply, instrument by instrument"), "laws", quiet=True)
    yield Paragraph(
        in_turn(" ", [say("Those with the most clauses that are not met come first."),
                      say("Other: waiting for a person's judgement, or waived.")]),
        "small",
        keep=True,
    )  # fmt: skip
    yield Table(say("Clauses that apply, instrument by instrument"), columns, rows)


def _numbers(found: counts.Counts) -> tuple[str, ...]:
    untested = sum(found[outcome] for outcome in UNTESTED)
    told = (found.binding, found[Outcome.MET], found[Outcome.NOT_MET], untested)
    return tuple(f"{number:,}" for number in (*told, found.binding - sum(told[1:])))
