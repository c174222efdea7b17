"""The personal plan: WSI 2019/163 regs 13-15, and the carer's copy, reg 35.

Where an urgent start leaves no time, the plan follows within the hours that the sister Regulations give.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within, yes
from complianced.plugins.wales.dates import REGULATED_FROM

_PLANNED = tuple(f"wsi-2019-163/13({paragraph})" for paragraph in range(1, 6))
_EMERGENCY = col("emergency").fill_null(False)
_HAS_PLAN = col("plans") > 0
_BEGAN_BEFORE_IT = (col("started_on") < REGULATED_FROM) & _HAS_PLAN
_MADE_ON = col("plan_made_at").dt.date()


@rule(
    "WAL-PLAN-FIRST",
    about="placements",
    clauses=_PLANNED,
    severity="critical",
    when=~_EMERGENCY,
    says="The placement began on {started_on}; the first personal plan was made: {first_plan_at}",
    fix="Write the plan with the person today if there is none, and tell the carer at once how care is given.",
)
def plan_before_start(law: Law) -> pl.Expr:
    """A personal plan is made before the placement begins."""
    # Where no hour is recorded, the plan and the start may have come in either order on their day.
    return (col("first_plan_at") <= col("begun_at_latest")) | _BEGAN_BEFORE_IT


@rule(
    "WAL-PLAN-EMERGENCY",
    about="placements",
    clauses=_PLANNED,
    severity="critical",
    when=_EMERGENCY,
    says="The placement began in an emergency on {started_on} (hour: {started_at}); the first personal plan was made: "
    "{first_plan_at}",
    fix="Write the plan with the person today if there is none; see that whoever is on call can make a first plan.",
)
def plan_after_emergency(law: Law) -> pl.Expr:
    """After an urgent start the personal plan is made within the hours allowed."""
    return within("begun_at", "first_plan_at", law.plan_emergency, law) | _BEGAN_BEFORE_IT


@rule(
    "WAL-PLAN-COVERS",
    about="personal_plans",
    clauses="wsi-2019-163/13(1)",
    severity="major",
    when=_HAS_PLAN,
    says="Version {plan_version} of the plan covers daily needs: {covers_daily_needs}; outcomes: {covers_outcomes}; "
    "risks and how they are met: {covers_risks}",
    fix="Complete the plan with the person: daily needs, the outcomes they want, risks and risks worth taking.",
)
def plan_covers(law: Law) -> pl.Expr:
    """The current plan covers daily needs, outcomes and risks."""
    return yes("covers_daily_needs", "covers_outcomes", "covers_risks")


@rule(
    "WAL-PLAN-WITH-PERSON",
    about="personal_plans",
    clauses=("wsi-2019-163/13(6)", "wsi-2019-163/13(7)"),
    severity="major",
    when=_HAS_PLAN,
    says="The person took part in making version {plan_version} of the plan: {person_involved}",
    fix="Go through the plan with the person, or whoever speaks for them, and record that they took part.",
)
def plan_made_with_person(law: Law) -> pl.Expr:
    """The plan is made with the person, or with a representative where the person lacks capacity."""
    return yes("person_involved") | (present("person_involved") & yes("lacks_capacity", "representative"))


@deadline(
    "WAL-PLAN-REVIEW",
    about="arrangements_live",
    clauses="wsi-2019-163/14",
    severity="major",
    basis="law",  # a least interval is law; the months are those of the sister Regulations
    says="The plan was last reviewed on {last_plan_review_on} (placement began {started_on}); next due {due_on}",
    fix="Review the plan with the person this week, and put the next reviews in the calendar.",
)
def plan_reviewed(law: Law) -> pl.Expr:
    """The personal plan is reviewed at least at the interval set."""
    return every("last_plan_review_on", law.plan_review, since="started_on")


@rule(
    "WAL-PLAN-REVIEW-CONTENT",
    about="placement_reviews",
    clauses="wsi-2019-163/14",
    severity="major",
    says="Review of {held_on}: outcomes looked at: {outcomes_reviewed}; the person took part: {person_took_part}; the "
    "plan must change: {revise}",
    fix="Record how far the person has come towards their outcomes, whether they took part, and what was decided.",
)
def review_tests_outcomes(law: Law) -> pl.Expr:
    """The last review looked at outcomes and records whether the person took part and whether the plan must change."""
    return yes("outcomes_reviewed") & present("person_took_part", "revise")


@rule(
    "WAL-PLAN-REVISED",
    about="placement_reviews",
    clauses="wsi-2019-163/14",
    severity="major",
    when=yes("revise"),
    basis="law",  # revising is law, the days are custom
    says="The review of {held_on} decided that the plan must change; the newest version was made {last_plan_at}",
    fix="Revise the plan with the person, and give out the new version.",
)
def plan_revised(law: Law) -> pl.Expr:
    """A plan is revised after a review that asked for it."""
    return (col("last_plan_at").dt.date() >= col("held_on")).fill_null(False) | (
        every("held_on", law.plan_revision) >= law.today
    )


def _given(copy_on: str, limit: pl.Expr, law: Law) -> pl.Expr:
    return present(copy_on) | (limit >= law.today).fill_null(False)


@rule(
    "WAL-PLAN-COPY",
    about="personal_plans",
    clauses="wsi-2019-163/15",
    severity="minor",
    when=_HAS_PLAN,
    basis="law",  # the copy is law, the days are custom
    says="Version {plan_version} of the plan, made {plan_made_at}: the person was given a copy: {plan_shared_on}",
    fix="Give the person the current plan in a form they can use, and record the day.",
)
def person_has_plan(law: Law) -> pl.Expr:
    """The person has a copy of the current plan."""
    return _given("plan_shared_on", _MADE_ON + law.plan_copy, law)


@rule(
    "WAL-PLAN-COPY-REPRESENTATIVE",
    about="personal_plans",
    clauses="wsi-2019-163/15",
    severity="minor",
    when=_HAS_PLAN & yes("representative"),
    basis="law",  # the copy is law, the days are custom
    says="Version {plan_version} of the plan, made {plan_made_at}: the representative was given a copy: "
    "{representative_copy_on}",
    fix="Give the representative the current plan; where that would be inappropriate, waive this with the reason.",
)
def representative_has_plan(law: Law) -> pl.Expr:
    """The representative has a copy of the current plan."""
    return _given("representative_copy_on", _MADE_ON + law.plan_copy, law)


@rule(
    "WAL-PLAN-CARER-COPY",
    about="personal_plans",
    clauses="wsi-2019-163/35",
    severity="major",
    when=_HAS_PLAN,
    basis="law",  # that the carer has what they need is law, the days are custom
    says="Version {plan_version} of the plan, made {plan_made_at}: the carer was given it: {carer_copy_on}",
    fix="Give the carer the current plan, go through what is new, and record the day.",
)
def carer_has_plan(law: Law) -> pl.Expr:
    """The carer has the current plan."""
    return _given("carer_copy_on", _MADE_ON + law.plan_carer_copy, law)
