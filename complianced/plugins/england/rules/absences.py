"""When whoever is in day-to-day charge is away for 28 days or more: SI 2009/3112 reg 14.

A shorter absence needs nothing. Whether an absence is that long is judged by its planned end, or by the days so far.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, within, yes

_CLAUSE = "uksi-2009-3112/14"

_told = present("regulator_notified_on")


def _long(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_until") >= col("started_on") + law.manager_absence_trigger
    return col("in_charge") & reached


def _long_already(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_so_far") >= col("started_on") + law.manager_absence_trigger
    return col("in_charge") & reached


@rule(
    "ENG-ABSENCE-PLANNED-TOLD",
    about="cqc_absences",
    clauses=_CLAUSE,
    severity="major",
    when=lambda law: _long(law) & col("planned"),
    says="Planned absence from {started_on}; CQC told: {regulator_notified_on}, later than the "
    "regulation allows unless CQC agreed to it",
    fix="Notify CQC now; where it agreed to a shorter time, keep its answer and waive this finding with that reason.",
)
def planned_absence_told(law: Law) -> pl.Expr:
    """CQC is told of a planned absence of the person in charge in time before it starts."""
    last_day: pl.Expr = col("started_on") - law.manager_absence_notice
    return pl.coalesce("regulator_notified_on", law.today) <= last_day


@rule(
    "ENG-ABSENCE-EMERGENCY-TOLD",
    about="cqc_absences",
    clauses=_CLAUSE,
    severity="major",
    when=lambda law: _long(law) & ~col("planned") & (_told | ~_long_already(law)),
    says="Emergency absence from {started_on}; CQC told: {regulator_notified_on}, later than the "
    "working days that the regulation sets",
    fix="Notify CQC now, with the cover arranged, and note why it was late.",
)
def emergency_absence_told(law: Law) -> pl.Expr:
    """CQC is told of a long absence that came suddenly within the working days that the regulation sets."""
    return within("started_on", "regulator_notified_on", law.manager_absence_emergency_notice, law)


@rule(
    "ENG-ABSENCE-UNTOLD",
    about="cqc_absences",
    clauses=_CLAUSE,
    severity="major",
    when=lambda law: _long_already(law) & ~col("planned").fill_null(False),
    says="The person in charge has been away since {started_on}, long enough for CQC to be told "
    "forthwith, and no notice is recorded",
    fix="Notify CQC today: how long, why, who covers, and the plan to appoint.",
)
def long_absence_told(law: Law) -> pl.Expr:
    """CQC knows of an absence of the person in charge that has reached 28 days."""
    return _told


@rule(
    "ENG-ABSENCE-RETURN-TOLD",
    about="cqc_absences",
    clauses=_CLAUSE,
    severity="major",
    when=lambda law: (
        _long(law)
        & (col("ended_on") <= law.today)
        & (col("staff_ended_on").is_null() | (col("staff_ended_on") > col("ended_on")))
    ),
    says="The person in charge returned on {ended_on}; CQC told: {return_notified_on}, later than the "
    "working days that the regulation sets",
    fix="Tell CQC of the return now, and enter the date.",
)
def return_told(law: Law) -> pl.Expr:
    """CQC is told of the return of the person in charge in time."""
    return within("ended_on", "return_notified_on", law.manager_return_notice, law)


@rule(
    "ENG-ABSENCE-COVER",
    about="cqc_absences",
    clauses=_CLAUSE,
    severity="major",
    when=lambda law: _long(law) & _told,
    says="The notice of the absence from {started_on} is not shown to name who covers",
    fix="Tell CQC the name, address and qualifications of whoever is in charge meanwhile.",
)
def cover_named(law: Law) -> pl.Expr:
    """The notice of a long absence names who is in charge meanwhile."""
    return yes("cover_named")


@rule(
    "ENG-ABSENCE-NOTICE-COMPLETE",
    about="cqc_absences",
    clauses=_CLAUSE,
    severity="major",
    when=lambda law: _long(law) & _told & yes("cover_named"),
    says="The notice of the absence from {started_on} is not shown to be complete",
    fix="Send CQC what is missing: the length, the reason, the cover, and the plan and date to appoint.",
)
def notice_complete(law: Law) -> pl.Expr:
    """The notice of a long absence says everything that the regulation asks."""
    return yes("notice_complete")
