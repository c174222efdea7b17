"""The commonest spelling of each type, read by the column; whatever else stands there comes out null.

What is read here, `readers.py` reads too, and to the same value. Columns of one type share an expression: with forty
small tables, expressions cost more than cells.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import polars as pl

from complianced.intake.moments import FIRST_YEAR, LAST_MOMENT_YEAR, LAST_YEAR
from complianced.intake.readers import YES_NO
from complianced.schemas.contract import Column, Kind
from complianced.schemas.recordset import DTYPES, UK

_FIRST, _LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
_FIRST_NUMBER, _LAST_NUMBER = ((each - date(1970, 1, 1)).days for each in (_FIRST, _LAST))
_FORMATS = {  # of a moment, by where the separators of its first example stand
    "-T:": "%Y-%m-%dT%H:%M",
    "-T::": "%Y-%m-%dT%H:%M:%S%.f",
    "- :": "%Y-%m-%d %H:%M",
    "- ::": "%Y-%m-%d %H:%M:%S%.f",
    "/ :": "%d/%m/%Y %H:%M",
    "/ ::": "%d/%m/%Y %H:%M:%S%.f",
}
_ANSWERS = {spelt: value for word, value in YES_NO.items() for spelt in {word, word.upper(), word.capitalize()}}
_EXAMPLES = 50  # cells among which the example is looked for


def commonly_spelt(source: pl.DataFrame, columns: Sequence[Column], workbook: bool) -> dict[str, pl.Series]:
    """The columns of `source` (text, or a native type), by name, in the contract's types.

    Choices are left as they are written, lists and moments of no common format are left null.
    """
    schema = source.schema
    dates = [each.name for each in columns if each.kind is Kind.DATE]
    answers = [each.name for each in columns if each.kind is Kind.YESNO and schema[each.name] == pl.String]
    numbers = {each.name: DTYPES[each.kind] for each in columns if each.kind in (Kind.WHOLE, Kind.NUMBER)}
    written = [name for name in dates if schema[name] == pl.String]
    day = pl.col(written).str.strip_suffix(" 00:00:00") if workbook else pl.col(written)
    frame = source.with_columns(
        day.str.to_date("%Y-%m-%d", strict=False),
        pl.col(answers).replace_strict(_ANSWERS, default=None, return_dtype=pl.Boolean),
        *(pl.col(name).cast(dtype, strict=False) for name, dtype in numbers.items()),
    )
    typed = {column.name: frame[column.name] for column in columns}
    for name in dates:
        typed[name] = plausible_days(typed[name])
    for name, dtype in numbers.items():
        if dtype == pl.Float64 and not math.isfinite(typed[name].sum() or 0.0):
            typed[name] = pl.select(pl.when(typed[name].is_finite()).then(typed[name])).to_series()
    for column in columns:
        if column.kind is Kind.DATETIME:
            typed[column.name] = _moments(typed[column.name], workbook)
        elif column.kind is Kind.CHOICES:
            typed[column.name] = _null(source.height, column.kind)
    return typed


def day_first(source: pl.Series) -> pl.Series:
    """The days written as 28/02/2026."""
    return plausible_days(source.str.to_date("%d/%m/%Y", strict=False))


def plausible_days(days: pl.Series) -> pl.Series:
    """The days without those of years that cannot be meant."""
    low, high = _extremes(days.cast(pl.Int32))  # as dates, they may be beyond what Python holds
    if low >= _FIRST_NUMBER and high <= _LAST_NUMBER:
        return days
    return pl.select(pl.when(days.is_between(_FIRST, _LAST)).then(days)).to_series()


def _extremes(numbers: pl.Series) -> tuple[int, int]:
    low, high = numbers.min(), numbers.max()
    return (low, high) if isinstance(low, int) and isinstance(high, int) else (0, 0)


def is_native(kind: Kind, dtype: pl.DataType) -> bool:
    """True when the source's own type is the contract's, so that nothing need be read from text."""
    return (
        (kind is Kind.DATE and dtype == pl.Date)
        or (kind is Kind.DATETIME and isinstance(dtype, pl.Datetime))
        or (kind is Kind.YESNO and dtype == pl.Boolean)
        or (kind is Kind.WHOLE and dtype.is_integer())
        or (kind is Kind.NUMBER and dtype.is_numeric())
    )


def _moments(source: pl.Series, workbook: bool) -> pl.Series:
    """Moments of one common format, or of a native type; UK local time where no offset is given."""
    dtype = source.dtype
    cell = pl.col(source.name)
    if isinstance(dtype, pl.Datetime):
        cell = cell.cast(pl.Datetime("us", dtype.time_zone))
        if dtype.time_zone is not None:
            return source.to_frame().select(_plausible(cell.dt.convert_time_zone(UK))).to_series()
    else:
        form = None if workbook else _moment_format(source)
        if form is None:
            return _null(len(source), Kind.DATETIME)
        cell = cell.str.to_datetime(form, strict=False, time_unit="us")
    # Of two times where the clocks went back, the first; none where they went forward.
    local = _plausible(cell).dt.replace_time_zone(UK, ambiguous="earliest", non_existent="null")
    return source.to_frame().select(local).to_series()


def _plausible(moment: pl.Expr) -> pl.Expr:
    return pl.when(moment.dt.year().is_between(FIRST_YEAR, LAST_MOMENT_YEAR)).then(moment)


def _moment_format(source: pl.Series) -> str | None:
    """The format of the first cell that has a time, where it is a common one."""
    text = next((text for text in source.head(_EXAMPLES).to_list() if text and len(text) > 10), None)
    if text is None:
        return None
    return _FORMATS.get(text[4 if text[4] == "-" else 2] + text[10] + ":" * text[11:].count(":"))


def _null(height: int, kind: Kind) -> pl.Series:
    return pl.repeat(None, height, dtype=DTYPES[kind], eager=True)
