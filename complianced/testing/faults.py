"""What is wrong with a bundle: where it stands, what it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle


@dataclass(frozen=True)
class Place:
    """Where in a bundle: the file from its folder on, the line, and what stands there.

    There is no file for a rule whose code is somebody else's, and no line for what is missing.
    """

    file: str | None
    line: int | None = None
    what: str = ""

    def within(self, words: str) -> Place:
        """The same place, said more closely."""
        return replace(self, what=f"{self.what}, {words}" if self.what else words)

    def __str__(self) -> str:
        file = self.file if self.line is None else f"{self.file}:{self.line}"
        return ", ".join(word for word in (file, self.what) if word)


@dataclass(frozen=True)
class Fault:
    """Something wrong with a bundle. A `warning` could not be decided, or asks for more than must be.

    `check` is the name of the check that found it.
    """

    where: Place
    fault: str
    mend: str
    warning: bool = False
    check: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}. {self.mend}"


def place_of_rule(rule: Rule, bundle: Bundle) -> Place:
    """File and line of the rule's function, and the rule's id; the id alone where the code is somebody else's."""
    code = getattr(rule.condition, "__code__", None)
    folder = Path(str(bundle.folder)).resolve()
    if code is None or folder not in Path(code.co_filename).resolve().parents:
        return Place(None, None, rule.id)
    inside = Path(code.co_filename).resolve().relative_to(folder)
    return Place(f"{folder.name}/{inside.as_posix()}", code.co_firstlineno, rule.id)


def place_of_clause(ref: str, bundle: Bundle) -> Place:
    """File and line of a clause of the bundle, and its reference."""
    instrument, _, number = ref.partition("/")
    return place_in(bundle, f"law/instruments/{instrument}.yaml", number).within(ref)


def place_in(bundle: Bundle, path: str, key: str) -> Place:
    """A YAML file of the bundle, with the line on which the key stands where there is one."""
    file: Traversable = bundle.folder
    for part in path.split("/"):
        file = file / part
    shown = f"{bundle.folder.name}/{path}"
    if not file.is_file():
        return Place(shown)
    starts = (f"{key}:", f'"{key}":', f"'{key}':")
    lines = file.read_text(encoding="utf-8").splitlines()
    return Place(shown, next((at for at, line in enumerate(lines, start=1) if line.strip().startswith(starts)), None))
