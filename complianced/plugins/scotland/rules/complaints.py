"""Complaints: SSI 2011/210 reg 18, and the 2010 Act s 79.

Twenty working days are law; a shorter time may be reasonable.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, yes

_REG = "ssi-2011-210/18"
_withdrawn = col("outcome").eq_missing("withdrawn")


@rule(
    "SCO-COMPLAINT-ANSWERED",
    about="complaints",
    clauses=(_REG, "hscs-2017/4.20"),
    severity="critical",
    when=~_withdrawn & present("received_on"),
    says="The complaint of {received_on} was answered on {responded_on}; the law gives 20 working days",
    fix="Tell the person today what will be done about the complaint, and enter the day.",
)
def answered_in_time(law: Law) -> pl.Expr:
    """Within 20 working days of a complaint the person who made it knows what is done about it."""
    due: pl.Expr = col("received_on") + law.complaint_answer
    return pl.coalesce("responded_on", law.today) <= due


@rule(
    "SCO-COMPLAINT-INVESTIGATED",
    about="complaints",
    clauses=_REG,
    severity="major",
    when=~_withdrawn & (present("responded_on") | present("closed_on")),
    says="The complaint of {received_on} was answered on {responded_on}, and what was found is not recorded",
    fix="Investigate it fully if that was not done, and enter whether it was upheld.",
)
def investigated(law: Law) -> pl.Expr:
    """What the investigation of a complaint found is on record."""
    return present("outcome")


@rule(
    "SCO-COMPLAINT-ACTION",
    about="complaints",
    clauses=_REG,
    severity="major",
    when=col("outcome").is_in(["upheld", "partly_upheld"]),
    says="The complaint of {received_on} was {outcome}, and what was done about it is not recorded",
    fix="Do what the findings call for, tell the person, and record it.",
)
def action_recorded(law: Law) -> pl.Expr:
    """What is done about a complaint that was upheld is on record."""
    return yes("action_recorded")


@rule(
    "SCO-COMPLAINT-RECORD",
    about="complaints",
    clauses="ci-records-guidance/17",
    severity="major",
    says="A complaint is on record without the day on which it was made",
    fix="Enter the day; without it nobody can tell whether it was answered in time.",
)
def complaint_dated(law: Law) -> pl.Expr:
    """A complaint has the day on which it was made on record."""
    return present("received_on")


@rule(
    "SCO-COMPLAINTS-PROCEDURE-GIVEN",
    about="people_supported",
    clauses=(_REG, "hscs-2017/4.21"),
    severity="major",
    says="There is no day on which the person was given a written copy of the complaints procedure",
    fix="Give it in a form the person can use, go through it with them, and enter the day.",
)
def procedure_given(law: Law) -> pl.Expr:
    """Each person has a written copy of the complaints procedure."""
    return present("complaints_procedure_given_on")


@rule(
    "SCO-COMPLAINTS-PROCEDURE",
    about="documents_by_kind",
    clauses=_REG,
    severity="major",
    when=col("kind") == "complaints_policy",
    says="No complaints procedure is on record",
    fix="Enter the current procedure, or write one: how to complain, who investigates, and by when.",
)
def procedure_held(law: Law) -> pl.Expr:
    """There is a complaints procedure."""
    return present("document_id")


@rule(
    "SCO-COMPLAINTS-REGULATOR",
    about="document_contents",
    clauses=(_REG, "asp-2010-8/79"),
    severity="major",
    when=(col("kind") == "complaints_policy") & present("document_id"),
    says="The complaints procedure is known to hold: {items}. It must name the Care Inspectorate with its postal "
    "address and how to complain to it",
    fix="Add the Care Inspectorate's name, postal address and procedure, and tick them in the checklist.",
)
def procedure_names_regulator(law: Law) -> pl.Expr:
    """The complaints procedure names the Care Inspectorate and how to reach it."""
    return pl.all_horizontal(col("items").list.contains(item) for item in ("names_regulator", "regulator_contact"))


@rule(
    "SCO-COMPLAINTS-SUMMARY",
    about="requests",
    clauses=_REG,
    severity="major",
    basis="law",  # that it is sent is law; the days where none were set are ours
    when=col("kind") == "complaints_summary",
    says="A summary of complaints was asked for on {received_on} (by {due_on}) and sent on {answered_on}",
    fix="Send the summary of the last 12 months and what was done about each complaint today.",
)
def summary_sent(law: Law) -> pl.Expr:
    """A summary of complaints is sent to the Care Inspectorate when it asks."""
    by_custom: pl.Expr = col("received_on") + law.complaints_summary_answer
    return pl.coalesce("answered_on", law.today) <= pl.coalesce(col("due_on"), by_custom)
