"""What pandera costs: checks through our backend against the same expressions in hand-written polars.

Both run in one process, turn and turn about; the ratio is the median over rounds. Also times the contract of all 46
tables against stock pandera. Run: python benchmarks/bench_contract.py [ROWS …]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

import pandera.polars as pa
import polars as pl

from complianced.schemas.backend import Schema, expression_check, failing_rows
from complianced.schemas.pandera_schema import schema_of
from complianced.schemas.recordset import frame_schema
from complianced.schemas.registry import CONTRACT

SEED = 20261122


def view(rows: int) -> pl.DataFrame:
    """Something like a view of visits: ids, dates, yes/no, choices, counts, with one cell in fifty empty."""
    at = pl.int_range(rows, eager=True).shuffle(seed=SEED)

    def some(series: pl.Series, salt: int) -> pl.Series:
        return pl.select(pl.when(series.hash(seed=salt) % 50 != 0).then(series)).to_series()

    start = pl.lit(1_262_304_000 // 86_400)  # 2010-01-01
    columns = {"record_id": at.cast(pl.String), "scheme_id": (at % 97).cast(pl.String)}
    for salt in range(6):
        days = pl.select((start + at.hash(seed=salt) % 6000).cast(pl.Int32).cast(pl.Date)).to_series()
        columns[f"date_{salt}"] = some(days, 10 + salt)
        columns[f"yes_{salt}"] = some(at.hash(seed=20 + salt) % 100 > 0, 30 + salt)
        columns[f"count_{salt}"] = some((at.hash(seed=40 + salt) % 1000).cast(pl.Int64), 50 + salt)
        columns[f"word_{salt}"] = some(pl.Series(["live_in", "short_break", "day_support"]).gather(at % 3), 60 + salt)
    return pl.DataFrame(columns)


def conditions(number: int) -> dict[str, pl.Expr]:
    """`number` conditions of the kinds that rules are made of, each failed by a few rows in a hundred."""
    kinds: list[Callable[[int, int, int], pl.Expr]] = [
        lambda a, _, n: pl.col(f"count_{a}") > 5 + n % 7,
        lambda a, b, n: pl.col(f"date_{a}") <= pl.col(f"date_{b}").dt.offset_by("0d") + pl.duration(days=5500 + n % 99),
        lambda a, b, _: pl.col(f"yes_{a}") | pl.col(f"date_{b}").is_null(),
        lambda a, _, n: pl.col(f"date_{a}") >= pl.date(2010, 1, 1 + n % 28),
        lambda a, b, n: (pl.col(f"word_{a}") != "live_in") | (pl.col(f"count_{b}") < 990 + n % 9),
        lambda a, _, __: pl.col(f"word_{a}").is_in(["live_in", "short_break", "day_support"]),
    ]
    return {f"RULE-{n}": kinds[n % len(kinds)](n % 5, (n // 5) % 5 + 1, n) for n in range(number)}


def by_hand(frame: pl.DataFrame, passes: dict[str, pl.Expr]) -> dict[str, pl.Series]:
    flags = frame.lazy().select(**{name: each.fill_null(False) for name, each in passes.items()}).collect()
    return {flag.name: (~flag).arg_true() for flag in flags.get_columns() if not flag.all()}


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def compare(rows: int, checks: int) -> None:
    frame, passes = view(rows), conditions(checks)
    schema = Schema(checks=[expression_check(name, each) for name, each in passes.items()], name="view")
    ours, plain = failing_rows(schema, frame), by_hand(frame, passes)
    assert not ours.raised
    assert set(ours.failing) == set(plain)
    assert all(ours.failing[name].equals(found) for name, found in plain.items())
    failures = sum(len(found) for found in plain.values())
    rounds = range(15 if rows <= 100_000 else 7)
    times = [(seconds(lambda: by_hand(frame, passes)), seconds(lambda: failing_rows(schema, frame))) for _ in rounds]
    ratio = median(ours / plain for plain, ours in times)
    hand, through = (median(each) for each in zip(*times, strict=True))
    print(
        f"{rows:>9,} rows {checks:>4} checks {failures:>11,} failures"
        f"  by hand {hand:7.3f} s  through pandera {through:7.3f} s  x{ratio:.2f}"
    )


def contracts(rows: int) -> None:
    """All 46 contract schemas over frames whose optional cells are empty."""
    frames = {}
    for name, table in CONTRACT.items():
        empty = pl.DataFrame(schema=frame_schema(table))
        key = pl.Series(table.key, range(rows)).cast(pl.String)
        frames[name] = pl.concat([empty, key.to_frame()], how="diagonal")
    stock = {name: pa.DataFrameSchema(schema_of(table).columns, name=name) for name, table in CONTRACT.items()}

    def ours() -> None:
        for name, table in CONTRACT.items():
            failing_rows(schema_of(table), frames[name])

    def theirs() -> None:
        for name in CONTRACT:
            try:
                stock[name].validate(frames[name], lazy=True)
            except pa.errors.SchemaErrors:
                continue

    pairs = [(seconds(theirs), seconds(ours)) for _ in range(5)]
    slow, fast = (median(each) for each in zip(*pairs, strict=True))
    print(f"46 contracts, {rows:,} rows each: stock {slow:.3f} s, ours {fast:.3f} s, x{slow / fast:.1f} faster")


if __name__ == "__main__":
    for rows in [int(word) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        for checks in (40, 400):
            compare(rows, checks)
    contracts(400)
