"""Parquet files: columns keep the types they have, so far as a record may hold them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from complianced.intake.errors import UnreadableError
from complianced.intake.parts import RawSheet, positions, row_numbers
from complianced.intake.safety import MAX_PARQUET_ROWS, check_file


def read_parquet(path: Path, root: Path | None) -> RawSheet:
    """The file as a raw sheet. Raises UnreadableError."""
    check_file(path, root)
    try:
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        rows = scan.select(pl.len()).collect().item()
        if rows > MAX_PARQUET_ROWS:
            raise UnreadableError(f"holds {rows:,} rows, more than is read from one file. Split it by scheme.")
        frame = scan.collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise UnreadableError("is damaged or is not Parquet. Export it again.") from None
    headings = tuple(frame.columns)
    frame.columns = positions(frame.width)
    return RawSheet(headings, frame, row_numbers(frame.height, 2))


def as_text(series: pl.Series) -> pl.Series:
    """The cells as a person would write them: ISO dates and times, whole floats without a point, lists by semicolons.

    What has no such form (structures, bytes) is told as `<type>`, which every reader of a typed cell refuses.
    """
    dtype = series.dtype
    if dtype == pl.String:
        return series
    if isinstance(dtype, pl.Datetime):
        return series.dt.to_string("%Y-%m-%dT%H:%M:%S%.6f" + ("%:z" if dtype.time_zone else ""))
    if dtype == pl.Date:
        return series.dt.to_string("%Y-%m-%d")
    if dtype.is_float():
        whole = series.cast(pl.Int64, strict=False)
        if (whole.cast(dtype) == series).all(ignore_nulls=True):
            return whole.cast(pl.String) if whole.null_count() == series.null_count() else series.cast(pl.String)
        return series.cast(pl.String)
    if isinstance(dtype, pl.List):
        return series.list.eval(pl.element().cast(pl.String)).list.join(";")
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object):
        return pl.select(
            pl.when(series.is_not_null()).then(pl.lit(f"<{dtype.base_type().__name__.lower()}>"))
        ).to_series()
    return series.cast(pl.String)
