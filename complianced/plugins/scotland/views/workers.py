"""Everybody who works for the scheme: PVG membership, papers on file, adults' list, and those who have left.

The Regulations reach carers as if they were employed (SSI 2011/210 reg 2(3)); that says nothing of employment status.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, col, view

_ON = {"subject_type": "subject_type", "subject_id": "subject_id"}
_WHO = ("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "role", "begun_on")
_MANAGES = ("registered_manager", "deputy_manager")
# In a regulated role unless the record says that they are not: those who support, and those who manage them.
_REGULATED = (*_MANAGES, "scheme_worker")
# Who joined from this day on has five years from joining; who joined before, from the notice.
_TERMS_BEGAN = date(2026, 4, 1)
_BEFORE_WORK = ("identity", "right_to_work", "personal_reference", "employer_reference", "health", "qualifications")
_NONE = pl.lit([], dtype=pl.List(pl.String))


@view("pvg_workers", table="carers", key="subject_id")
def pvg_workers(records: Records) -> Rows:
    """One row per carer in role and member of staff in post in a regulated role, with their PVG membership by kind.

    `youngest_born_on` and `oldest_born_on` are those of the people a carer supports, or of all whom a manager manages.
    """
    live = records.view("arrangements_live")
    ages = {"youngest_born_on": col("born_on").max(), "oldest_born_on": col("born_on").min()}
    children, adults = col("workforce").is_in(["child", "both"]), col("workforce").is_in(["adult", "both"])
    return (
        _workers(records)
        .look_up(records["staff"], {"staff_key": "staff_id"}, regulated_work="regulated_work")
        .where(
            (col("subject_type") == "carer")
            | pl.coalesce("regulated_work", col("role").is_in(_REGULATED)).fill_null(False)
        )
        .attach(
            _memberships(records),
            _ON,
            memberships=pl.len(),
            child_memberships=children.sum(),
            adult_memberships=adults.sum(),
            first_joined_on=col("joined_on").min(),
            first_seen_on=col("seen_on").min(),
        )
        .attach(live, {"carer_key": "carer_id"}, **{f"own_{name}": day for name, day in ages.items()})
        .attach(live, {"manager_of": "scheme_id"}, **{f"all_{name}": day for name, day in ages.items()})
        .derive(**{name: pl.coalesce(f"own_{name}", f"all_{name}") for name in ages})
    )


@view("pvg_memberships", table="carers", key="subject_id")
def pvg_memberships(records: Records) -> Rows:
    """One row per carer in role and member of staff in post who is a PVG member, with their last membership.

    `term_from_on` is the day from which its five years run: empty for a member from before who has had no notice.
    """
    last = _memberships(records).latest_by(["subject_type", "subject_id"], "joined_on", "disclosure_id")
    fetched = ("disclosure_id", "joined_on", "notice_on", "renews_on", "extension_ends_on")
    return (
        _workers(records)
        .look_up(last, _ON, **{name: name for name in fetched})
        .where(col("disclosure_id").is_not_null())
        .derive(
            term_from_on=pl.when(col("joined_on") >= _TERMS_BEGAN).then("joined_on").otherwise("notice_on"),
        )
    )


@view("pvg_leavers", table="carers", key="subject_id")
def pvg_leavers(records: Records) -> Rows:
    """One row per carer and member of staff who has left and is on record as a PVG member."""
    gone = col("ended_on") <= records.today
    parts = [
        records[table]
        .where(gone)
        .derive(
            subject_type=pl.lit(kind),
            subject_id=col(key),
            **{SUBJECT_TABLE: pl.lit(table), SUBJECT_ID: col(key)},
        )
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "ended_on")
        for kind, table, key in (("carer", "carers", "carer_id"), ("staff", "staff", "staff_id"))
    ]
    return (
        parts[0]
        .stacked_on(parts[1])
        .attach(
            _memberships(records),
            _ON,
            memberships=pl.len(),
            end_told_on=col("end_told_on").max(),
        )
        .where(col("memberships") > 0)
    )


@view("workers_on_file", table="carers", key="subject_id")
def workers_on_file(records: Records) -> Rows:
    """One row per carer in role and member of staff in post, with papers on file and entries on a barred list."""
    received = records["file_checks"].where(col("received_on").is_not_null())
    references = col("item").is_in(["personal_reference", "employer_reference"])
    declared = received.where(col("item") == "fitness_declaration")
    last_declared = declared.latest_by(["subject_type", "subject_id"], "received_on", "check_id")
    training = records["training"].where(col("subject_type").is_in(["carer", "staff"]))
    return (
        _workers(records)
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .attach(
            received,
            _ON,
            items=col("item").unique().sort(),
            references=references.sum(),
        )
        .attach(
            records.view("file_items").where(col("item").is_in(_BEFORE_WORK)),
            _ON,
            last_check_on=col("first_received_on").max(),
        )
        .look_up(last_declared, _ON, declared_on="received_on", declared_well="satisfactory")
        .attach(
            records["disclosures"],
            _ON,
            disclosures=pl.len(),
            listings=col("listed").fill_null(False).sum(),
            content_unweighed=((col("outcome") == "has_content") & col("risk_assessed_on").is_null())
            .fill_null(False)
            .sum(),
        )
        .attach(training, _ON, courses=pl.len())
        .derive(items=pl.coalesce("items", _NONE))
    )


def _workers(records: Records) -> Rows:
    """Who works for the scheme, with keys that never mistake a carer for a member of staff of the same id."""
    staff, manages = col("subject_type") == "staff", col("role").is_in(_MANAGES)
    return (
        records.view("workers")
        .pick(*_WHO)
        .derive(
            staff_key=pl.when(staff).then("subject_id"),
            carer_key=pl.when(~staff).then("subject_id"),
            manager_of=pl.when(staff & manages).then("scheme_id"),
        )
    )


def _memberships(records: Records) -> Rows:
    return records["disclosures"].where((col("body") == "pvg") & (col("joined_on") <= records.today))
