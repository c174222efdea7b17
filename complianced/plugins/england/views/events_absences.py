"""Absences of whoever is in day-to-day charge: SI 2009/3112 reg 14."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

_SOLE_PROVIDER = ("director", "responsible_individual", "nominated_individual")


@view("cqc_absences", table="absences", key="absence_id")
def cqc_absences(records: Records) -> Rows:
    """One row per absence, with whether it is of the person in charge and the day until which it has run so far."""
    role, nhs = col("role"), col("provider_type") == "nhs_trust"
    # An NHS body is bound only under a manager condition, which a manager whom CQC registered there shows.
    manager = (role == "registered_manager") & (~nhs.fill_null(False) | col("regulator_registered_on").is_not_null())
    provider = (col("provider_type") == "individual") & role.is_in(_SOLE_PROVIDER)
    return (
        records.view("absences")
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .look_up(
            records["staff"], "staff_id", staff_ended_on="ended_on", regulator_registered_on="regulator_registered_on"
        )
        .derive(
            in_charge=manager | provider.fill_null(False),
            away_until=pl.min_horizontal("ended_on", "staff_ended_on").fill_null(records.today),
        )
        .derive(away_so_far=pl.min_horizontal("away_until", records.today))
    )
