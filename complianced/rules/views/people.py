"""Views of people supported: needs, capacity, liberty, risk, medicines and money."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.shapes import age_on
from complianced.rules.view import Records, view


@view("people_supported", table="people", key="person_id")
def people_supported(records: Records) -> Rows:
    """One row per person with a live arrangement, with what the records hold of them."""
    live = records.view("arrangements_live")
    latest_liberty = records["liberty"].latest_by("person_id", "screened_on", "liberty_id")
    return (
        records["people"]
        .where(pl.col("died_on").is_null() | (pl.col("died_on") > records.today))
        .attach(
            live,
            "person_id",
            live_arrangements=pl.len(),
            live_in=(pl.col("kind") == "live_in").any(),
            personal_care=pl.col("personal_care").any(),
            first_started_on=pl.col("started_on").min(),
            latest_started_on=pl.col("started_on").max(),
            any_backup_carer=pl.col("backup_carer_id").is_not_null().any(),
        )
        .where(pl.col("live_arrangements") > 0)
        .attach(
            records["risk_assessments"],
            "person_id",
            last_risk_assessed_on=pl.col("assessed_on").max(),
            risk_review_due_on=pl.col("review_due_on").sort_by("assessed_on").last(),
            risk_topics=pl.col("topic").unique().sort(),
        )
        .attach(
            records["medicines_audits"],
            "person_id",
            last_medicines_audit_on=pl.col("audited_on").max(),
            medicines_record_complete=pl.col("record_complete").sort_by("audited_on").last(),
        )
        .attach(
            records["money_checks"],
            "person_id",
            last_reconciled_on=pl.col("checked_on").filter(pl.col("kind") == "reconciliation").max(),
            last_money_audit_on=pl.col("checked_on").filter(pl.col("kind") == "audit").max(),
            money_balanced=pl.col("balanced").sort_by("checked_on").last(),
            receipts_kept=pl.col("receipts_kept").sort_by("checked_on").last(),
        )
        .attach(
            records["capacity_assessments"],
            "person_id",
            capacity_decisions=pl.len(),
            capacity_incomplete=(
                pl.col("assessed_on").is_null()
                | ((pl.col("outcome") == "lacks_capacity") & pl.col("best_interests_on").is_null()).fill_null(False)
            )
            .filter(
                pl.col("assessed_on").is_null()
                | ((pl.col("outcome") == "lacks_capacity") & pl.col("best_interests_on").is_null()).fill_null(False)
            )
            .count(),
            last_capacity_assessed_on=pl.col("assessed_on").max(),
        )
        .attach(
            records["surveys"],
            "person_id",
            last_surveyed_on=pl.col("answered_on").max(),
        )
        .look_up(
            latest_liberty,
            "person_id",
            liberty_id="liberty_id",
            liberty_screened_on="screened_on",
            liberty_test="test",
            liberty_outcome="outcome",
            liberty_objects="person_objects",
            liberty_authority="authority",
            liberty_applied_on="applied_on",
            liberty_authorised_on="authorised_on",
            liberty_expires_on="expires_on",
        )
        .derive(age=age_on("born_on", records.today))
    )


@view("people_who_died", table="people", key="person_id")
def people_who_died(records: Records) -> Rows:
    """One row per person who died while an arrangement was live, with the incident that records it."""
    deaths = records["incidents"].where(pl.col("kind") == "death").latest_by("person_id", "known_at", "incident_id")
    return (
        records["people"]
        .where(pl.col("died_on") <= records.today)
        .attach(
            records["arrangements"],
            "person_id",
            last_ended_on=pl.col("ended_on").max(),
            still_open=pl.col("ended_on").is_null().any(),
            first_started_on=pl.col("started_on").min(),
        )
        .where(
            (pl.col("first_started_on") <= pl.col("died_on"))
            & (pl.col("still_open") | (pl.col("last_ended_on") >= pl.col("died_on")))
        )
        .look_up(
            deaths,
            "person_id",
            incident_id="incident_id",
            known_at="known_at",
            known_at_latest="known_at_latest",
            regulator_notified_at="regulator_notified_at",
            leder_notified_on="leder_notified_on",
        )
    )


@view("capacity_assessments", table="capacity_assessments", key="assessment_id")
def capacity_assessments(records: Records) -> Rows:
    """One row per capacity assessment of somebody with a live arrangement."""
    return _of_people_supported(records, "capacity_assessments")


@view("risk_assessments", table="risk_assessments", key="assessment_id")
def risk_assessments(records: Records) -> Rows:
    """One row per person with a live arrangement and topic: the latest risk assessment."""
    latest = records["risk_assessments"].latest_by(["person_id", "topic"], "assessed_on", "assessment_id")
    return latest.attach(records.view("people_supported"), "person_id", supported=pl.len()).where(
        pl.col("supported") > 0
    )


@view("restrictions", table="restrictions", key="restriction_id")
def restrictions(records: Records) -> Rows:
    """One row per restriction of somebody with a live arrangement, ended ones included."""
    return _of_people_supported(records, "restrictions").derive(
        in_place=pl.col("ended_on").is_null() | (pl.col("ended_on") > records.today)
    )


@view("liberty", table="liberty", key="liberty_id")
def liberty(records: Records) -> Rows:
    """One row per screening for deprivation of liberty of somebody with a live arrangement."""
    return _of_people_supported(records, "liberty")


@view("legal_authorities", table="legal_authorities", key="authority_id")
def legal_authorities(records: Records) -> Rows:
    """One row per power that somebody holds for a person with a live arrangement."""
    return _of_people_supported(records, "legal_authorities")


def _of_people_supported(records: Records, table: str) -> Rows:
    return (
        records[table]
        .attach(records.view("people_supported"), "person_id", supported=pl.len())
        .where(pl.col("supported") > 0)
    )
