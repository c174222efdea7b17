"""Writes the package of a new plugin from `template/`: plain texts with a few words to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from complianced.rules.rulebook import NATIONS

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")


class ScaffoldError(ValueError):
    """A package that cannot be written; the message says what to give instead."""


def write_package(name: str, out: Path, *, nation: str, today: date) -> list[Path]:
    """Writes `out/complianced-<name>/` and gives its files. Raises ScaffoldError for a bad name or a folder in use."""
    plain = name.removeprefix("complianced-")
    if not _NAME.fullmatch(plain):
        raise ScaffoldError(f"{name!r}: write the name in small letters, digits and hyphens, such as jersey")
    if not _NAME.fullmatch(nation):
        raise ScaffoldError(f"{nation!r}: write the nation in small letters and underscores, such as isle_of_man")
    words = _words(plain, nation, today)
    folder = out / words["distribution"]
    if folder.exists():
        raise ScaffoldError(f"{folder} is already there; choose another name or another --out")
    written = []
    for path, text in _templates(files("complianced.testing") / "template", ()):
        named = [part.replace("MODULE", words["module"]).replace("INSTRUMENT", words["instrument"]) for part in path]
        file = folder.joinpath(*named).with_suffix("")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(Template(text).substitute(words).strip() + "\n", encoding="utf-8")
        written.append(file)
    return written


def _words(plain: str, nation: str, today: date) -> dict[str, str]:
    slug, hyphened = plain.replace("-", "_"), plain.replace("_", "-")
    known = nation in NATIONS
    names = ["Bundle", "bundle_from", "hookimpl"] if known else ["Bundle", "RecordExtension", "bundle_from", "hookimpl"]
    return {
        "slug": slug,
        "distribution": f"complianced-{hyphened}",
        "module": f"complianced_{slug}",
        "instrument": f"{hyphened}-policy",
        "prefix": hyphened.upper(),
        "title": hyphened.replace("-", " ").title(),
        "nation": nation,
        "today": today.isoformat(),
        "next_year": date(today.year + 1, today.month, min(today.day, 28)).isoformat(),
        "imports": f"from complianced.api import {', '.join(names)}",
        "records": "" if known else _NEW_NATION.format(nation=nation),
    }


# A nation beside the four is a word that the record contract does not have yet.
_NEW_NATION = '''

@hookimpl
def complianced_records() -> RecordExtension:
    """The nation, as schemes may give it."""
    return RecordExtension(choices={{"schemes.nation": ("{nation}",)}})
'''


def _templates(folder: Traversable, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, (*path, entry.name))
        elif entry.name.endswith(".txt"):
            yield (*path, entry.name), entry.read_text(encoding="utf-8")
