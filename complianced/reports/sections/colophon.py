"""How the pack was made: rule sets and versions, software, typeface, the nation's words, and how sure the law is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from complianced.model import Audit, Sure
from complianced.reports.blocks import Block, Bullets, Column, Facts, Heading, Paragraph, Table
from complianced.reports.context import Context
from complianced.reports.fonts import MISSING
from complianced.reports.words import SURE


def plugins(audit: Audit, ctx: Context) -> Iterator[Block]:
    """What was loaded, and that all of it ran."""
    say = ctx.say
    yield Heading(2, say("Rule sets and versions"), "plugins")
    if not audit.plugins:
        yield Paragraph(say("No rule set was loaded."), look="warning")
        return
    yield Table(
        say("Rule sets, their versions, and whether every selected rule ran"),
        (
            Column(say("Rule set"), 1.6, heading=True),
            Column(say("Version"), 1),
            Column(say("Source"), 1.6),
            Column(say("Rules"), 0.8, number=True),
            Column(say("Selected"), 1.1, number=True),
            Column(say("Run"), 0.8, number=True),
            Column(say("State"), 2.0),
        ),
        [
            (
                plugin.name,
                plugin.version,
                plugin.source,
                f"{plugin.rules:,}",
                f"{plugin.selected:,}",
                f"{plugin.executed:,}",
                say("Could not be loaded: {why}", why=ctx.language.english(plugin.failed))
                if plugin.failed
                else _state(ctx, plugin.selected, plugin.executed),
            )
            for plugin in audit.plugins
        ],
    )


def _state(ctx: Context, selected: int, executed: int) -> str:
    if selected == executed:
        return ctx.say("All selected rules ran")
    return ctx.say("{n} selected rules did not run", n=selected - executed)


def colophon(audit: Audit, ctx: Context) -> Iterator[Block]:
    """The small print, in the same size as the rest."""
    say = ctx.say
    yield Heading(2, say("About this pack"), "colophon")
    yield Facts(
        say("How this pack was made"),
        [
            (say("Software"), f"complianced {audit.version}"),
            (say("Date"), say("As at {day}. The pack holds no other date: equal input gives an equal file.",
                              day=ctx.language.day(audit.as_of))),
            (say("Typeface"), "Source Sans Pro, SIL Open Font License 1.1"),
            (say("Standards"), say("Made to PDF/UA-1 (accessible) and PDF/A-3a (archival)")),
            (say("Inside this file"), say("findings.json and findings.csv: the results this pack was printed from")),
            (say("Signs not in the typeface"),
             say("Shown as {sign}. The attached files hold the text as it was recorded.", sign=MISSING)),
        ],
    )  # fmt: skip
    if not ctx.language.checked_by_reader:
        yield Paragraph(
            say("Nobody who reads this language well has checked its words yet. Where a word is missing, the English "
                "stands in its place."), look="warning",
        )  # fmt: skip
    yield from _how_sure(audit, ctx)
    yield from _terms(ctx)
    yield Heading(3, say("What this pack does not say"), "limits")
    yield Bullets(
        [
            say("No rating is predicted."),
            say("No employment-status verdict is given."),
            say("An outcome is about the records that were supplied, and not about anyone's character."),
        ]
    )


def _how_sure(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    if not audit.clauses:
        return
    seen = Counter(result.clause.sure for result in audit.clauses)
    yield Heading(3, say("How sure the law is"), "how-sure")
    yield Paragraph(
        say("How the text behind each of the {all} clauses was seen when its rule was written.", all=len(audit.clauses))
    )
    yield Table(
        say("Clauses by how their text was seen"),
        (Column(say("How it was seen"), 3, heading=True), Column(say("Clauses"), 1, number=True)),
        [(say(SURE[sure]), f"{seen[sure]:,}") for sure in Sure],
    )


def _terms(ctx: Context) -> Iterator[Block]:
    say = ctx.say
    if not ctx.terms:
        return
    rows = []
    for name, term in ctx.terms.items():
        given = term if isinstance(term, Mapping) else {"word": term}
        rows.append((name.replace("_", " "), str(given.get("word") or "–"), str(given.get("law") or "–")))
    yield Heading(3, say("Words used"), "terms")
    yield Table(
        say("Words used in this nation, and the words of its law"),
        (Column(say("Idea"), 1, heading=True), Column(say("Word used"), 2), Column(say("Word in law"), 2)),
        rows,
    )
