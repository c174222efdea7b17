"""Applications that led, or may lead, to a host family, and the panel that decided."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("assessments", table="applications", key="application_id")
def assessments(records: Records) -> Rows:
    """One row per application that was assessed or approved, unless it was declined or withdrawn or the carer has left.

    `judged_on` is the day by which it is known whether the guidelines counted yet.
    """
    gone = (pl.col("carer_status") == "ended") | (pl.col("carer_ended_on") <= records.today)
    shut = pl.col("decision").is_in(["declined", "withdrawn"])
    return (
        records["applications"]
        .look_up(records["carers"], "carer_id", carer_status="status", carer_ended_on="ended_on")
        .where(pl.col("assessed_on").is_not_null() | (pl.col("decision") == "approved"))
        .where(~gone.fill_null(False) & ~shut.fill_null(False))
        .derive(judged_on=pl.coalesce("assessed_on", "panel_on", "decided_on", "applied_on"))
    )


@view("approvals", table="carers", key="carer_id")
def approvals(records: Records) -> Rows:
    """One row per carer who counts as approved today, whether or not the day is recorded, with their first panel."""
    approved = pl.col("status").is_in(["approved", "suspended"])
    here = pl.col("ended_on").is_null() | (pl.col("ended_on") > records.today)
    return (
        records["carers"]
        .where(approved & here)
        .attach(records["applications"], "carer_id", application_panel_on=pl.col("panel_on").min())
        .derive(first_panel_on=pl.min_horizontal("panel_on", "application_panel_on"))
    )
