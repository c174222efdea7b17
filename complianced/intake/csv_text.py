"""CSV files as text: encoding, delimiter and heading found out, rows numbered as a spreadsheet shows them.

A well-formed file goes through polars whole. Only where polars finds it malformed is it read record by record, so that
the bad rows can be named and the rest of them kept.
"""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import polars as pl

from complianced.intake.errors import UnreadableError
from complianced.intake.parts import RawSheet, positions, row_numbers
from complianced.intake.problems import Place, Problems
from complianced.intake.safety import check_file

DELIMITERS = ",;\t|"
_HEAD = 1 << 16  # enough for any heading
_END = "\x00end\x00"  # put after the last record: where it does not come back alone, a quotation mark was left open


def read_csv(path: Path, root: Path | None, file: str, problems: Problems) -> RawSheet:
    """The file as a raw sheet of text. Raises UnreadableError; rows that do not fit the heading become problems."""
    check_file(path, root)
    place = Place(file)
    data = _utf8(path.read_bytes(), place, problems)
    head = data[:_HEAD].decode("utf-8", "ignore")
    before = 0
    delimiter = None
    if head[:4].lower() == "sep=" and "\n" in head:  # Excel's own way of naming the delimiter
        delimiter = head[4:5]
        line_end = data.index(b"\n") + 1
        data, head, before = data[line_end:], head[head.index("\n") + 1 :], 1
    delimiter, headings, blank = _heading(head, delimiter)
    first = before + blank + 2
    frame = _whole(data, delimiter, len(headings))
    if frame is None:
        frame = _record_by_record(data, delimiter, headings, first, place, problems)
    return RawSheet(headings, frame, row_numbers(frame.height, first))


def _utf8(data: bytes, place: Place, problems: Problems) -> bytes:
    """The bytes as UTF-8 without a byte order mark, lines ended by a line feed at least."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        data = data.decode("utf-32", "replace").encode("utf-8", "replace")
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    elif data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    # A stray NUL is a damaged cell; many are another encoding or no text at all.
    if b"\0" in data and (b"\0" in data.partition(b"\n")[0] or data.count(b"\0") > 1 + data.count(b"\n")):
        raise UnreadableError("is not text (it holds NUL bytes). Export it again as CSV, encoded as UTF-8.")
    if not data or data.isspace():
        raise UnreadableError("is empty. Export it again; a table without records still has its headings.")
    if not _is_utf8(data):
        data = _from_windows(data, place, problems)
    if b"\r" in data and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return data


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_windows(data: bytes, place: Place, problems: Problems) -> bytes:
    """Text that is not UTF-8: Windows-1252, unless so much of it is UTF-8 that it must be damaged UTF-8."""
    as_utf8 = data.decode("utf-8", "replace")
    broken = as_utf8.count("�")
    good = sum(1 for character in as_utf8 if character > "\x7f") - broken
    if good > broken:
        text, wrong = as_utf8, broken
    else:
        text = data.decode("cp1252", "replace")
        wrong = text.count("�")
    if wrong:
        problems.add(
            "damaged_text",
            place,
            f'{wrong:,} characters could not be read and stand as "�". Export it again as CSV, encoded as UTF-8.',
        )
    return text.encode("utf-8")


def _heading(head: str, delimiter: str | None) -> tuple[str, tuple[str, ...], int]:
    """The delimiter, the headings, and how many blank lines stand above them."""
    lines = head.splitlines(keepends=True)
    blank = 0
    while blank < len(lines) and not lines[blank].strip():
        blank += 1
    text = "".join(lines[blank:])

    def fields(separator: str) -> list[str]:
        try:
            return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            return []

    found = delimiter or max(DELIMITERS, key=lambda each: len(fields(each)))
    return found, tuple(heading.strip() for heading in fields(found)), blank


def _whole(data: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    """The records by polars, or None when the file is malformed."""
    try:
        frame = pl.read_csv(data, separator=delimiter, infer_schema=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    if frame.width != width:
        return None
    frame.columns = positions(width)
    return frame


def _record_by_record(
    data: bytes, delimiter: str, headings: tuple[str, ...], first: int, place: Place, problems: Problems
) -> pl.DataFrame:
    width = len(headings)
    text = f"{data.decode('utf-8', 'replace')}\n{_END}"
    records: list[list[str]] = []
    limit = csv.field_size_limit(len(text) + 1)
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True):
            if not records and not "".join(record).strip():
                continue  # blank lines above the heading: `first` counts them
            row = first - 1 + len(records)
            if records and any(field.strip() for field in record[width:]):
                problems.add("ragged_row", place, _too_many(len(record), width), row=row)
            records.append((record + [""] * width)[:width])
    except csv.Error:
        raise UnreadableError("is not CSV that can be read. Export it again as CSV, encoded as UTF-8.") from None
    finally:
        csv.field_size_limit(limit)
    if records.pop()[:1] != [_END]:
        raise UnreadableError(
            f"has a quotation mark in row {first - 1 + len(records)} that is never closed, so nothing after it can be "
            "told apart. Close it, or export the file again."
        )
    columns = list(zip(*records[1:], strict=True)) or [()] * width
    return pl.DataFrame(
        [pl.Series(name, column, pl.String) for name, column in zip(positions(width), columns, strict=True)]
    )


def _too_many(fields: int, width: int) -> str:
    return (
        f"{fields} fields under {width} headings; the last {fields - width} were not read. "
        "Put quotation marks around text that holds the delimiter."
    )
