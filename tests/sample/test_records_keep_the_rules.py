"""A sample scheme keeps every rule of its nation today, and kept it at every moment before: row by row.

Limits are the strictest of any nation's regulation file, law or custom, less a margin, unless a nation is named.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from complianced.sample.attested import ATTESTED
from complianced.sample.care import TOPICS
from complianced.sample.checks import BY_NEED, CARER_ITEMS, STAFF_ITEMS
from complianced.schemas.checklist import CHECKLIST, EVERY
from tests.sample.records import SETS, days, in_role, largest_gap, live_at, none
from tests.sample.records import bare as records

pytestmark = pytest.mark.parametrize("which", SETS)

LIVE_IN = pl.col("kind") == "live_in"


def col(name: str) -> pl.Expr:
    return pl.col(name)


def until(as_of: date) -> pl.Expr:
    return pl.coalesce("ended_on", pl.lit(as_of))


def with_events(subjects: pl.DataFrame, events: pl.DataFrame, by: str) -> pl.DataFrame:
    return subjects.join(events, on=by, how="left", suffix="_event")


# -- arrangements --


def presences(frames) -> pl.DataFrame:
    people = frames["arrangements"].join(frames["carers"].select("carer_id", "household_id"), on="carer_id")
    return people.select("household_id", "carer_id", "max_people_stated", "started_on", "ended_on")


def test_at_most_three_people_are_in_a_home_at_any_moment(which):
    frames, as_of = records(*which), which[-1]
    there = presences(frames)
    for place in ("household_id", "carer_id"):
        moments = there.select(place, on="started_on").unique()
        crowd = (
            moments.join(there, on=place)
            .filter(col("started_on") <= col("on"), col("ended_on").fill_null(as_of) >= col("on"))
            .group_by(place, "on")
            .agg(pl.len().alias("people"), pl.col("max_people_stated").min())
        )
        none(crowd, (col("people") > 3) | (col("people") > col("max_people_stated")))


def test_arrangements_stay_within_the_carer_s_approval_and_time_in_role(which):
    frames = records(*which)
    joined = frames["arrangements"].join(frames["carers"], on="carer_id", suffix="_carer")
    none(joined, col("started_on") < col("approved_on"))
    none(joined, ~col("approved_arrangements").list.contains(col("kind")))
    none(joined, col("max_people_stated") > col("approved_max_people"))
    ended = joined.filter(col("ended_on_carer").is_not_null())
    none(ended, col("ended_on").fill_null(date(2999, 1, 1)) > col("ended_on_carer"))
    none(joined, col("fitness_decided_on") > col("started_on"))
    none(joined, col("handbook_given_on") > col("started_on"))


def test_everything_that_comes_before_the_start_comes_before_it(which):
    frames = records(*which)
    every = frames["arrangements"]
    for name in (
        "needs_assessed_on", "suitability_decided_on", "wishes_recorded_on", "person_decided_on", "carer_decided_on",
        "agreement_signed_on", "agreement_copy_given_on",
    ):  # fmt: skip
        none(every, col(name) > col("started_on"))
    none(every.filter(LIVE_IN), col("licence_signed_on") > col("started_on"))
    none(every.filter(~col("emergency")), col("introductions") < 1)
    none(every, (col("person_decision") != "yes") | (col("carer_decision") != "yes"))
    none(every.filter("emergency"), col("emergency_reason").is_null() | ~col("household_considered"))
    none(every.filter(~col("person_party")), col("person_party_reason").is_null())
    none(every.filter(~col("choice_offered")), col("choice_reason").is_null())
    none(every.filter(~col("independent_person_named")), col("independent_person_reason").is_null())
    overnight = every.filter(col("kind") != "day_support")
    none(overnight, ~(col("own_bedroom") | col("room_sharing_wish_recorded")))
    people = every.join(frames["people"], on="person_id", suffix="_person")
    for name in ("consent_recorded_on", "guide_given_on", "complaints_procedure_given_on", "file_access_explained_on"):
        none(people, col(name) > col("started_on"))
    commissioned = people.filter(col("placing_authority").is_not_null())
    none(commissioned, col("authority_plan_received_on") > col("started_on"))
    none(commissioned, ~col("authority_party"))
    none(people.filter(col("funding").is_in(["self", "part_self"])), col("funding_statement_on") > col("started_on"))
    none(people, col("person_party").not_() & ~col("representative"))


def test_licences_are_renewed_within_the_year(which):
    frames, as_of = records(*which), which[-1]
    live = live_at(frames["arrangements"], as_of).filter(LIVE_IN)
    none(live, pl.coalesce("licence_renewed_on", "licence_signed_on") < as_of - days(345))


def test_every_live_in_arrangement_has_a_backup_who_was_approved_by_then(which):
    frames = records(*which)
    live_in = (
        frames["arrangements"]
        .filter(LIVE_IN)
        .join(frames["carers"], left_on="backup_carer_id", right_on="carer_id", suffix="_backup")
    )
    assert live_in.height == frames["arrangements"].filter(LIVE_IN).height
    none(live_in, (col("approved_on") > col("started_on")) | (col("backup_carer_id") == col("carer_id")))


def test_endings_are_complete(which):
    frames, as_of = records(*which), which[-1]
    ended = frames["arrangements"].filter(col("ended_on").is_not_null())
    none(ended, col("end_reason").is_null())
    none(ended, ~(col("end_consulted") | col("end_emergency")))
    none(ended, col("carer_records_returned_on") > as_of)
    none(ended.filter(col("needs_unmet_on").is_not_null()), col("needs_unmet_told_on") != col("needs_unmet_on"))


def test_plans_come_first_and_follow_every_review_that_asks_for_one(which):
    frames, as_of = records(*which), which[-1]
    first = frames["plans"].filter(col("version") == 1)
    joined = frames["arrangements"].join(first, on="arrangement_id", how="left")
    made = col("made_at").dt.date()
    none(joined.filter(~col("emergency")), made > col("started_on"))
    none(joined.filter("emergency"), col("made_at") > col("started_at") + pl.duration(hours=20))
    asked = frames["plan_reviews"].filter("revise").join(frames["plans"], on="arrangement_id")
    answered = asked.filter(made >= col("held_on"), made <= col("held_on") + days(12))["review_id"].n_unique()
    assert answered == frames["plan_reviews"]["revise"].sum()
    for name in ("shared_on", "carer_copy_on"):
        none(frames["plans"], (col(name) < made) | (col(name) > made + days(10)) | (col(name) > as_of))


def test_representatives_have_a_copy_of_the_plan(which):
    frames = records(*which)
    joined = frames["plans"].join(frames["arrangements"], on="arrangement_id").join(frames["people"], on="person_id")
    none(joined.filter("representative"), col("representative_copy_on") < col("made_at").dt.date())


@pytest.mark.parametrize(("kind", "limit"), [("plan", 175), ("agreement", 350)])
def test_reviews_never_lag(which, kind, limit):
    frames, as_of = records(*which), which[-1]
    if which[0] == "wales" and kind == "plan":
        limit = 89
    reviews = frames["plan_reviews"].filter(col("kind") == kind)
    joined = with_events(frames["arrangements"], reviews, "arrangement_id")
    gap = largest_gap(joined, by="arrangement_id", on="held_on", begins=col("started_on"), ends=until(as_of))
    assert gap <= limit


def test_first_reviews_are_early(which):
    frames, as_of = records(*which), which[-1]
    first = frames["plan_reviews"].group_by("arrangement_id").agg(col("held_on").min())
    old = frames["arrangements"].filter(until(as_of) > col("started_on") + days(42))
    none(old.join(first, on="arrangement_id", how="left"), col("held_on") > col("started_on") + days(42))


def test_a_change_or_a_request_is_answered_by_both_reviews(which):
    frames = records(*which)
    called = frames["arrangements"].with_columns(called=pl.coalesce("significant_change_on", "review_requested_on"))
    called = called.filter(col("called").is_not_null())
    for kind in ("plan", "agreement"):
        found = called.join(frames["plan_reviews"].filter(col("kind") == kind), on="arrangement_id", suffix="_review")
        found = found.filter(col("held_on") >= col("called"), col("held_on") <= col("called") + days(13))
        assert set(found["arrangement_id"]) == set(called["arrangement_id"])


def test_visits_never_lag(which):
    frames, as_of = records(*which), which[-1]
    seen = with_events(frames["arrangements"], frames["visits"], "arrangement_id")
    limit = 84 - 2
    gap = largest_gap(
        seen.filter(LIVE_IN), by="arrangement_id", on="visited_on", begins=col("started_on"), ends=until(as_of)
    )
    assert gap <= limit
    rest = largest_gap(seen, by="arrangement_id", on="visited_on", begins=col("started_on"), ends=until(as_of))
    assert rest <= (170 if which[0] == "england" else limit)
    carers = frames["carers"].filter(col("approved_on").is_not_null())
    met = with_events(carers, frames["visits"], "carer_id")
    gap = largest_gap(met, by="carer_id", on="visited_on", begins=col("approved_on"), ends=until(as_of))
    assert gap <= (170 if which[0] == "england" else 89)


def test_people_are_seen_alone_and_some_visits_are_unannounced(which):
    frames, as_of = records(*which), which[-1]
    old = frames["arrangements"].filter(until(as_of) > col("started_on") + days(330))
    recent = frames["visits"].join(old.select("arrangement_id", ends=until(as_of)), on="arrangement_id")
    recent = recent.filter(col("visited_on") > col("ends") - days(330))
    told = recent.group_by("arrangement_id").agg(
        col("person_seen_alone").any(), announced=col("announced").all()
    )  # fmt: skip
    assert told.height == old.height
    none(told, ~col("person_seen_alone"))
    assert frames["visits"].is_empty() or not frames["visits"]["announced"].all() or which[2] < 10


def test_stays_lie_within_their_arrangement(which):
    frames, as_of = records(*which), which[-1]
    joined = frames["stays"].join(frames["arrangements"], on="arrangement_id", suffix="_arrangement")
    none(joined, col("started_at").dt.date() < col("started_on"))
    none(joined, col("ended_at").dt.date() > until(as_of))
    none(joined, col("kind") != "short_break")


# -- people --


def test_nobody_is_placed_too_young(which):
    frames = records(*which)
    youngest = "16y" if which[0] == "scotland" else "18y"
    joined = frames["arrangements"].join(frames["people"], on="person_id", suffix="_person")
    none(joined, col("started_on") < col("born_on").dt.offset_by(youngest))


def spans(frames, as_of) -> pl.DataFrame:
    """People with the first day and the last of all their arrangements."""
    return frames["people"].join(
        frames["arrangements"].group_by("person_id").agg(
            first=col("started_on").min(), last=until(as_of).max()
        ),
        on="person_id",
    )  # fmt: skip


def test_risks_are_assessed_for_every_need_and_looked_at_within_the_year(which):
    frames, as_of = records(*which), which[-1]
    people = spans(frames, as_of)
    for need, topic in [*TOPICS.items(), (None, "general")]:
        meant = people if need is None else people.filter(col("support_needs").list.contains(need))
        rows = frames["risk_assessments"].filter(col("topic") == topic)
        joined = with_events(meant, rows, "person_id")
        none(
            joined.group_by("person_id").agg(col("assessed_on").min(), col("first").first()),
            col("assessed_on") > col("first"),
        )
        assert largest_gap(joined, by="person_id", on="assessed_on", begins=col("first"), ends=col("last")) <= 345
    assert largest_gap(
        with_events(people.filter(col("money_support") != "none"),
                    frames["risk_assessments"].filter(col("topic") == "finance"), "person_id"),
        by="person_id", on="assessed_on", begins=col("first"), ends=col("last")) <= 345  # fmt: skip


def test_capacity_is_assessed_before_the_start_with_best_interests(which):
    frames, as_of = records(*which), which[-1]
    unable = spans(frames, as_of).filter("lacks_capacity")
    rows = frames["capacity_assessments"]
    joined = with_events(unable, rows, "person_id")
    assert largest_gap(joined, by="person_id", on="assessed_on", begins=col("first"), ends=col("last")) <= 345
    none(unable, ~col("representative"))
    none(rows.filter(col("outcome") == "lacks_capacity"), col("best_interests_on") < col("assessed_on"))


def test_liberty_is_screened_on_the_test_of_its_day(which):
    frames, as_of = records(*which), which[-1]
    nation, ruling = which[0], date(2026, 6, 2)
    restricted = frames["people"].join(frames["restrictions"], on="person_id", how="semi")
    meant = pl.concat([frames["people"].filter("lacks_capacity"), restricted]).unique("person_id")
    last = frames["liberty"].sort("screened_on").group_by("person_id", maintain_order=True).last()
    joined = spans(frames, as_of).join(meant.select("person_id"), on="person_id", how="semi")
    joined = joined.join(last, on="person_id", how="left", suffix="_liberty")
    live = joined.filter(col("last") == as_of)
    none(live, col("screened_on") < as_of - days(345))
    if nation == "northern_ireland":
        none(frames["liberty"], col("test") != "mca_ni")
    if nation in ("england", "wales"):
        none(frames["liberty"].filter(col("screened_on") >= ruling), col("test") != "multi_factor")
        if as_of >= ruling:
            none(live, col("screened_on") < ruling)
    deprived = live.filter(col("outcome") == "deprived")
    authority = {"northern_ireland": "trust_panel", "scotland": "guardianship"}.get(nation, "court_of_protection")
    none(deprived, col("authority") != authority)
    none(deprived, col("expires_on") < as_of + days(35))
    none(deprived, col("expires_on").is_null())
    none(deprived, col("regulator_notified_on") < col("decided_on"))
    if nation == "northern_ireland":
        found = frames["liberty"].filter(col("outcome") == "deprived")
        none(found, col("expires_on") > col("authorised_on").dt.offset_by("6mo"))


def test_nobody_is_deprived_of_liberty_without_authority_on_any_day(which):
    frames = records(*which)
    found = frames["liberty"].filter(col("outcome") == "deprived").sort("person_id", "authorised_on")
    found = found.with_columns(following=col("authorised_on").shift(-1).over("person_id"))
    none(found.filter(col("following").is_not_null()), col("following") > col("expires_on"))


def test_a_restriction_is_recorded_told_reviewed_and_screened_for(which):
    frames, as_of = records(*which), which[-1]
    limits = frames["restrictions"]
    none(limits, ~(col("rationale") & col("alternatives_considered")))
    none(limits, col("authorised_by").is_null())
    for name in ("recorded_at", "provider_told_at", "regulator_notified_at"):
        none(limits, (col(name) < col("started_at")) | (col(name) > col("started_at") + pl.duration(hours=20)))
    none(limits.filter(col("ended_on").is_null()), col("reviewed_on") < as_of - days(75))
    none(limits, (col("reviewed_on") < col("started_on")) | (col("reviewed_on") > as_of))
    screened = limits.join(frames["liberty"], on="person_id", suffix="_liberty")
    soon = screened.filter(col("screened_on").is_between(col("started_on"), col("started_on") + days(21)))
    assert set(soon["restriction_id"]) == set(limits["restriction_id"])


def test_medicines_and_money_are_checked_in_time(which):
    frames, as_of = records(*which), which[-1]
    people = spans(frames, as_of)
    given = people.filter(col("medicines_support") != "none")
    none(given, ~col("medicines_record_kept"))
    rows = with_events(given, frames["medicines_audits"], "person_id")
    assert largest_gap(rows, by="person_id", on="audited_on", begins=col("first"), ends=col("last")) <= 84
    helped = people.filter(col("money_support") != "none")
    for kind, limit in (("reconciliation", 28), ("audit", 170)):
        rows = with_events(helped, frames["money_checks"].filter(col("kind") == kind), "person_id")
        assert largest_gap(rows, by="person_id", on="checked_on", begins=col("first"), ends=col("last")) <= limit
    none(helped.filter(col("money_held_by").is_in(["carer", "scheme_staff"])), col("money_held_reason").is_null())
    powers = helped.filter(col("money_support") != "help")
    none(powers, col("money_authority_seen_on") > col("first"))
    held = powers.join(frames["legal_authorities"], on="person_id", suffix="_power")
    held = held.filter(col("kind") == col("money_support"))
    assert held.height == powers.height
    none(held, col("scope").is_null() | (col("document_seen_on") > col("first")))
    none(held.filter(col("expires_on").is_not_null()), col("expires_on") < as_of + days(60))


def test_health_dates_are_fresh(which):
    frames, as_of = records(*which), which[-1]
    live = spans(frames, as_of).filter(col("last") == as_of)
    for name in ("communication_reviewed_on", "emergency_plan_on", "hospital_passport_on"):
        none(live, (col(name) < as_of - days(300)) | (col(name) > as_of))
    none(live.filter(~col("health_check_declined")), col("health_check_on") < as_of - days(300))
    none(live.filter(~col("health_check_declined")), col("health_action_plan_on") < col("health_check_on"))
    none(
        live.filter("psychotropic"),
        ~col("psychotropic_indication") | (col("psychotropic_reviewed_on") < as_of - days(150)),
    )
    orders = live.filter(col("dnacpr_on").is_not_null())
    none(orders, ~col("dnacpr_person_involved") | (col("dnacpr_reviewed_on") < as_of - days(300)))
    none(live, ~(col("communication_needs_recorded") & col("adjustments_recorded") & col("equality_recorded")))


def test_language_is_offered_and_met(which):
    frames = records(*which)
    joined = (
        frames["arrangements"].join(frames["people"], on="person_id").join(frames["carers"], on="carer_id", suffix="_c")
    )
    none(joined, ~col("languages").list.contains(col("preferred_language")))
    if which[0] == "wales":
        none(joined, col("welsh_offer_on") > col("started_on"))


# -- carers and homes --


def test_approval_goes_in_order(which):
    frames = records(*which)
    approved = frames["carers"].filter(col("approved_on").is_not_null())
    none(approved, (col("panel_on") > col("approved_on")) | (col("suitability_signed_on") > col("approved_on")))
    panels = set(frames["governance"].filter(col("kind") == "panel_meeting")["happened_on"])
    assert set(approved["panel_on"]) <= panels
    signed = frames["carer_agreements"].sort("carer_signed_on")
    agreed = approved.join(signed.unique("carer_id", keep="first"), on="carer_id", how="left", suffix="_agreement")
    old = agreed.filter(col("approved_on") < which[-1] - days(9))
    none(old, (col("carer_signed_on") < col("approved_on")) | (col("scheme_signed_on") < col("approved_on")))
    started = frames["arrangements"].join(agreed, on="carer_id", suffix="_carer")
    none(started, (col("carer_signed_on") > col("started_on")) | (col("scheme_signed_on") > col("started_on")))
    last = approved.join(signed.unique("carer_id", keep="last"), on="carer_id", how="left", suffix="_agreement")
    none(last.filter(col("ended_on").is_not_null()), col("ended_on_agreement") != col("ended_on"))
    assert last.filter(col("ended_on").is_null())["ended_on_agreement"].null_count() == last["ended_on"].null_count()


def test_applications_move_and_end_well(which):
    frames, as_of = records(*which), which[-1]
    stages = (
        "enquired_on", "contacted_on", "home_visited_on", "applied_on", "checks_completed_on", "training_completed_on",
        "assessed_on", "report_shared_on", "panel_on",
    )  # fmt: skip
    asked = frames["applications"]
    for before, after in pairwise(stages):
        assert asked.filter(col(before) > col(after)).is_empty(), (before, after)
    none(asked, col("contacted_on") > col("enquired_on") + days(5))
    none(asked, col("home_visited_on") > col("enquired_on") + days(14))
    none(asked, pl.coalesce("decided_on", pl.lit(as_of)) > col("enquired_on") + days(170))
    approved = asked.filter(col("decision") == "approved")
    none(approved, (col("checks_completed_on") > col("panel_on")) | (col("panel_on") > col("decided_on")))
    none(approved, col("report_shared_on") > col("panel_on"))
    lost = asked.filter(col("decision").is_in(["declined", "withdrawn"]), col("decided_on") < as_of - days(300))
    none(lost, col("data_removed_on") > col("decided_on") + days(300))


def test_files_are_complete_before_the_start(which):
    frames = records(*which)
    for kind, table, by, items in (
        ("carer", "carers", "approved_on", CARER_ITEMS),
        ("staff", "staff", "started_on", STAFF_ITEMS),
    ):
        key = "carer_id" if kind == "carer" else "staff_id"
        rows = frames["file_checks"].filter(col("subject_type") == kind, col("satisfactory"))
        joined = frames[table].join(rows, left_on=key, right_on="subject_id", how="left")
        had = joined.filter(col("received_on") <= col(by).fill_null(which[-1])).group_by(key).agg(col("item"))
        assert had.height == frames[table].height
        for item in set(items):
            none(had, col("item").list.count_matches(item) < items.count(item))
        none(rows.filter(col("item") == "personal_reference"), col("known_years") < 2)
    leaders = frames["staff"].filter(
        col("role").is_in(["director", "registered_manager", "responsible_individual", "nominated_individual"])
    )
    declared = frames["file_checks"].filter(col("item") == "fitness_declaration", col("subject_type") == "staff")
    joined = leaders.join(declared, left_on="staff_id", right_on="subject_id", how="left")
    gap = largest_gap(joined, by="staff_id", on="received_on", begins=col("started_on"), ends=until(which[-1]))
    assert gap <= 340


def test_disclosures_are_right_for_the_nation(which):
    frames, as_of = records(*which), which[-1]
    nation = which[0]
    body, level = {
        "scotland": ("pvg", "level_2"),
        "northern_ireland": ("accessni", "enhanced_barred"),
    }.get(nation, ("dbs", "enhanced_barred"))
    for table, key, kind, begins in (
        ("carers", "carer_id", "carer", "approved_on"),
        ("staff", "staff_id", "staff", "started_on"),
    ):
        subjects = frames[table] if kind == "carer" else frames[table].filter("regulated_work")
        subjects = subjects.filter(col(begins).is_not_null())
        rows = frames["disclosures"].filter(col("subject_type") == kind)
        joined = subjects.join(rows, left_on=key, right_on="subject_id", how="left", suffix="_d")
        none(joined, (col("body") != body) | (col("level") != level) | ~col("workforce").is_in(["adult", "both"]))
        first = joined.group_by(key).agg(col("issued_on").min(), col("seen_on").min(), col(begins).first())
        none(first, (col("issued_on") > col(begins)) | (col("seen_on") > col(begins)))
        if nation != "scotland":
            once = joined.filter(col("update_service"))
            none(once, col("status_checked_on") < until(as_of) - days(310))
            others = joined.filter(~col("update_service"))
            gap = largest_gap(
                others, by=key, on="issued_on", begins=col("issued_on").min().over(key), ends=until(as_of)
            )
            assert gap <= 1000
        else:
            late = joined.filter(col("joined_on") >= date(2026, 4, 1))
            none(late, col("renews_on") != col("joined_on").dt.offset_by("5y"))
            early = joined.filter(col("joined_on") < date(2026, 4, 1), col("notice_on").is_not_null())
            none(early, col("renews_on") != col("notice_on").dt.offset_by("5y"))
            assert joined.filter(col("joined_on") < date(2026, 4, 1), col("notice_on").is_null())[
                "renews_on"
            ].null_count() == (joined.filter(col("joined_on") < date(2026, 4, 1), col("notice_on").is_null()).height)
            left = joined.filter(col("ended_on") < as_of - days(20))
            none(left, col("end_told_on") > col("ended_on") + days(60))
    if nation == "england":
        none(frames["disclosures"].filter(col("subject_type") == "carer"), ~col("home_based"))
    none(
        frames["disclosures"].filter(col("outcome") == "has_content"),
        col("risk_assessed_on") > col("issued_on") + days(20),
    )
    none(frames["disclosures"], col("listed"))
    old = frames["disclosures"].filter(col("seen_on") < as_of - days(150))
    none(old, col("copy_destroyed_on") > col("seen_on") + days(150))


def test_household_members_are_never_asked_for_more_than_their_nation_allows(which):
    frames, as_of = records(*which), which[-1]
    rows = frames["disclosures"].filter(col("subject_type") == "household_member")
    if which[0] == "northern_ireland":
        open_homes = frames["carers"].filter(col("status") != "ended").select("household_id")
        there = col("left_on").fill_null(as_of)
        due = frames["household_members"].filter(col("born_on") <= there - days(366 * 10 + 30))
        due = due.join(open_homes, on="household_id", how="semi")
        seen = due.join(rows, left_on="member_id", right_on="subject_id", how="left")
        none(seen, col("level") != "enhanced_barred")
    else:
        idle = frames["household_members"].filter(~col("provides_support"))
        rows = rows.join(idle, left_on="subject_id", right_on="member_id", how="semi")
        none(rows, ~col("level").is_in(["basic", "level_1"]))


def test_scotland_s_carers_of_young_people_are_in_the_children_s_scheme_too(which):
    frames = records(*which)
    if which[0] != "scotland":
        return
    young = frames["arrangements"].join(frames["people"], on="person_id")
    young = young.filter(col("started_on") < col("born_on").dt.offset_by("18y"))
    rows = young.join(
        frames["disclosures"].filter(col("subject_type") == "carer"), left_on="carer_id", right_on="subject_id"
    )
    none(rows, col("workforce") != "both")
    assert young.height or which[2] < 100


def test_everyone_at_home_is_found_fit_before_anyone_is_placed_or_they_join(which):
    frames, as_of = records(*which), which[-1]
    homes = frames["arrangements"].join(frames["carers"].select("carer_id", "household_id"), on="carer_id")
    first = homes.group_by("household_id").agg(placed=col("started_on").min())
    approved = frames["carers"].group_by("household_id").agg(approved=col("approved_on").min())
    at_home = frames["household_members"].join(first, on="household_id").join(approved, on="household_id")
    was_there = at_home.filter(col("joined_on") <= col("approved"))
    none(was_there, col("fitness_decided_on") > col("placed"))
    none(at_home.filter(col("joined_on") > col("approved")), col("fitness_decided_on") > col("joined_on"))
    none(frames["household_members"], ~col("fit"))
    none(frames["carers"].join(first, on="household_id"), col("fitness_decided_on") > col("placed"))
    for years in ("16y", "18y"):
        birthday = at_home.with_columns(birthday=col("born_on").dt.offset_by(years))
        called = birthday.filter(
            col("birthday") > col("approved"), col("birthday") > col("joined_on"), col("birthday") <= as_of
        )
        none(called, col("risk_assessed_on") < col("birthday"))
    latecomers = at_home.filter(col("joined_on") > col("approved"))
    none(latecomers, (col("risk_assessed_on") < col("joined_on")))


def test_homes_and_insurance_are_in_date_at_every_moment(which):
    frames, as_of = records(*which), which[-1]
    carers = frames["carers"].filter(col("approved_on").is_not_null())
    homes = carers.group_by("household_id").agg(begins=col("approved_on").min(), ended_on=col("ended_on").max())
    for kind in ("home_safety", "gas", "electrical", "smoke_and_co_alarms", "fire_risk"):
        rows = frames["home_checks"].filter(col("kind") == kind)
        joined = with_events(homes, rows, "household_id")
        covered(joined, "household_id", "checked_on", as_of)
        if kind != "electrical":
            assert (
                largest_gap(joined, by="household_id", on="checked_on", begins=col("begins"), ends=until(as_of)) <= 345
            )
    none(frames["home_checks"], col("actions_open") != 0)
    for meant, key, kind in (
        (homes, "household_id", "home"),
        (carers.with_columns(begins="approved_on"), "carer_id", "public_liability"),
        (carers.with_columns(begins="approved_on").filter("drives_people"), "carer_id", "motor"),
    ):
        rows = frames["insurances"].filter(col("kind") == kind, col("subject_type") != "scheme")
        covered(meant.join(rows, left_on=key, right_on="subject_id", how="left"), key, "starts_on", as_of)
    none(frames["insurances"], ~col("covers_shared_lives"))
    none(frames["households"].filter(col("tenure") != "owned"), col("lender_or_landlord_consent_on").is_null())
    none(frames["households"], (col("tenure") == "provided_by_scheme") | col("insurer_told_on").is_null())


def covered(rows: pl.DataFrame, key: str, starts: str, as_of: date) -> None:
    """Each of the keys is covered from `begins` until its end, with a month to run today."""
    rows = rows.sort(key, starts).with_columns(following=col(starts).shift(-1).over(key))
    none(rows.filter(col("following").is_not_null()), col("following") > col("expires_on"))
    each = rows.group_by(key).agg(
        col(starts).min(),
        col("expires_on").max(),
        col("begins").first(),
        ends=until(as_of).first(),
        open=col("ended_on").is_null().first(),
    )
    none(each, col(starts) > col("begins"))
    none(each, col("expires_on") < col("ends"))
    none(each.filter("open"), col("expires_on") < as_of + days(32))


def test_training_is_in_date_and_fits_the_people_in_the_home(which):
    frames, as_of = records(*which), which[-1]
    rows = frames["training"].filter(col("subject_type") == "carer")
    role = in_role(frames["carers"], as_of)
    core = (
        "safeguarding_adults",
        "medicines",
        "medicines_competence",
        "moving_and_handling",
        "fire_safety",
        "restraint",
    )
    for course in core:
        joined = role.join(rows.filter(col("course") == course), left_on="carer_id", right_on="subject_id", how="left")
        assert (
            largest_gap(joined, by="carer_id", on="completed_on", begins=col("approved_on"), ends=until(as_of)) <= 345
        )
    every = frames["arrangements"].join(frames["people"], on="person_id", suffix="_person")
    needs = BY_NEED | {
        "learning_disability": "learning_disability_autism",
        "moving_and_handling": "moving_and_handling",
    }
    for need, course in needs.items():
        meant = every.filter(col("support_needs").list.contains(need))
        for who in ("carer_id", "backup_carer_id"):
            joined = meant.join(rows.filter(col("course") == course), left_on=who, right_on="subject_id", how="left")
            first = joined.group_by("arrangement_id").agg(col("completed_on").min(), col("started_on").first())
            none(first, col("completed_on") > col("started_on"))
            last = joined.group_by("arrangement_id").agg(col("expires_on").max(), last=until(as_of).first())
            none(last, col("expires_on") < col("last"))
    latest = (
        frames["training"]
        .filter(col("expires_on").is_not_null())
        .group_by("subject_type", "subject_id", "course")
        .agg(col("expires_on").max())
    )
    people = pl.concat(
        [
            role.select(subject_id="carer_id"),
            frames["staff"].filter(col("ended_on").is_null()).select(subject_id="staff_id"),
        ]
    )
    none(latest.join(people, on="subject_id", how="semi"), col("expires_on") < as_of + days(28))


def test_carers_are_reviewed_within_the_year_and_return_to_the_panel(which):
    frames, as_of = records(*which), which[-1]
    role = frames["carers"].filter(col("approved_on").is_not_null())
    for kind, limit in (("annual", 345), ("panel", 24 * 30 - 5)):
        joined = with_events(role, frames["carer_reviews"].filter(col("kind") == kind), "carer_id")
        joined = joined.drop("kind_event")
        gap = largest_gap(joined, by="carer_id", on="held_on", begins=col("approved_on"), ends=until(as_of))
        assert gap <= limit


def test_nothing_happens_to_a_carer_who_declined(which):
    frames = records(*which)
    declined = frames["offers"].filter(col("outcome") == "declined").join(frames["carers"], on="carer_id")
    none(declined, col("status") != "approved")
    reviews = declined.join(frames["carer_reviews"].filter(col("kind") != "annual"), on="carer_id", suffix="_review")
    after = reviews.filter(col("held_on").is_between(col("decided_on"), col("decided_on") + days(100)))
    assert after.is_empty()


# -- the scheme --


def test_there_was_a_registered_manager_on_every_day(which):
    frames, as_of = records(*which), which[-1]
    managers = frames["staff"].filter(col("role") == "registered_manager").sort("started_on")
    start = frames["schemes"]["registered_on"][0]
    assert managers["started_on"][0] == start
    assert managers.filter(col("ended_on").is_null()).height == 1
    none(managers.with_columns(following=col("started_on").shift(-1)).filter(col("following").is_not_null()),
         col("following") > col("ended_on"))  # fmt: skip
    none(
        managers,
        (col("regulator_notified_on") != col("started_on")) | (col("regulator_registered_on") > col("started_on")),
    )
    now = managers.filter(col("ended_on").is_null())
    none(
        now, (col("professional_register") == "none") | (col("professional_registration_expires_on") < as_of + days(60))
    )


def test_staff_are_enough_and_supervised(which):
    frames, as_of = records(*which), which[-1]
    now = frames["staff"].filter(col("ended_on").is_null())
    full_time = now.filter(col("role") == "scheme_worker")["full_time_equivalent"].sum()
    assert live_at(frames["arrangements"], as_of).height <= 20 * full_time
    assert in_role(frames["carers"], as_of).height <= 20 * full_time
    led = frames["staff"].filter(
        col("role").is_in(
            ["registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead", "administrator"]
        )
    )
    for kind, limit in (("supervision", 56), ("appraisal", 345)):
        joined = with_events(led, frames["supervisions"].filter(col("kind") == kind), "staff_id")
        gap = largest_gap(joined, by="staff_id", on="held_on", begins=col("started_on"), ends=until(as_of))
        assert gap <= limit
    inducted = led.join(frames["supervisions"].filter(col("kind") == "induction_completed"), on="staff_id", how="left")
    none(inducted.filter(col("started_on") < as_of - days(60)), col("held_on") > col("started_on") + days(60))
    none(frames["staff"], col("handbook_given_on") > col("started_on") + days(14))


def test_nobody_is_both_carer_and_staff(which):
    frames = records(*which)
    assert not set(frames["staff"]["name"]) & set(frames["carers"]["name"])
    assert not set(frames["supervisions"]["staff_id"]) & set(frames["carers"]["carer_id"])


def test_absences_and_changes_were_told_in_time(which):
    away = records(*which)["absences"]
    none(away, ~(col("notice_complete") & col("cover_named")))
    none(away.filter("planned"), col("regulator_notified_on") > col("started_on") - days(30))
    none(away.filter(~col("planned")), col("regulator_notified_on") > col("started_on") + days(4))
    none(away, (col("return_notified_on") < col("ended_on")) | (col("return_notified_on") > col("ended_on") + days(4)))
    none(away, col("ended_on") - col("started_on") < days(28))
    none(away, col("ended_on") - col("started_on") > days(80))
    changes = records(*which)["changes"]
    none(changes, (col("notified_on") > col("happened_on") - days(29)) | ~col("details_complete"))
    none(changes, ~(col("regulator_agreed")))


GOVERNED = {
    "responsible_individual_visit": 88, "provider_visit": 345, "monthly_monitoring": 29, "quality_of_care_review": 175,
    "quality_audit": 88, "resource_report": 88, "statement_of_compliance": 345, "self_employment_review": 345,
    "control_register_review": 345, "legal_watch": 175, "risk_register_review": 175, "staffing_review": 175,
    "survey": 175, "self_assessment": 345, "policy_review": 345, "record_audit": 175, "panel_meeting": 31,
}  # fmt: skip


def test_governance_never_lags(which):
    frames, as_of = records(*which), which[-1]
    start = frames["schemes"]["registered_on"][0]
    for kind, limit in GOVERNED.items():
        rows = frames["governance"].filter(col("kind") == kind)
        assert largest_gap(rows, by="kind", on="happened_on", begins=pl.lit(start), ends=pl.lit(as_of)) <= limit, kind
        assert rows.height, kind
    acted = frames["governance"].filter(col("actions_due_on") < as_of)
    none(acted, col("actions_done_on") > col("actions_due_on"))
    visits = frames["governance"].filter(col("kind").str.ends_with("_visit"))
    none(visits, ~col("announced") | (col("people_met") < 1) | (col("carers_met") < 1) | ~col("records_inspected"))


def test_yearly_returns_were_sent_by_their_day(which):
    frames, as_of = records(*which), which[-1]
    start = frames["schemes"]["registered_on"][0]
    month, limit = (12, 48) if which[0] == "scotland" else (3, 56)
    ends = [date(year, month, 31) for year in range(start.year, as_of.year + 1)]
    due = {each for each in ends if start < each and each + days(limit) <= as_of}
    sent = frames["governance"].filter(col("kind") == "annual_return")
    assert due <= set(sent["period_ends_on"])
    none(sent, col("regulator_sent_on") > col("period_ends_on") + days(limit - 5))


def test_documents_are_current_and_complete(which):
    frames, as_of = records(*which), which[-1]
    papers = frames["documents"]
    none(papers, (col("reviewed_on") < as_of - days(200)) | (col("review_due_on") < as_of + days(60)))
    none(papers, (col("effective_on") - col("regulator_sent_on")).dt.total_days() < 28)
    none(papers, (col("effective_on") - col("people_told_on")).dt.total_days() < 28)
    none(papers.filter(col("kind") == "annual_accounts"), col("effective_on") < as_of - days(345))
    signed = frames["carer_agreements"].join(papers, left_on="template_id", right_on="document_id", validate="m:1")
    assert signed.height == frames["carer_agreements"].height
    none(signed, col("carer_signed_on") < col("effective_on"))
    listed = {
        (row["document_id"] or row["event_id"], row["item"], row["present"]) for row in frames["checklist"].to_dicts()
    }
    subjects = papers.select(id="document_id", kind="kind").vstack(
        frames["governance"].select(id="event_id", kind="kind")
    )
    for row in subjects.to_dicts():
        items = CHECKLIST.get(row["kind"])
        wanted = {(row["id"], item, True) for item in items.must_be_present} if items else set()
        wanted |= {(row["id"], item, False) for item in items.must_be_absent} if items else set()
        assert wanted <= listed
    for paper in papers["document_id"]:
        assert {(paper, item, True) for item in CHECKLIST[EVERY].must_be_present} <= listed


def test_every_judged_clause_is_stated_as_met_within_the_year(which):
    frames, as_of = records(*which), which[-1]
    start = frames["schemes"]["registered_on"][0]
    stated = frames["attestations"]
    assert set(ATTESTED[which[0]]) <= set(stated["clause"])
    none(stated, (col("met") != "yes") | col("made_by_role").is_null())
    assert largest_gap(stated, by="clause", on="made_on", begins=pl.lit(start), ends=pl.lit(as_of)) <= 345


def test_the_regulator_is_answered_and_its_requirements_met(which):
    frames = records(*which)
    asked = frames["regulator_requests"]
    older = asked.filter(col("received_on") < which[-1] - days(6))
    none(older, (col("answered_on") > col("received_on") + days(20)) | (col("answered_on") > col("due_on")))
    none(asked, col("due_on") > col("received_on") + days(28))
    due = frames["improvements"].filter(col("due_on") < which[-1] + days(30))
    none(due, col("done_on") > col("due_on"))
    none(frames["improvements"], col("responded_on") > col("due_on") - days(30))
    gone = frames["record_disposals"]
    none(gone, col("destroyed_on") < col("last_entry_on").dt.offset_by("8y"))


def test_england_s_rating_is_shown_in_time(which):
    scheme = records(*which)["schemes"]
    if which[0] != "england":
        assert scheme["latest_rating"][0] is None
        return
    for name in ("rating_shown_online_on", "rating_shown_at_office_on"):
        none(scheme, (col(name) < col("rating_published_on")) | (col(name) > col("rating_published_on") + days(15)))


# -- events --


def test_incidents_are_told_in_time(which):
    told = records(*which)["incidents"].filter(~((col("kind") == "other") & (col("harm") == "none")))
    for name in ("regulator_notified_at", "authority_notified_at"):
        none(told, (col(name) < col("known_at")) | (col(name) > col("known_at") + pl.duration(hours=12)))
    none(told, col("carer_reported_at") > col("occurred_at") + pl.duration(hours=12))
    none(told, col("carer_written_on") > col("occurred_at").dt.date() + days(2))
    none(told, col("regulator_written_on") > col("known_at").dt.date() + days(2))
    none(told.filter(col("kind") == "data_breach"), col("ico_notified_at") > col("known_at") + pl.duration(hours=24))
    told = told.filter(col("occurred_at") < which[-1] - days(10))
    none(told, (col("action_done_on") > col("action_due_on")) | ~col("learning_recorded"))
    none(told.filter(col("kind") == "medicines_error"), col("closed_on") > col("occurred_at").dt.date() + days(24))


def test_candour_follows_harm(which):
    found = records(*which)["incidents"]
    grave = found.filter(col("harm").is_in(["moderate", "severe", "prolonged_psychological"]))
    none(grave, ~col("candour_applies"))
    occurred = col("occurred_at").dt.date()
    for name, limit in {
        "candour_professional_opinion_on": 5, "candour_told_on": 9, "candour_apology_on": 9, "candour_letter_on": 9,
        "candour_meeting_offered_on": 20, "candour_note_sent_on": 30, "candour_reviewed_on": 80,
    }.items():  # fmt: skip
        none(grave, (col(name) < occurred) | (col(name) > occurred + days(limit)))
    none(grave, ~col("candour_professional_independent"))
    none(found, col("candour_applies").is_null())


def test_every_death_is_an_incident_and_ends_the_arrangement(which):
    frames = records(*which)
    dead = frames["people"].filter(col("died_on").is_not_null())
    deaths = frames["incidents"].filter(col("kind") == "death")
    assert set(dead["person_id"]) == set(deaths["person_id"])
    joined = frames["arrangements"].join(dead, on="person_id")
    none(joined, col("ended_on") != col("died_on"))
    if which[0] == "england":
        learning = deaths.join(
            dead.filter(
                col("support_needs").list.contains("learning_disability") | col("support_needs").list.contains("autism")
            ),
            on="person_id",
        )
        none(learning, col("leder_notified_on") > col("died_on") + days(5))


def test_concerns_are_handled_right(which):
    frames = records(*which)
    concerns = frames["concerns"]
    for name in ("made_safe_at", "referred_at", "regulator_notified_at"):
        none(concerns, (col(name) < col("raised_at")) | (col(name) > col("raised_at") + pl.duration(hours=8)))
    none(concerns.filter("crime_suspected"), col("police_notified_at") > col("raised_at") + pl.duration(hours=8))
    none(concerns, ~(col("person_wishes_asked") & col("three_point_test")))
    older = concerns.filter(col("raised_at") < which[-1] - days(5))
    none(older, ~col("lessons_recorded") | col("closed_on").is_null())
    none(older, col("decided_on") > col("raised_at").dt.date() + days(5))
    near = concerns.filter(col("alleged").is_in(["carer", "staff", "household_member"]))
    none(near, col("carer_risk_decision_on") > col("raised_at").dt.date() + days(1))
    trusted = concerns.filter(col("alleged").is_in(["carer", "staff"]))
    none(trusted, col("position_of_trust_told_at") > col("raised_at") + pl.duration(hours=8))
    proven = near.filter(col("substantiated").is_in(["yes", "partly"]))
    staff = col("alleged") == "staff"
    none(proven.filter(~staff), col("barring_referral_on") > col("raised_at").dt.date() + days(60))
    none(proven.filter(staff), col("professional_referral_on") > col("raised_at").dt.date() + days(30))
    people = concerns.join(frames["people"], on="person_id")
    none(people, col("placing_authority").is_null())
    reported = set(frames["governance"].filter(col("kind") == "concern_report")["happened_on"])
    assert set(concerns["raised_at"].dt.date()) == reported


def test_a_carer_removed_for_harm_has_a_proven_concern_that_was_referred(which):
    frames = records(*which)
    removed = frames["carers"].filter(col("end_reason") == "harm")
    joined = removed.join(frames["concerns"], left_on="carer_id", right_on="alleged_carer_id", how="left")
    none(joined, (col("substantiated") != "yes") | (col("barring_referral_on") > col("ended_on") + days(20)))
    none(removed, col("unfit_on") != col("ended_on"))
    panel = removed.join(frames["carer_reviews"].filter(col("kind") == "panel"), on="carer_id", how="left", suffix="_r")
    none(panel.group_by("carer_id").agg(col("held_on").max(), col("ended_on").first()),
         (col("ended_on") - col("held_on")).dt.total_days() > 10)  # fmt: skip
    live = frames["arrangements"].join(joined, on="carer_id", suffix="_c")
    none(live, col("ended_on") > col("raised_at").dt.date())


def test_allegations_name_who_was_there(which):
    frames = records(*which)
    concerns = frames["concerns"].with_columns(raised=col("raised_at").dt.date())
    staff = concerns.filter(col("alleged") == "staff").join(
        frames["staff"], left_on="alleged_staff_id", right_on="staff_id", how="left"
    )
    none(staff, (col("started_on") > col("raised")) | (col("ended_on").fill_null(date(2999, 1, 1)) < col("raised")))
    members = concerns.filter(col("alleged") == "household_member").join(
        frames["household_members"], left_on="alleged_member_id", right_on="member_id", how="left", suffix="_m"
    )
    none(members, col("joined_on") > col("raised"))


def test_complaints_are_answered_within_the_working_week(which):
    complaints = records(*which)["complaints"]
    none(complaints, col("acknowledged_on") > col("received_on") + days(2))
    complaints = complaints.filter(col("received_on") < which[-1] - days(3))
    none(complaints, col("received_on").dt.weekday() != 1)
    none(complaints.filter(col("stage") == 1), col("responded_on") > col("received_on") + days(4))
    none(complaints, col("responded_on") > col("received_on") + days(18))
    none(complaints, col("outcome").is_null() | ~col("action_recorded") | (col("closed_on") < col("responded_on")))


def test_people_are_asked_early_and_often_and_belonging_never_drops_two_steps(which):
    frames, as_of = records(*which), which[-1]
    joined = with_events(frames["arrangements"], frames["surveys"], "person_id")
    joined = joined.filter(
        col("answered_on").is_null() | col("answered_on").is_between(col("started_on"), until(as_of))
    )
    for question in ("belonging_family", "safety"):
        rows = joined.filter(col("question").is_null() | (col("question") == question))
        gap = largest_gap(rows, by="arrangement_id", on="answered_on", begins=col("started_on"), ends=until(as_of))
        assert gap <= 180
        old = frames["arrangements"].filter(until(as_of) > col("started_on") + days(50))
        first = rows.group_by("arrangement_id").agg(col("answered_on").min())
        none(old.join(first, on="arrangement_id", how="left"), col("answered_on") > col("started_on") + days(50))
    belongs = frames["surveys"].filter(col("question") == "belonging_family")
    assert set(belongs["answer"]) <= {"all_the_time", "most_of_the_time", "declined"}
    none(frames["surveys"], col("answered_by").is_null())


# -- self-employment --


def test_fees_are_paid_for_arrangements_only(which):
    frames, as_of = records(*which), which[-1]
    paid = frames["payments"].join(frames["arrangements"], on="arrangement_id", suffix="_arrangement")
    assert paid.height == frames["payments"].height
    assert set(frames["payments"]["kind"]) <= {"care_fee", "expenses", "retainer"}
    none(paid, (col("period_starts_on") < col("started_on")) | (col("period_ends_on") > until(as_of)))
    none(paid, (col("amount") <= 0) | col("payer").is_null())
    none(paid, col("carer_id") != col("carer_id_arrangement"))
    none(paid, col("period_ends_on") < col("period_starts_on"))


def test_carers_confirmed_their_registration_within_three_months_of_the_first_fee(which):
    frames, as_of = records(*which), which[-1]
    old = frames["carers"].filter(col("approved_on") < as_of - days(60))
    none(old, col("hmrc_registration_confirmed_on") > col("approved_on") + days(60))


# -- what is simply so, everywhere --

SO = {

    "disclosures": {"permitted_purpose": True, "applied_by_provider": True},
    "arrangements": {"relative": False, "room_recorded": True, "fees_recorded": True},
    "plans": {
        "person_involved": True, "covers_daily_needs": True, "covers_outcomes": True, "covers_risks": True,
        "covers_nutrition": True,
    },
    "plan_reviews": {
        "person_took_part": True, "views_recorded": True, "authority_views_recorded": True, "outcomes_reviewed": True,
    },
    "visits": {"views_recorded": True},
    "medicines_audits": {"record_complete": True},
    "money_checks": {"balanced": True, "receipts_kept": True},
    "documents": {"immediate_effect": False, "easy_read": True},
    "schemes": {"registration_certificate_shown": True},
}  # fmt: skip


def test_statements_that_hold_for_every_row_hold_for_every_row(which):
    frames = records(*which)
    for table, wanted in SO.items():
        for name, value in wanted.items():
            none(frames[table], col(name).ne_missing(pl.lit(value)))


def test_what_a_carer_gives_or_holds_is_what_the_people_there_need(which):
    frames = records(*which)
    joined = (
        frames["arrangements"]
        .join(frames["people"], on="person_id")
        .join(frames["carers"], on="carer_id", suffix="_carer")
    )
    none(joined.filter(col("medicines_support").is_in(["assist", "administer"])), ~col("gives_medicines"))
    none(joined.filter(col("money_support") != "none"), ~col("handles_money"))


def test_looking_ahead_leaves_time(which):
    frames, as_of = records(*which), which[-1]
    none(frames["equipment"], (col("service_due_on") < as_of + days(30)) | (col("service_due_on") > as_of + days(180)))
    latest = frames["risk_assessments"].group_by("person_id", "topic").agg(col("review_due_on").max())
    live = spans(frames, as_of).filter(col("last") == as_of)
    none(latest.join(live, on="person_id", how="semi"), col("review_due_on") < as_of + days(14))
    registered = frames["staff"].filter(col("professional_register") != "none")
    none(registered, col("professional_registration_applied_on") > col("started_on"))
    none(registered, col("professional_registered_on") > col("started_on"))
