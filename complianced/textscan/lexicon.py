"""The words to look for, as a bundle's `law/lexicon.yaml` has them, made ready to search with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from complianced.law.yaml_file import Entry, LawError, load
from complianced.model import Severity

_FILE_KEYS = frozenset({"carer_papers", "about_staff", "about_carers", "quoted_law", "denied", "rows"})
_ROW_KEYS = frozenset(
    {"about", "words", "patterns", "kinds", "unless", "only_with", "only_under", "unless_nations", "prefer", "severity"}
)
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class LexiconRow:
    """One row: what is flagged, what is said in its place, and how much a hit may weigh.

    `kinds` are the kinds of document it is about (empty: every kind). A sentence that matches `unless` is about
    something else; it must match `only_with`, or its heading `only_under`, where the row has one. `own_words` are words
    that are the law's own in some nations.
    """

    id: str
    about: str
    flagged: re.Pattern[str]
    prefer: str
    severity: Severity
    kinds: frozenset[str] = frozenset()
    unless: re.Pattern[str] = _NOTHING
    only_with: re.Pattern[str] | None = None
    only_under: re.Pattern[str] = _NOTHING
    own_words: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """The rows in the order in which they claim text, and what marks a passage as not to be looked at."""

    rows: tuple[LexiconRow, ...]
    about_staff: re.Pattern[str]
    about_carers: re.Pattern[str]
    quoted_law: re.Pattern[str]
    denied: re.Pattern[str]


def read_lexicon(file: Path | Traversable) -> Lexicon:
    """The lexicon in a YAML file. Raises LawError, which names the row and the mend."""
    entry = Entry(file.name, load(file))
    entry.refuse_unknown(_FILE_KEYS)
    written = entry.content.get("rows")
    if not isinstance(written, dict) or not written:
        raise LawError(f"{file.name}: `rows` is missing or empty")
    return Lexicon(
        rows=tuple(_row(file.name, str(name), content) for name, content in written.items()),
        about_staff=_any_of(entry, "about_staff"),
        about_carers=_any_of(entry, "about_carers"),
        quoted_law=_any_of(entry, "quoted_law"),
        denied=_any_of(entry, "denied"),
    )


def _row(file: str, name: str, content: Any) -> LexiconRow:
    entry = Entry(f"{file}, {name}", content)
    entry.refuse_unknown(_ROW_KEYS)
    words, patterns = entry.words("words"), entry.words("patterns")
    if not words and not patterns:
        raise LawError(f"{entry.where}: `words` or `patterns` is missing")
    nations = entry.content.get("unless_nations") or {}
    return LexiconRow(
        id=name,
        about=entry.text("about"),
        flagged=_compiled(entry.where, [*patterns, *map(_whole_word, words)]),
        prefer=entry.text("prefer"),
        severity=entry.word("severity", Severity),
        kinds=frozenset(entry.words("kinds")),
        unless=_any_of(entry, "unless"),
        only_with=_any_of(entry, "only_with") if "only_with" in entry.content else None,
        only_under=_any_of(entry, "only_under"),
        own_words={str(word): frozenset(map(str, where)) for word, where in nations.items()},
    )


def _whole_word(word: str) -> str:
    """The word or phrase by itself, one or several of it, with spaces or hyphens between."""
    parts = [re.escape(part) for part in word.split()]
    return r"\b" + r"[\s-]+".join(parts) + r"(?:s|['’]s|s['’])?\b"


def _any_of(entry: Entry, key: str) -> re.Pattern[str]:
    return _compiled(f"{entry.where}, {key}", entry.words(key))


def _compiled(where: str, patterns: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{pattern})" for pattern in patterns)
    try:
        return re.compile(alternatives, re.IGNORECASE) if alternatives else _NOTHING
    except re.error as error:
        raise LawError(f"{where}: not a regular expression: {error}") from None
