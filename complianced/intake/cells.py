"""Cells from text to the contract's types: the commonest spellings by the column, the rest one spelling at a time.

Only where the common spellings leave more nulls than there were empty cells are the cells looked for; their distinct
spellings are read by the functions of `readers.py`, which define what is accepted and say what is wrong. A source that
has types of its own (Parquet) is read as text too, except where its type is the contract's already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from complianced.intake.parquet import as_text
from complianced.intake.problems import EACH, Place, Problems, shown
from complianced.intake.readers import Read, Reader, reader_of
from complianced.intake.reading import Reading, TextTable, blanked, nothing
from complianced.intake.spellings import commonly_spelt, day_first, is_native
from complianced.schemas.contract import Column, Kind
from complianced.schemas.recordset import UK, latest

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u{80}-\u{84}\u{86}-\u{9f}]"
# What a spreadsheet puts in a cell whose formula failed; a text of this kind was never written by a person.
_FAILED = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#ERROR!")


def read_cells(raw: TextTable, problems: Problems) -> Reading:
    """Every cell of a table by its contract type; what cannot be read becomes a problem and is marked unreadable.

    Blank rows are dropped here, and so are repeats of a record in a sheet that feeds several tables.
    """
    columns = [column for column in raw.table.columns if column.name in raw.frame.columns]
    texts = [column for column in columns if column.kind in (Kind.ID, Kind.TEXT)]
    schema = raw.frame.schema
    opaque = [column for column in texts if _is_opaque(schema[column.name])]
    raw.frame = _wanted(raw.frame, columns, schema)
    odd = _trim(raw, [column.name for column in texts])
    typed = commonly_spelt(raw.frame, columns, raw.workbook)
    reading = Reading(raw.table, raw.place, {}, {}, raw.rows, {column.name for column in columns})
    key = raw.table.key
    keys = raw.frame[key] if key in typed else nothing(raw.frame.height)
    tell = _Teller(raw.place, raw.rows, keys, problems)
    for column in columns:
        source, values = raw.frame[column.name], typed[column.name]
        last = None
        if column.kind is Kind.CHOICE:
            values = _chosen(column, source)
        if values.null_count() != source.null_count():
            values, last = _resolve(column, source, values, reader_of(column, raw.workbook), reading, tell)
        reading.columns[column.name] = values
        if column.kind is Kind.DATETIME:
            reading.columns[latest(column.name)] = values if last is None else last
    for column in texts if odd else ():
        _odd_text(column, reading, tell)
    for column in opaque:
        filled = reading.columns[column.name].is_not_null()
        tell.refuse("not_text", column, filled, "is not text. Export the column as text.", reading)
    for name, where in raw.doubted.items():
        reading.doubt(name, where)
    return reading


def _wanted(frame: pl.DataFrame, columns: Sequence[Column], schema: pl.Schema) -> pl.DataFrame:
    """The contract's columns, as text or of the contract's own type."""
    other = [
        as_text(frame[column.name]).alias(column.name)
        for column in columns
        if schema[column.name] != pl.String and not is_native(column.kind, schema[column.name])
    ]
    return frame.with_columns(other) if other else frame


def _trim(raw: TextTable, texts: Sequence[str]) -> bool:
    """Ids and text without surrounding space (no-break space included), blank and repeated rows away.

    Returns whether some text holds what no keyboard writes. Other columns are trimmed where they cannot be read as they
    stand (`_resolve`).
    """
    raw.frame = raw.frame.with_columns(pl.col(texts).str.strip_chars())
    empty = pl.any_horizontal(pl.lit(False), pl.col(texts) == "").any()
    odd = pl.any_horizontal(pl.lit(False), pl.col(texts).str.contains(rf"{_CONTROL}|^#[A-Z]")).any()
    any_empty, any_odd = raw.frame.select(empty.alias("empty"), odd.alias("odd")).row(0)
    if any_empty:
        raw.frame = raw.frame.with_columns(pl.col(texts).replace("", None))
    key = raw.table.key
    own = [name for name in raw.frame.columns if name not in raw.constants]
    if key not in own or raw.frame[key].null_count():
        filled = _filled(raw.frame.select(own))
        if not raw.shared and not filled.all():
            filled = filled | _filled(raw.beside)
        if not filled.all():
            raw.keep(filled)
    if raw.shared:
        trimmed = raw.frame.with_columns(pl.col(pl.String).str.strip_chars())
        raw.keep(trimmed.select(pl.struct(pl.all()).is_first_distinct()).to_series())
    return bool(any_odd)


def _filled(frame: pl.DataFrame) -> pl.Series:
    """Where something stands in a row."""
    written = (pl.col(pl.String).str.strip_chars() != "").fill_null(False)
    return frame.select(pl.any_horizontal(pl.lit(False), written, pl.exclude(pl.String).is_not_null())).to_series()


def _is_opaque(dtype: pl.DataType) -> bool:
    """True for types that have no text: structures and bytes."""
    return (dtype.is_nested() and not isinstance(dtype, pl.List)) or dtype in (pl.Binary, pl.Object)


def _chosen(column: Column, source: pl.Series) -> pl.Series:
    """The column as it is, or where some word is not written as the contract does, without those."""
    if set(source.unique()).issubset({*column.choices, None}):
        return source
    return pl.select(pl.when(source.is_in(column.choices)).then(source)).to_series()


@dataclass(frozen=True)
class _Teller:
    """Turns cells of one table into problems."""

    place: Place
    rows: pl.Series
    keys: pl.Series
    problems: Problems

    def cells(self, code: str, column: Column, where: pl.Series, texts: Sequence[str], says: Sequence[str]) -> None:
        """Problems for the cells where `where` is true; `texts` and `says` stand beside the first of them."""
        few = where.arg_true().head(EACH)
        self.problems.cells(
            code,
            self.place,
            column.name,
            [say if column.personal else f'"{shown(text)}" {say}' for text, say in zip(texts, says, strict=True)],
            self.rows.gather(few).to_list(),
            self.keys.gather(few).to_list(),
            [None if column.personal else text for text in texts],
            int(where.sum()),
        )

    def refuse(self, code: str, column: Column, where: pl.Series, say: str, reading: Reading) -> None:
        """Problems for text cells that hold no text; they lose their value and are marked unreadable."""
        if where.any():
            values = reading.columns[column.name]
            texts = values.filter(where).head(EACH).to_list()
            self.cells(code, column, where, texts, [f"{'the cell ' if column.personal else ''}{say}"] * len(texts))
            reading.mark(column.name, where)
            reading.columns[column.name] = blanked(values, where)


def _resolve(
    column: Column, source: pl.Series, typed: pl.Series, reader: Reader, reading: Reading, tell: _Teller
) -> tuple[pl.Series, pl.Series | None]:
    """Read the cells that the common spellings left, each distinct spelling once; mark and tell what is wrong.

    Returns the whole column, and its `_latest` where it holds moments.
    """
    source = as_text(source).str.strip_chars()
    source = source.set(source == "", None)
    if column.kind is Kind.DATE:
        typed = pl.select(pl.coalesce(typed, day_first(source))).to_series()
    cells = pl.DataFrame({"text": source, "typed": typed})
    is_left = pl.col("text").is_not_null() & pl.col("typed").is_null()
    left = cells.select(pl.col("text").filter(is_left).unique(maintain_order=True)).to_series()
    if not len(left):
        return typed, None
    read: list[Read] = [reader(text) for text in left.to_list()]
    # The place of each cell's spelling in what was read: null for the cells that the common spellings covered.
    places = source.replace_strict(left, range(len(left)), default=None, return_dtype=pl.UInt32)
    found = [_series([value for value, _, _ in read], typed.dtype)]
    if column.kind is Kind.DATETIME:
        found.append(_series([last for _, last, _ in read], typed.dtype))
    joined = pl.select(
        pl.coalesce(typed, pl.lit(each).gather(places)).alias(str(number)) for number, each in enumerate(found)
    )
    values, last = joined["0"], joined["1"] if column.kind is Kind.DATETIME else None
    codes = pl.Series([None if wrong is None else wrong.code for _, _, wrong in read], dtype=pl.String)
    if codes.null_count() < len(codes):
        codes = codes.gather(places)
        reading.mark(column.name, codes.is_not_null())
        for code in codes.drop_nulls().unique(maintain_order=True):
            where = (codes == code).fill_null(False)
            texts = source.filter(where).head(EACH).to_list()
            wrongs = [read[place][2] for place in places.filter(where).head(EACH)]
            tell.cells(code, column, where, texts, [wrong.say for wrong in wrongs if wrong is not None])
    return values, last


def _series(values: list[object], dtype: pl.DataType) -> pl.Series:
    if isinstance(dtype, pl.Datetime):
        return pl.Series(values, dtype=pl.Int64).cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(UK)
    return pl.Series(values, dtype=dtype)


def _odd_text(column: Column, reading: Reading, tell: _Teller) -> None:
    """Ids and text are taken as they stand, but for control characters (told, NUL removed) and failed formulas."""
    values = reading.columns[column.name]
    odd = values.str.contains(_CONTROL).fill_null(False)
    if odd.any():
        what = "the text holds control characters, which no keyboard writes. Type it again."
        texts = values.filter(odd).head(EACH).to_list()
        tell.problems.cells(
            "control_character",
            tell.place,
            column.name,
            [what] * len(texts),
            tell.rows.filter(odd).head(EACH).to_list(),
            tell.keys.filter(odd).head(EACH).to_list(),
            [None if column.personal else text for text in texts],
            int(odd.sum()),
        )
        reading.columns[column.name] = values = values.str.replace_all("\x00", "", literal=True)
    failed = values.is_in(_FAILED).fill_null(False)
    tell.refuse(
        "formula_failed",
        column,
        failed,
        "is the result of a formula that failed. Correct the formula, or type the value.",
        reading,
    )
