"""Everyone who lives where somebody is placed, and whether it was decided that they are fit to: SSI 2011/210 reg 11."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view


@view("residents_and_fitness", table="household_members", key="member_id")
def residents_and_fitness(records: Records) -> Rows:
    """One row per member of the household of a carer in role, with the day by which their fitness is decided.

    Whoever lived there before the carer was approved: by the first placement. Whoever joined later: by joining.
    """
    listed = records["disclosures"].where((col("subject_type") == "household_member") & col("listed"))
    return (
        records.view("residents")
        .attach(records.view("arrangements_live"), "household_id", live_arrangements=pl.len())
        .attach(listed, {"member_id": "subject_id"}, listings=pl.len())
        .derive(
            decide_by_on=pl.when(col("joined_on") > col("first_approved_on"))
            .then("joined_on")
            .otherwise("first_arrangement_on")
        )
    )


@view("carers_and_fitness", table="carers", key="carer_id")
def carers_and_fitness(records: Records) -> Rows:
    """One row per carer or applicant who has not ended, with the first placement in their home."""
    placed = records["arrangements"].look_up(records["carers"], "carer_id", household_id="household_id")
    still = (col("status") != "ended") & (col("ended_on").is_null() | (col("ended_on") > records.today))
    return (
        records.view("carers")
        .where(still)
        .attach(placed, "household_id", first_placed_here_on=col("started_on").min())
        .derive(placed_on=pl.min_horizontal("first_placed_here_on", "first_arrangement_on"))
    )


@view("members_and_disclosures", table="disclosures", key="disclosure_id")
def members_and_disclosures(records: Records) -> Rows:
    """One row per disclosure held of a household member, with when the member was born."""
    members = records["household_members"]
    return (
        records["disclosures"]
        .where(col("subject_type") == "household_member")
        .look_up(members, {"subject_id": "member_id"}, born_on="born_on")
        .derive(asked_on=pl.coalesce("joined_on", "issued_on"))
    )


@view("homes_and_alarms", table="households", key="household_id")
def homes_and_alarms(records: Records) -> Rows:
    """One row per home of a carer in role where somebody is supported, with the last check of its alarms.

    `licence_statements` counts current statements of the scheme that licensing for several households was looked at.
    """
    alarms = records["home_checks"].where(col("kind") == "smoke_and_co_alarms")
    last = alarms.latest_by("household_id", "checked_on", "check_id")
    statements = records.view("clause_attestations").where(
        (col("clause") == "asp-2006-1/part5") & col("current") & (col("met") == "yes")
    )
    return (
        records["households"]
        .attach(records.view("carers_in_role"), "household_id", carers_in_role=pl.len())
        .attach(
            records.view("arrangements_live"),
            "household_id",
            live_arrangements=pl.len(),
            live_in_people=col("person_id").filter(col("kind") == "live_in").n_unique(),
        )
        .where((col("carers_in_role") > 0) & (col("live_arrangements") > 0))
        .look_up(last, "household_id", alarms_checked_on="checked_on", alarms_actions_open="actions_open")
        .attach(statements, "scheme_id", licence_statements=pl.len())
    )
