"""The first page: whose pack, of which day, by which rules, and what it is and is not."""

from __future__ import annotations

from collections.abc import Iterator

from complianced.model import Audit
from complianced.reports.blocks import Block, Bullets, Contents, Facts, Heading, NewPage, Paragraph, Span, Title
from complianced.reports.context import Context
from complianced.reports.words import SERVICES, nation_name

# More schemes than this are counted on the cover; the summary names them all.
NAMED_ON_COVER = 6
LONGEST_NAME = 120


def schemes_named(audit: Audit, ctx: Context) -> str:
    """The names of the schemes, counted where there are too many to name."""
    named = ", ".join(shortened(scheme.name) for scheme in audit.schemes[:NAMED_ON_COVER])
    if len(audit.schemes) > NAMED_ON_COVER:
        return ctx.say("{named} and {rest} more", named=named, rest=len(audit.schemes) - NAMED_ON_COVER)
    return named


def shortened(name: str) -> str:
    """A name for a title; whole in the facts below it where it is longer than any title should be."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rstrip() + "…"


def cover(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Title, facts, and the limits of what the pack says."""
    say = ctx.say
    day = ctx.language.day(audit.as_of)
    yield Title(
        say(ctx.title), schemes_named(audit, ctx) or say("No scheme named in the records"), say("As at {day}", day=day)
    )
    if audit.incomplete:
        n = ctx.language.count(
            len(audit.incomplete), "thing that should have run did not", "things that should have run did not"
        )
        yield Paragraph(
            [
                Span(say("This audit is incomplete. "), strong=True),
                say("{n}, and what they would have found is not here. They are listed under ", n=n),
                Span(say("What was not tested"), to="not-tested"),
                ".",
            ],
            look="warning",
        )
    yield Facts(say("What this pack covers"), list(_facts(audit, ctx)))
    yield Heading(2, say("What this pack is"), "what-it-is", in_contents=False, quiet=True)
    yield Bullets(
        [
            say("A check of the records supplied, as they stood on that day, against each clause that applies."),
            say("Every clause has one outcome. What was not tested never counts as met. Counts show out of how many."),
            say("Law and good practice are told apart in words beside each finding."),
        ]
    )
    yield Heading(2, say("What it is not"), "what-it-is-not", in_contents=False, quiet=True)
    yield Bullets(
        [
            say("It predicts no rating and is no substitute for the regulator's judgement."),
            say("It gives no verdict on anyone's employment status."),
            say("It is not legal advice. Where the text of a clause was not seen, the pack says so."),
            say("It names people, and is for those who work with them alone.")
            if ctx.names
            else say("It holds no names of people: records are shown by their ids."),
        ]
    )


def _facts(audit: Audit, ctx: Context) -> Iterator[tuple[str, str]]:
    say = ctx.say
    for scheme in audit.schemes[:NAMED_ON_COVER]:
        nation = say(nation_name(scheme.nation))
        service = say(SERVICES.get(scheme.service, scheme.service.replace("_", " ")))
        yield scheme.name, say("{service}, {nation} ({id})", service=service, nation=nation, id=scheme.scheme_id)
    if len(audit.schemes) > NAMED_ON_COVER:
        yield say("Schemes"), say("{shown} of {all} shown here", shown=NAMED_ON_COVER, all=len(audit.schemes))
    yield say("Records as at"), ctx.language.day(audit.as_of)
    rules = [
        f"{each.name.replace('_', ' ')} {each.version} ({each.selected})" for each in audit.plugins if each.selected
    ]
    yield say("Rule sets and rules"), ", ".join(rules) or say("None")
    yield say("Made with"), f"complianced {audit.version}"


def contents(audit: Audit, ctx: Context) -> Iterator[Block]:
    """The list of sections with their pages."""
    del audit
    yield NewPage()
    yield Heading(2, ctx.say("Contents"), "contents", in_contents=False)
    yield Contents(ctx.say("Contents"))
