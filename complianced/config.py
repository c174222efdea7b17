"""A scheme's own settings: `complianced.toml`, or `[tool.complianced]` in `pyproject.toml`, found upward.

nation = "wales"
fail_on = "major"
select = []
exclude = ["OUTCOMES-*"]
[values]                       # stricter than law, never looser
monitoring_visit_live_in = 8
[[waivers]]
finding = "PRACTICE-VISIT@A-0012"
until = 2027-01-31
reason = "the person is in hospital"
by_role = "registered manager"
[owners]                       # who answers for what; the first that names a finding has it
"Safeguarding lead" = ["safeguarding", "uksi-2014-2936/13"]
"Carer's worker" = ["table:carers", "ENG-DBS-*"]
"Registered manager" = ["*"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from complianced.waivers import Waiver, WaiverError, read_waivers

_KEYS = frozenset(
    {"nation", "fail_on", "select", "exclude", "values", "waivers", "out", "formats", "audience", "owners"}
)


class ConfigError(ValueError):
    """Settings that cannot be used; the message names file and key."""


@dataclass(frozen=True)
class Config:
    """A scheme's settings; everything is optional."""

    file: Path | None = None
    nation: str | None = None
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    out: str | None = None
    formats: tuple[str, ...] = ()
    audience: str | None = None
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_config(start: Path) -> Config:
    """The settings of the folder or the nearest one above it; none at all is fine. Raises ConfigError."""
    for folder in (start.resolve(), *start.resolve().parents):
        own = folder / "complianced.toml"
        if own.is_file():
            return read_config(own)
        project = folder / "pyproject.toml"
        if project.is_file() and "complianced" in _toml(project).get("tool", {}):
            return read_config(project)
    return Config()


def read_config(file: Path) -> Config:
    """The settings in a file. Raises ConfigError."""
    content = _toml(file)
    if file.name == "pyproject.toml":
        content = content.get("tool", {}).get("complianced", {})
    unknown = sorted(set(content) - _KEYS)
    if unknown:
        raise ConfigError(f"{file.name}: unknown key `{unknown[0]}`; known are {', '.join(sorted(_KEYS))}")
    try:
        waivers = read_waivers(content.get("waivers", []))
    except WaiverError as error:
        raise ConfigError(str(error)) from None
    values = content.get("values", {})
    if not isinstance(values, dict):
        raise ConfigError(f"{file.name}: `values` must be a table, such as [values]")
    return Config(
        file=file,
        nation=_text(file, content, "nation"),
        fail_on=_text(file, content, "fail_on"),
        select=_texts(file, content, "select"),
        exclude=_texts(file, content, "exclude"),
        values=values,
        waivers=waivers,
        out=_text(file, content, "out"),
        formats=_texts(file, content, "formats"),
        audience=_text(file, content, "audience"),
        owners=_owners(file, content.get("owners", {})),
    )


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file.name}: not readable as TOML: {error}") from None


def _text(file: Path, content: Mapping[str, Any], key: str) -> str | None:
    value = content.get(key)
    if value is not None and not isinstance(value, str):
        raise ConfigError(f"{file.name}: `{key}` must be text in quotes")
    return value


def _texts(file: Path, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = content.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigError(f"{file.name}: `{key}` must be a list of texts")
    return tuple(value)


def _owners(file: Path, content: Any) -> dict[str, tuple[str, ...]]:
    """Roles in their order, each with what it answers for."""
    if not isinstance(content, dict):
        raise ConfigError(f'{file.name}: `owners` must be a table, such as [owners] with "Registered manager" = ["*"]')
    owners = {}
    for role, patterns in content.items():
        if not role.strip():
            raise ConfigError(f"{file.name}: `owners` has a role without a name")
        if not isinstance(patterns, list) or not all(isinstance(each, str) and each.strip() for each in patterns):
            told = "must be a list of texts: rule ids, globs, clauses, domains or table:NAME"
            raise ConfigError(f"{file.name}: `owners`, {role!r} {told}")
        if not patterns:
            raise ConfigError(f'{file.name}: `owners`, {role!r} answers for nothing; write ["*"] for all the rest')
        owners[role] = tuple(patterns)
    return owners
