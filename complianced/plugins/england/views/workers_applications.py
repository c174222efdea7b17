"""Applications that led to the approval of a carer who is in role now."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("applications_approved", table="applications", key="application_id")
def applications_approved(records: Records) -> Rows:
    """One row per application that was approved and whose carer is in role now."""
    in_role = records.view("carers_in_role")
    return (
        records["applications"]
        .where(pl.col("decision") == "approved")
        .attach(in_role, "carer_id", in_role=pl.len())
        .where(pl.col("in_role") > 0)
    )
