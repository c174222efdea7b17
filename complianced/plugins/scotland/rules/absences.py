"""When the manager is away for four weeks or more: SSI 2011/28 reg 4 with its guidance, SSI 2011/210 reg 17.

A shorter absence needs nothing. The days are guidance whose text was not seen; that somebody is in charge is law.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, within, yes

_HOOK = "ssi-2011-28/4"


def _long(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_until") >= col("started_on") + law.ci_absence_trigger
    return reached


def _long_already(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_so_far") >= col("started_on") + law.ci_absence_trigger
    return reached


@rule(
    "SCO-ABSENCE-PLANNED-TOLD",
    about="manager_absences",
    clauses=_HOOK,
    severity="major",
    when=lambda law: _long(law) & yes("planned"),
    says="The manager's planned absence from {started_on}: the Care Inspectorate was told on {regulator_notified_on}, "
    "later than its guidance has it",
    fix="Notify the Care Inspectorate now: how long, why, and who is in charge.",
)
def planned_absence_told(law: Law) -> pl.Expr:
    """The Care Inspectorate is told ahead of a long planned absence of the manager."""
    last_day: pl.Expr = col("started_on") - law.ci_absence_planned_notice
    return pl.coalesce("regulator_notified_on", law.today) <= last_day


@rule(
    "SCO-ABSENCE-TOLD",
    about="manager_absences",
    clauses=_HOOK,
    severity="major",
    when=lambda law: _long_already(law) & ~yes("planned"),
    says="The manager's absence from {started_on} was not planned; the Care Inspectorate was told on "
    "{regulator_notified_on}, later than its guidance has it",
    fix="Notify the Care Inspectorate today: how long, why, and who is in charge.",
)
def absence_told(law: Law) -> pl.Expr:
    """The Care Inspectorate is told soon of a long absence of the manager that was not planned."""
    return within("started_on", "regulator_notified_on", law.ci_absence_notice, law)


@rule(
    "SCO-ABSENCE-RETURN-TOLD",
    about="manager_absences",
    clauses=_HOOK,
    severity="major",
    when=lambda law: (
        _long(law)
        & (col("ended_on") <= law.today)
        & (col("staff_ended_on").is_null() | (col("staff_ended_on") > col("ended_on")))
    ),
    says="The manager was back on {ended_on}; the Care Inspectorate was told on {return_notified_on}",
    fix="Tell the Care Inspectorate of the return now, and enter the day.",
)
def return_told(law: Law) -> pl.Expr:
    """The Care Inspectorate is told that the manager is back."""
    return within("ended_on", "return_notified_on", law.ci_absence_return_notice, law)


@rule(
    "SCO-ABSENCE-COVER",
    about="manager_absences",
    clauses="ssi-2011-210/17",
    severity="critical",
    basis="law",
    when=_long,
    says="The manager is away for four weeks or more from {started_on}; who is in charge meanwhile is not recorded",
    fix="Name who is in charge, see that they are fit to, and tell the Care Inspectorate.",
)
def cover_named(law: Law) -> pl.Expr:
    """While the manager is away for long, it is on record who is in charge."""
    return yes("cover_named")


@rule(
    "SCO-ABSENCE-RECORD",
    about="manager_absences",
    clauses="ci-records-guidance/09",
    severity="major",
    when=_long,
    says="The record of the manager's absence from {started_on} does not say whether it was planned",
    fix="Enter whether the absence was planned, its days, and who covered.",
)
def absence_recorded(law: Law) -> pl.Expr:
    """The record of a long absence of the manager says whether it was planned."""
    return present("planned")
