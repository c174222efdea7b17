"""The regulator's own headings: what became of the clauses under each. No score or rating is worked out from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from complianced.law.frameworks import Framework, FrameworkItem
from complianced.model import Audit, ClauseResult, Outcome, Sure
from complianced.reports import counts
from complianced.reports.blocks import Block, Cell, Column, Heading, NewPage, Paragraph, Table
from complianced.reports.context import Context
from complianced.reports.words import OUTCOMES, SURE, sentence


def framework_map(audit: Audit, ctx: Context) -> Iterator[Block]:
    """A part for each framework in use on the day, for the nations of the audit. Nothing where the caller gave none."""
    nations = {scheme.nation for scheme in audit.schemes}
    services = {scheme.service for scheme in audit.schemes}
    served = [each for each in ctx.frameworks if each.nation in nations and each.service in services]
    used = [framework for framework in served if framework.in_use(audit.as_of)]
    if not used:
        return
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("By the regulator's headings"), "frameworks")
    yield Paragraph(
        say("Which clauses stand under each heading is our reading. A clause may stand under several headings, and is "
            "then counted under each. No score or rating is worked out, and none is predicted.")
    )  # fmt: skip
    for framework in used:
        yield from _framework(audit, ctx, framework)
    for framework in served:
        if framework.begins is None and framework.note:
            yield Heading(3, ctx.language.known(framework.title), f"framework:{framework.id}")
            yield Paragraph(ctx.language.known(sentence(framework.note)), "small")


def _framework(audit: Audit, ctx: Context, framework: Framework) -> Iterator[Block]:
    say = ctx.say
    yield Heading(3, ctx.language.known(framework.title), f"framework:{framework.id}")
    if framework.sure is not Sure.VERIFIED:
        yield Paragraph(say("{sure}: check it before relying on it.", sure=say(SURE[framework.sure])), "small")
    if framework.note:
        yield Paragraph(ctx.language.known(sentence(framework.note)), "small")
    by_item = {
        item.id: [result for result in audit.clauses if item.holds(result.clause.ref)]
        for group in framework.groups
        for item in group.items
    }
    placed = {result.clause.ref for results in by_item.values() for result in results}
    yield Paragraph(say("{n} of {all} clauses stand under a heading.", n=len(placed), all=len(audit.clauses)), "small")
    yield from _charts(ctx, framework, {item: counts.outcomes(results) for item, results in by_item.items()})
    yield Table(
        say("Headings of {title}, with the clauses under each by outcome", title=ctx.language.known(framework.title)),
        (
            Column(say("Group"), 1.5),
            Column(say("Heading"), 3, heading=True),
            Column(say("Apply"), 1, number=True),
            Column(say("Met"), 1, number=True),
            Column(say("Not met"), 1, number=True),
            Column(say("Not tested"), 1, number=True),
            Column(say("Waits"), 1, number=True),
        ),
        [_row(ctx, group.name, item, by_item[item.id]) for group in framework.groups for item in group.items],
    )


def _charts(ctx: Context, framework: Framework, found: Mapping[str, counts.Counts]) -> Iterator[Block]:
    """A chart for each group of headings, all on one scale; headings under which nothing applies have no bar."""
    say, known = ctx.say, ctx.language.known
    shown = [outcome for outcome in counts.BINDING if any(each[outcome] for each in found.values())]
    longest = max((each.binding for each in found.values()), default=0)
    for group in framework.groups:
        items = [item for item in group.items if found[item.id].binding]
        if not items:
            continue
        chart = ctx.bars(
            say("Clauses that apply, by heading and outcome"),
            [(say(OUTCOMES[outcome]), outcome.value) for outcome in shown],
            [(known(item.name), [found[item.id][each] for each in shown]) for item in items],
            say("clauses"),
        )
        yield Heading(4, known(group.name), f"framework:{framework.id}:{group.name}", in_contents=False)
        yield replace(chart, longest=longest)


def _row(ctx: Context, group: str, item: FrameworkItem, results: list[ClauseResult]) -> tuple[Cell, ...]:
    found = counts.outcomes(results)
    untested = found[Outcome.NOT_TESTED] + found[Outcome.ERROR]
    numbers = (found.binding, found[Outcome.MET], found[Outcome.NOT_MET], untested, found[Outcome.JUDGEMENT])
    known = ctx.language.known
    return (known(group), known(item.name), *(f"{number:,}" for number in numbers))
