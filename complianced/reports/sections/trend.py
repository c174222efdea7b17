"""For a board: critical and major findings over time, and what has become of the findings of the last audit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from complianced.model import Audit, Outcome, Severity
from complianced.reports.blocks import Block, Column, Heading, Lines, NewPage, Paragraph, Table, Words
from complianced.reports.context import Context
from complianced.reports.history import Point, Since
from complianced.reports.said import in_turn
from complianced.reports.words import SEVERITIES

MOST = 12
SHOWN = (Severity.CRITICAL, Severity.MAJOR)


def trend(audit: Audit, ctx: Context) -> Iterator[Block]:
    """A page of its own, where earlier audits were given."""
    say = ctx.say
    history = ctx.history
    if history is None or not (history.audits or history.unusable):
        return
    yield NewPage()
    yield Heading(2, say("Trend"), "trend", quiet=True)
    since = history.since(audit)
    if since is not None:
        points = history.points(audit)
        yield Paragraph(since_words(ctx, since), "lead")
        yield Paragraph(
            in_turn(
                " ",
                [
                    say("Resolved: the rule was tested again and finds it no more."),
                    say("Not tested now: the rule did not run, or could not read every record."),
                ],
            ),
            "small",
        )
        yield from _over_time(ctx, points[-MOST:], len(points))
    if history.unusable:
        yield Paragraph(say("Files of earlier audits that could not be used: {n}.", n=history.unusable))


def since_words(ctx: Context, since: Since) -> Words:
    """What has become of the findings of the last audit, in numbers."""
    say = ctx.say
    told = [
        say(
            "Since the audit of {day}: {new} new, {open} still open, {resolved} resolved, {untested} not tested now.",
            day=ctx.language.day(since.day),
            new=f"{len(since.new):,}",
            open=f"{len(since.open):,}",
            resolved=f"{len(since.resolved):,}",
            untested=f"{len(since.untested):,}",
        )
    ]
    if since.waived:
        told.append(say("Set aside by a waiver since then: {n}.", n=f"{len(since.waived):,}"))
    if since.untested_then:
        told.append(say("New from rules that were not tested then: {n}.", n=f"{len(since.untested_then):,}"))
    return in_turn(" ", told)


def _over_time(ctx: Context, points: Sequence[Point], all_points: int) -> Iterator[Block]:
    say = ctx.say
    days = [ctx.language.day(point.as_of) for point in points]
    applied = [point.clauses.binding for point in points]
    untested = [point.clauses[Outcome.NOT_TESTED] + point.clauses[Outcome.ERROR] for point in points]
    yield Heading(3, say("Critical and major findings over time"), "over-time", quiet=True)
    yield Lines(
        say("Critical and major findings over time"),
        [(say(SEVERITIES[severity]), severity.value) for severity in SHOWN],
        [point.as_of for point in points],
        days,
        [[point.findings[severity] for severity in SHOWN] for point in points],
        say("findings"),
        say("{title}. Line chart of {unit}. {rows}."),
    )
    told = [
        _range(
            ctx,
            applied,
            "Clauses that applied each time: {n}.",
            "Clauses that applied: {least} at least, {most} at most.",
        ),
        _range(
            ctx,
            untested,
            "Of these not tested each time: {n}.",
            "Of these not tested: {least} at least, {most} at most.",
        ),
    ]
    if len(points) < all_points:
        told.insert(0, say("{shown} of {all} audits are shown.", shown=len(points), all=all_points))
    if applied[-1] < max(applied) or untested[-1] > min(untested):
        told.append(say("A falling count may only mean that less was tested."))
    yield Paragraph(in_turn(" ", told), keep=True)
    yield Table(
        say("Critical and major findings over time: the numbers of the chart"),
        (
            Column(say("As at"), 2.4, heading=True),
            *(Column(say(SEVERITIES[severity]), 1, number=True) for severity in SHOWN),
            Column(say("Clauses that apply"), 1.3, number=True),
            Column(say("Not tested"), 1.2, number=True),
        ),
        [
            (day, *(f"{point.findings[severity]:,}" for severity in SHOWN), f"{bound:,}", f"{unseen:,}")
            for day, point, bound, unseen in zip(days, points, applied, untested, strict=True)
        ],
    )


def _range(ctx: Context, numbers: Sequence[int], one: str, several: str) -> str:
    least, most = min(numbers), max(numbers)
    if least == most:
        return ctx.say(one, n=least)
    return ctx.say(several, least=least, most=most)
