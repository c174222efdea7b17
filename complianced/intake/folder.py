"""A folder of CSV and Parquet files: which of its files are tables, and which are none of our business."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from complianced.intake.csv_text import read_csv
from complianced.intake.errors import UnreadableError
from complianced.intake.parquet import read_parquet
from complianced.intake.parts import Part, RawSheet
from complianced.intake.problems import Problems

TEXTS = frozenset({".csv", ".tsv", ".txt"})
PARQUETS = frozenset({".parquet", ".pq"})
_CONFIGURATION = frozenset({"mapping.toml", "complianced.toml"})


def folder_parts(folder: Path) -> list[Part]:
    """The files of a folder in the order of their names; subfolders, notes and configuration left out."""
    return [_part(path, folder) for path in sorted(folder.iterdir()) if not _passed_over(path)]


def _passed_over(path: Path) -> bool:
    """True for what may lie beside the records: notes, configuration, hidden files, and folders of documents."""
    name = path.name.lower()
    return (
        name.startswith((".", "~$", "readme"))
        or name in _CONFIGURATION
        or name.endswith(".md")
        or (path.is_dir() and not path.is_symlink())
    )


def _part(path: Path, folder: Path) -> Part:
    ending = path.suffix.lower()

    def read(problems: Problems) -> RawSheet:
        if ending in TEXTS:
            return read_csv(path, folder, path.name, problems)
        if ending in PARQUETS:
            return read_parquet(path, folder)
        raise UnreadableError(
            "is not CSV or Parquet. Save it as CSV, or give a workbook by itself in place of the folder."
        )

    return Part(path.stem, path.name, (path.name, path.stem), read)


def file_part(path: Path) -> Part:
    """One CSV or Parquet file given by itself."""
    reader = partial(read_csv, path, None, path.name) if path.suffix.lower() in TEXTS else None
    return Part(path.stem, path.name, (path.name, path.stem), reader or (lambda _: read_parquet(path, None)))
