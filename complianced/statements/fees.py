"""Fees and other payments of a tax year, by kind and payer; whole pence, so that sums are exact.

A payment belongs to the year in which its period ends. What has no dates or no amount is counted and told, never
guessed.
"""

from __future__ import annotations

import polars as pl

from complianced.schemas.recordset import RecordSet
from complianced.statements.years import TaxYear


def payments_by_kind(records: RecordSet, year: TaxYear) -> pl.DataFrame:
    """One row per carer, kind and payer: how many payments, their pence, and how many have no amount.

    `across` counts payments whose period began before the year.
    """
    ends = pl.coalesce("period_ends_on", "period_starts_on")
    return (
        records.frame("payments")
        .filter(ends.is_between(year.begins, year.ends))
        .with_columns(
            pence=(pl.col("amount") * 100).round().cast(pl.Int64),
            across=(pl.col("period_starts_on") < year.begins).fill_null(False),
        )
        .group_by("scheme_id", "carer_id", "kind", "payer")
        .agg(
            payments=pl.len().cast(pl.Int64),
            pence=pl.col("pence").sum(),
            without_amount=pl.col("pence").is_null().sum().cast(pl.Int64),
            across=pl.col("across").sum().cast(pl.Int64),
        )
        .sort("scheme_id", "carer_id", "kind", pl.col("payer").fill_null(""))
    )


def payments_without_dates(records: RecordSet) -> pl.DataFrame:
    """By carer, how many payments have no period at all and so belong to no year."""
    dated = pl.coalesce("period_ends_on", "period_starts_on").is_not_null()
    return (
        records.frame("payments")
        .filter(~dated)
        .group_by("scheme_id", "carer_id")
        .agg(without_dates=pl.len().cast(pl.Int64))
        .sort("scheme_id", "carer_id")
    )
