"""XLSX, XLSM and ODS workbooks: one part per sheet, values only; no formula is ever run."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import fastexcel
import polars as pl

from complianced.intake.errors import UnreadableError
from complianced.intake.parts import Part, RawSheet, positions, row_numbers
from complianced.intake.problems import Problems
from complianced.intake.safety import MAX_WORKBOOK_BYTES, check_file, open_archive
from complianced.intake.workbook_parts import ErrorCell, check_ods, error_cells, locked


def workbook_parts(path: Path) -> list[Part]:
    """The sheets of a workbook. Raises UnreadableError for one that is damaged, locked, too large or not a workbook."""
    check_file(path, limit=MAX_WORKBOOK_BYTES)
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(b"PK"):
        if locked(head, path.read_bytes()):
            raise UnreadableError("is locked with a password. Save a copy without the password.")
        raise UnreadableError("is not an XLSX or ODS workbook, whatever its name says. Save it as XLSX and replace it.")
    errors: dict[str, list[ErrorCell]] = {}
    with open_archive(path) as archive:
        if "content.xml" in archive.namelist():
            check_ods(archive)
        else:
            errors = error_cells(archive)
    reader = _open(path)
    return [
        Part(name, f"{path.name}, sheet {name}", (name,), partial(_read_sheet, reader, name, errors.get(name, [])))
        for name in reader.sheet_names
    ]


def _open(path: Path) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(path)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the reader is no Exception
        raise UnreadableError("is damaged and cannot be opened as a workbook. Save it again and replace it.") from None


def _read_sheet(reader: fastexcel.ExcelReader, name: str, errors: list[ErrorCell], _: Problems) -> RawSheet:
    try:
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        raise UnreadableError("cannot be read as a table. Save the sheet as CSV.") from None
    sheet.columns = positions(sheet.width)
    sheet = _with_errors(sheet, errors)
    filled = sheet.select(pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(False)).to_series()
    start = filled.arg_max() if sheet.height and filled.any() else None
    if start is None:
        raise UnreadableError("is empty. A table without records still has its headings in row 1.")
    headings = tuple((heading or "").strip() for heading in sheet.row(start))
    body = sheet.slice(start + 1)
    return RawSheet(headings, body, row_numbers(body.height, start + 2), workbook=True)


def _with_errors(sheet: pl.DataFrame, errors: list[ErrorCell]) -> pl.DataFrame:
    """The sheet with the text of its error cells, which the reader leaves empty, put back."""
    by_column: dict[int, list[ErrorCell]] = {}
    for error in errors:
        if error.row < sheet.height and error.column < sheet.width:
            by_column.setdefault(error.column, []).append(error)
    return sheet.with_columns(
        sheet[str(column)].scatter([cell.row for cell in cells], [cell.text for cell in cells])
        for column, cells in by_column.items()
    )
