"""Ready for a concern: people trained, a lead in role, a policy in date that says where a concern goes.

England: SI 2014/2936 reg 13(1) and (2). Wales: WSI 2019/163 reg 22(1) to (3). Scotland: code of practice under the 2007
Act. Northern Ireland: adult safeguarding policy of 2015 (the champion), RQIA's core training.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule
from complianced.plugins.safeguarding.shared import elsewhere

_ENGLAND = ("uksi-2014-2936/13(1)", "uksi-2014-2936/13(2)")
_WALES = ("wsi-2019-163/22(1)", "wsi-2019-163/22(2)", "wsi-2019-163/22(3)")
_SCOTLAND = "asp-2007-10/code"
_NI_TRAINING = "rqia-practice/core-training"
_CHAMPION = "adult-safeguarding-policy-2015/champion"
_COURSE = "safeguarding_adults"
# A volunteer whose role is recorded as no regulated work.
_HELPS_OUT = (col("role") == "volunteer") & col("regulated_work").eq_missing(False)
# What a policy must say for a concern to reach the right people.
_SAYS = ("referral_route", "allegations_against_carers")


def _renewal(law: Law, since: str | None = None) -> pl.Expr:
    """The day by which the training is due again; its own certificate may end it sooner."""
    again = col("completed_on") + law.safeguarding_training_validity
    due = pl.min_horizontal(again, pl.when(present("completed_on")).then("expires_on"))
    return due if since is None else pl.coalesce(due, col(since) + law.safeguarding_training_start)


@deadline(
    "SAFE-TRAINING-CARERS",
    about="carer_training",
    clauses={"england": _ENGLAND, "wales": _WALES},
    severity="critical",
    when=(col("course") == _COURSE) & (col("status") == "approved"),
    says="Safeguarding training last taken by the carer: {completed_on}. It was due: {due_on}",
    fix="Book the carer on safeguarding training, and enter the day it is done.",
)
def carers_trained(law: Law) -> pl.Expr:
    """An approved carer's safeguarding training is in date."""
    return _renewal(law)


CARERS_MAJOR = elsewhere(
    carers_trained,
    "SAFE-TRAINING-CARERS-MAJOR",
    {"scotland": _SCOTLAND, "northern_ireland": _NI_TRAINING},
    severity="major",
)


@deadline(
    "SAFE-TRAINING-STAFF",
    about="staff_training",
    clauses={"england": _ENGLAND, "wales": _WALES},
    severity="critical",
    when=(col("course") == _COURSE) & ~col("role").is_in(["director", "panel_member"]) & ~_HELPS_OUT,
    says="Safeguarding training last taken by this member of staff ({role}): {completed_on}. It was due: {due_on}",
    fix="Book them on safeguarding training for their role, and enter the day it is done.",
)
def staff_trained(law: Law) -> pl.Expr:
    """Safeguarding training of those who work for the scheme, volunteers in regulated work included, is in date."""
    return _renewal(law, since="started_on")


STAFF_MAJOR = elsewhere(
    staff_trained,
    "SAFE-TRAINING-STAFF-MAJOR",
    {"scotland": _SCOTLAND, "northern_ireland": (_NI_TRAINING, _CHAMPION)},
    severity="major",
)


@deadline(
    "SAFE-TRAINING-HOUSEHOLD",
    about="supporting_members",
    clauses={"england": _ENGLAND, "wales": _WALES},
    severity="advice",
    says="This member of the household gives support. Safeguarding training last taken: {completed_on}. It was due: "
    "{due_on}",
    fix="Offer them the carers' safeguarding training, or record that they no longer give support.",
)
def household_trained(law: Law) -> pl.Expr:
    """A household member who gives support has safeguarding training in date."""
    return _renewal(law, since="joined_on")


HOUSEHOLD_MAJOR = elsewhere(
    household_trained,
    "SAFE-TRAINING-HOUSEHOLD-MAJOR",
    {"scotland": _SCOTLAND, "northern_ireland": _NI_TRAINING},
    severity="major",
)


@rule(
    "SAFE-LEAD",
    about="schemes",
    clauses={"england": _ENGLAND},
    severity="advice",
    when=lambda law: col("registration_ended_on").is_null() | (col("registration_ended_on") > law.today),
    says="No safeguarding lead is in post",
    fix="Name a safeguarding lead, with someone who stands in, and tell carers, staff and people how to reach them.",
    basis="convention",
)
def lead_in_post(law: Law) -> pl.Expr:
    """The scheme has a safeguarding lead in post."""
    return col("safeguarding_leads") > 0


CHAMPION = elsewhere(lead_in_post, "SAFE-CHAMPION", {"northern_ireland": _CHAMPION}, severity="major", basis="guidance")


@deadline(
    "SAFE-POLICY",
    about="documents_by_kind",
    clauses={"england": _ENGLAND, "wales": _WALES},
    severity="critical",
    when=col("kind") == "safeguarding_policy",
    says="Safeguarding policy last reviewed: {last_reviewed_on}. The next review was due: {due_on}",
    fix="Review the policy with carers and people, have it approved, and enter the dates; write one if there is none.",
)
def policy_in_date(law: Law) -> pl.Expr:
    """The safeguarding policy is there and reviewed in time."""
    return pl.min_horizontal(every("last_reviewed_on", law.safeguarding_policy_review_interval), "review_due_on")


POLICY_SCOTLAND = elsewhere(policy_in_date, "SAFE-POLICY-SCOTLAND", {"scotland": _SCOTLAND}, severity="major")


@rule(
    "SAFE-POLICY-CONTENT",
    about="document_contents",
    clauses={"england": _ENGLAND, "wales": _WALES, "scotland": _SCOTLAND},
    severity="advice",
    when=(col("kind") == "safeguarding_policy") & present("document_id"),
    says="The safeguarding policy is known to hold: {items}. It must say where a concern is referred and what happens "
    "when a carer is accused",
    fix="Add what is missing to the policy, and tick it in the checklist.",
    basis="convention",
)
def policy_says_where_to_go(law: Law) -> pl.Expr:
    """The safeguarding policy gives the referral route and the procedure for allegations against carers."""
    return pl.all_horizontal(col("items").list.contains(item) for item in _SAYS)
