"""Enough competent people: the Staffing Act 2019, and SSI 2011/210 reg 15 until 2024-03-31.

Training that lapses, training for a need, and caseload under the Act are custom everywhere, and in `practice`. The
rules on regulation 15 stand here for audits as of an earlier day.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, make_rule, present, rule, yes

_ACT_7 = "asp-2019-6/7"
_REG_15 = "ssi-2011-210/15"
_WORKERS = ("registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead", "administrator")


def _cover(id: str, title: str, clause: str, condition: Callable[[Law], pl.Expr]) -> Rule:
    return make_rule(
        id,
        RuleKind.CONDITION,
        title,
        condition,
        about="arrangements_live",
        clauses=clause,
        severity="major",
        basis="convention",
        when=col("kind") == "live_in",
        says="Nobody is named who takes over when the carer of this live-in arrangement is away or ill",
        fix="Agree with person and carer who steps in, approve them, and record it.",
    )


def _named_while_reg_15_was_law(law: Law) -> pl.Expr:
    return pl.lit(law.reg_15_cover) <= col("backup_carer_id").is_not_null().cast(pl.Int32)


COVER: tuple[Rule, ...] = (
    _cover(
        "SCO-COVER",
        "Somebody is named who can take over from a live-in carer",
        _ACT_7,
        lambda _law: present("backup_carer_id"),
    ),
    _cover(
        "SCO-COVER-REG-15",
        "Somebody was named who could take over from a live-in carer (until April 2024)",
        _REG_15,
        _named_while_reg_15_was_law,
    ),
)


def _left_open(law: Law) -> pl.Expr:
    late: pl.Expr = col("aware_at").dt.date() + law.incident_action < law.today
    return late.fill_null(False) & col("action_done_on").is_null()


@rule(
    "SCO-DISRUPTION-LEARNING",
    about="incidents",
    clauses=_ACT_7,
    severity="major",
    basis="convention",
    when=lambda law: (col("kind") == "service_disruption") & (present("closed_on") | _left_open(law)),
    says="Support failed ({aware_at}); closed on {closed_on}, action on {action_done_on}, nothing learned on record",
    fix="Look at why support failed and what keeps it from happening again, and record it.",
)
def disruption_learned_from(law: Law) -> pl.Expr:
    """Support that failed is looked at before the matter is closed, and is not left open with nothing done."""
    return yes("learning_recorded")


@deadline(
    "SCO-STAFFING-REVIEW",
    about="events_by_kind",
    clauses=("asp-2019-6/1", "asp-2019-6/3(1)"),
    severity="minor",
    when=col("kind") == "staffing_review",
    says="Staffing was last reviewed on {happened_on}; the next review was due {due_on}",
    fix="Review staffing against the guiding principles with staff and people supported, and record the day.",
)
def staffing_reviewed(law: Law) -> pl.Expr:
    """Staffing is reviewed against the guiding principles within the interval."""
    return every("happened_on", law.staffing_review_interval, since="registered_on")


@rule(
    "SCO-STAFFING-POLICY",
    about="documents_by_kind",
    clauses="asp-2019-6/10",
    severity="minor",
    basis="statutory_guidance",
    when=col("kind") == "staffing_policy",
    says="No staffing policy is on record that shows how Ministers' guidance is kept in mind",
    fix="Write how the service decides on staffing, with the statutory guidance beside it, and enter the document.",
)
def staffing_policy_held(law: Law) -> pl.Expr:
    """A staffing policy shows how the statutory guidance is kept in mind."""
    return present("document_id")


@rule(
    "SCO-CASELOAD-REG-15",
    about="schemes",
    clauses=_REG_15,
    severity="major",
    when=col("live_arrangements") > 0,
    says="{live_arrangements} live arrangements to {scheme_worker_fte} full-time equivalent of scheme workers",
    fix="Look at the workload with the team, and record how many workers are needed and why.",
)
def caseload_until_2024(law: Law) -> pl.Expr:
    """A full-time worker did not have more arrangements than is customary (until April 2024)."""
    return col("live_arrangements") <= col("scheme_worker_fte").fill_null(0) * pl.lit(law.reg_15_caseload)


def _training_until_2024(id: str, about: str, who: pl.Expr | None) -> Rule:
    # Safeguarding, infection control and candour have rules of their own, in force then too.
    elsewhere = ["induction", "safeguarding_adults", "infection_control", "duty_of_candour"]
    taken = col("completed_on").is_not_null() & ~col("course").is_in(elsewhere)

    def good_until(law: Law) -> pl.Expr:
        by_custom: pl.Expr = col("completed_on") + law.reg_15_training
        return pl.coalesce(col("expires_on"), by_custom)

    return make_rule(
        id,
        RuleKind.DEADLINE,
        "Training that was taken had not lapsed (until April 2024)",
        good_until,
        about=about,
        clauses=_REG_15,
        severity="major",
        when=taken if who is None else taken & who,
        says="The course in {course} was taken on {completed_on} and was good until {due_on}",
        fix="Offer the refresher, and record the new certificate.",
    )


TRAINING_REG_15: tuple[Rule, ...] = (
    _training_until_2024("SCO-TRAINING-CARERS-REG-15", "carer_training", None),
    _training_until_2024("SCO-TRAINING-STAFF-REG-15", "staff_training", col("role").is_in(_WORKERS)),
)
