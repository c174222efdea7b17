"""Reads the YAML of law and rule cases, and names file and key in every complaint."""

from __future__ import annotations

from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml

from complianced.model import Basis, How, Severity, Sure

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Word = TypeVar("Word", Basis, How, Severity, Sure)


class LawError(ValueError):
    """Law data that cannot be used: the message names the file, the key and the mend."""


def load(file: Path | Traversable) -> dict[str, Any]:
    """The mapping in a YAML file; an empty file is an empty mapping. Raises LawError."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LawError(f"{file.name}: not readable as YAML: {error}") from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise LawError(f"{file.name}: must be a mapping of names to entries")
    return content


class Entry:
    """One mapping of a law file, read key by key so that a wrong word is named with its place."""

    def __init__(self, where: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise LawError(f"{where}: must be a mapping, for instance {{value: 12, kind: law, source: …}}")
        self.where = where
        self.content = content

    def text(self, key: str) -> str:
        """A required text."""
        value = self.content.get(key)
        if not isinstance(value, str | int) or value == "":
            raise LawError(f"{self.where}: `{key}` is missing")
        return str(value)

    def text_or_none(self, key: str) -> str | None:
        """An optional text."""
        value = self.content.get(key)
        return None if value is None else str(value)

    def day_or_none(self, key: str) -> date | None:
        """An optional date."""
        value = self.content.get(key)
        if value is not None and not isinstance(value, date):
            raise LawError(f"{self.where}: `{key}: {value}` is not a date such as 2026-11-22")
        return value

    def day(self, key: str) -> date:
        """A required date."""
        value = self.day_or_none(key)
        if value is None:
            raise LawError(f"{self.where}: `{key}` is missing")
        return value

    def word(self, key: str, words: type[Word], otherwise: Word | None = None) -> Word:
        """One of the words of an enumeration."""
        value = self.content.get(key)
        if value is None and otherwise is not None:
            return otherwise
        try:
            return words(str(value))
        except ValueError:
            known = ", ".join(words)
            raise LawError(f"{self.where}: `{key}: {value}` must be one of {known}") from None

    def words(self, key: str) -> tuple[str, ...]:
        """An optional list of texts."""
        value = self.content.get(key) or []
        if not isinstance(value, list):
            raise LawError(f"{self.where}: `{key}` must be a list")
        return tuple(str(each) for each in value)

    def refuse_unknown(self, known: frozenset[str]) -> None:
        """Raises LawError for a key that nobody reads, so that a misspelt one cannot pass in silence."""
        unknown = sorted(set(map(str, self.content)) - known)
        if unknown:
            raise LawError(f"{self.where}: unknown key `{unknown[0]}`; known are {', '.join(sorted(known))}")
