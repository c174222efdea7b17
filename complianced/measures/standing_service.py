"""Facts of the service itself: registration, who runs it, staff, documents, governance, what the regulator asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from complianced.measures.fact import UNREADABLE, Fact, FactGroup, Listing, ListingCell
from complianced.measures.figure import readable
from complianced.measures.held import Held
from complianced.measures.standing_day import Day

# Documents that inspectors ask for beside the statement of purpose, before any policy.
PURPOSE = ("statement_of_purpose", "service_guide")
_IN_CHARGE = {
    "registered_manager": ("Registered managers in post", "Registered manager in post since"),
    "responsible_individual": ("Responsible individuals in post", "Responsible individual in post since"),
    "nominated_individual": ("Nominated individuals in post", "Nominated individual in post since"),
}
col = pl.col


def registration_facts(day: Day) -> Iterator[FactGroup]:
    """Registration, who is in charge, their absences, the changes to be told of, and the scheme's own insurance."""
    schemes = day.rows("schemes").where(col("service") != "homeshare")
    numbered = col("regulator_registration").is_not_null()
    yield FactGroup(
        "schemes",
        (
            schemes.fact("Schemes with the regulator's registration number", numbered),
            schemes.only("Registered since", "registered_on"),
            schemes.only("Registered services", "registered_services"),
            schemes.only("Last inspected", "last_inspected_on"),
            *_in_charge(day),
        ),
    )
    absences = day.happened("absences", "started_on")
    under_way = (col("started_on") <= day.as_of) & (col("ended_on").is_null() | (col("ended_on") > day.as_of))
    yield FactGroup(
        "absences",
        (
            absences.total("Absences of those in charge, begun in the last 12 months"),
            day.rows("absences").where(under_way).total("Absences of those in charge, under way"),
        ),
    )
    changes = day.happened("changes", "happened_on")
    yield FactGroup(
        "changes",
        (
            changes.total("Changes the regulator is told of, in the last 12 months", "kind"),
            changes.fact("Of these, with a notice to the regulator", col("notified_on").is_not_null()),
        ),
    )
    cover = day.rows("insurances").where((col("subject_type") == "scheme") & (col("expires_on") >= day.as_of))
    begun = cover.where(col("starts_on").is_null() | (col("starts_on") <= day.as_of))
    insured = day.rows("schemes")
    for name, kind in (("public", "public_liability"), ("employers", "employers_liability")):
        insured = insured.having(name, begun.where(col("kind") == kind), "scheme_id", other_key="subject_id")
    yield FactGroup(
        "insurances",
        (
            insured.fact("Schemes with public liability cover in date", col("public")),
            insured.fact("Schemes with employers' liability cover in date", col("employers")),
        ),
        bundle="practice",
        topic="insurance",
    )


def _in_charge(day: Day) -> Iterator[Fact]:
    """The registered manager always; the others where the records hold the role at all."""
    ever = set(day.rows("staff").frame["role"].drop_nulls())
    for role, (in_post, since) in _IN_CHARGE.items():
        if role != "registered_manager" and role not in ever:
            continue
        holding = day.staff.where(col("role") == role)
        yield holding.total(in_post)
        if holding.frame.height == 1:
            yield holding.only(since, "started_on")


def service_facts(day: Day) -> Iterator[FactGroup]:
    """Staff and their supervision, documents and governance with their dates, and the regulator's requests."""
    yield FactGroup("staff", (day.staff.total("Staff in post", "role"), _vacant(day)))
    held = day.rows("supervisions")
    supervised = day.employed.having(
        "supervised", held.where(col("kind") == "supervision"), "staff_id", day.within_a_quarter("held_on")
    ).having("appraised", held.where(col("kind") == "appraisal"), "staff_id", day.within_a_year("held_on"))
    yield FactGroup(
        "supervisions",
        (
            supervised.fact("Employed staff supervised in the last 3 months", col("supervised")),
            supervised.fact("Employed staff appraised in the last 12 months", col("appraised")),
        ),
    )
    purpose = col("kind").is_in(PURPOSE)
    yield _documents(day, day.rows("documents").where(purpose), "Statement of purpose and guide", "purpose")
    yield _documents(day, day.rows("documents").where(~purpose), "Policies and other documents", "")
    yield _governance(day)
    yield FactGroup("improvements", _open(day, "improvements", "done_on", "Requirements and areas for improvement"))
    asked = day.happened("regulator_requests", "received_on")
    yield FactGroup(
        "regulator_requests",
        (
            asked.total("Requests of the regulator or a board, in the last 12 months", "kind"),
            asked.fact("Of these, answered", col("answered_on").is_not_null()),
        ),
    )
    stated = day.rows("attestations").where(day.within_a_year("made_on"))
    yield FactGroup("attestations", (stated.total("Statements on clauses, still in their year"),))
    disposed = day.happened("record_disposals", "destroyed_on")
    yield FactGroup("record_disposals", (disposed.total("Records destroyed in the last 12 months", "subject_type"),))


def _vacant(day: Day) -> Fact:
    """The roles that somebody once held and nobody holds on the day."""
    label = "Roles once held and vacant on the day"
    everyone, now = day.rows("staff").reading("role"), day.staff.reading("role")
    if now.missing:
        return Fact(label, missing=now.missing)
    once = set(everyone.words("role")["role"])
    gone = sorted(once - set(now.words("role")["role"]) - {"not_recorded"})
    return Fact(label, tuple(gone) or 0, unreadable=now.unreadable)


def _open(day: Day, table: str, done: str, what: str) -> tuple[Fact, ...]:
    waiting = day.rows(table).where(col(done).is_null())
    return (
        waiting.total(f"{what}, open"),
        waiting.fact(f"{what}, past their day", col("due_on") < day.as_of),
    )


def _documents(day: Day, rows: Held, title: str, topic: str) -> FactGroup:
    """The current version of each kind of document: a revision dates from when it took effect, or was approved."""
    several = day.records.frame("schemes").height > 1
    columns = (*(("Schemes",) if several else ()), "Current version from", "Review due")
    listing = Listing(title, columns, due="Review due")
    dated = pl.coalesce("effective_on", "approved_on", "reviewed_on")
    there = rows.reading("review_due_on").where(dated.fill_null(day.as_of) <= day.as_of)
    if there.missing:
        return FactGroup("documents", (), replace(listing, missing=there.missing), topic=topic)
    known = there.words("kind")
    current = (
        known.with_columns(dated_on=dated, doubt=~readable(known, "review_due_on"))
        .sort("dated_on", "document_id", nulls_last=False)
        .unique(["scheme_id", "kind"], keep="last", maintain_order=True)
    )
    # Of several schemes, the one that is furthest behind.
    by_kind = (
        current.group_by("kind")
        .agg(pl.len(), pl.col("dated_on").min(), pl.col("review_due_on").min(), pl.col("doubt").any())
        .sort("kind")
    )
    listed: list[tuple[ListingCell, ...]] = [
        (kind, *((number,) if several else ()), dated, UNREADABLE if doubtful else due)
        for kind, number, dated, due, doubtful in by_kind.iter_rows()
    ]
    late = Held(day.records, "documents", current, there.sources).fact(
        f"{title}, past their review", col("review_due_on") < day.as_of
    )
    doubtful = there.unreadable + there.frame.height - known.height
    return FactGroup("documents", (late,), replace(listing, rows=tuple(listed), unreadable=doubtful), topic=topic)


def _governance(day: Day) -> FactGroup:
    """The last event of each kind that the records hold, and how many there were in the twelve months."""
    listing = Listing("Governance, by kind of event", ("Last on", "In the last 12 months"))
    rows = day.rows("governance").clear("kind", "happened_on")
    if rows.missing:
        return FactGroup("governance", (), replace(listing, missing=rows.missing))
    known = rows.words("kind")
    in_year = day.year.holds("happened_on")
    by_kind = known.group_by("kind").agg(col("happened_on").max(), times=in_year.sum()).sort("kind")
    doubtful = rows.unreadable + rows.frame.height - known.height
    return FactGroup("governance", (), replace(listing, rows=tuple(by_kind.iter_rows()), unreadable=doubtful))
