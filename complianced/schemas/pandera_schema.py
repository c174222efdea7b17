"""The record contract as pandera schemas: types, required cells, unique keys and choices of every table."""

from __future__ import annotations

from functools import cache

import pandera.polars as pa
import polars as pl

from complianced.schemas.backend import Schema, expression_check
from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.recordset import DTYPES, frame_schema


@cache
def schema_of(table: Table) -> Schema:
    """The schema that a frame of `table` meets once intake has read it, `_latest` companions included.

    Other columns (the `?` companions) may stand beside these. Links between tables are intake's to check.
    """
    columns = {column.name: _column(table, column) for column in table.columns}
    companions = {
        name: pa.Column(dtype, nullable=True) for name, dtype in frame_schema(table).items() if name not in columns
    }
    return Schema({**columns, **companions}, name=table.name)


def _column(table: Table, column: Column) -> pa.Column:
    checks = []
    if column.kind is Kind.CHOICE:
        checks = [pa.Check.isin(column.choices)]
    elif column.kind is Kind.CHOICES:
        only_known = pl.col(column.name).list.set_difference(list(column.choices)).list.len() == 0
        checks = [expression_check(f"{column.name}:isin", only_known | pl.col(column.name).is_null())]
    return pa.Column(
        DTYPES[column.kind],
        checks,
        nullable=not column.required,
        unique=column.name == table.key,
        description=column.about or None,
    )
