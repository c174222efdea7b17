"""What is wrong with a bundle: where it stands, what it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle


@dataclass(frozen=True)
class Fault:
    """Something wrong with a bundle. `where` names file and line; a `warning` could not be decided either way."""

    where: str
    fault: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}. {self.mend}"


def place_of_rule(rule: Rule, bundle: Bundle) -> str:
    """File and line of the rule's function, and the rule's id; the id alone where the code is somebody else's."""
    code = getattr(rule.condition, "__code__", None)
    folder = Path(str(bundle.folder)).resolve()
    if code is None or folder not in Path(code.co_filename).resolve().parents:
        return rule.id
    inside = Path(code.co_filename).resolve().relative_to(folder)
    return f"{folder.name}/{inside.as_posix()}:{code.co_firstlineno}, {rule.id}"


def place_of_clause(ref: str, bundle: Bundle) -> str:
    """File and line of a clause of the bundle, and its reference."""
    instrument, _, number = ref.partition("/")
    return f"{place_in(bundle, f'law/instruments/{instrument}.yaml', number)}, {ref}"


def place_in(bundle: Bundle, path: str, key: str) -> str:
    """A YAML file of the bundle, with the line on which the key stands where there is one."""
    file: Traversable = bundle.folder
    for part in path.split("/"):
        file = file / part
    shown = f"{bundle.folder.name}/{path}"
    if not file.is_file():
        return shown
    starts = (f"{key}:", f'"{key}":', f"'{key}':")
    lines = file.read_text(encoding="utf-8").splitlines()
    found = next((number for number, line in enumerate(lines, start=1) if line.strip().startswith(starts)), None)
    return shown if found is None else f"{shown}:{found}"
