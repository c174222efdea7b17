"""What a scheme does again and again: one row per time, never further apart than asked."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.sample.dice import Dice
from complianced.sample.frames import days_between, plus, weekday


def repeated(
    frame: pl.DataFrame,
    *,
    first: str | date | pl.Expr,
    until: str | date | pl.Expr,
    every: int | pl.Expr,
    dice: Dice | None = None,
    key: str = "n",
    salt: str = "",
    jitter: int = 0,
    on: str = "on",
) -> pl.DataFrame:
    """Each row once per time, with the date in `on` and the count from 0 in `time`.

    The first stands at `first`, the next `every` days on. With dice, each later one comes up to `jitter` days early and
    never at a weekend: the longest gap is every + jitter + 2 days, also from the last one to `until`.
    """
    step = pl.lit(every, dtype=pl.Int32) if isinstance(every, int) else every.cast(pl.Int32)
    spread = (
        frame.with_columns(_first=plus(first, 0), _step=step, _times=days_between(first, until) // step + 1)
        .filter(pl.col("_times") > 0)
        .with_columns(time=pl.int_ranges(0, pl.col("_times"), dtype=pl.Int32))
        .explode("time")
    )
    when = plus("_first", pl.col("time") * pl.col("_step"))
    if dice is not None:
        early = dice.whole(pl.col(key).cast(pl.Int64) * 4099 + pl.col("time"), f"early/{salt}", 0, jitter)
        when = pl.when(pl.col("time") == 0).then(when).otherwise(weekday(plus(when, -early)))
    return spread.with_columns(when.alias(on)).drop("_first", "_step", "_times")
