"""mapping.toml: a scheme's own names for files, columns and choices, and constants that its files leave out.

    ignore = ["Rota.csv"]                      # files or sheets that hold no records

    [tables.carers]
    from = "SL Carers Export.csv"              # file, sheet or database table; left out: the table's own name
    ignore = ["Notes"]                         # columns of it that are not records

    [tables.carers.columns]
    carer_id = "Carer Ref"                     # contract's name = the file's heading

    [tables.carers.values.status]
    "Active" = "approved"                      # the file's word = the contract's; "" = not recorded

    [tables.carers.constants]
    kind = "carer"                             # the same in every row

One file may feed several tables. Words are compared without regard to case, spaces and hyphens.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from complianced.intake.errors import MappingError
from complianced.intake.likeness import did_you_mean, fold
from complianced.intake.problems import shown
from complianced.intake.readers import reader_of
from complianced.schemas.contract import Column, Kind, Table

FILE_NAME = "mapping.toml"


@dataclass(frozen=True)
class TableMapping:
    """How one table is found and renamed."""

    source: str | None = None
    ignore: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RecordMapping:
    """A whole mapping; `file` is what its errors name."""

    file: str = FILE_NAME
    ignore: frozenset[str] = frozenset()
    tables: Mapping[str, TableMapping] = field(default_factory=dict)

    def of(self, table: str) -> TableMapping:
        """The mapping of a table; an empty one where nothing is said of it."""
        return self.tables.get(table, TableMapping())

    def error(self, key: str, what: str) -> MappingError:
        """An error that names the file and the key."""
        return MappingError(f"{self.file}, {key}: {what}")


def load_mapping(path: Path, contract: Mapping[str, Table]) -> RecordMapping:
    """The mapping of a file, checked against the contract. Raises MappingError."""
    try:
        document = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise MappingError(f"{path.name}: the mapping cannot be opened. Check that it is there.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        why = shown(str(error)) if isinstance(error, tomllib.TOMLDecodeError) else "it is not UTF-8"
        raise MappingError(f"{path.name}: this is not TOML: {why}. Put names with spaces in quotation marks.") from None
    empty = RecordMapping(path.name)
    _only(empty, "the top", document, ("ignore", "tables"))
    tables = _section(empty, "tables", document.get("tables", {}))
    for name in tables:
        if name not in contract:
            raise empty.error(f"tables.{name}", f"there is no such table.{did_you_mean(name, contract)}")
    return RecordMapping(
        path.name,
        _names(empty, "ignore", document.get("ignore", [])),
        {name: _table(empty, contract[name], _section(empty, f"tables.{name}", body)) for name, body in tables.items()},
    )


def _table(at: RecordMapping, table: Table, body: Mapping[str, Any]) -> TableMapping:
    key = f"tables.{table.name}"
    _only(at, key, body, ("from", "ignore", "columns", "values", "constants"))
    columns = _section(at, f"{key}.columns", body.get("columns", {}))
    values = _section(at, f"{key}.values", body.get("values", {}))
    constants = _section(at, f"{key}.constants", body.get("constants", {}))
    for part, section in (("columns", columns), ("values", values), ("constants", constants)):
        for name in section:
            if name not in table:
                names = [column.name for column in table.columns]
                raise at.error(f"{key}.{part}.{name}", f"{table.name} has no such column.{did_you_mean(name, names)}")
    both = sorted(set(columns) & set(constants))
    if both:
        raise at.error(f"{key}.constants.{both[0]}", "the column is renamed from a heading too. Keep one of the two.")
    return TableMapping(
        source=None if "from" not in body else _word(at, f"{key}.from", body["from"]),
        ignore=_names(at, f"{key}.ignore", body.get("ignore", [])),
        columns={name: _word(at, f"{key}.columns.{name}", heading) for name, heading in columns.items()},
        values={
            name: _words(at, f"{key}.values.{name}", table.column(name), _section(at, f"{key}.values.{name}", words))
            for name, words in values.items()
        },
        constants={
            name: _constant(at, f"{key}.constants.{name}", table.column(name), value)
            for name, value in constants.items()
        },
    )


def _words(at: RecordMapping, key: str, column: Column, words: Mapping[str, Any]) -> dict[str, str]:
    return {
        fold(own): "" if word == "" else _constant(at, f'{key}."{shown(own)}"', column, word)
        for own, word in words.items()
    }


def _constant(at: RecordMapping, key: str, column: Column, value: object) -> str:
    """The text of a value that the column would accept."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, str | int | float | date | datetime):
        text = value.isoformat() if isinstance(value, date) else str(value)
    else:
        raise at.error(key, "this is not a single value. Write a word, a number or a date.")
    wrong = None if column.kind in (Kind.ID, Kind.TEXT) else reader_of(column, False)(text.strip())[2]
    if wrong is not None:
        raise at.error(key, f'"{shown(text)}" {wrong.say}')
    return text


def _only(at: RecordMapping, key: str, body: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name in body:
        if name not in known:
            raise at.error(
                key, f'"{shown(name)}" means nothing here.{did_you_mean(name, known)} Known: {", ".join(known)}.'
            )


def _section(at: RecordMapping, key: str, body: object) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise at.error(key, f"this should be a section, [{key}], with a line for each name.")
    return body


def _word(at: RecordMapping, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise at.error(key, "this should be a name in quotation marks.")
    return value


def _names(at: RecordMapping, key: str, value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise at.error(key, 'this should be a list of names, such as ["Notes"].')
    return frozenset(fold(_word(at, key, each)) for each in value)
