"""Views of what goes wrong and what people say: incidents, concerns, complaints."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.view import Records, view


@view("incidents", table="incidents", key="incident_id")
def incidents(records: Records) -> Rows:
    """One row per incident, with the needs of the person it concerns."""
    return (
        records["incidents"]
        .look_up(
            records["people"],
            "person_id",
            died_on="died_on",
            support_needs="support_needs",
            primary_need="primary_need",
        )
        .derive(
            aware_at=pl.coalesce("known_at", "occurred_at"),
            aware_at_latest=pl.coalesce("known_at_latest", "occurred_at_latest"),
        )
    )


@view("concerns", table="concerns", key="concern_id")
def concerns(records: Records) -> Rows:
    """One row per safeguarding concern, with the carer it is about and whether they support anybody now."""
    live = records.view("arrangements_live")
    return (
        records["concerns"]
        .look_up(
            records["carers"],
            {"alleged_carer_id": "carer_id"},
            carer_status="status",
            carer_ended_on="ended_on",
            carer_end_reason="end_reason",
        )
        .look_up(
            records["staff"],
            {"alleged_staff_id": "staff_id"},
            staff_ended_on="ended_on",
            staff_professional_register="professional_register",
        )
        .attach(live, {"alleged_carer_id": "carer_id"}, carer_supports_now=pl.len())
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .derive(open_now=pl.col("closed_on").is_null() | (pl.col("closed_on") > records.today))
    )


@view("complaints", table="complaints", key="complaint_id")
def complaints(records: Records) -> Rows:
    """One row per complaint, with the kind of provider it was made to."""
    return records["complaints"].look_up(records["schemes"], "scheme_id", provider_type="provider_type")
