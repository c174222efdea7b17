"""Placements: those that ended lately, the last visit and review of each live one, and carers with their handbook."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view


@view("placements_ended", table="arrangements", key="arrangement_id")
def placements_ended(records: Records) -> Rows:
    """One row per placement that has ended, with whether the person's death ended it."""
    return (
        records.view("arrangements")
        .where(col("ended_on") <= records.today)
        .derive(by_death=(col("died_on") <= col("ended_on")).fill_null(False))
    )


@view("last_visits", table="visits", key="visit_id")
def last_visits(records: Records) -> Rows:
    """One row per live placement that has been visited: the last visit.

    A visit that names no placement is to the carer; where a person was seen it counts, once for the carer.
    """
    live = records.view("arrangements_live")
    return (
        records["visits"]
        .attach(live, "arrangement_id", live=pl.len())
        .attach(live, "carer_id", carer_supports=pl.len())
        .where(
            (col("live") > 0)
            | (col("arrangement_id").is_null() & (col("carer_supports") > 0) & col("person_seen").fill_null(False))
        )
        .derive(visit_of=pl.coalesce("arrangement_id", "carer_id"))
        .latest_by("visit_of", "visited_on", "visit_id")
    )


@view("last_agreement_reviews", table="plan_reviews", key="review_id")
def last_agreement_reviews(records: Records) -> Rows:
    """One row per live placement whose agreement has been reviewed: the last review, with who stands behind it."""
    live = records.view("arrangements_live")
    return (
        records["plan_reviews"]
        .where(col("kind") == "agreement")
        .latest_by("arrangement_id", "held_on", "review_id")
        .each(live, "arrangement_id", placing_authority="placing_authority", funding="funding")
    )


@view("carers_with_handbook", table="carers", key="carer_id")
def carers_with_handbook(records: Records) -> Rows:
    """One row per carer who counts as approved, with the day of the current carers' handbook."""
    current = records.view("documents_by_kind").where((col("kind") == "carer_handbook") & col("dated_on").is_not_null())
    return (
        records.view("carers")
        .where(
            col("status").is_in(["approved", "suspended"])
            & (col("ended_on").is_null() | (col("ended_on") > records.today))
            & (col("approved_on").is_null() | (col("approved_on") <= records.today))
        )
        .look_up(current, "scheme_id", handbook_dated_on="dated_on")
    )


@view("carers_covered", table="carers", key="carer_id")
def carers_covered(records: Records) -> Rows:
    """One row per carer in role who supports somebody, with the last day of each insurance.

    Household and motor policies count in the carer's or the household's name. Public liability may also be a scheme's
    own policy that names Shared Lives, under which its carers are insured.
    """
    until, kind = col("expires_on"), col("kind")
    policies = records["insurances"].where(col("starts_on").is_null() | (col("starts_on") <= records.today))

    def of(subject_type: str) -> Rows:
        return policies.where(col("subject_type") == subject_type)

    kinds = ("home", "public_liability", "motor")
    named = (kind == "public_liability") & col("covers_shared_lives")
    return (
        records.view("carers_in_role")
        .where(col("live_arrangements") > 0)
        .attach(
            of("carer"),
            {"carer_id": "subject_id"},
            **{f"own_{each}": until.filter(kind == each).max() for each in kinds},
        )
        .attach(
            of("household"),
            {"household_id": "subject_id"},
            **{f"shared_{each}": until.filter(kind == each).max() for each in kinds},
        )
        .attach(of("scheme"), {"scheme_id": "subject_id"}, group_liability=until.filter(named).max())
        .derive(
            home_until=pl.max_horizontal("own_home", "shared_home"),
            liability_until=pl.max_horizontal("own_public_liability", "shared_public_liability", "group_liability"),
            motor_until=pl.max_horizontal("own_motor", "shared_motor"),
        )
    )
