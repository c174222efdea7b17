"""Who speaks people's language, restraint and who takes part in it, and liberty: WSI 2019/163 regs 19, 24, 25."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, as_moment, col, view
from complianced.plugins.wales.dates import REGULATED_FROM

# Restraint in the sense of the regulation; cameras and the like limit privacy, not movement.
RESTRAINTS = ("physical", "mechanical", "chemical", "environmental")
# Restraint that a carer carries out with their own hands or with a belt, a rail or a chair.
_HANDS_ON = ("physical", "mechanical")


@view("people_languages", table="people", key="person_id")
def people_languages(records: Records) -> Rows:
    """One row per person supported, with how many of their carers speak Welsh."""
    in_welsh = col("languages").list.contains("cy").fill_null(False)
    carers = (
        records.view("arrangements_live")
        .look_up(records["carers"], "carer_id", languages="languages")
        .derive(in_welsh=in_welsh)
    )
    return records.view("people_supported").attach(carers, "person_id", carers_with_welsh=col("in_welsh").sum())


@view("restraints", table="restrictions", key="restriction_id")
def restraints(records: Records) -> Rows:
    """One row per restraint, since the Regulations began, of somebody with a live arrangement.

    Where only the day is known, `begun_at_latest` is its last moment, and a record of that day is taken as in time.
    """
    day_ends = as_moment("started_on").dt.offset_by("1d") - pl.duration(microseconds=1)
    return (
        records.view("restrictions")
        .where(col("kind").is_in(RESTRAINTS) & (col("started_on") >= REGULATED_FROM))
        .derive(
            begun_at=pl.coalesce("started_at", as_moment("started_on")),
            begun_at_latest=pl.coalesce("started_at_latest", day_ends),
            written_at=pl.coalesce("recorded_at", as_moment("recorded_on")),
        )
    )


@view("carers_restraining", table="carers", key="carer_id")
def carers_restraining(records: Records) -> Rows:
    """One row per carer in role who supports somebody whom hands or devices restrain, with their training in it.

    Restraint counts while it is in place and for a year after it last began.
    """
    restraint = records.view("restrictions").where(
        col("kind").is_in(_HANDS_ON) & (col("in_place") | (col("started_on") > records.today.dt.offset_by("-12mo")))
    )
    concerned = records.view("arrangements_live").attach(restraint, "person_id", restraints=pl.len())
    taken = records["training"].where((col("subject_type") == "carer") & (col("course") == "restraint"))
    return (
        records.view("carers_in_role")
        .attach(concerned.where(col("restraints") > 0), "carer_id", people_restrained=pl.len())
        .where(col("people_restrained") > 0)
        .attach(
            taken,
            {"carer_id": "subject_id"},
            completed_on=col("completed_on").max(),
            expires_on=col("expires_on").sort_by("completed_on").last(),
        )
    )


@view("liberty_screened", table="liberty", key="liberty_id")
def liberty_screened(records: Records) -> Rows:
    """One row per person supported who was screened: the last screening, the court's last order, what it was asked."""
    entries = records.view("liberty")
    to_court = col("authority").is_null() | col("authority").is_in(["court_of_protection", "none"])
    pending = entries.where(
        to_court & col("applied_on").is_not_null() & col("decided_on").is_null() & col("authorised_on").is_null()
    )
    orders = entries.where((col("authority") == "court_of_protection") & col("authorised_on").is_not_null())
    last = orders.latest_by("person_id", "authorised_on", "liberty_id")
    return (
        entries.where(col("screened_on").is_not_null() | col("outcome").is_not_null())
        .latest_by("person_id", "screened_on", "liberty_id")
        .attach(pending, "person_id", applications_pending=pl.len())
        .look_up(last, "person_id", ordered_on="authorised_on", order_expires_on="expires_on")
    )
