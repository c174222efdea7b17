"""What was checked under a theme: every rule that applies, with its outcome, also where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from complianced.law.pack_order import Theme
from complianced.model import Outcome, RuleResult
from complianced.reports.blocks import Block, Column, Marked, Paragraph, Span, Table
from complianced.reports.context import Context, rule_key
from complianced.reports.words import OUTCOMES

_IDLE = (Outcome.NOT_APPLICABLE, Outcome.NOT_IN_FORCE)
# What asks for something first, what is in order last.
_ORDER = (
    Outcome.NOT_MET,
    Outcome.ERROR,
    Outcome.NOT_TESTED,
    Outcome.JUDGEMENT,
    Outcome.WAIVED,
    Outcome.MET,
)
# So many letters of an outcome stand on one line of the usual column.
_SHORT = 12


def checked(ctx: Context, theme: Theme, rules: Sequence[RuleResult]) -> Iterator[Block]:
    """A line for each rule: its title, leading to its findings, its outcome, and how many records do not meet it."""
    say = ctx.say
    shown = sorted(
        (rule for rule in rules if rule.outcome not in _IDLE),
        key=lambda rule: (_ORDER.index(rule.outcome), rule.severity.rank, rule.id),
    )
    if idle := len(rules) - len(shown):
        yield Paragraph(say("Rules here that are not in force or do not apply: {n}.", n=idle), look="small")
    if not shown:
        return
    outcomes = {rule.outcome: say(OUTCOMES[rule.outcome]) for rule in shown}
    # Welsh outcomes need more room than English ones.
    long = any(len(said) > _SHORT for said in outcomes.values())
    yield Table(
        say("{part}: what was checked", part=say(theme.title)),
        (
            Column(say("What was checked"), 6.4, heading=True),
            Column(say("Outcome"), 1.7 if long else 1.25),
            Column(say("Not met by"), 1.1),
        ),
        [
            (
                [Span(ctx.language.title(rule), to=rule_key(rule.id))],
                Marked(rule.outcome.value, outcomes[rule.outcome]),
                say("{n} of {all}", n=f"{rule.failed:,}", all=f"{rule.tested:,}"),
            )
            for rule in shown
        ],
        dense=True,
    )
