"""What goes wrong, as the Care Inspectorate asks to hear of it and as the duty of candour looks at it."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# Harm that the scheme would call serious; moderate and less is for its own record.
_SERIOUS = ("severe", "prolonged_psychological")
_EQUIPMENT = "equipment_failure"


@view("incidents_told", table="incidents", key="incident_id")
def incidents_told(records: Records) -> Rows:
    """One row per incident, with the one notice to the Care Inspectorate that it calls for, if any."""
    kind, harm = col("kind"), col("harm")
    broke = (kind == _EQUIPMENT) & ((col("disruption_hours") > 0) | harm.ne_missing("none"))
    return records.view("incidents").derive(
        notice=pl.when((kind == "death") | (harm == "death"))
        .then(pl.lit("death"))
        .when(kind == "outbreak")
        .then(pl.lit("outbreak"))
        .when(kind == "misconduct")
        .then(pl.lit("misconduct"))
        .when(kind == "theft")
        .then(pl.lit("financial_irregularity"))
        .when(broke)
        .then(pl.lit("equipment_breakdown"))
        .when((kind == "serious_injury") | harm.is_in(_SERIOUS))
        .then(pl.lit("serious_incident"))
    )


@view("incidents_and_candour", table="incidents", key="incident_id")
def incidents_and_candour(records: Records) -> Rows:
    """One row per incident, with the last statement of its scheme that candour records are whole."""
    stated = records["attestations"].where(
        col("clause").is_in(["ssi-2018-57/9", "ssi-2018-57/2(1)(a)"]) & (col("met") == "yes")
    )
    return (
        records.view("incidents")
        .attach(stated, "scheme_id", record_stated_on=col("made_on").max())
        .derive(happened_on=pl.coalesce("occurred_at", "known_at").dt.date())
    )


@view("people_reported_dead", table="people", key="person_id")
def people_reported_dead(records: Records) -> Rows:
    """One row per person whose death an incident records, with when it became known first."""
    deaths = records.view("incidents").where((col("kind") == "death") | (col("harm") == "death"))
    return (
        records["people"]
        .attach(deaths, "person_id", death_known_at=col("aware_at").min(), deaths_recorded=pl.len())
        .where(col("deaths_recorded") > 0)
    )


@view("deaths_while_supported", table="people", key="person_id")
def deaths_while_supported(records: Records) -> Rows:
    """One row per person who died while supported, with how many incidents record the death."""
    recorded = records["incidents"].where((col("kind") == "death") | (col("harm") == "death"))
    return records.view("people_who_died").attach(recorded, "person_id", deaths_recorded=pl.len())
