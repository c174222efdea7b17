"""What the sheet reader does not tell: cells that hold a spreadsheet error, and sheets that would swell.

The reader (calamine, through fastexcel) gives an error cell as an empty one, and keeps every cell between the corners
of a sheet in memory. Both are looked for here, in the parts of the archive, before it is let near.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree

from complianced.intake.errors import UnreadableError
from complianced.intake.safety import MAX_SHEET_CELLS

_REF = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ERROR_CELL = re.compile(rb"""\bt\s*=\s*["']e["']""")
_REPEATED = re.compile(rb"""number-(rows|columns)-repeated\s*=\s*["']([0-9]+)["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGED = "is damaged inside and cannot be read. Save it again and replace it."
_LOCKED = "is locked with a password. Save a copy without the password."


@dataclass(frozen=True)
class ErrorCell:
    """A cell that holds an error, by its place within the used part of the sheet (0-based)."""

    row: int
    column: int
    text: str


def locked(head: bytes, data: bytes) -> bool:
    """True for a workbook encrypted as a whole (an OLE file that holds an encrypted package)."""
    return head.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data


def error_cells(archive: zipfile.ZipFile) -> dict[str, list[ErrorCell]]:
    """The error cells of each sheet of an XLSX workbook. Raises UnreadableError for a sheet that would swell."""
    found: dict[str, list[ErrorCell]] = {}
    for name, part in _sheet_parts(archive).items():
        data = _part(archive, part)
        width, height = _extent(data)
        if width * height > MAX_SHEET_CELLS:
            raise UnreadableError(
                f'has a sheet "{name}" that spans {width:,} columns by {height:,} rows. Delete the stray cells '
                "far from the table, or save the tables as CSV."
            )
        if _ERROR_CELL.search(data):
            found[name] = _errors_in(data)
    return found


def check_ods(archive: zipfile.ZipFile) -> None:
    """Raise UnreadableError for an ODS workbook that is locked, or whose repeated cells would swell."""
    manifest = _part(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        raise UnreadableError(_LOCKED)
    content = _part(archive, "content.xml")
    rows = [int(count) for kind, count in _REPEATED.findall(content) if kind == b"rows"]
    if not rows or max(rows) < 1000:
        return
    if _ods_cells(content) > MAX_SHEET_CELLS:
        raise UnreadableError("repeats rows until it is too large to hold. Save the tables as CSV.")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        links = {link.get("Id"): link.get("Target", "") for link in _tree(_part(archive, "xl/_rels/workbook.xml.rels"))}
        sheets = [each for each in _tree(_part(archive, "xl/workbook.xml")).iter() if each.tag.endswith("}sheet")]
    except (ElementTree.ParseError, ValueError):
        raise UnreadableError(_DAMAGED) from None
    parts: dict[str, str] = {}
    for sheet in sheets:
        target = links.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            parts[sheet.get("name", "")] = part
    return parts


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        data = archive.read(name)
    except RuntimeError:
        raise UnreadableError(_LOCKED) from None  # a part encrypted by itself
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
        raise UnreadableError(_DAMAGED) from None
    if b"<!DOCTYPE" in data or b"\0" in data:  # no spreadsheet program writes one; a bomb or another encoding
        raise UnreadableError(_DAMAGED)
    return data


def _tree(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def _extent(data: bytes) -> tuple[int, int]:
    width = height = 0
    for letters, digits in _REF.findall(data):
        width = max(width, _column_number(letters)) if len(letters) > 1 or width < 26 else width
        height = max(height, int(digits))
    return width, height


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _errors_in(data: bytes) -> list[ErrorCell]:
    try:
        cells = [
            (*_place(cell.get("r", "")), cell)
            for row in _tree(data).iter()
            if row.tag.endswith("}row")
            for cell in row
            if len(cell)
        ]
    except (ElementTree.ParseError, ValueError):
        raise UnreadableError(_DAMAGED) from None
    left = min((column for _, column, _ in cells), default=0)
    return [
        ErrorCell(
            row, column - left, "".join(value.text or "" for value in cell if value.tag.endswith("}v")) or "#ERROR!"
        )
        for row, column, cell in cells
        if cell.get("t") == "e"
    ]


def _place(ref: str) -> tuple[int, int]:
    letters = ref.rstrip("0123456789")
    return int(ref[len(letters) :]) - 1, _column_number(letters.encode()) - 1


def _ods_cells(content: bytes) -> int:
    """Cells that hold something, repeats counted, in the widest reading."""
    total = 0
    try:
        for row in _tree(content).iter():
            if not row.tag.endswith("}table-row"):
                continue
            width = wide = 0
            for cell in row:
                width += _repeat(cell, "columns")
                if len(cell):
                    wide = width
            total += wide * _repeat(row, "rows")
    except (ElementTree.ParseError, ValueError):
        raise UnreadableError(_DAMAGED) from None
    return total


def _repeat(element: ElementTree.Element, kind: str) -> int:
    return next((int(value) for name, value in element.attrib.items() if name.endswith(f"number-{kind}-repeated")), 1)
