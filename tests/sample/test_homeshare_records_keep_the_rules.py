"""A sample Homeshare organisation keeps the rows of the Homeshare reference."""

from __future__ import annotations

import polars as pl
import pytest

from complianced.schemas.registry import CONTRACT
from tests.sample.records import HOMESHARE, days, largest_gap, none
from tests.sample.records import bare as records

pytestmark = pytest.mark.parametrize("which", HOMESHARE)

KEPT = {
    "schemes", "staff", "supervisions", "households", "household_members", "home_checks", "insurances", "file_checks",
    "disclosures", "training", "concerns", "complaints", "documents", "governance", "checklist",
    "homeshare_participants", "homeshare_matches", "homeshare_contacts",
}  # fmt: skip


def col(name: str) -> pl.Expr:
    return pl.col(name)


def matched(frames, role: str) -> pl.DataFrame:
    """Matches with the participant in that role."""
    people = frames["homeshare_participants"].filter(col("role") == role)
    return frames["homeshare_matches"].join(people, left_on=f"{role}_id", right_on="participant_id", how="left")


def test_tables_that_do_not_apply_are_there_and_empty(which):
    frames = records(*which)
    assert set(frames) == set(CONTRACT)
    assert all(frames[name].is_empty() for name in set(CONTRACT) - KEPT)
    assert set(frames["schemes"]["service"]) == {"homeshare"}


def test_both_were_assessed_and_met_before_the_match(which):
    frames = records(*which)
    for role in ("householder", "homesharer"):
        joined = matched(frames, role)
        for name in ("interviewed_on", "needs_assessed_on", "capacity_recorded_on", "introduced_on"):
            none(joined, col(name) >= col("started_on"))
        none(
            joined, (col(f"{role}_decided_on") < col("introduced_on")) | (col(f"{role}_decided_on") > col("started_on"))
        )
    matches = frames["homeshare_matches"]
    none(matches, col("agreement_signed_on") > col("started_on"))
    for name in ("council_tax_advised_on", "benefits_advised_on", "insurer_told_on"):
        none(matches, col(name) > col("started_on"))


def test_hours_are_modest_and_nobody_gives_personal_care(which):
    matches = records(*which)["homeshare_matches"]
    none(matches, (col("hours_per_week") > 10) | col("tasks").list.contains("personal_care"))
    none(matches, ~col("householder_resident") | col("exclusive_possession"))
    none(matches.filter(col("ended_on").is_not_null()), col("end_reason").is_null())


def test_each_home_has_one_match_at_a_time(which):
    matches = records(*which)["homeshare_matches"].sort("householder_id", "started_on")
    matches = matches.with_columns(following=col("started_on").shift(-1).over("householder_id"))
    none(matches.filter(col("following").is_not_null()), col("following") <= col("ended_on"))


def test_homes_were_checked_first_and_since(which):
    frames, as_of = records(*which), which[-1]
    joined = matched(frames, "householder")
    none(joined, col("home_checked_on") > col("started_on"))
    live = joined.filter(col("ended_on").is_null())
    none(live, pl.max_horizontal("home_checked_on", "home_rechecked_on") < as_of - days(345))
    latest = frames["home_checks"].group_by("household_id", "kind").agg(col("expires_on").max())
    none(latest.filter(col("expires_on").is_not_null()), col("expires_on") < as_of + days(20))


def test_homesharers_are_referenced_and_disclosed_before_moving_in(which):
    frames = records(*which)
    level = "level_2" if which[0] == "scotland" else "enhanced_barred"
    matches = frames["homeshare_matches"]
    references = frames["file_checks"].filter(col("item") == "personal_reference", col("satisfactory"))
    held = matches.join(references, left_on="homesharer_id", right_on="subject_id", how="left")
    counted = held.filter(col("received_on") < col("started_on")).group_by("match_id").len()
    assert counted.height == matches.height
    none(counted, col("len") < 2)
    seen = matches.join(frames["disclosures"], left_on="homesharer_id", right_on="subject_id", how="left")
    none(seen, col("level") != level)
    first = seen.group_by("match_id").agg(col("seen_on").min(), col("started_on").first())
    none(first, col("seen_on") > col("started_on"))
    if which[0] == "england":
        none(matched(frames, "homesharer"), col("right_to_rent_checked_on") > col("started_on"))


def test_contact_is_early_often_and_with_each_alone(which):
    frames, as_of = records(*which), which[-1]
    matches = frames["homeshare_matches"]
    ends = pl.coalesce("ended_on", pl.lit(as_of))
    joined = matches.join(frames["homeshare_contacts"], on="match_id", how="left")
    first = joined.group_by("match_id").agg(col("contacted_on").min(), col("started_on").first())
    none(first, col("contacted_on") > col("started_on") + days(5))
    month = joined.filter(col("contacted_on") <= col("started_on") + days(30)).group_by("match_id").len()
    old = matches.filter(ends > col("started_on") + days(30)).join(month, on="match_id", how="left")
    none(old, col("len") < 3)
    for whom in ("householder", "homesharer"):
        alone = matches.join(frames["homeshare_contacts"].filter(col("with") == whom), on="match_id", how="left")
        assert largest_gap(alone, by="match_id", on="contacted_on", begins=col("started_on"), ends=ends) <= 84
    care = frames["homeshare_contacts"].filter("personal_care_seen")
    none(care, col("care_referral_on") > col("contacted_on") + days(5))


def test_the_organisation_looks_at_itself(which):
    frames, as_of = records(*which), which[-1]
    for kind, limit in (("self_assessment", 345), ("legal_watch", 175)):
        rows = frames["governance"].filter(col("kind") == kind)
        assert rows["happened_on"].max() > as_of - days(limit)
    assert "safeguarding_policy" in set(frames["documents"]["kind"])
    assert "safeguarding_lead" in set(frames["staff"]["role"])
    none(frames["complaints"], col("closed_on") > col("received_on") + days(12))
    none(frames["concerns"], col("referred_at").dt.date() != col("raised_at").dt.date())
