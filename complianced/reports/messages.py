"""A finding's message in another language, put together from the values that the finding carries.

Each kind of value is worded as `rules/findings.py` words it in English, with that language's words. A value that has no
word leaves the whole message to the English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

YES, NO = "yes", "no"
NOT_RECORDED, RECORDED, NOT_KNOWN = "not recorded", "recorded", "not known"
AT = "{time} on {day}"
# What messages need beside the months and the choices of the records.
NEEDED = (YES, NO, NOT_RECORDED, RECORDED, NOT_KNOWN, AT)
# The rules that the engine makes for clauses which only a person can judge share one message and one remedy.
ATTESTATIONS = "*-ATTEST-*"

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?")


@dataclass(frozen=True)
class Messages:
    """Messages by rule with the words of their values.

    `says` has a message for a rule's id, with the placeholders of the English one, `choices` a word for each choice of
    the records as the contract writes it. `quoted` are the columns, or patterns of them, whose text stands as it is; so
    do ids. `months` are twelve names or none, `words` has NEEDED or nothing.
    """

    says: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def of(self, rule: str, values: str, due_on: date | None) -> str | None:
        """The message of a finding with those values (JSON); None where anything of it has no word."""
        template = by_rule(self.says, rule)
        if template is None or not self.months or not self.words:
            return None
        found: dict[str, Any] | None = None
        pieces: list[str] = []
        for at, piece in enumerate(_pieces(template)):
            if at % 2 == 0:
                pieces.append(piece)
                continue
            if piece == "due_on":
                pieces.append(self.day(due_on) if due_on else self.words[NOT_KNOWN])
                continue
            found = json.loads(values) if found is None else found
            said = self._said(piece, found[piece]) if piece in found else None
            if said is None:
                return None
            pieces.append(said)
        return "".join(pieces)

    def day(self, day: date) -> str:
        """22 Tachwedd 2026."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def _said(self, column: str, value: Any) -> str | None:
        if value is None:
            return self.words[NOT_RECORDED]
        if isinstance(value, bool):
            return self.words[YES if value else NO]
        if isinstance(value, float):
            return str(round(value, 2)).removesuffix(".0")
        if isinstance(value, list):
            said = [self._text(column, each) for each in value]
            return None if None in said else ", ".join(map(str, said))
        return self._text(column, value) if isinstance(value, str) else str(value)

    def _text(self, column: str, text: str) -> str | None:
        if _stands(column, self.quoted):
            return text
        if found := _DAY.fullmatch(text):
            year, month, day, time = found.groups()
            said = f"{int(day)} {self.months[int(month) - 1]} {year}"
            # A date-time without an hour is a day.
            return said if time in (None, "00:00") else self.words[AT].format(time=time, day=said)
        return self.words[RECORDED] if text == RECORDED else self.choices.get(text)


@cache
def _pieces(template: str) -> tuple[str, ...]:
    """Text and placeholder in turn."""
    return tuple(_PLACEHOLDER.split(template))


@cache
def _stands(column: str, quoted: tuple[str, ...]) -> bool:
    """True for a column whose text is nobody's choice of words: an id, or what a document says."""
    return column.endswith("_id") or any(fnmatchcase(column, pattern) for pattern in quoted)


def by_rule(words: Mapping[str, str], rule: str) -> str | None:
    """The words for a rule's id; for a rule made from a clause those that all such rules share."""
    own = words.get(rule)
    return words.get(ATTESTATIONS) if own is None and made_from_clause(rule) else own


def made_from_clause(rule: str) -> bool:
    """True for a rule that the engine makes for a clause which only a person can judge."""
    return "-ATTEST-" in rule
