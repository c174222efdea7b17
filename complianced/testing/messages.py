"""Messages name columns that are there, print no personal text, and hold no other brace; remedies hold none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from complianced.law.book import NotInForce
from complianced.rules.findings import ColumnWords
from complianced.rules.rule import Rule, RuleKind
from complianced.rules.rulebook import nations_of
from complianced.schemas.one_pass import FAULTS
from complianced.testing.faults import Fault, place_of_rule
from complianced.testing.inspected import Inspected

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def messages_fit(inspected: Inspected) -> Iterator[Fault]:
    """Every placeholder of a message is a column of the rule's view, and remedies have none."""
    for rule in inspected.bundle.rules:
        where = place_of_rule(rule, inspected.bundle)
        left = stray_brace(rule.says)
        if left:
            mend = "Write {column} for a column's value; a message cannot print a brace."
            yield Fault(where, f"the message has `{left}`, which names no column", mend)
        if "{" in rule.fix or "}" in rule.fix:
            yield Fault(where, "the fix has a brace, and nothing is filled in there", "Say it in words.")
        if rule.about in inspected.rulebook.views:
            yield from _columns_named(rule, inspected)


def stray_brace(says: str) -> str | None:
    """The first piece of a message that looks like a placeholder and is none; None where there is no such piece."""
    left = _PLACEHOLDER.sub("\0", says)
    doubled = re.search(r"\{\{(\w*)\}\}|\{\{|\}\}", says)
    if doubled:
        return doubled.group()
    found = re.search(r"\{[^{}]*\}?|\}", left)
    return found.group().replace("\0", "{…}") if found else None


def _columns_named(rule: Rule, inspected: Inspected) -> Iterator[Fault]:
    where = place_of_rule(rule, inspected.bundle)
    for nation in nations_of(rule, inspected.bundle):
        try:
            rows = inspected.empty(nation, inspected.day_for(rule)).view(rule.about)
            schema = rows.frame.collect_schema()
        except (NotInForce, *FAULTS):
            return  # said by the check that rules fit
        words = ColumnWords(rows, pl.DataFrame(schema=schema), inspected.contract)
        for name in rule.placeholders:
            if name == "due_on" and rule.kind is RuleKind.DEADLINE:
                continue
            if name not in rows.columns:
                fault = f"the message names {{{name}}}, which {rule.about} does not have"
                yield Fault(where, fault, "Name a column.")
            elif words.is_personal(name):
                fault = f"the message names {{{name}}}, which is personal text and prints as `recorded`"
                yield Fault(where, fault, "Leave it out of `says` where that says nothing.", warning=True)
