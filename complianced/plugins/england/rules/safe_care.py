"""Risks, actions, equipment, food and drink, planning ahead, restraint: SI 2014/2936 regs 12(2), 13(4), 13(7), 14.

The scheme answers for assessing the risks of the care in the carer's home, not for the home as premises (reg 2(1)).
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, yes

_RESTRAINT = ("uksi-2014-2936/13(4)(b)", "uksi-2014-2936/13(7)")
_EQUIPMENT = ("uksi-2014-2936/12(2)(e)", "uksi-2014-2936/12(2)(f)", "uksi-1998-2307/9")
_FED_WITH_CARE = ("dysphagia", "peg", "diabetes")


@rule(
    "ENG-RISK-ASSESSED",
    about="people_in_care",
    clauses="uksi-2014-2936/12(2)(a)",
    severity="critical",
    says="The person has been supported since {first_started_on} and no risk assessment is recorded "
    "(personal care: {regulated})",
    fix="Assess the risks of the care with the person and the carer now, and record the day and the next review.",
)
def risks_assessed(law: Law) -> pl.Expr:
    """The risks of each person's care are assessed."""
    return present("last_risk_assessed_on")


@rule(
    "ENG-RISK-FOR-NEED",
    about="people_in_care",
    clauses="uksi-2014-2936/12(2)(a)",
    severity="critical",
    when=present("last_risk_assessed_on"),
    says="No risk assessment is recorded for these needs: {needs_unassessed} (personal care: {regulated})",
    fix="Assess the risk of each need named, with whoever knows it: for dysphagia, a speech and language therapist.",
)
def needs_have_risk_assessments(law: Law) -> pl.Expr:
    """Each recorded need that brings a risk of its own has a risk assessment."""
    return col("needs_unassessed").list.len() == 0


@deadline(
    "ENG-RISK-REVIEW",
    about="risk_assessments",
    clauses="uksi-2014-2936/12(2)(a)",
    severity="critical",
    says="The assessment of this risk ({topic}) is from {assessed_on}; it was due for review by {due_on}",
    fix="Review the assessment with the person and the carer, or sooner when anything changes; record the day.",
)
def risk_assessments_reviewed(law: Law) -> pl.Expr:
    """Each risk is assessed again by the day the assessment sets, and at least at the scheme's interval."""
    return pl.min_horizontal(col("review_due_on"), every("assessed_on", law.risk_review_interval))


@deadline(
    "ENG-INCIDENT-ACTION",
    about="incidents",
    clauses="uksi-2014-2936/12(2)(b)",
    severity="major",
    basis="convention",
    when=present("action_due_on") & ~present("action_done_on"),
    says="Action after this incident ({kind}) was due by {due_on} and is not recorded as done",
    fix="Do what was decided, or decide afresh with a reason, and record the day.",
)
def incident_actions_done(law: Law) -> pl.Expr:
    """What was to be done after an incident is done by the day the scheme set."""
    return col("action_due_on")


@deadline(
    "ENG-EQUIPMENT-SERVICE",
    about="equipment_in_use",
    clauses=_EQUIPMENT,
    severity="major",
    # What others supplied is theirs to have serviced; for it only a date that is known to have passed counts.
    when=present("service_due_on") | col("supplied_by").eq_missing("scheme") | col("lifts_people"),
    says="Equipment in use ({kind}, supplied by: {supplied_by}): service due {service_due_on}",
    fix="Stop using it until it is serviced where it lifts or holds a person; have the supplier service it and record "
    "the next day.",
)
def equipment_serviced(law: Law) -> pl.Expr:
    """Equipment in use is not past its service or safety test."""
    return col("service_due_on")


@rule(
    "ENG-HOIST-INTERVAL",
    about="equipment_in_use",
    clauses=_EQUIPMENT,
    severity="major",
    when=col("lifts_people") & present("service_due_on"),
    says="The next examination of this lifting equipment ({kind}) is set for {service_due_on}, further off than "
    "the law allows",
    fix="Have it thoroughly examined every six months, or keep the written examination scheme that allows longer.",
)
def hoist_examined_in_time(law: Law) -> pl.Expr:
    """The next thorough examination of a hoist or sling lies within the interval that the law sets."""
    latest: pl.Expr = law.today + law.hoist_service_interval
    return col("service_due_on") <= latest


@rule(
    "ENG-NUTRITION",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/14",
    severity="major",
    when=(col("plans") > 0)
    & pl.any_horizontal(col("support_needs").list.contains(need).fill_null(False) for need in _FED_WITH_CARE),
    says="Needs: {support_needs}; the plan covers food and drink: {covers_nutrition} (personal care: {personal_care})",
    fix="Write into the plan what the person may eat and drink, how, and what the therapist or dietitian advised.",
)
def plan_covers_food_and_drink(law: Law) -> pl.Expr:
    """Where a need bears on eating or drinking, the plan covers food and drink."""
    return yes("covers_nutrition")


@deadline(
    "ENG-HOSPITAL-PASSPORT",
    about="people_in_care",
    clauses="uksi-2014-2936/12(2)(i)",
    severity="major",
    when=col("live_in").fill_null(False) & col("learning_disability"),
    says="Hospital passport dated: {hospital_passport_on}; due by {due_on} (personal care: {regulated})",
    fix="Write the hospital passport, or bring it up to date, with the person and those who know them.",
)
def hospital_passport_current(law: Law) -> pl.Expr:
    """Somebody with a learning disability who lives with a carer has a current hospital passport."""
    return every("hospital_passport_on", law.hospital_passport_interval)


@deadline(
    "ENG-EMERGENCY-PLAN",
    about="people_in_care",
    clauses="uksi-2014-2936/12(2)(i)",
    severity="advice",
    when=col("live_in").fill_null(False),
    says="Emergency plan dated: {emergency_plan_on}; due by {due_on} (personal care: {regulated})",
    fix="Write down who does what if the carer is ill or the home cannot be used, and share it with them.",
)
def emergency_plan_current(law: Law) -> pl.Expr:
    """Somebody who lives with a carer has a current emergency plan."""
    return every("emergency_plan_on", law.emergency_plan_interval)


@rule(
    "ENG-BACKUP-CARER",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/12(2)(i)",
    severity="major",
    basis="convention",
    when=col("kind") == "live_in",
    says="No other carer in role is named to stand in (named: {backup_carer_id}) (personal care: {personal_care})",
    fix="Agree with the person and the carer who stands in, approve them if they are not, and record it.",
)
def backup_carer_named(law: Law) -> pl.Expr:
    """A live-in arrangement names another carer in role who stands in."""
    return col("backup_in_role") & (col("backup_carer_id") != col("carer_id"))


@rule(
    "ENG-RESTRICTION-REASON",
    about="restrictions",
    clauses=_RESTRAINT,
    severity="critical",
    says="Restriction ({kind}) of {started_on}: why it was needed is recorded: {rationale}",
    fix="Record why it was necessary and in proportion to the harm, or end it; if nobody can, treat it as a concern.",
)
def restriction_has_a_reason(law: Law) -> pl.Expr:
    """For each restraint or restriction, why it was necessary is recorded."""
    return yes("rationale")


@rule(
    "ENG-RESTRICTION-AUTHORISED",
    about="restrictions",
    clauses=_RESTRAINT,
    severity="critical",
    says="Restriction ({kind}) of {started_on}: who allowed it: {authorised_by}",
    fix="Record who decided that it may be used and how; if nobody did, end it and treat it as a safeguarding concern.",
)
def restriction_is_authorised(law: Law) -> pl.Expr:
    """For each restraint or restriction, who allowed it is recorded."""
    return present("authorised_by")


@deadline(
    "ENG-RESTRICTION-REVIEW",
    about="restrictions",
    clauses=_RESTRAINT,
    severity="critical",
    when=col("in_place"),
    says="Restriction ({kind}) in place since {started_on} and last reviewed: {reviewed_on}; due by {due_on}",
    fix="Review with the person and whoever allowed it whether it is still needed, and whether less would do.",
)
def restriction_reviewed(law: Law) -> pl.Expr:
    """A restriction in place is reviewed at the scheme's interval."""
    return every("reviewed_on", law.restriction_review_interval, since="started_on")
