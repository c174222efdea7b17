"""Rules read the law and their rows and nothing else: no clock, no network, no files, no chance.

Found by reading the code of the bundle's rules and views, and of the modules of its own that these import, names
followed through `import … as …`. It catches slips and not evasion: a clock that is fetched with getattr, or by a
package that the bundle brings along, is not seen. A command, source or format beside the rules may read what it likes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from complianced.testing.faults import Fault, Place
from complianced.testing.inspected import Inspected

_OUTSIDE = frozenset(
    {"aiohttp", "asyncio", "builtins", "ctypes", "ftplib", "glob", "http", "httpx", "importlib", "io", "os", "pathlib"}
    | {"multiprocessing", "random", "requests", "runpy", "secrets", "shutil", "smtplib", "socket", "sqlalchemy"}
    | {"sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib", "uuid"}
)
_RULES_AND_VIEWS = frozenset({"rules", "rules.py", "views", "views.py"})
_CLOCKS = frozenset({"date.today", "datetime.now", "datetime.today", "datetime.utcnow"})
_FILES = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob"})
_CHANCE = frozenset({"sample", "shuffle"})
_HIDDEN = frozenset({"eval", "exec", "compile", "__import__"})
_NOTHING_ELSE = "A rule reads its rows and the law, and nothing else; take it out."
_TODAY = "Use `law.today`, the day of the audit."
_DATA = "Put what it holds into the law data, or into the records."


def nothing_from_outside(inspected: Inspected) -> Iterator[Fault]:
    """Nothing that the rules rest on reads a clock, the network or a file, or runs code from a text."""
    folder = inspected.bundle.folder
    modules = dict(python_files(folder, folder.name))
    waiting = [path for path in modules if path.split("/")[1] in _RULES_AND_VIEWS]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        try:
            tree = ast.parse(modules[path].read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield Fault(Place(path, error.lineno), f"is not Python: {error.msg}", "Correct it, or take it out.")
            continue
        waiting += [own for own in _own_imports(tree, path) if own in modules]
        names = _imported_names(tree)
        # The inner parts of a dotted name that was found are not found again.
        inside: set[ast.AST] = set()
        for node in ast.walk(tree):
            for fault, mend in _faults_at(node, names, inside):
                yield Fault(Place(path, getattr(node, "lineno", 1)), fault, mend)


def _faults_at(node: ast.AST, names: dict[str, str], inside: set[ast.AST]) -> Iterator[tuple[str, str]]:
    for module in imported_modules(node):
        if module.partition(".")[0] in _OUTSIDE:
            yield f"imports {module}", _NOTHING_ELSE
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in names:
        if node.func.id in _HIDDEN:
            yield f"runs code with {node.func.id}()", "Write the code itself, so that it can be read."
        if node.func.id == "open":
            yield "opens a file", _DATA
    if not isinstance(node, ast.Attribute | ast.Name) or node in inside:
        return
    if isinstance(node, ast.Attribute):
        inside.add(node.value)
    full = _full_name(node, names)
    owner, _, last = full.rpartition(".")
    if ".".join(full.split(".")[-2:]) in _CLOCKS and full.partition(".")[0] in ("date", "datetime"):
        yield f"reads the clock with {last}()", _TODAY
    elif owner == "polars" and last.startswith(("read_", "scan_")):
        yield f"reads a file with pl.{last}", _DATA
    elif isinstance(node, ast.Attribute) and (last in _FILES or last.startswith(("write_", "sink_"))):
        yield f"reads or writes a file with .{last}", _DATA
    elif isinstance(node, ast.Attribute) and last in _CHANCE:
        yield f"leaves it to chance with .{last}", "Take it out: the same records must always come out the same."


def _own_imports(tree: ast.AST, path: str) -> Iterator[str]:
    """Where the modules of the bundle's own that a module imports may stand, as paths from the bundle's folder on."""
    *here, _ = path.split("/")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            dotted = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            within = here[: len(here) - node.level + 1] if node.level else []
            parts = [*within, *(node.module or "").split(".")] if node.module else within
            dotted = [parts, *([*parts, alias.name] for alias in node.names)]
        else:
            continue
        for parts in dotted:
            if here[0] in parts:
                inside = "/".join(parts[parts.index(here[0]) :])
                yield from (f"{inside}.py", f"{inside}/__init__.py")


def _imported_names(tree: ast.AST) -> dict[str, str]:
    """What each imported name stands for: `d` for `datetime.date` after `from datetime import date as d`."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def imported_modules(node: ast.AST) -> list[str]:
    """The modules that a statement imports by their full names; none for one that imports nothing."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def _full_name(node: ast.AST, names: dict[str, str]) -> str:
    """`datetime.date.today` of `d.today` where `d` was imported so; a part that is no name stands as `?`."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    first = names.get(node.id, node.id) if isinstance(node, ast.Name) else "?"
    return ".".join([first, *reversed(parts)])


def python_files(folder: Traversable, shown: str) -> Iterator[tuple[str, Traversable]]:
    """Every Python module below a folder, with its path from `shown` on, in the order of names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from python_files(entry, f"{shown}/{entry.name}")
        elif entry.name.endswith(".py"):
            yield f"{shown}/{entry.name}", entry
