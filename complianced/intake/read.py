"""The way in: a source becomes a record set, and everything in it that cannot be used becomes a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from complianced.intake.cells import read_cells
from complianced.intake.errors import IntakeError, UnreadableError
from complianced.intake.keys import complete_keys, settle_keys, tell_empty
from complianced.intake.links import follow_links
from complianced.intake.mapping import FILE_NAME, RecordMapping, load_mapping
from complianced.intake.offered import RecordSource
from complianced.intake.parts import Part
from complianced.intake.place import place_parts, text_tables
from complianced.intake.problems import Place, Problems, shown
from complianced.intake.reading import Reading
from complianced.intake.schemes import SCHEME_ID, fill_scheme
from complianced.intake.sources import Source, open_source
from complianced.schemas.contract import MADE_BY_THE_AUDIT, Kind, Table
from complianced.schemas.recordset import RecordSet, frame_schema, unreadable


def read_records(
    source: str | Path,
    contract: Mapping[str, Table],
    *,
    mapping: Path | None = None,
    checklist: Mapping[str, frozenset[str]] | None = None,
    progress: Callable[[str], None] | None = None,
    offered: Sequence[RecordSource] = (),
) -> RecordSet:
    """Read a record set from a folder, a workbook, a database or a single file.

    `contract` is the tables by name, plugins' additions included. `mapping` is a mapping.toml; by default the one
    beside the records. `checklist` holds the codes of checklist.item by kind of document or event. `progress` is told
    the name of each file, sheet or table before it is read. `offered` are the kinds of source that plugins read.
    Raises IntakeError where the source is not there or holds no table of the contract, and MappingError (an
    IntakeError) for a mapping that does not fit.
    """
    problems = Problems()
    incomplete: list[str] = []
    readings: dict[str, Reading] = {}
    unread: set[str] = set()
    with open_source(source, offered) as found:
        rules = _mapping(found, mapping, contract)
        if found.unreadable is not None:
            problems.add("file_unreadable", Place(found.name), found.unreadable)
            incomplete.append(f"{found.name} could not be read: {found.unreadable}")
        feeds, doubles = place_parts(found.parts, contract, rules, problems)
        incomplete += doubles
        if not feeds and not incomplete:
            raise IntakeError(
                f"{found.name} holds no table of the record contract. Name its files or sheets as "
                f"`complianced records list` does, or draft a {FILE_NAME} with `complianced records map`."
            )
        wanted = _with_checklist(contract, checklist)
        for part, tables in feeds.items():
            if progress is not None:
                progress(shown(part.file))
            try:
                for reading in _read_part(part, [wanted[name] for name in tables], rules, problems):
                    readings[reading.table.name] = reading
            except UnreadableError as error:
                unread.update(tables)
                problems.add("file_unreadable", Place(part.file, tables[0]), f"the file {error}")
                incomplete.append(f"{shown(part.file)} could not be read: the file {error}")
    readings = {name: readings[name] for name in contract if name in readings}
    _settle(readings, problems)
    if found.unreadable is None:
        _tell_missing(contract, readings, unread, problems)
    return RecordSet(
        contract=contract,
        frames={name: _frame(reading, contract[name]) for name, reading in readings.items()},
        supplied={name: frozenset(reading.supplied) for name, reading in readings.items()},
        problems=problems.all(),
        incomplete=tuple(incomplete),
    )


def _mapping(found: Source, mapping: Path | None, contract: Mapping[str, Table]) -> RecordMapping:
    if mapping is not None:
        return load_mapping(mapping, contract)
    beside = None if found.beside is None else found.beside / FILE_NAME
    return load_mapping(beside, contract) if beside is not None and beside.is_file() else RecordMapping()


def _with_checklist(
    contract: Mapping[str, Table], checklist: Mapping[str, frozenset[str]] | None
) -> Mapping[str, Table]:
    """The contract with checklist.item as a choice of the codes, where they are known."""
    table = contract.get("checklist")
    if checklist is None or table is None:
        return contract
    codes = tuple(sorted(frozenset().union(*checklist.values())))
    columns = tuple(
        replace(column, kind=Kind.CHOICE, choices=codes, personal=False) if column.name == "item" else column
        for column in table.columns
    )
    return {**contract, "checklist": replace(table, columns=columns)}


def _read_part(part: Part, tables: list[Table], rules: RecordMapping, problems: Problems) -> list[Reading]:
    sheet = part.read(problems)
    return [read_cells(raw, problems) for raw in text_tables(part, sheet, tables, rules, problems)]


def _settle(readings: Mapping[str, Reading], problems: Problems) -> None:
    """What can only be judged once every table is read: schemes, keys and links."""
    fill_scheme(readings, problems)
    for reading in readings.values():
        complete_keys(reading, problems)
        settle_keys(reading, problems)
        tell_empty(reading, problems)
    follow_links(readings, problems)


def _tell_missing(
    contract: Mapping[str, Table], readings: Mapping[str, Reading], unread: set[str], problems: Problems
) -> None:
    for name, table in contract.items():
        reading = readings.get(name)
        if reading is None:
            if name not in unread and table.subject != MADE_BY_THE_AUDIT:
                problems.add(
                    "missing_table",
                    Place(name, name),
                    "the table was not supplied, so the rules that read it are not tested. Add it to the records.",
                )
            continue
        for column in table.columns:
            if column.name not in reading.supplied and column.name != SCHEME_ID:
                problems.add(
                    "missing_column",
                    reading.place,
                    "the column was not supplied, so the rules that read it are not tested. Add it.",
                    column=column.name,
                )


def _frame(reading: Reading, table: Table) -> pl.DataFrame:
    """The contract's columns in its order, then the `?` companions, then `_row`."""
    height = reading.height
    columns = [
        reading.columns[name].alias(name)
        if name in reading.columns
        else pl.repeat(None, height, dtype=dtype, eager=True).alias(name)
        for name, dtype in frame_schema(table).items()
    ]
    companions = [
        reading.unreadable[column.name].alias(unreadable(column.name))
        for column in table.columns
        if column.name in reading.unreadable
    ]
    return pl.DataFrame([*columns, *companions, reading.rows.alias("_row")])
