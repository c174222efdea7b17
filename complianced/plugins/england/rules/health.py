"""Health checks, resuscitation decisions, learning from deaths: NHS scheme, CQC 2021 on DNACPR, MCA s 4, LeDeR."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, age_on, col, deadline, every, present, rule, within, yes
from complianced.plugins.england.views.people_care import has_need

# The day of the LeDeR policy (law/instruments/leder-policy.yaml): earlier deaths are not asked about.
LEDER_FROM = date(2021, 3, 23)
_ADULT = 18
_DNACPR = ("cqc-dnacpr-2021/review", "ukpga-2005-9/4")

# A learning disability or autism by itself is never a reason not to resuscitate: these words, and those that only go
# with them, are set aside, and something has to be left.
_DISABILITY = (
    r"\b(?:learning (?:disabilit(?:y|ies)|difficult(?:y|ies)|disabled)|(?:pm)?ld|autis(?:m|tic)|down\W?s? syndrome)\b"
)
_FILLER = r"\b(?:a|an|the|and|or|has|with|of|due|to|person|mild|moderate|severe|profound|multiple|spectrum|disorder)\b"


def _invited(law: Law) -> pl.Expr:
    """Old enough, not having said no; a birthday that is not recorded is taken as long past."""
    old_enough = (every("born_on", law.health_check_age) <= law.today).fill_null(True)
    return col("learning_disability") & old_enough & ~yes("health_check_declined")


@deadline(
    "ENG-HEALTH-CHECK",
    about="people_in_care",
    clauses="nhs-ld-health-check/annual",
    severity="minor",
    when=_invited,
    says="Last yearly health check: {health_check_on}; due by {due_on} (personal care: {regulated})",
    fix="Help the person to book the check with their GP, or record that they were asked and said no.",
)
def health_check_yearly(law: Law) -> pl.Expr:
    """Somebody with a learning disability has a health check every year, with some months' grace, or has said no."""
    due: pl.Expr = (
        every("health_check_on", law.health_check_interval, since="first_started_on") + law.health_check_grace
    )
    return due


@rule(
    "ENG-HEALTH-ACTION-PLAN",
    about="people_in_care",
    clauses="nhs-ld-health-check/annual",
    severity="minor",
    when=lambda law: _invited(law) & present("health_check_on"),
    says="Health check on {health_check_on}; health action plan dated: {health_action_plan_on} "
    "(personal care: {regulated})",
    fix="Ask the GP for the health action plan that goes with the check, and work it into the support plan.",
)
def health_action_plan_follows(law: Law) -> pl.Expr:
    """A health action plan follows the health check."""
    followed = (col("health_action_plan_on") >= col("health_check_on")).fill_null(False)
    return followed | (every("health_check_on", law.health_check_grace) >= law.today)


@rule(
    "ENG-DNACPR-REASON",
    about="people_in_care",
    clauses=_DNACPR,
    severity="critical",
    when=col("dnacpr_on_file"),
    says="A DNACPR decision is on file, dated: {dnacpr_on}; the clinical reason is {dnacpr_reason}, and a date and a "
    "reason other than a disability are not both there",
    fix="Ask the GP or hospital today who made it, when and for what clinical reason; a disability alone is none.",
)
def dnacpr_has_a_reason(law: Law) -> pl.Expr:
    """A DNACPR decision has a date and a clinical reason that is more than a learning disability or autism."""
    left = col("dnacpr_reason").str.to_lowercase().str.replace_all(_DISABILITY, "").str.replace_all(_FILLER, "")
    return present("dnacpr_on") & left.str.contains(r"\p{L}")


@rule(
    "ENG-DNACPR-INVOLVED",
    about="people_in_care",
    clauses=_DNACPR,
    severity="critical",
    when=col("dnacpr_on_file"),
    says="A DNACPR decision of {dnacpr_on} is on file; the person, or those close to them, took part: "
    "{dnacpr_person_involved}",
    fix="Ask the clinician to look at it again with the person, or without capacity with family or an advocate.",
)
def dnacpr_made_with_the_person(law: Law) -> pl.Expr:
    """The person, or those close to them, took part in a DNACPR decision."""
    return yes("dnacpr_person_involved")


@deadline(
    "ENG-DNACPR-REVIEW",
    about="people_in_care",
    clauses=_DNACPR,
    severity="critical",
    when=present("dnacpr_on"),
    says="The DNACPR decision of {dnacpr_on} was last reviewed: {dnacpr_reviewed_on}; due by {due_on}",
    fix="Ask the clinician to review it, with the person, and again on each stay in hospital; record the day.",
)
def dnacpr_reviewed(law: Law) -> pl.Expr:
    """A DNACPR decision is reviewed at the scheme's interval."""
    return every("dnacpr_reviewed_on", law.dnacpr_review_interval, since="dnacpr_on")


@rule(
    "ENG-LEDER",
    about="people_who_died",
    clauses="leder-policy/notify",
    severity="minor",
    when=(has_need("learning_disability") | has_need("autism"))
    & (col("died_on") >= pl.lit(LEDER_FROM))
    & (age_on("born_on", col("died_on")) >= _ADULT).fill_null(True),
    says="A person with a learning disability or autism died on {died_on}; LeDeR was told: {leder_notified_on}, "
    "later than custom has it or not at all",
    fix="Report the death on the LeDeR website, anyone may, and record the day on the incident.",
)
def leder_told(law: Law) -> pl.Expr:
    """LeDeR is told in time of the death of an adult with a learning disability or an autistic adult."""
    return within("died_on", "leder_notified_on", law.leder_notice, law)
