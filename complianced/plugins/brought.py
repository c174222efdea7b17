"""What one plugin brings, hook by hook; what does not fit is refused with words before anybody relies on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

import pluggy

from complianced.intake.offered import RecordSource
from complianced.plugins import hookspecs
from complianced.reports.offered import OutputFormat, PackSection
from complianced.reports.packs import AUDIENCES, FORMATS, SECTION_NAMES
from complianced.rules.rulebook import Bundle
from complianced.schemas.contract import RecordExtension

API = "1"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BUILT_FOR = re.compile(r"""^COMPLIANCED_API(?:\s*:[^=]+)?\s*=\s*["']([^"']*)["']""", re.MULTILINE)

Offer = TypeVar("Offer", RecordSource, PackSection, OutputFormat)


class PluginError(ValueError):
    """A plugin that cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Brought:
    """What one plugin brings, and the hooks it implements."""

    hooks: tuple[str, ...] = ()
    bundle: Bundle | None = None
    records: RecordExtension | None = None
    sources: tuple[RecordSource, ...] = ()
    sections: tuple[PackSection, ...] = ()
    formats: tuple[OutputFormat, ...] = ()

    @property
    def offers(self) -> tuple[str, ...]:
        """What the plugin brings beside rules, in a line each."""
        named = (("source", self.sources), ("section", self.sections), ("format", self.formats))
        lines = [f"{kind} {each.name}: {each.about}" for kind, offers in named for each in offers]
        added = self.records or RecordExtension()
        lines += [f"table {table.name}: {table.about}" for table in added.tables]
        lines += [f"column {table}.{each.name}: {each.about}" for table, own in added.columns.items() for each in own]
        lines += [f"choices of {path}: {', '.join(words)}" for path, words in added.choices.items()]
        lines += [f"checklist of {kind}: {', '.join(codes)}" for kind, codes in added.checklist_items.items()]
        return tuple(lines)


def refuse_unknown_api(text: str) -> None:
    """Raises PluginError where a plugin's module says that it was built for another version of the API.

    It says so with `COMPLIANCED_API = "1"`, which is read from its text, since a module built for another version may
    not even import. One that says nothing is taken to be built for this version.
    """
    built_for = _BUILT_FOR.search(text)
    if built_for is not None and built_for[1] != API:
        raise PluginError(
            f"was built for version {built_for[1]} of complianced's API, and this complianced has version {API}: "
            f"install a complianced that has version {built_for[1]}, or a plugin that was built for version {API}"
        )


def brought_by(module: ModuleType) -> Brought:
    """What a plugin answers, asked through pluggy on its own so that its failure stays its own.

    Raises PluginError, or whatever the plugin raises.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module)
    manager.check_pending()
    hooks = tuple(sorted(caller.name for caller in manager.get_hookcallers(module) or []))
    if not hooks:
        raise PluginError("implements no hook; mark a function with hookimpl, for instance complianced_bundle")
    asked = manager.hook
    return Brought(
        hooks=hooks,
        bundle=_one(asked.complianced_bundle(), Bundle, "complianced_bundle"),
        records=_one(asked.complianced_records(), RecordExtension, "complianced_records"),
        sources=_several(asked.complianced_sources(), RecordSource, "complianced_sources"),
        sections=_several(asked.complianced_sections(), PackSection, "complianced_sections"),
        formats=_several(asked.complianced_formats(), OutputFormat, "complianced_formats"),
    )


def refuse_clashes(brought: Brought, others: Sequence[Brought]) -> None:
    """Raises PluginError where a source, section or format has a name that is taken, or a section no known place."""
    _refuse_taken("source", brought.sources, (each for other in others for each in other.sources), ())
    _refuse_taken("section", brought.sections, (each for other in others for each in other.sections), SECTION_NAMES)
    _refuse_taken("format", brought.formats, (each for other in others for each in other.formats), FORMATS)
    for section in brought.sections:
        strange = sorted(set(section.after) - set(AUDIENCES))
        if strange or not section.after:
            raise PluginError(
                f"section {section.name}: `after` names {strange[0] if strange else 'no audience'}; the audiences are "
                f"{', '.join(AUDIENCES)}"
            )


Answer = TypeVar("Answer", Bundle, RecordExtension)


def _one(answers: list[Any], kind: type[Answer], hook: str) -> Answer | None:
    given = answers[0] if answers else None
    if given is not None and not isinstance(given, kind):
        raise PluginError(f"{hook} gave {type(given).__name__}; give a {kind.__name__}")
    return given


def _several(answers: list[Any], kind: type[Offer], hook: str) -> tuple[Offer, ...]:
    given = answers[0] if answers else ()
    if not isinstance(given, list | tuple) or not all(isinstance(each, kind) for each in given):
        raise PluginError(f"{hook} gave {type(given).__name__}; give a list of {kind.__name__}")
    return tuple(given)


def _refuse_taken(what: str, brought: Iterable[Offer], others: Iterable[Offer], built_in: Iterable[str]) -> None:
    taken = {*built_in, *(each.name for each in others)}
    for each in brought:
        if not _NAME.fullmatch(each.name):
            raise PluginError(f"{what} {each.name!r}: write its name in small letters, digits and underscores")
        if each.name in taken:
            raise PluginError(f"{what} {each.name}: the name is taken; choose another")
        taken.add(each.name)
