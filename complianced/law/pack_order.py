"""The order of a nation's packs, as data: what its inspectors ask for, and which sections follow each other.

A rule belongs to the first theme that names it by its id, or else by its topic, or else by the table of its records.
What no theme names comes last, under a heading of its own, so that nothing is lost. `order` gives the sections of an
audience's pack where they are not those that every nation gets:

    order:
      inspector: [cover, contents, summary, findings, clauses, not_tested, colophon]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.resources.abc import Traversable

from complianced.law.yaml_file import Entry, LawError, load
from complianced.model import RuleResult

_KEYS = frozenset({"source", "themes", "order", "languages"})
_THEME_KEYS = frozenset({"id", "title", "rules", "topics", "tables"})


@dataclass(frozen=True)
class Theme:
    """One part of a pack. `rules` are ids, with `*` for any ending.

    A topic may carry its bundle (`practice/homes`), and `bundle/*` names all of a bundle.
    """

    id: str
    title: str
    topics: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def names_rule(self, rule: str) -> bool:
        """True when the theme names the rule by its id."""
        return any(fnmatchcase(rule, pattern) for pattern in self.rules)

    def names_topic(self, bundle: str, topic: str) -> bool:
        """True when the theme names the topic, with its bundle or alone."""
        return any(topic_is(pattern, bundle, topic) for pattern in self.topics)


def topic_is(pattern: str, bundle: str, topic: str) -> bool:
    """True when a theme's word names the topic: alone, or as `bundle/topic` with `*` for any."""
    return fnmatchcase(f"{bundle}/{topic}", pattern) if "/" in pattern else pattern == topic


@dataclass(frozen=True)
class PackOrder:
    """What a `pack.yaml` says: the themes of the findings, the sections of a pack by audience, and its languages.

    `languages` is the order in which a pack in several languages has them.
    """

    themes: tuple[Theme, ...] = ()
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


EVERYTHING_ELSE = Theme("everything-else", "Everything else")


def theme_of(themes: Sequence[Theme], rule: RuleResult) -> Theme:
    """The theme that a rule belongs to; EVERYTHING_ELSE where none names it."""
    named = next((theme for theme in themes if theme.names_rule(rule.id)), None)
    return named or theme_for(themes, rule.bundle, rule.topic, rule.table)


def theme_for(themes: Sequence[Theme], bundle: str, topic: str, table: str) -> Theme:
    """The theme that names the topic, or else the table of records; EVERYTHING_ELSE where none does."""
    if topic:
        for theme in themes:
            if theme.names_topic(bundle, topic):
                return theme
    return next((theme for theme in themes if table in theme.tables), EVERYTHING_ELSE)


def read_pack_order(file: Traversable) -> PackOrder:
    """What a `pack.yaml` says; nothing where there is no such file. Raises LawError."""
    if not file.is_file():
        return PackOrder()
    entry = Entry(file.name, load(file))
    entry.refuse_unknown(_KEYS)
    written = entry.content.get("themes")
    if not isinstance(written, list) or not written:
        raise LawError(f"{file.name}: `themes` must be a list, for instance - {{id: people, title: …, topics: […]}}")
    themes = tuple(_theme(file.name, content) for content in written)
    ids = [theme.id for theme in (*themes, EVERYTHING_ELSE)]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise LawError(f"{file.name}: the theme id `{twice[0]}` stands twice; give each theme an id of its own")
    return PackOrder(themes, _order(file.name, entry.content.get("order") or {}), entry.words("languages"))


def _order(file: str, written: object) -> dict[str, tuple[str, ...]]:
    entry = Entry(f"{file}, order", written)
    order = {str(audience): entry.words(audience) for audience in entry.content}
    for audience, sections in order.items():
        if len(set(sections)) < len(sections) or not sections:
            raise LawError(f"{file}, order, {audience}: name at least one section, and each once")
    return order


def _theme(file: str, content: object) -> Theme:
    entry = Entry(f"{file}, themes", content)
    entry = Entry(f"{file}, theme {entry.text('id')}", content)
    entry.refuse_unknown(_THEME_KEYS)
    theme = Theme(
        entry.text("id"), entry.text("title"), entry.words("topics"), entry.words("tables"), entry.words("rules")
    )
    if not (theme.topics or theme.tables or theme.rules):
        raise LawError(f"{entry.where}: names no `topics`, no `tables` and no `rules`")
    return theme
