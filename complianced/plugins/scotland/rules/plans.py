"""The personal plan: SSI 2011/210 reg 5 and the Standards that its parts answer to.

Twenty-eight days and six months are law; every other number here is ours, where the law gives none.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule, within, yes

_REG = "ssi-2011-210/5"
_HAS_PLAN = col("plans") > 0


def _looked_at(law: Law) -> pl.Expr:
    """Every arrangement that goes on, and those that ended lately: older records may not have been supplied."""
    lately: pl.Expr = col("gone_on") + law.ended_looked_back > law.today
    return col("still_here") | lately


def _overdue(law: Law) -> pl.Expr:
    due: pl.Expr = pl.coalesce("reviewed_on", "counts_from_on") + law.plan_review_interval
    return col("still_here") & (due < law.today)


@rule(
    "SCO-PLAN",
    about="plans_over_time",
    clauses=(f"{_REG}(1)", "hscs-2017/1.15"),
    severity="critical",
    # Somebody who was gone before the days were up needs no plan any more.
    when=lambda law: (
        _looked_at(law) & (_HAS_PLAN | col("still_here") | (col("gone_on") > col("started_on") + law.plan_limit))
    ),
    says="The arrangement began on {started_on}; its first personal plan is of {planned_on}, and the law gives 28 days",
    fix="Write the plan with the person now, or record the day on which it was made; note why it was late.",
)
def planned_in_time(law: Law) -> pl.Expr:
    """A written personal plan is made within 28 days of the start."""
    return within("started_on", "first_plan_at", law.plan_limit, law)


@rule(
    "SCO-PLAN-CONSULTED",
    about="plans_current",
    clauses=(f"{_REG}(1)", "hscs-2017/1.12", "hscs-2017/2.11", "hscs-2017/2.12", "hscs-2017/2.13"),
    severity="critical",
    says="Consultation with the person on version {plan_version} of the plan is recorded as: {person_involved}",
    fix="Go through the plan with the person, and with a representative where that is right, and record that you did.",
)
def person_consulted(law: Law) -> pl.Expr:
    """The current plan was made in consultation with the person, or with who speaks for somebody who cannot decide."""
    return yes("person_involved") | yes("lacks_capacity", "representative")


def _with_them(law: Law) -> pl.Expr:
    shared = present("plan_shared_on") & (~yes("representative") | present("representative_copy_on"))
    not_yet: pl.Expr = col("plan_made_on") + law.plan_shared >= law.today
    return shared | not_yet


@rule(
    "SCO-PLAN-SHARED",
    about="plans_current",
    clauses=(f"{_REG}(2)(a)", "hscs-2017/2.10"),
    severity="major",
    basis="law",  # the days are ours; that the plan is with them is not
    when=~col("revised"),
    says="Plan of {plan_made_on}: with the person since {plan_shared_on}, with the representative since "
    "{representative_copy_on} (there is one: {representative})",
    fix="Give the plan to the person, and to a representative who was consulted, in a form they can use.",
)
def plan_shared(law: Law) -> pl.Expr:
    """The plan is with the person and, where there is one, the representative."""
    return _with_them(law)


@rule(
    "SCO-PLAN-REVISION-TOLD",
    about="plans_current",
    clauses=f"{_REG}(2)(d)",
    severity="minor",
    basis="law",
    when=col("revised"),
    says="Version {plan_version} of {plan_made_on}: the person told on {plan_shared_on}, the representative on "
    "{representative_copy_on} (there is one: {representative})",
    fix="Tell the person, and a representative who was consulted, what has changed in the plan, and record the day.",
)
def revision_told(law: Law) -> pl.Expr:
    """The person and, where there is one, the representative are told of a revised plan."""
    return _with_them(law)


@rule(
    "SCO-PLAN-REVIEW-ON-REQUEST",
    about="plans_in_use",
    clauses=(f"{_REG}(2)(b)(i)", "hscs-2017/1.19"),
    severity="major",
    basis="law",
    when=present("review_requested_on"),
    says="A review was asked for on {review_requested_on}; the plan was last reviewed on {last_plan_review_on}",
    fix="Hold the review that was asked for, with whoever asked for it.",
)
def reviewed_on_request(law: Law) -> pl.Expr:
    """A plan is reviewed when the person or a representative asks."""
    not_yet: pl.Expr = col("review_requested_on") + law.requested_review >= law.today
    return (col("last_plan_review_on") >= col("review_requested_on")).fill_null(False) | not_yet


@rule(
    "SCO-PLAN-REVIEW-ON-CHANGE",
    about="plans_in_use",
    clauses=(f"{_REG}(2)(b)(ii)", "hscs-2017/1.14"),
    severity="major",
    basis="law",
    when=present("significant_change_on"),
    says="Needs changed on {significant_change_on}; the plan was last reviewed on {last_plan_review_on}",
    fix="Review the plan for what has changed, and record the day.",
)
def reviewed_on_change(law: Law) -> pl.Expr:
    """A plan is reviewed when the person's needs change significantly."""
    not_yet: pl.Expr = col("significant_change_on") + law.change_review >= law.today
    return (col("last_plan_review_on") >= col("significant_change_on")).fill_null(False) | not_yet


@deadline(
    "SCO-PLAN-REVIEW",
    about="plans_over_time",
    clauses=(f"{_REG}(2)(b)(iii)", "hscs-2017/1.19"),
    severity="critical",
    when=col("still_here"),
    says="The plan was last reviewed on {reviewed_on} (counted from {counts_from_on}); the next was due {due_on}",
    fix="Review the plan with the person this week; the law asks for a review in every six months.",
)
def plan_reviewed(law: Law) -> pl.Expr:
    """A plan is reviewed at least once in every six months while the service goes on."""
    due: pl.Expr = pl.coalesce("reviewed_on", "counts_from_on") + law.plan_review_interval
    return due


@rule(
    "SCO-PLAN-REVIEW-GAP",
    about="plans_over_time",
    clauses=f"{_REG}(2)(b)(iii)",
    severity="critical",
    # What is overdue now has the rule above; one finding for an arrangement is enough.
    when=lambda law: col("stretches").is_not_null() & _looked_at(law) & ~_overdue(law),
    says="There were over six months without a review of the plan; the longest ran from {longest_from_on} to "
    "{longest_until_on}",
    fix="Enter a review that was held and not recorded. If there was none, note why, and what keeps it from recurring.",
)
def never_over_six_months(law: Law) -> pl.Expr:
    """There was no stretch of over six months without a review of the plan."""
    began, ended = (pl.element().struct.field(name) for name in ("previous_on", "on"))
    last_day: pl.Expr = began + law.plan_review_interval
    return ~col("stretches").list.eval(ended > last_day).list.any()


@rule(
    "SCO-PLAN-REVISED",
    about="plan_reviews_and_plans",
    clauses=f"{_REG}(2)(c)",
    severity="major",
    basis="law",
    when=yes("revise"),
    says="The review of {held_on} decided to revise the plan; its newest version is of {newest_plan_on}",
    fix="Write the new version, with the person, and share it.",
)
def revised_after_review(law: Law) -> pl.Expr:
    """A plan that a review decided to revise has a new version."""
    not_yet: pl.Expr = col("held_on") + law.plan_revision >= law.today
    return (col("newest_plan_on") >= col("held_on")).fill_null(False) | not_yet


@rule(
    "SCO-PLAN-OUTCOMES",
    about="plans_current",
    clauses=("hscs-2017/1.6", "hscs-2017/1.10"),
    severity="advice",
    says="What the person wants to achieve is in version {plan_version} of the plan: {covers_outcomes}",
    fix="Ask what the person wants from life, in the home and outside it, and put it in the plan.",
)
def plan_covers_outcomes(law: Law) -> pl.Expr:
    """The current plan says what the person wants to achieve."""
    return yes("covers_outcomes")
