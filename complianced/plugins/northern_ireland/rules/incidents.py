"""Two clocks for the same incident: the carer's (SR 2007/221 reg 16(2)(h) and (3)) and the agency's (reg 33).

The carer reports within 24 hours of the occurrence and writes within 3 days. The agency tells RQIA and the placing
authority within 24 hours of knowing, and confirms an oral notice within 3 working days. Abuse and allegations are with
the rest of a concern's life, in `safeguarding`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, as_moment, col, present, rule, within, yes
from complianced.plugins.northern_ireland.shared import has_authority

_CARER = ("nisr-2007-221/16(2)(h)", "nisr-2007-221/16(3)")
_AGENCY = ("nisr-2007-221/33(1)", "nisr-2007-221/33(2)", "nisr-2007-221/33(3)")


def _to_be_reported(law: Law) -> pl.Expr:
    """What the lists name; an absence only where it was longer than the law's hours, or nobody wrote down how long."""
    long: pl.Expr = (col("missing_hours") > law.absence_trigger.amount).fill_null(True)
    adverse = col("harm").is_in(["low", "moderate", "severe", "prolonged_psychological", "death"]).fill_null(False)
    return col("notice").is_not_null() & ((col("notice") != "absence") | long | adverse)


@rule(
    "NIR-CARER-REPORT",
    about="incidents_reported",
    clauses=_CARER,
    severity="major",
    when=lambda law: _to_be_reported(law) & present("occurred_at") & present("carer_id"),
    says="Incident ({notice}) of {occurred_at}: the carer told the agency {carer_reported_at}",
    fix="Go over with the carer what is to be reported and how soon; where the report is not recorded, enter it.",
)
def carer_reports_in_time(law: Law) -> pl.Expr:
    """A carer tells the agency of a listed incident within 24 hours of its occurrence."""
    return within("occurred_at", "carer_reported_at", law.carer_report, law)


@rule(
    "NIR-CARER-WRITTEN",
    about="incidents_reported",
    clauses=_CARER,
    severity="major",
    when=lambda law: _to_be_reported(law) & present("carer_reported_at") & present("carer_id"),
    says="Incident ({notice}): the carer told the agency {carer_reported_at} and wrote on {carer_written_on}",
    fix="Have the carer write it down now, and enter the day; a report that was written first counts by its own day.",
)
def carer_writes_in_time(law: Law) -> pl.Expr:
    """A carer's report of an incident is in writing within 3 days."""
    return within("carer_reported_at", "carer_written_on", law.carer_written, law)


@rule(
    "NIR-RQIA-TOLD",
    about="incidents_reported",
    clauses=_AGENCY,
    severity="critical",
    when=_to_be_reported,
    says="Incident ({notice}) known since {aware_at}: RQIA was told {regulator_notified_at}",
    fix="Notify RQIA today if that is still to be done, and enter when; note what held it up.",
)
def rqia_told_in_time(law: Law) -> pl.Expr:
    """RQIA is told of a listed incident within 24 hours of the agency's knowing."""
    return within("aware_at", "regulator_notified_at", law.rqia_notice, law)


@rule(
    "NIR-AUTHORITY-TOLD",
    about="incidents_reported",
    clauses=_AGENCY,
    severity="critical",
    when=lambda law: _to_be_reported(law) & present("person_id") & has_authority(),
    says="Incident ({notice}) known since {aware_at}: the placing authority was told {authority_notified_at}",
    fix="Tell the placing authority today if that is still to be done, and enter when; note what held it up.",
)
def authority_told_in_time(law: Law) -> pl.Expr:
    """The placing authority is told of a listed incident within 24 hours of the agency's knowing."""
    return within("aware_at", "authority_notified_at", law.rqia_notice, law)


@rule(
    "NIR-NOTICE-WRITTEN",
    about="incidents_reported",
    clauses="nisr-2007-221/33(4)",
    severity="major",
    when=lambda law: _to_be_reported(law) & yes("notice_oral") & present("regulator_notified_at"),
    says="RQIA was told by word of mouth {regulator_notified_at}; confirmed in writing on {regulator_written_on}",
    fix="Confirm it in writing today, and enter the day.",
)
def oral_notice_confirmed(law: Law) -> pl.Expr:
    """A notice given orally is confirmed in writing within 3 working days."""
    return within("regulator_notified_at", "regulator_written_on", law.rqia_written, law)


@rule(
    "NIR-DEATH-RECORDED",
    about="people_who_died",
    clauses=_AGENCY,
    severity="critical",
    says="A person died on {died_on} while placed, and no incident records the death or that RQIA was told",
    fix="Enter the death as an incident with the day it became known; tell RQIA and the authority today if nobody has.",
)
def death_recorded(law: Law) -> pl.Expr:
    """The death of a person while placed is recorded as an incident, with its notices."""
    last_moment: pl.Expr = as_moment("died_on").dt.offset_by("1d") + law.rqia_notice
    return present("incident_id") | (last_moment.dt.date() >= law.today)


@rule(
    "NIR-INCIDENT-DATED",
    about="incidents_reported",
    clauses="nisr-2007-221/sch4/4",
    severity="major",
    says="An incident ({kind}) does not say when it happened",
    fix="Enter when it happened: the carer's time to report runs from then.",
)
def incident_dated(law: Law) -> pl.Expr:
    """An incident says when it happened."""
    return present("occurred_at")


@rule(
    "NIR-RESTRAINT-GROUNDS",
    about="restrictions",
    clauses="nisr-2007-221/16(2)(e)",
    severity="critical",
    when=col("kind") == "physical",
    says="Physical restraint from {started_on}: grounds recorded: {rationale}; other ways considered: "
    "{alternatives_considered}",
    fix="Record why this restraint was the sole practicable way to secure someone's welfare; if it was not, stop it "
    "and raise a concern.",
)
def restraint_has_grounds(law: Law) -> pl.Expr:
    """Physical restraint is recorded with its grounds and the other ways that were considered."""
    return yes("rationale", "alternatives_considered")


@rule(
    "NIR-RESTRAINT-REPORTED",
    about="restrictions",
    clauses=("nisr-2007-221/16(2)(f)", "nisr-2007-221/sch4/4"),
    severity="major",
    when=col("kind") == "physical",
    says="Physical restraint from {started_on}: recorded by the agency on {recorded_on}",
    fix="Have the carer report it, and record the day on which the agency wrote it down.",
)
def restraint_recorded(law: Law) -> pl.Expr:
    """Physical restraint is reported to the agency and recorded."""
    return present("recorded_on")
