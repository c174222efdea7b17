"""Sample sets and the few measures that the tests share."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import polars as pl

from complianced.sample import make_records
from complianced.schemas.registry import CONTRACT

AS_OF = date(2026, 11, 22)
NATIONS = ("england", "wales", "scotland", "northern_ireland")

# Nation, service, households, years, seed, as_of: sizes and days at which things could go wrong.
SETS = (
    *((nation, "shared_lives", 120, 3, 1, AS_OF) for nation in NATIONS),
    *((nation, "shared_lives", 40, 1, 7, date(2026, 6, 12)) for nation in NATIONS),
    *((nation, "shared_lives", 40, 5, 3, date(2024, 2, 29)) for nation in NATIONS),
    ("england", "shared_lives", 1, 1, 1, AS_OF),
    ("scotland", "shared_lives", 5, 2, 99, date(2027, 1, 4)),
)
HOMESHARE = (
    *((nation, "homeshare", 40, 3, 1, AS_OF) for nation in NATIONS),
    ("england", "homeshare", 1, 1, 5, date(2025, 3, 1)),
)

Frames = dict[str, pl.DataFrame]


@cache
def records(nation: str, service: str, households: int, years: int, seed: int, as_of: date) -> Frames:
    """The set, made once."""
    return make_records(
        nation, service=service, households=households, years=years, seed=seed, as_of=as_of, contract=CONTRACT
    )


@cache
def bare(*which) -> Frames:
    """The same without scheme_id, which is one and the same in every row."""
    return {name: frame.drop("scheme_id", strict=False) for name, frame in records(*which).items()}


def largest_gap(frame: pl.DataFrame, *, by: str, on: str, begins: pl.Expr, ends: pl.Expr) -> int:
    """The longest time in days without a date in `on`, for each of `by`, from where it begins until it ends.

    `begins` and `ends` are columns of the frame; a frame row with an empty `on` stands for one with no date at all.
    """
    gaps = (
        frame.with_columns(_begins=begins, _ends=ends)
        .sort(by, on, nulls_last=True)
        .with_columns(
            before=pl.coalesce(pl.col(on).shift(1).over(by), "_begins"),
            to_end=(pl.col("_ends") - pl.coalesce(pl.col(on).max().over(by), "_begins")).dt.total_days(),
        )
        .select(
            pl.max_horizontal((pl.col(on) - pl.col("before")).dt.total_days(), pl.col("to_end")).alias("gap"),
        )
    )
    return 0 if gaps.is_empty() else gaps["gap"].max() or 0


def live_at(arrangements: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Arrangements that are live on the day."""
    return arrangements.filter(
        pl.col("started_on") <= as_of, pl.col("ended_on").is_null() | (pl.col("ended_on") > as_of)
    )


def in_role(carers: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Carers in role on the day."""
    return carers.filter(
        pl.col("status").is_in(["approved", "suspended"]),
        pl.col("approved_on") <= as_of,
        pl.col("ended_on").is_null() | (pl.col("ended_on") > as_of),
    )


def none(frame: pl.DataFrame, *wrong: pl.Expr) -> None:
    """Fails when any row meets all the conditions, or when a condition is null for a row (as good as wrong)."""
    bad = frame.filter(pl.all_horizontal(*(each.fill_null(True) for each in wrong)))
    assert bad.is_empty(), bad.head(3).to_dicts()


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)
