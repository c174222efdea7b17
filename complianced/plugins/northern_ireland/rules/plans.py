"""Assessment, plan and review: SR 2007/221 regs 13 and 19. The agreement's reviews have their years in law."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, make_rule, present, rule, within, yes
from complianced.plugins.northern_ireland.shared import COMMENCED, has_authority

_EMERGENCY = yes("emergency")
_FIRST = "nisr-2007-221/19(1)"
_AFTER = "nisr-2007-221/19(2)"


@rule(
    "NIR-ASSESSED-FIRST",
    about="arrangements_live",
    clauses=_FIRST,
    severity="critical",
    when=~_EMERGENCY & (col("started_on") >= pl.lit(COMMENCED)),
    says="The placement started on {started_on}; the person's needs were assessed on {needs_assessed_on}",
    fix="Assess the person's needs now, and record why the placement began before it.",
)
def needs_assessed_first(law: Law) -> pl.Expr:
    """A person's needs are assessed before the placement, emergencies apart."""
    return col("needs_assessed_on") <= col("started_on")


@rule(
    "NIR-PLAN-FIRST",
    about="arrangements_live",
    clauses=_FIRST,
    severity="critical",
    when=~_EMERGENCY & (col("started_on") >= pl.lit(COMMENCED)),
    says="The placement started on {started_on}; the first written plan is of {first_plan_at}",
    fix="Write the plan with the person now, and record why the placement began before it.",
)
def plan_made_first(law: Law) -> pl.Expr:
    """There is a written plan before the placement, emergencies apart."""
    return col("first_plan_at").dt.date() <= col("started_on")


def _after_emergency(name: str, what: str, day: str) -> tuple[Rule, Rule]:
    """That it was done after an emergency start, which is law; and how soon, which is custom."""

    def done(law: Law) -> pl.Expr:
        return present(day) | within("started_on", day, law.plan_after_emergency, law)

    def soon(law: Law) -> pl.Expr:
        return within("started_on", day, law.plan_after_emergency, law)

    def parts(id: str, title: str, condition: Callable[[Law], pl.Expr], when: pl.Expr, says: str, basis: str) -> Rule:
        return make_rule(
            id,
            RuleKind.CONDITION,
            title,
            condition,
            about="arrangements_live",
            clauses=_AFTER,
            severity="major",
            when=when,
            says=says,
            fix=f"See to {what} now, and record what held it up.",
            basis=basis,
        )

    return (
        parts(
            f"NIR-EMERGENCY-{name}",
            f"After an emergency start there is {what}.",
            done,
            _EMERGENCY,
            f"The emergency placement started on {{started_on}}, and {what} is not on record",
            "law",
        ),
        parts(
            f"NIR-EMERGENCY-{name}-PROMPTLY",
            f"After an emergency start there is {what} as soon as custom has it.",
            soon,
            _EMERGENCY & present(day),
            f"The emergency placement started on {{started_on}}; {what} came on {{{day}}}. The law says as soon as "
            "reasonably practicable; this is later than custom allows",
            "convention",
        ),
    )


AFTER_EMERGENCY: tuple[Rule, ...] = (
    *_after_emergency("ASSESSMENT", "an assessment of needs", "needs_assessed_on"),
    *_after_emergency("PLAN", "a written plan", "first_plan_at"),
)


@rule(
    "NIR-PLAN-AUTHORITY",
    about="arrangements_live",
    clauses="nisr-2007-221/19(4)",
    severity="major",
    when=has_authority(),
    says="A placing authority stands behind this placement; its care plan was received on {authority_plan_received_on}",
    fix="Ask the authority for its care plan, check the person's plan against it, and record the day.",
)
def authority_plan_received(law: Law) -> pl.Expr:
    """The placing authority's plan is there, so that the person's plan can be consistent with it."""
    still_time = _EMERGENCY & (col("started_on") + law.plan_after_emergency >= law.today)
    met: pl.Expr = present("authority_plan_received_on") | still_time
    return met


@rule(
    "NIR-PLAN-PERSON",
    about="arrangements_live",
    clauses="nisr-2007-221/19(4)",
    severity="major",
    when=col("plans") > 0,
    says="The person or representative was consulted on the plan of {plan_made_at}: {person_involved}",
    fix="Go through the plan with the person, or their representative, and record that it was done.",
)
def person_consulted(law: Law) -> pl.Expr:
    """The person, or their representative, is consulted on the plan."""
    return yes("person_involved")


@rule(
    "NIR-PLAN-AUTHORITY-CONSULTED",
    about="arrangements_live",
    clauses="nisr-2007-221/19(4)",
    severity="major",
    when=(col("plans") > 0) & has_authority(),
    says="The placing authority was consulted on the plan of {plan_made_at}: {authority_consulted}",
    fix="Send the plan to the care manager or social worker, take in what they say, and record it.",
)
def authority_consulted(law: Law) -> pl.Expr:
    """The placing authority, care manager or social worker is consulted on the plan."""
    return yes("authority_consulted")


@rule(
    "NIR-PLAN-SHARED",
    about="arrangements_live",
    clauses="nisr-2007-221/19(5)",
    severity="minor",
    basis="law",
    when=present("plan_made_at"),
    says="The plan of {plan_made_at} was given to the person on {plan_shared_on} and to a representative on "
    "{representative_copy_on}",
    fix="Give the person the plan in a form they can use, or the representative a copy, and record the day.",
)
def plan_available(law: Law) -> pl.Expr:
    """The plan is available to the person or their representative."""
    given = present("plan_shared_on") | present("representative_copy_on")
    met: pl.Expr = given | (col("plan_made_at").dt.date() + law.plan_sharing >= law.today)
    return met


@deadline(
    "NIR-AGREEMENT-REVIEW-FIRST",
    about="arrangements_live",
    clauses="nisr-2007-221/13(2)(a)",
    severity="major",
    when=col("last_agreement_review_on").is_null(),
    says="The placement started on {started_on} and its agreement has not been reviewed; the first review was due "
    "{due_on}",
    fix="Review the placement agreement with the person, the carer and the placing authority, and record the day.",
)
def agreement_reviewed_in_first_year(law: Law) -> pl.Expr:
    """A placement agreement is reviewed at least once in the first year."""
    due: pl.Expr = col("started_on") + law.agreement_review_first
    return due


@deadline(
    "NIR-AGREEMENT-REVIEW",
    about="arrangements_live",
    clauses="nisr-2007-221/13(2)(c)",
    severity="major",
    when=present("last_agreement_review_on"),
    says="The placement agreement was last reviewed on {last_agreement_review_on}; the next review was due {due_on}",
    fix="Review the placement agreement with the person, the carer and the placing authority, and record the day.",
)
def agreement_reviewed_yearly(law: Law) -> pl.Expr:
    """A placement agreement is reviewed within a year of its last review."""
    due: pl.Expr = col("last_agreement_review_on") + law.agreement_review_interval
    return due


@rule(
    "NIR-AGREEMENT-REVIEW-CHANGE",
    about="arrangements_live",
    clauses="nisr-2007-221/13(2)(b)",
    severity="major",
    basis="law",
    when=col("significant_change_on") >= col("started_on"),
    says="The plan changed significantly on {significant_change_on}; the agreement was last reviewed on "
    "{last_agreement_review_on}",
    fix="Review the placement agreement for the change, and record the day.",
)
def agreement_reviewed_on_change(law: Law) -> pl.Expr:
    """The placement agreement is reviewed once the plan has changed significantly."""
    reviewed = col("last_agreement_review_on") >= col("significant_change_on")
    still_time: pl.Expr = col("significant_change_on") + law.agreement_review_change >= law.today
    return reviewed.fill_null(False) | still_time


@rule(
    "NIR-VISIT-VIEWS",
    about="last_visits",
    clauses="nisr-2007-221/13(3)",
    severity="major",
    says="At the last visit, on {visited_on}, the views of the person or representative were recorded: "
    "{views_recorded}",
    fix="Ask the person at the next visit what they think of the placement, and record it.",
)
def views_sought_at_visit(law: Law) -> pl.Expr:
    """At the last monitoring visit the views of the person or representative were sought."""
    return yes("views_recorded")


@rule(
    "NIR-REVIEW-VIEWS",
    about="last_agreement_reviews",
    clauses="nisr-2007-221/13(3)",
    severity="major",
    says="At the last review of the agreement, on {held_on}, the views of the person or representative were recorded: "
    "{views_recorded}",
    fix="Ask the person or representative now, and record what they say with the review.",
)
def views_sought_at_review(law: Law) -> pl.Expr:
    """At the last review of the agreement the views of the person or representative were sought."""
    return yes("views_recorded")


@rule(
    "NIR-REVIEW-AUTHORITY-VIEWS",
    about="last_agreement_reviews",
    clauses="nisr-2007-221/13(3)",
    severity="major",
    when=has_authority(),
    says="At the last review of the agreement, on {held_on}, the placing authority's views were recorded: "
    "{authority_views_recorded}",
    fix="Ask the care manager or social worker now, and record what they say with the review.",
)
def authority_views_sought(law: Law) -> pl.Expr:
    """At the last review of the agreement the placing authority's views were sought."""
    return yes("authority_views_recorded")
