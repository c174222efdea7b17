"""Views of carers in role: their reviews, the panel that approved them, and their insurance."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("carers_reviewed", table="carers", key="carer_id")
def carers_reviewed(records: Records) -> Rows:
    """One row per carer in role, with the last yearly review and the last day at panel, the approving one included.

    A review that a concern called for looks at the concern, and is not the yearly review.
    """
    yearly = records["carer_reviews"].where(pl.col("kind").is_in(["annual", "panel"]))
    return (
        records.view("carers_in_role")
        .attach(yearly, "carer_id", last_yearly_review_on=pl.col("held_on").max())
        .derive(last_at_panel_on=pl.max_horizontal("last_panel_review_on", "panel_on", "approved_on"))
    )


@view("carers_at_panel", table="carers", key="carer_id")
def carers_at_panel(records: Records) -> Rows:
    """One row per carer in role, with the number of panel meetings on record for the day of their panel."""
    panels = records["governance"].where(pl.col("kind") == "panel_meeting")
    return records.view("carers_in_role").attach(
        panels, {"scheme_id": "scheme_id", "panel_on": "happened_on"}, panel_minutes=pl.len()
    )


@view("carers_insured", table="carers", key="carer_id")
def carers_insured(records: Records) -> Rows:
    """One row per carer in role who supports somebody, with the last day of their cover, their home's included.

    A scheme's own public liability policy counts where it names Shared Lives.
    """
    policies = _begun(records)
    until = pl.col("expires_on")
    liability, motor = pl.col("kind") == "public_liability", pl.col("kind") == "motor"
    named = liability & pl.col("covers_shared_lives")

    def of(subject_type: str) -> Rows:
        return policies.where(pl.col("subject_type") == subject_type)

    return (
        records.view("carers_in_role")
        .where(pl.col("live_arrangements") > 0)
        .attach(
            of("carer"),
            {"carer_id": "subject_id"},
            own_liability_until=until.filter(liability).max(),
            own_named_until=until.filter(named).max(),
            own_motor_until=until.filter(motor).max(),
        )
        .attach(
            of("household"),
            {"household_id": "subject_id"},
            home_liability_until=until.filter(liability).max(),
            home_named_until=until.filter(named).max(),
            home_motor_until=until.filter(motor).max(),
        )
        .attach(of("scheme"), {"scheme_id": "subject_id"}, scheme_named_until=until.filter(named).max())
        .derive(
            liability_until=pl.max_horizontal("own_liability_until", "home_liability_until", "scheme_named_until"),
            named_until=pl.max_horizontal("own_named_until", "home_named_until", "scheme_named_until"),
            motor_until=pl.max_horizontal("own_motor_until", "home_motor_until"),
        )
    )


def _begun(records: Records) -> Rows:
    return records["insurances"].where(pl.col("starts_on").is_null() | (pl.col("starts_on") <= records.today))
