"""Self-employment: offers that a carer may decline, and fees paid for arrangements only."""

from __future__ import annotations

import polars as pl

from complianced.sample.frames import conform, days_between, earliest, plus
from complianced.sample.rhythm import repeated
from complianced.sample.setting import Setting

PERIOD = 28


def offers(setting: Setting, every: pl.DataFrame, carers: pl.DataFrame, reviewed: pl.DataFrame) -> pl.DataFrame:
    """The `offers` table: the match behind each arrangement, and declines after which nothing happened to the carer.

    A decline falls in the hundred days after a yearly review, so that no review follows it for months; a carer whose
    review a concern called for (`reviewed`) declines nothing.
    """
    dice = setting.dice
    accepted = every.select(
        "carer_id",
        "person_id",
        offered_on=pl.when("emergency").then("started_on").otherwise(plus("started_on", -30)),
        outcome=pl.lit("accepted"),
        decided_on=pl.when("emergency").then("started_on").otherwise(plus("started_on", -14)),
        n="n",
    )
    free = carers.filter((pl.col("status") == "approved") & (pl.col("carer") % 4 == 1)).join(
        reviewed, on="carer", how="anti", maintain_order="left"
    )
    passed = days_between("approved_on", setting.as_of) // 320
    when = plus(
        "approved_on", dice.whole("carer", "decline year", 0, passed) * 320 + dice.whole("carer", "day", 45, 95)
    )
    declined = (
        free.with_columns(decided_on=when)
        .filter(pl.col("decided_on") <= setting.as_of)
        .select(
            "carer_id",
            pl.lit(None, dtype=pl.String).alias("person_id"),
            plus("decided_on", -9).alias("offered_on"),
            pl.lit("declined").alias("outcome"),
            "decided_on",
            pl.lit(0, dtype=pl.Int64).alias("n"),
        )
    )
    return pl.concat([accepted, declined]).sort("offered_on", "carer_id", "n")


def payments(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `payments` table: a fee for each four weeks of an arrangement, some expenses, and now and then a retainer.

    A retainer is for a week that the person spent in hospital: nothing is ever paid for an empty home.
    """
    dice = setting.dice
    payer = (
        pl.when(pl.col("funding") == "self")
        .then(pl.lit("person"))
        .when(pl.col("funding").is_in(["nhs", "hsc_trust"]))
        .then(pl.lit("trust"))
        .when(pl.col("funding").is_in(["local_authority", "joint"]))
        .then(pl.lit("local_authority"))
        .otherwise(pl.lit("scheme"))
    )
    base = every.select("n", "carer_id", "arrangement_id", "started_on", "until", "ended_on", "weekly_fee", payer=payer)
    fees = repeated(
        base, first="started_on", until=plus("until", -1), every=PERIOD, on="period_starts_on"
    ).with_columns(period_ends_on=earliest(plus("period_starts_on", PERIOD - 1), plus("until", -1)))
    # The period that is still running is paid when it is over.
    fees = fees.filter(
        pl.col("ended_on").is_not_null() | (days_between("period_starts_on", "period_ends_on") == PERIOD - 1)
    )
    weeks = (days_between("period_starts_on", "period_ends_on") + 1) / 7
    fees = fees.with_columns(kind=pl.lit("care_fee"), amount=(pl.col("weekly_fee") * weeks).round(2))
    expenses = fees.filter(pl.col("time") % 3 == 1).with_columns(
        kind=pl.lit("expenses"), amount=(dice.whole(pl.col("n") * 4099 + pl.col("time"), "spent", 8, 60) / 2).round(2)
    )
    in_hospital = (pl.col("n") % 3 == 0) & (pl.col("time") % 9 == 4)
    retainers = fees.filter(in_hospital & (weeks >= 2)).with_columns(
        kind=pl.lit("retainer"),
        period_ends_on=plus("period_starts_on", 6),
        amount=(pl.col("weekly_fee") / 2).round(2),
    )
    return pl.concat([fees, expenses, retainers]).sort("n", "period_starts_on", "kind")


def make(
    setting: Setting, every: pl.DataFrame, carers: pl.DataFrame, reviewed: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The tables of self-employment."""
    table = setting.contract
    return {
        "offers": conform(offers(setting, every, carers, reviewed), table["offers"], "OF"),
        "payments": conform(payments(setting, every), table["payments"], "PY"),
    }
