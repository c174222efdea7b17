"""For people supported: short sentences with pictures. What was checked, what is right, what will be put right.

No person, no record, no count that needs a second look. The words are ours; a person who uses easy read should test
them.
"""

from __future__ import annotations

from collections.abc import Iterator

from complianced.model import Audit, Outcome, Severity
from complianced.reports import counts
from complianced.reports.blocks import Block, Heading, Paragraph, Pictured, Title
from complianced.reports.context import Context
from complianced.reports.said import in_turn
from complianced.reports.sections.cover import schemes_named

Theme = tuple[str, str]
# Which part of a person's life the records of a table are about: (picture, words).
_SUPPORTERS = ("people", "the people who support you")
_HOME = ("home", "your home")
_PLAN = ("plan", "your plan")
_RIGHTS = ("rights", "your choices and your rights")
_SAFE = ("safe", "keeping you safe")
_MONEY = ("money", "your money")
_MEDICINES = ("medicines", "your medicines")
_VISITS = ("calendar", "our visits to your home")
_SAY = ("megaphone", "what you tell us")
_LEARNING = ("learning", "training for the people who support you")
_HOMESHARE = ("meeting", "sharing a home")
_OFFICE = ("office", "how we run things")
# What matters most to a person comes first.
ORDER = (
    _SAFE,
    _RIGHTS,
    _PLAN,
    _HOME,
    _SUPPORTERS,
    _HOMESHARE,
    _MEDICINES,
    _MONEY,
    _VISITS,
    _SAY,
    _LEARNING,
    _OFFICE,
)
THEMES = {
    "carers": _SUPPORTERS,
    "carer_reviews": _SUPPORTERS,
    "carer_agreements": _SUPPORTERS,
    "household_members": _SUPPORTERS,
    "file_checks": _SUPPORTERS,
    "disclosures": _SUPPORTERS,
    "staff": _SUPPORTERS,
    "supervisions": _SUPPORTERS,
    "training": _LEARNING,
    "households": _HOME,
    "home_checks": _HOME,
    "insurances": _HOME,
    "equipment": _HOME,
    "people": _PLAN,
    "plans": _PLAN,
    "plan_reviews": _PLAN,
    "arrangements": _PLAN,
    "risk_assessments": _PLAN,
    "visits": _VISITS,
    "medicines_audits": _MEDICINES,
    "money_checks": _MONEY,
    "payments": _MONEY,
    "capacity_assessments": _RIGHTS,
    "liberty": _RIGHTS,
    "restrictions": _RIGHTS,
    "legal_authorities": _RIGHTS,
    "incidents": _SAFE,
    "concerns": _SAFE,
    "complaints": _SAY,
    "surveys": _SAY,
    "homeshare_participants": _HOMESHARE,
    "homeshare_matches": _HOMESHARE,
    "homeshare_contacts": _HOMESHARE,
}


def easy_read(audit: Audit, ctx: Context) -> Iterator[Block]:
    """The whole of the easy-read pack."""
    say = ctx.say
    yield Title(say(ctx.title), schemes_named(audit, ctx), ctx.language.day(audit.as_of))
    yield Heading(2, say("What we checked"), "checked", quiet=True)
    yield Pictured("search", say("We checked how well we support people."))
    yield Pictured("calendar", say("We looked at what was written down by {day}.", day=ctx.language.day(audit.as_of)))
    yield Pictured("plan", say("We checked it against the law, and against what is good to do."))
    yield from _good(audit, ctx)
    yield from _to_fix(audit, ctx)
    yield Heading(2, say("What you can do"), "can-do", quiet=True)
    yield Pictured("talk", say("You can ask us about this. You can ask someone to help you."))
    yield Pictured("phone", say("Tell us if something worries you."))
    yield Paragraph(
        in_turn(
            " ",
            [
                say("The pictures are from Health Icons, © 2021 Resolve to Save Lives, MIT licence."),
                say("The picture of money is ours."),
            ],
        ),
        "small",
    )


def _good(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    rules = counts.outcomes(audit.rules)
    met, failed = rules[Outcome.MET], rules[Outcome.NOT_MET]
    yield Heading(2, say("What is right"), "right", quiet=True)
    if not met:
        yield Pictured("question", say("We do not know yet what is right."))
        return
    yield Pictured("yes", say("We checked {all} things. {met} of them are right.", all=met + failed, met=met))
    themes = _all_right(audit)
    if themes:
        yield Paragraph(say("All that we checked about these is right:"), keep=True)
    for picture, words in themes:
        yield Pictured(picture, say(words))


def _all_right(audit: Audit) -> list[Theme]:
    """The themes in which something was checked and everything that was checked is met."""
    right = {_theme(rule.table) for rule in audit.rules if rule.outcome is Outcome.MET}
    wrong = {_theme(rule.table) for rule in audit.rules if rule.outcome in (Outcome.NOT_MET, Outcome.WAIVED)}
    return [theme for theme in ORDER if theme in right - wrong - _to_put_right(audit)]


def _to_put_right(audit: Audit) -> set[Theme]:
    return {_theme(table) for frame in (audit.findings, audit.waived) for table in frame["table"].unique()}


def _theme(table: str) -> Theme:
    return THEMES.get(table, _OFFICE)


def _to_fix(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    yield Heading(2, say("What we will put right"), "put-right", quiet=True)
    themes = _to_put_right(audit)
    if not themes:
        yield Pictured("happy", say("We found nothing that is wrong."))
    for picture, words in ORDER:
        if (picture, words) in themes:
            yield Pictured(picture, say("We will put something right about {what}.", what=say(words)))
    if counts.findings_by_severity(audit)[Severity.CRITICAL]:
        yield Pictured("warning", say("Some of it matters for safety. We will do that first."))
    rules = counts.outcomes(audit.rules)
    if rules[Outcome.NOT_TESTED] or rules[Outcome.ERROR] or audit.incomplete:
        yield Pictured("question", say("There are things that we could not check. We will check them."))
