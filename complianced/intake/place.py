"""Which part of a source is which table, and which of its headings is which column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from complianced.intake.errors import UnreadableError
from complianced.intake.likeness import closest, did_you_mean, fold
from complianced.intake.mapping import RecordMapping
from complianced.intake.parquet import as_text
from complianced.intake.parts import Part, RawSheet
from complianced.intake.problems import Place, Problems, shown
from complianced.intake.reading import TextTable
from complianced.schemas.contract import Kind, Table

# Sheets that a workbook of records may hold beside its tables.
_NOT_RECORDS = frozenset({"about", "choices", "guide", "lists", "notes", "words"})


def place_parts(
    parts: Sequence[Part], contract: Mapping[str, Table], mapping: RecordMapping, problems: Problems
) -> tuple[dict[Part, list[str]], list[str]]:
    """The tables that each part feeds, and a line for each table of which a second copy was left unread.

    Parts that are no table become problems. Raises MappingError for a source that the mapping names and is not there.
    """
    feeds: dict[Part, list[str]] = {}
    for table, wanted in mapping.tables.items():
        if wanted.source is not None:
            feeds.setdefault(_named(parts, wanted.source, table, mapping), []).append(table)
    fed = {table for tables in feeds.values() for table in tables}
    by_fold = {fold(table): table for table in contract}
    incomplete: list[str] = []
    first: dict[str, Part] = {}
    for part in parts:
        name = by_fold.get(fold(part.name))
        if part in feeds or mapping.ignore & {fold(each) for each in part.names}:
            continue
        if name is None:
            if not _passed_over(part):
                problems.add("unknown_table", Place(part.file), _unknown(part, contract), value=part.name)
        elif name in fed:
            kept = first[name].file if name in first else f"what {mapping.file} names"
            problems.add(
                "duplicate_table",
                Place(part.file, name),
                f"{name} was already read from {shown(kept)}, so this was not. Keep one of the two.",
            )
            incomplete.append(f"{shown(part.file)} was not read: {name} was already read from {shown(kept)}")
        else:
            fed.add(name)
            first[name] = part
            feeds[part] = [name]
    return feeds, incomplete


def _passed_over(part: Part) -> bool:
    name = fold(part.name)
    return name.startswith(("readme", "read_me", "_")) or (name in _NOT_RECORDS and ", sheet " in part.file)


def _named(parts: Sequence[Part], source: str, table: str, mapping: RecordMapping) -> Part:
    for part in parts:
        if fold(source) in {fold(name) for name in part.names}:
            return part
    names = [name for part in parts for name in part.names[:1]]
    raise mapping.error(
        f"tables.{table}.from", f'there is no file, sheet or table "{shown(source)}".{did_you_mean(source, names)}'
    )


def _unknown(part: Part, contract: Mapping[str, Table]) -> str:
    likely = closest(part.name, contract)
    way_out = (
        f' Did you mean "{likely}"? Rename it, or name it in mapping.toml.'
        if likely
        else " Take it away, or name it in mapping.toml."
    )
    return f"this is not a table of the record contract and was not read.{way_out}"


def text_tables(
    part: Part, sheet: RawSheet, tables: Sequence[Table], mapping: RecordMapping, problems: Problems
) -> list[TextTable]:
    """The contract's columns of one sheet, for each table that it feeds; strange headings become problems."""
    used: set[int] = set()
    made = [_text_table(part, sheet, table, mapping, problems, used, shared=len(tables) > 1) for table in tables]
    ignored = {heading for table in tables for heading in mapping.of(table.name).ignore}
    told: set[str] = set()
    for position, heading in enumerate(sheet.headings):
        if position in used or fold(heading) in ignored:
            continue
        _strange(Place(part.file, tables[0].name), position, heading, sheet, tables, told, problems)
    return made


def _text_table(
    part: Part,
    sheet: RawSheet,
    table: Table,
    mapping: RecordMapping,
    problems: Problems,
    used: set[int],
    *,
    shared: bool,
) -> TextTable:
    renamed = mapping.of(table.name)
    place = Place(part.file, table.name)
    found = _headings(sheet, table, mapping)
    headings = {name: sheet.headings[places[0]] for name, places in found.items()}
    place = replace(place, headings=headings)
    if not found:
        raise UnreadableError(
            f"has no heading of the table {table.name}. Name its columns as the record contract does, or in "
            "mapping.toml."
        )
    frame = pl.DataFrame([sheet.frame[str(places[0])].alias(name) for name, places in found.items()])
    doubted = _doubted(place, frame, sheet, found, problems)
    mine = {position for places in found.values() for position in places}
    used.update(mine)
    for name, heading in renamed.columns.items():
        if name not in found:
            likely = did_you_mean(heading, sheet.headings)
            what = f'{mapping.file} names a heading "{shown(heading)}" that is not there.{likely}'
            problems.add("missing_column", place, what, column=name)
    for name, words in renamed.values.items():
        if name in frame.columns:
            many = table.column(name).kind is Kind.CHOICES
            frame = frame.with_columns(_renamed_values(as_text(frame[name]), words, many).alias(name))
    if renamed.constants:
        frame = frame.with_columns(pl.lit(text).alias(name) for name, text in renamed.constants.items())
    return TextTable(
        table,
        place,
        frame,
        sheet.rows,
        workbook=sheet.workbook,
        constants=frozenset(renamed.constants),
        beside=sheet.frame.drop(str(position) for position in mine),
        shared=shared,
        doubted=doubted,
    )


def _doubted(
    place: Place, frame: pl.DataFrame, sheet: RawSheet, found: Mapping[str, Sequence[int]], problems: Problems
) -> dict[str, pl.Series]:
    """Where columns of one name disagree, so that neither can be relied on."""
    doubted: dict[str, pl.Series] = {}
    for name, places in found.items():
        for again in places[1:]:
            differs = as_text(frame[name]).fill_null("").ne_missing(as_text(sheet.frame[str(again)]).fill_null(""))
            what = "the heading stands over two columns; the first was read"
            if differs.any():
                doubted[name] = doubted[name] | differs if name in doubted else differs
                what += f", and the {int(differs.sum()):,} cells in which they differ are not relied on"
            problems.add("duplicate_column", place, f"{what}. Keep one of them.", column=name)
    return doubted


def _headings(sheet: RawSheet, table: Table, mapping: RecordMapping) -> dict[str, list[int]]:
    """Positions of each column of the contract, the exact heading before those that differ by case or spaces."""
    renamed = mapping.of(table.name)
    wanted = {fold(heading): name for name, heading in renamed.columns.items()}
    taken = set(renamed.columns) | set(renamed.constants)
    wanted = {fold(column.name): column.name for column in table.columns if column.name not in taken} | wanted
    found: dict[str, list[int]] = {}
    for position, heading in enumerate(sheet.headings):
        name = wanted.get(fold(heading))
        if name is not None and fold(heading) not in renamed.ignore:
            found.setdefault(name, []).append(position)
    for name, places in found.items():
        exact = renamed.columns.get(name, name)
        places.sort(key=lambda position, exact=exact: sheet.headings[position] != exact)  # type: ignore[misc]
    return {column.name: found[column.name] for column in table.columns if column.name in found}


def _renamed_values(cells: pl.Series, words: Mapping[str, str], many: bool) -> pl.Series:
    """The cells with the scheme's own words replaced by the contract's, in lists word by word."""

    def renamed(text: str) -> str:
        parts = text.split(";") if many else [text]
        return ";".join(words.get(fold(part), part) for part in parts)

    distinct = cells.drop_nulls().unique()
    return cells.replace_strict(distinct, [renamed(text) for text in distinct], default=None, return_dtype=pl.String)


def _strange(
    place: Place,
    position: int,
    heading: str,
    sheet: RawSheet,
    tables: Sequence[Table],
    told: set[str],
    problems: Problems,
) -> None:
    """A heading of nobody's: a problem, unless nothing stands there at all."""
    if not heading:
        cells = as_text(sheet.frame[str(position)]).str.strip_chars()
        if (cells != "").any():
            problems.add(
                "unknown_column",
                place,
                f"the cells of column {position + 1} have no heading and were not read. Give them one, or empty them.",
            )
        return
    if heading in told:
        return
    told.add(heading)
    names = [
        column.name
        for table in tables
        for column in table.columns
        if fold(column.name) not in map(fold, sheet.headings)
    ]
    suggestion = did_you_mean(heading, names) or " Take it away, or name it in mapping.toml."
    ours = " or ".join(table.name for table in tables)
    what = f"there is no such column in {ours}, so it was not read.{suggestion}"
    problems.add("unknown_column", place, what, column=shown(heading))
