"""Where records come from: a folder, a workbook, a database, or one file; told apart by what is there.

The readers of workbooks and databases are imported only when there is one: SQLAlchemy alone takes longer to import than
a folder of records to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from complianced.intake.errors import IntakeError, UnreadableError
from complianced.intake.folder import PARQUETS, TEXTS, file_part, folder_parts
from complianced.intake.offered import RecordSource, fitting, offered_parts
from complianced.intake.parts import Part
from complianced.intake.problems import shown

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".ods"})
SQLITE_FILES = frozenset({".sqlite", ".sqlite3", ".db"})


@dataclass(frozen=True)
class Source:
    """What was found: its name for messages, its parts, the folder a mapping may lie in, and why it is unreadable."""

    name: str
    parts: list[Part]
    beside: Path | None
    unreadable: str | None = None


@contextmanager
def open_source(source: str | Path, offered: Sequence[RecordSource] = ()) -> Iterator[Source]:
    """The parts of a source, readable while the context lasts. Raises IntakeError when there is none.

    `offered` are the kinds of source that plugins read; they are asked first.
    """
    if offered:
        name = "the source" if "://" in str(source) else shown(Path(source).name or str(source))
        try:
            kind = fitting(offered, str(source))
            parts = [] if kind is None else offered_parts(kind, str(source))
        except UnreadableError as error:
            yield Source(name, [], None, f"it {error}")
            return
        if kind is not None:
            yield Source(name, parts, Path(source) if Path(source).is_dir() else None)
            return
    if isinstance(source, str) and "://" in source:
        from complianced.intake.database import database_parts

        with database_parts(source) as parts:
            yield Source("the database", parts, None)
        return
    path = Path(source)
    name = shown(path.name or str(path))
    if not path.exists():
        raise IntakeError(f"{name}: there is no such folder, workbook or database. Check the path.")
    ending = path.suffix.lower()
    if path.is_dir():
        yield Source(name, folder_parts(path), path)
    elif ending in SQLITE_FILES:
        from complianced.intake.database import database_parts, sqlite_url

        with database_parts(sqlite_url(path)) as parts:
            yield Source(name, parts, path.parent)
    elif ending in WORKBOOKS:
        from complianced.intake.workbook import workbook_parts

        try:
            parts = workbook_parts(path)
        except UnreadableError as error:
            yield Source(name, [], path.parent, f"the workbook {error}")
            return
        yield Source(name, parts, path.parent)
    elif ending in TEXTS | PARQUETS:
        yield Source(name, [file_part(path)], path.parent)
    else:
        raise IntakeError(
            f"{name}: records are read from a folder of CSV or Parquet, from a workbook (.xlsx, .xlsm, .ods), from a "
            "SQLite file (.sqlite, .db) or from a database address. Save it as one of these."
        )
