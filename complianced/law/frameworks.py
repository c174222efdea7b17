"""Assessment frameworks, dated: how a regulator's own headings map to clauses. No score is ever computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from importlib.resources.abc import Traversable

from complianced.law.instruments import yaml_files
from complianced.law.yaml_file import Entry, LawError, load
from complianced.model import Sure

_KEYS = frozenset({"title", "nation", "service", "begins", "ends", "source", "sure", "note", "groups"})


@dataclass(frozen=True)
class FrameworkItem:
    """One heading of a framework and the clauses under it (`*` ends a prefix)."""

    id: str
    name: str
    sure: Sure
    clauses: tuple[str, ...]

    def holds(self, ref: str) -> bool:
        """True when the clause falls under this heading."""
        return any(fnmatchcase(ref, pattern) for pattern in self.clauses)


@dataclass(frozen=True)
class FrameworkGroup:
    """A group of headings, such as a key question."""

    name: str
    sure: Sure
    items: tuple[FrameworkItem, ...]


@dataclass(frozen=True)
class Framework:
    """One edition of a framework; `begins` is None while its start is not known, and then it is not used."""

    id: str
    title: str
    nation: str
    service: str
    begins: date | None
    ends: date | None
    source: str
    sure: Sure
    note: str | None
    groups: tuple[FrameworkGroup, ...]

    def in_use(self, on: date) -> bool:
        """True when the edition is the one used on that day."""
        return self.begins is not None and self.begins <= on and (self.ends is None or on <= self.ends)


def read_frameworks(folder: Traversable) -> tuple[Framework, ...]:
    """The frameworks of a law folder, in file order. Raises LawError."""
    return tuple(_framework(file) for file in yaml_files(folder))


def _framework(file: Traversable) -> Framework:
    entry = Entry(file.name, load(file))
    entry.refuse_unknown(_KEYS)
    groups = entry.content.get("groups")
    if not isinstance(groups, list):
        raise LawError(f"{file.name}: `groups` must be a list")
    return Framework(
        id=file.name.removesuffix(".yaml"),
        title=entry.text("title"),
        nation=entry.text("nation"),
        service=entry.text("service"),
        begins=entry.day_or_none("begins"),
        ends=entry.day_or_none("ends"),
        source=entry.text("source"),
        sure=entry.word("sure", Sure),
        note=entry.text_or_none("note"),
        groups=tuple(_group(file.name, content) for content in groups),
    )


def _group(file: str, content: object) -> FrameworkGroup:
    entry = Entry(f"{file}, groups", content)
    name = entry.text("name")
    items: Iterable[Mapping[str, object]] = entry.content.get("items") or []
    return FrameworkGroup(
        name=name, sure=entry.word("sure", Sure), items=tuple(_item(f"{file}, {name}", item) for item in items)
    )


def _item(where: str, content: object) -> FrameworkItem:
    entry = Entry(where, content)
    return FrameworkItem(entry.text("id"), entry.text("name"), entry.word("sure", Sure), entry.words("clauses"))
