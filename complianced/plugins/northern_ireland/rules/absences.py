"""Absences of 28 days or more, and changes in who runs the agency: SR 2007/221 regs 34-36, Order of 2003 article 31."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, within, yes

_ABSENCE, _CHANGE = "nisr-2007-221/34", "nisr-2007-221/35"
_NAMED = (
    "manager",
    "provider_name",
    "address",
    "directors",
    "responsible_individual",
    "legal_entity",
    "premises",
    "insolvency",
)
_absence_told = present("regulator_notified_on")
_change_told = present("notified_on")


def _long(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_until") >= col("started_on") + law.manager_absence_trigger
    return col("in_charge") & reached


def _long_already(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_so_far") >= col("started_on") + law.manager_absence_trigger
    return col("in_charge") & reached


@rule(
    "NIR-ABSENCE-PLANNED-TOLD",
    about="absences_of_managers",
    clauses=_ABSENCE,
    severity="major",
    when=lambda law: _long(law) & col("planned"),
    says="Planned absence from {started_on}; RQIA was told on {regulator_notified_on}, later than the law allows "
    "unless RQIA agreed to it",
    fix="Notify RQIA now; where it agreed to a shorter time, keep its answer and waive this finding with that reason.",
)
def planned_absence_told(law: Law) -> pl.Expr:
    """RQIA is told of a planned absence 28 days before it starts."""
    last_day: pl.Expr = col("started_on") - law.manager_absence_notice
    return pl.coalesce("regulator_notified_on", law.today) <= last_day


@rule(
    "NIR-ABSENCE-EMERGENCY-TOLD",
    about="absences_of_managers",
    clauses=_ABSENCE,
    severity="major",
    when=lambda law: _long(law) & ~col("planned") & (_absence_told | ~_long_already(law)),
    says="Emergency absence from {started_on}; RQIA was told on {regulator_notified_on}, after more than a week",
    fix="Notify RQIA now, with the cover arranged, and note why it was late.",
)
def emergency_absence_told(law: Law) -> pl.Expr:
    """RQIA is told of a long absence that came suddenly within one week."""
    return within("started_on", "regulator_notified_on", law.manager_absence_emergency_notice, law)


@rule(
    "NIR-ABSENCE-UNTOLD",
    about="absences_of_managers",
    clauses=_ABSENCE,
    severity="major",
    when=lambda law: _long_already(law) & ~col("planned").fill_null(False),
    says="Away since {started_on}, 28 days or more, and no notice to RQIA is recorded",
    fix="Notify RQIA today: how long, why, who covers, and the plan to appoint.",
)
def long_absence_told(law: Law) -> pl.Expr:
    """RQIA knows of an absence of the person in charge that has reached 28 days."""
    return _absence_told


@rule(
    "NIR-ABSENCE-RETURN-TOLD",
    about="absences_of_managers",
    clauses=_ABSENCE,
    severity="major",
    when=lambda law: (
        _long(law)
        & (col("ended_on") <= law.today)
        & (col("staff_ended_on").is_null() | (col("staff_ended_on") > col("ended_on")))
    ),
    says="Returned on {ended_on}; RQIA was told on {return_notified_on}, after more than 7 days",
    fix="Tell RQIA of the return now, and enter the date.",
)
def return_told(law: Law) -> pl.Expr:
    """RQIA is told of the return within 7 days."""
    return within("ended_on", "return_notified_on", law.manager_return_notice, law)


@rule(
    "NIR-ABSENCE-COVER",
    about="absences_of_managers",
    clauses=_ABSENCE,
    severity="major",
    when=lambda law: _long(law) & _absence_told,
    says="The notice of the absence from {started_on} is not shown to name who covers",
    fix="Tell RQIA the name, address and qualifications of whoever is in charge meanwhile.",
)
def cover_named(law: Law) -> pl.Expr:
    """The notice of a long absence names who is in charge meanwhile."""
    return yes("cover_named")


@rule(
    "NIR-ABSENCE-NOTICE-COMPLETE",
    about="absences_of_managers",
    clauses=_ABSENCE,
    severity="major",
    when=lambda law: _long(law) & _absence_told & yes("cover_named"),
    says="The notice of the absence from {started_on} is not shown to be complete",
    fix="Send RQIA what is missing: length, reason, arrangements, and the plan and date to appoint.",
)
def notice_complete(law: Law) -> pl.Expr:
    """The notice of a long absence says everything that the law asks."""
    return yes("notice_complete")


@rule(
    "NIR-CHANGE-TOLD",
    about="changes",
    clauses=_CHANGE,
    severity="major",
    when=col("kind").is_in(_NAMED),
    basis="law",
    says="Change of {happened_on} ({kind}): no notice to RQIA is recorded",
    fix="Write to RQIA now, and enter the date.",
)
def change_told(law: Law) -> pl.Expr:
    """RQIA is told in writing of a change in who runs the agency, in names, addresses, officers and premises."""
    return _change_told | within("happened_on", "notified_on", law.forthwith, law)


@rule(
    "NIR-CHANGE-TOLD-PROMPTLY",
    about="changes",
    clauses=_CHANGE,
    severity="major",
    when=col("kind").is_in(_NAMED) & _change_told,
    says="Change of {happened_on} ({kind}): RQIA was told on {notified_on}. The law wants notice when a change is "
    "proposed; this is later than custom allows even for one that came suddenly",
    fix="Note why it was late. A change that is planned is told before it happens.",
)
def change_told_promptly(law: Law) -> pl.Expr:
    """RQIA is told of a change before it happens, or as soon as custom has it where it came suddenly."""
    return within("happened_on", "notified_on", law.forthwith, law)


@rule(
    "NIR-INSOLVENCY-INTENTIONS",
    about="changes",
    clauses=("nisr-2007-221/36", "nisi-2003-431/31"),
    severity="major",
    when=(col("kind") == "insolvency") & _change_told,
    says="RQIA was told of the appointment of {happened_on}, and is not shown to know what is intended for the agency",
    fix="Have the person appointed tell RQIA their intentions, and mark the details as complete.",
)
def intentions_told(law: Law) -> pl.Expr:
    """After an insolvency RQIA is told within 28 days what is intended for the agency."""
    still_time: pl.Expr = col("happened_on") + law.insolvency_intentions >= law.today
    return yes("details_complete") | still_time
