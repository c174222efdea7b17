"""Needs assessed, a plan made with the person, and kept under review: SI 2014/2936 reg 9(3)(a)-(g), Care Act 2014 s 27.

The law sets no day for a plan. An emergency start gets the working days that schemes give it; any other start none. The
review interval is the Care Act's statutory guidance, which binds the council; nobody but the scheme looks after the
plan of a person who pays for everything.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, every, present, rule, within, yes

_EMERGENCY = col("emergency").fill_null(False)
_PAYS_ALL = (col("funding") == "self").fill_null(False)
_HAS_PLAN = col("plans") > 0


@rule(
    "ENG-NEEDS-ASSESSED",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)(a)",
    severity="major",
    basis="guidance",
    when=~_EMERGENCY,
    says="The arrangement started on {started_on}; needs assessed: {needs_assessed_on} "
    "(personal care: {personal_care})",
    fix="Record the day of the assessment. If there was none before the start, assess with the person now.",
)
def needs_assessed_first(law: Law) -> pl.Expr:
    """Needs and preferences are assessed before an arrangement starts."""
    return before("needs_assessed_on", "started_on")


@rule(
    "ENG-NEEDS-ASSESSED-EMERGENCY",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)(a)",
    severity="major",
    when=_EMERGENCY,
    says="The arrangement started in an emergency on {started_on}; needs assessed: {needs_assessed_on} "
    "(personal care: {personal_care})",
    fix="Record the day of the assessment. If there was none, assess needs and preferences with the person now.",
)
def needs_assessed_after_emergency(law: Law) -> pl.Expr:
    """After an emergency start, needs and preferences are assessed within the days that schemes allow."""
    return within("started_on", "needs_assessed_on", law.emergency_assessment_limit, law)


@rule(
    "ENG-PLAN-WITH-PERSON",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)(a)",
    severity="major",
    when=_HAS_PLAN,
    says="The person took part in making version {plan_version} of the plan: {person_involved} "
    "(personal care: {personal_care})",
    fix="Go through the plan with the person, or with whoever lawfully acts for them, and record that they took part.",
)
def plan_made_with_person(law: Law) -> pl.Expr:
    """The current plan is made together with the person, or with a representative where the person lacks capacity."""
    return yes("person_involved") | yes("lacks_capacity", "representative")


@rule(
    "ENG-PLAN",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)(b)",
    severity="critical",
    when=~_EMERGENCY,
    says="The arrangement has run since {started_on} and no support plan is recorded (personal care: {personal_care})",
    fix="Write the plan with the person now, give the carer a copy, and until then say in writing how care is given.",
)
def planned(law: Law) -> pl.Expr:
    """A live arrangement has a support plan."""
    return _HAS_PLAN


@rule(
    "ENG-PLAN-EMERGENCY",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)(b)",
    severity="critical",
    when=_EMERGENCY,
    says="The arrangement started in an emergency on {started_on} and no support plan is recorded "
    "(personal care: {personal_care})",
    fix="Write the plan with the person now, give the carer a copy, and until then say in writing how care is given.",
)
def planned_after_emergency(law: Law) -> pl.Expr:
    """An arrangement that started in an emergency has a support plan within the days allowed for the assessment."""
    return _HAS_PLAN | (every("started_on", law.emergency_assessment_limit) >= law.today)


@rule(
    "ENG-PLAN-COVERS",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)(b)",
    severity="critical",
    when=_HAS_PLAN,
    says="Version {plan_version} of the plan: made {plan_made_at}; covers daily needs: {covers_daily_needs}; "
    "covers outcomes: {covers_outcomes} (personal care: {personal_care})",
    fix="Complete the plan: how daily needs are met, what the person wants to achieve, and the day it was made.",
)
def plan_covers_needs_and_outcomes(law: Law) -> pl.Expr:
    """The current plan is dated and covers daily needs and the outcomes that the person wants."""
    return present("plan_made_at") & yes("covers_daily_needs", "covers_outcomes")


@deadline(
    "ENG-PLAN-REVIEW",
    about="arrangements_in_care",
    clauses=("uksi-2014-2936/9(3)", "ukpga-2014-23/27"),
    severity="major",
    when=~_PAYS_ALL,
    says="The arrangement started on {started_on} and the plan was last reviewed: {plan_reviewed_on}; "
    "a review was due by {due_on} (personal care: {personal_care})",
    fix="Review the plan with the person, and ask the council in writing for its own review where that is late.",
)
def plan_reviewed(law: Law) -> pl.Expr:
    """The plan is reviewed soon after the start, and then at the interval of the Care Act's guidance."""
    first = every("started_on", law.first_plan_review)
    return (
        pl.when(present("plan_reviewed_on"))
        .then(every("plan_reviewed_on", law.authority_review_interval))
        .otherwise(first)
    )


@rule(
    "ENG-PLAN-FIRST-REVIEW",
    about="arrangements_in_care",
    clauses=("uksi-2014-2936/9(3)", "ukpga-2014-23/27"),
    severity="major",
    # Of an older arrangement the first review may lie in records that were not supplied, and cannot be mended.
    when=lambda law: (
        ~_PAYS_ALL
        & present("plan_first_reviewed_on")
        & (every("started_on", law.authority_review_interval) >= law.today)
    ),
    says="The arrangement started on {started_on} and the plan was first reviewed on {plan_first_reviewed_on}, later "
    "than the guidance has it (personal care: {personal_care})",
    fix="Note why it was late, and book the first review when an arrangement starts.",
)
def plan_first_reviewed_in_time(law: Law) -> pl.Expr:
    """The first review of a plan comes within the weeks of the Care Act's guidance."""
    return col("plan_first_reviewed_on") <= every("started_on", law.first_plan_review)


@deadline(
    "ENG-PLAN-REVIEW-SELF-FUNDER",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/9(3)",
    severity="major",
    when=_PAYS_ALL,
    says="The person pays for everything; the plan was last reviewed: {plan_reviewed_on}; "
    "a review was due by {due_on} (personal care: {personal_care})",
    fix="Review the plan with the person. No council does it where the person pays for everything.",
)
def self_funders_plan_reviewed(law: Law) -> pl.Expr:
    """The plan of a person who pays for everything is reviewed at the scheme's own interval."""
    return every("plan_reviewed_on", law.self_funder_review_interval, since="started_on")


@rule(
    "ENG-REVIEW-VIEWS",
    about="last_plan_reviews",
    clauses=(
        "uksi-2014-2936/9(3)(c)",
        "uksi-2014-2936/9(3)(d)",
        "uksi-2014-2936/9(3)(e)",
        "uksi-2014-2936/9(3)(f)",
        "uksi-2014-2936/9(3)(g)",
    ),
    severity="minor",
    says="Review of {held_on}: the person took part: {person_took_part}; their views are recorded: {views_recorded} "
    "(personal care: {personal_care})",
    fix="Ask the person, in the way they communicate, or whoever speaks for them, and record what they say.",
)
def review_records_views(law: Law) -> pl.Expr:
    """The last review of a plan records the person's views, and whether they took part."""
    return yes("views_recorded") & present("person_took_part")
