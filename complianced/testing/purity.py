"""Rules read the law and their rows and nothing else: no clock, no network, no files, no chance.

Found by reading the code, so it catches slips and not evasion.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from complianced.rules.rulebook import Bundle
from complianced.testing.faults import Fault

_OUTSIDE = frozenset(
    {"aiohttp", "ftplib", "http", "httpx", "os", "random", "requests", "secrets", "smtplib", "socket", "sqlalchemy"}
    | {"sqlite3", "ssl", "subprocess", "time", "urllib", "uuid"}
)
_CLOCKS = frozenset({"today", "now", "utcnow"})
_CLOCK_OWNERS = frozenset({"date", "datetime", "dt"})


def outside_faults(bundle: Bundle) -> Iterator[Fault]:
    """A fault for each line of the bundle's `rules` and `views` that reaches for the world or the time of day."""
    for room in ("rules", "views"):
        for path, file in _modules(bundle.folder / room, f"{bundle.folder.name}/{room}"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                for fault, mend in _faults_at(node):
                    yield Fault(f"{path}:{getattr(node, 'lineno', 1)}", fault, mend)


def _faults_at(node: ast.AST) -> Iterator[tuple[str, str]]:
    for name in _imported(node):
        if name.partition(".")[0] in _OUTSIDE:
            yield f"imports {name}", "A rule reads its rows and the law, and nothing else; take it out."
    if not isinstance(node, ast.Call):
        return
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr in _CLOCKS and _last_name(called.value) in _CLOCK_OWNERS:
        yield f"reads the clock with {called.attr}()", "Use `law.today`, the day of the audit."
    if isinstance(called, ast.Name) and called.id == "open":
        yield "opens a file", "Put what it holds into the law data, or into the records."


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def _last_name(node: ast.AST) -> str | None:
    """`datetime` of both `datetime.now()` and `datetime.datetime.now()`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _modules(folder: Traversable, shown: str) -> Iterator[tuple[str, Traversable]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _modules(entry, f"{shown}/{entry.name}")
        elif entry.name.endswith(".py"):
            yield f"{shown}/{entry.name}", entry
