"""Facts of carers in role, their homes and the adults who live there, their files, disclosures and training."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from complianced.measures.fact import FactGroup, Listing
from complianced.measures.held import Held
from complianced.measures.standing_day import Day

col = pl.col


def carer_facts(day: Day) -> Iterator[FactGroup]:
    """Carers in role on the day, and what is held for them."""
    yield from _carers(day)
    yield from _homes(day)
    yield _files(day)
    yield from _checks_and_training(day)
    yield FactGroup(
        "offers",
        (day.happened("offers", "offered_on").total("Offers of a match in the last 12 months", "outcome"),),
        bundle="self_employment",
        topic="practice",
    )
    paid = day.rows("payments").where(day.year.holds("period_ends_on"))
    yield FactGroup(
        "payments", (paid.total("Payments to carers for periods that ended in the last 12 months", "kind"),)
    )


def _carers(day: Day) -> Iterator[FactGroup]:
    carers, everyone = day.carers, day.rows("carers")
    yield FactGroup(
        "carers",
        (
            carers.total("Carers in role", "kind"),
            everyone.where(col("status") != "ended").total("Carers and applicants, by status", "status"),
            everyone.where(day.year.holds("approved_on")).total("Carers approved in the last 12 months"),
            everyone.where(day.year.holds("ended_on")).total("Carers who ended in the last 12 months", "end_reason"),
        ),
    )
    signed = col("carer_signed_on").is_not_null() & col("scheme_signed_on").is_not_null()
    in_force = signed & (col("ended_on").is_null() | (col("ended_on") > day.as_of))
    agreed = carers.having("agreed", day.rows("carer_agreements"), "carer_id", in_force)
    yield FactGroup(
        "carer_agreements", (agreed.fact("Carers in role with an agreement that both have signed", col("agreed")),)
    )
    reviewed = carers.having("reviewed", day.rows("carer_reviews"), "carer_id", day.within_a_year("held_on"))
    yield FactGroup("carer_reviews", (reviewed.fact("Carers in role reviewed in the last 12 months", col("reviewed")),))
    made = day.happened("visits", "visited_on")
    visited = carers.having("visited", day.rows("visits"), "carer_id", day.within_a_quarter("visited_on"))
    yield FactGroup(
        "visits",
        (
            visited.fact("Carers in role visited in the last 3 months", col("visited")),
            made.total("Visits in the last 12 months"),
            made.fact("Of these, unannounced", ~col("announced")),
            made.fact("Of these, with the person seen alone", col("person_seen_alone")),
        ),
    )
    waiting = day.rows("applications").where(col("decision").is_null() & col("decided_on").is_null())
    decided = day.rows("applications").where(day.year.holds("decided_on"))
    yield FactGroup(
        "applications",
        (
            waiting.total("Applications to become a carer, undecided"),
            decided.total("Applications decided in the last 12 months", "decision"),
        ),
    )


def _homes(day: Day) -> Iterator[FactGroup]:
    yield FactGroup("households", (day.homes.total("Homes of carers in role"),))
    decided = col("fitness_decided_on").is_not_null()
    yield FactGroup(
        "household_members",
        (day.adults.fact("Adults in carers' homes with a decision on their fitness", decided),),
    )
    yield FactGroup("home_checks", (), _home_checks(day))


def _home_checks(day: Day) -> Listing:
    """For each kind of check, how many homes have their last one in date, by the end that its record gives."""
    homes = day.homes
    title = "Homes of carers in role, by their last check of each kind"
    columns = ("Of", "In date", "Lapsed", "No end known", "None recorded")
    checks = day.rows("home_checks").clear("kind", "checked_on", "expires_on", "household_id")
    missing = tuple(sorted({*homes.missing, *checks.missing}))
    if missing:
        return Listing(title, columns, missing=missing)
    known = checks.words("kind")
    last = (
        known.join(homes.frame.select("household_id"), on="household_id", how="semi")
        .sort("checked_on", "expires_on", nulls_last=False)
        .unique(["household_id", "kind"], keep="last", maintain_order=True)
    )
    ends = col("expires_on")
    counted = last.group_by("kind").agg(
        current=(ends >= day.as_of).sum(), lapsed=(ends < day.as_of).sum(), endless=ends.is_null().sum()
    )
    found = {kind: numbers for kind, *numbers in counted.iter_rows()}
    number = homes.frame.height
    rows = tuple(
        (kind, number, *found.get(kind, (0, 0, 0)), number - sum(found.get(kind, (0,))))
        for kind in day.records.contract["home_checks"].column("kind").choices
    )
    doubtful = homes.unreadable + checks.unreadable + checks.frame.height - known.height
    return Listing(title, columns, rows, unreadable=doubtful)


def _files(day: Day) -> FactGroup:
    """For each paper of a file, how many carers in role and staff in post have it, received and satisfactory."""
    title = "Papers on file, received and satisfactory"
    columns = ("Carers in role", "Staff in post")
    accepted = day.rows("file_checks").where(col("received_on").is_not_null() & col("satisfactory"))
    accepted = accepted.clear("subject_type", "subject_id", "item")
    of = {"carer": (day.carers, "carer_id"), "staff": (day.staff, "staff_id")}
    missing = tuple(sorted({*accepted.missing, *day.carers.missing, *day.staff.missing}))
    if missing:
        return FactGroup("file_checks", (), Listing(title, columns, missing=missing))
    known = accepted.words("item")
    counts = {
        kind: dict(
            known.filter(col("subject_type") == kind)
            .join(held.frame.select(subject_id=key), on="subject_id", how="semi")
            .group_by("item")
            .agg(col("subject_id").n_unique())
            .iter_rows()
        )
        for kind, (held, key) in of.items()
    }
    items = [
        item
        for item in day.records.contract["file_checks"].column("item").choices
        if any(item in found for found in counts.values())
    ]
    doubtful = accepted.unreadable + accepted.frame.height - known.height
    listing = Listing(
        title,
        columns,
        tuple((item, counts["carer"].get(item, 0), counts["staff"].get(item, 0)) for item in items),
        (day.carers.frame.height, day.staff.frame.height),
        unreadable=doubtful + day.carers.unreadable + day.staff.unreadable,
    )
    return FactGroup("file_checks", (), listing)


def _checks_and_training(day: Day) -> Iterator[FactGroup]:
    def held_for(rows: Held, table: str, kind: str, key: str) -> Held:
        mine = day.rows(table).where(col("subject_type") == kind)
        return rows.having("held", mine, key, other_key="subject_id")

    asked = ((day.carers, "carer", "carer_id"), (day.staff, "staff", "staff_id"))
    carers, staff = (held_for(rows, "disclosures", kind, key) for rows, kind, key in asked)
    adults = held_for(day.adults, "disclosures", "household_member", "member_id")
    yield FactGroup(
        "disclosures",
        (
            carers.fact("Carers in role with a disclosure", col("held")),
            adults.fact("Adults in carers' homes with a disclosure", col("held")),
            staff.fact("Staff in post with a disclosure", col("held")),
        ),
    )
    carers, staff = (held_for(rows, "training", kind, key) for rows, kind, key in asked)
    yield FactGroup(
        "training",
        (
            carers.fact("Carers in role with a course recorded", col("held")),
            staff.fact("Staff in post with a course recorded", col("held")),
            day.happened("training", "completed_on").total("Courses completed in the last 12 months"),
        ),
    )
