"""A first mapping.toml by likeness of names, for a person to correct; what cannot be placed is listed, not guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from complianced.intake.errors import IntakeError, UnreadableError
from complianced.intake.likeness import fold, likeness
from complianced.intake.parquet import as_text
from complianced.intake.parts import Part, RawSheet
from complianced.intake.problems import Problems, shown
from complianced.intake.sources import open_source
from complianced.schemas.contract import Column, Kind, Table

_TABLE_ALIKE = 60.0
_COLUMN_ALIKE = 66.0
_WORD_ALIKE = 70.0
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 60  # more distinct words than this and a column is no choice
# Words of case systems, and the contract's for the same; an empty one says nothing.
_SAME = {
    "ref": "id", "reference": "id", "number": "id", "no": "id", "code": "id",
    "date": "on", "time": "at", "dob": "born on", "birth": "born", "birthday": "born on",
    "placement": "arrangement", "client": "person", "individual": "person", "customer": "person", "user": "person",
    "dbs": "disclosure", "pvg": "disclosure", "accessni": "disclosure", "certificate": "disclosure",
    "manager": "staff", "worker": "staff", "employee": "staff", "policy": "document", "allegation": "concern",
    "start": "started", "begin": "started", "end": "ended", "finish": "ended", "type": "kind",
    "visit": "visited", "issue": "issued", "expiry": "expires",
    **dict.fromkeys(("full", "of", "the", "is", "service", "export", "report", "list", "data", "all", "sl"), ""),
}  # fmt: skip
_ENDINGS = ("ed", "al", "es", "s")


@dataclass(frozen=True)
class DraftMapping:
    """The text of a mapping.toml, and a line for each file, heading or word that could not be placed."""

    text: str
    unplaced: tuple[str, ...]


def draft_mapping(source: str | Path, contract: Mapping[str, Table]) -> DraftMapping:
    """Draft a mapping of a source by likeness. Raises IntakeError where the source is not there or cannot be read."""
    lines = [
        "# A draft by likeness of names: check every line. The contract's name stands left, the file's own right",
        "# (of values: the file's word left, the contract's right). `complianced records show TABLE` lists both.",
    ]
    unplaced: list[str] = []
    with open_source(source) as found:
        if found.unreadable is not None:
            raise IntakeError(f"{found.name}: {found.unreadable}")
        sheets: list[tuple[Part, RawSheet]] = []
        for part in found.parts:
            try:
                sheets.append((part, part.read(Problems())))
            except UnreadableError as error:
                unplaced.append(f"{shown(part.file)}: the file {error}")
        placed = _tables(sheets, contract)
        for number, (part, sheet) in enumerate(sheets):
            table = placed.get(number)
            if table is None:
                unplaced.append(f"{shown(part.file)}: resembles no table of the contract")
            else:
                lines += _table(part, sheet, table, unplaced)
    return DraftMapping("\n".join(lines) + "\n", tuple(unplaced))


def _tables(sheets: Sequence[tuple[Part, RawSheet]], contract: Mapping[str, Table]) -> dict[int, Table]:
    """The likeliest table of each sheet, the surest first, no table twice."""
    scored = sorted(
        (
            (_resemblance(part, sheet, table), -number, table.name)
            for number, (part, sheet) in enumerate(sheets)
            for table in contract.values()
        ),
        reverse=True,
    )
    placed: dict[int, Table] = {}
    for score, minus_number, name in scored:
        taken = {table.name for table in placed.values()}
        if score >= _TABLE_ALIKE and -minus_number not in placed and name not in taken:
            placed[-minus_number] = contract[name]
    return placed


def _resemblance(part: Part, sheet: RawSheet, table: Table) -> float:
    """Mostly the name; the headings decide between tables of like names and carry a file whose name says nothing."""
    name = _alike(part.name, table.name)
    headings = [heading for heading in sheet.headings if heading]
    if not headings:
        return name
    ours = [column.name for column in table.columns if column.name != "scheme_id"]
    near = sum(1 for heading in headings if any(_alike(heading, column) >= _COLUMN_ALIKE for column in ours))
    share = 100 * near / len(headings)
    return max(0.7 * name + 0.3 * share, share * 0.9 if near >= 3 else 0.0)


def _alike(theirs: str, ours: str) -> float:
    """Likeness of a file's name or heading and the contract's, as written or in the contract's words."""
    return max(likeness(theirs, ours), likeness(_plain(theirs), _plain(ours)))


@cache
def _plain(name: str) -> str:
    """The name's words as the contract would put them, without endings."""
    words = " ".join(_SAME.get(word, _SAME.get(_stem(word), word)) for word in _WORD.findall(name.lower())).split()
    return " ".join(_stem(word) for word in words if not word.isdigit())


def _stem(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) > 2), "")
    return word.removesuffix(ending)


def _table(part: Part, sheet: RawSheet, table: Table, unplaced: list[str]) -> list[str]:
    lines: list[str] = []
    columns = _columns(sheet.headings, table)
    renamed = {name: sheet.headings[at] for name, at in columns.items() if fold(sheet.headings[at]) != fold(name)}
    if fold(part.name) != fold(table.name):
        lines += ["", f"[tables.{table.name}]", f"from = {_quoted(part.names[0])}"]
    if renamed:
        lines += ["", f"[tables.{table.name}.columns]"]
        lines += [f"{name} = {_quoted(heading)}" for name, heading in renamed.items()]
    for at, heading in enumerate(sheet.headings):
        if heading and at not in columns.values():
            lines.append(f"# not placed: {_comment(heading)}")
            unplaced.append(
                f"{shown(part.file)}, column {shown(heading)}: resembles no column of {table.name} that is left"
            )
    for name, at in columns.items():
        lines += _words(part, sheet, table, table.column(name), at, unplaced)
    return lines


def _columns(headings: Sequence[str], table: Table) -> dict[str, int]:
    """The position of the likeliest heading for each column, the surest pairs first."""
    scored = sorted(
        (
            (_column_alike(heading, column, table), -at, column.name)
            for at, heading in enumerate(headings)
            if heading
            for column in table.columns
        ),
        reverse=True,
    )
    found: dict[str, int] = {}
    for score, minus_at, name in scored:
        if score >= _COLUMN_ALIKE and name not in found and -minus_at not in found.values():
            found[name] = -minus_at
    return {column.name: found[column.name] for column in table.columns if column.name in found}


def _column_alike(heading: str, column: Column, table: Table) -> float:
    if fold(heading) == fold(column.name):
        return 101.0
    # "Ref" alone, or "Carer Ref" in the table of carers, is the key.
    if column.name == table.key and _plain(heading) in ("id", f"{_plain(table.name)} id"):
        return 100.0
    return _alike(heading, column.name)


def _words(part: Part, sheet: RawSheet, table: Table, column: Column, at: int, unplaced: list[str]) -> list[str]:
    """The section of a choice column whose words are not the contract's."""
    if column.kind not in (Kind.CHOICE, Kind.CHOICES):
        return []
    cells = as_text(sheet.frame[str(at)]).drop_nulls().unique().sort().to_list()
    words = dict.fromkeys(
        word.strip()
        for cell in cells
        for word in (cell.split(";") if column.kind is Kind.CHOICES else [cell])
        if word.strip()
    )
    known = {fold(choice) for choice in column.choices}
    strange = [word for word in words if fold(word) not in known]
    if not strange:
        return []
    where = f"{shown(part.file)}, column {shown(sheet.headings[at])}"
    if len(words) > _MOST_WORDS:
        unplaced.append(
            f"{where}: has {len(words)} different words, too many for the choices of {table.name}.{column.name}"
        )
        return []
    lines = ["", f"[tables.{table.name}.values.{column.name}]"]
    for word in strange:
        best = max(column.choices, key=lambda choice, word=word: likeness(word, choice))  # type: ignore[misc]
        if likeness(word, best) >= _WORD_ALIKE:
            lines.append(f"{_quoted(word)} = {_quoted(best)}")
        else:
            lines.append(f"# not placed: {_quoted(word)}; one of {', '.join(column.choices)}")
            unplaced.append(f'{where}: "{shown(word)}" resembles none of the choices of {table.name}.{column.name}')
    return lines if len(lines) > 2 else []


def _quoted(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return shown(text)
