"""A carer's approval and its review: custom around SI 2014/2936 reg 17(2)(a), WSI 2019/163 reg 34, SSI 2011/210 reg 11.

Wales and Northern Ireland have approval in law, and their own bundles have it.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, at_most, col, deadline, every, present, rule
from complianced.plugins.practice.weights import weighed

_REVIEW = ("uksi-2014-2936/17(2)(a)", "sharedlivesplus-guidance/carer-review")
_SCOTTISH_CUSTOM = ("ssi-2011-210/11", "sharedlivesplus-guidance/approval")
# The relief for carers rests on the number of people in a home too; the self-employment bundle looks further back.
_TAX = "ukpga-2005-5/804A"


def _counts_as_approved(law: Law) -> pl.Expr:
    """Approved or suspended, and not ended; in England a carer who supports somebody has law of their own for it."""
    still = col("ended_on").is_null() | (col("ended_on") > law.today)
    elsewhere = (col("live_arrangements") > 0) & pl.lit(law.nation == "england")
    return col("status").is_in(["approved", "suspended"]) & still & ~elsewhere


@deadline(
    "PRACTICE-CARER-REVIEW",
    about="carers_reviewed",
    clauses={"england": _REVIEW, "scotland": "sharedlivesplus-guidance/carer-review"},
    severity="major",
    says="The carer was last reviewed on {last_yearly_review_on}; the next review was due {due_on}",
    fix="Hold the review with the carer, record it, and put the next one in the calendar.",
)
def carer_reviewed(law: Law) -> pl.Expr:
    """A carer is reviewed every year."""
    return every("last_yearly_review_on", law.carer_review_interval, since="approved_on")


CARER_REVIEW_WALES = weighed(carer_reviewed, "PRACTICE-CARER-REVIEW-WALES", "minor", {"wales": ("wsi-2019-163/34",)})


@deadline(
    "PRACTICE-CARER-PANEL",
    about="carers_reviewed",
    clauses={"england": _REVIEW},
    severity="major",
    when=col("kind").fill_null("carer") == "carer",
    says="The carer was last before the panel on {last_at_panel_on}; the return was due {due_on}",
    fix="Bring the carer's review to the next panel.",
)
def carer_returns_to_panel(law: Law) -> pl.Expr:
    """A carer's approval returns to the panel within the interval."""
    return every("last_at_panel_on", law.panel_return_interval)


@rule(
    "PRACTICE-APPROVAL-KIND",
    about="arrangements_live",
    clauses={"england": _REVIEW},
    severity="critical",
    basis="convention",
    when=col("carer_status").is_in(["approved", "suspended"]),
    says="This arrangement is of the kind {kind}; the carer is approved for: {approved_arrangements}",
    fix="Take the change of approval to the panel, or find the person another carer; decide today on safety meanwhile.",
)
def kind_within_approval(law: Law) -> pl.Expr:
    """An arrangement is of a kind that its carer is approved for."""
    return col("approved_arrangements").list.contains(col("kind"))


@rule(
    "PRACTICE-APPROVAL-PEOPLE",
    about="carers_full",
    clauses={"england": _REVIEW},
    severity="critical",
    basis="convention",
    when=col("status").is_in(["approved", "suspended"]),
    says="{people_at_once} people were supported at one time in the last four weeks; the approval is for "
    "{approved_max_people}",
    fix="Take the change of approval to the panel, or find another carer; decide today on safety meanwhile.",
)
def people_within_approval(law: Law) -> pl.Expr:
    """A carer supports no more people at one time than they are approved for."""
    return col("people_at_once") <= col("approved_max_people")


@rule(
    "PRACTICE-PEOPLE-PER-HOME",
    about="homes_full",
    clauses={"england": (*_REVIEW, _TAX), "scotland": ("sharedlivesplus-guidance/numbers", _TAX)},
    severity="major",
    says="{people_at_once} people were supported in this home at one time in the last four weeks",
    fix="Plan with the carers and the people how the home comes back to the usual number, and record the decision.",
)
def people_per_home(law: Law) -> pl.Expr:
    """No more people are supported in one home at one time than is customary."""
    return at_most("people_at_once", law.people_per_home_maximum)


@rule(
    "PRACTICE-APPROVAL-RECORDED",
    about="carers",
    clauses={"england": _REVIEW, "scotland": "sharedlivesplus-guidance/approval"},
    severity="major",
    basis="convention",
    when=_counts_as_approved,
    says="The carer's status is {status}, but no date of approval is recorded",
    fix="Record the date of the approving decision; if there was none, bring the carer to the panel.",
)
def approval_recorded(law: Law) -> pl.Expr:
    """A carer who counts as approved has a date of approval."""
    return present("approved_on")


@rule(
    "PRACTICE-PANEL-RECORDED",
    about="carers_at_panel",
    clauses={"scotland": "sharedlivesplus-guidance/approval"},
    severity="major",
    basis="convention",
    when=col("kind").fill_null("carer") == "carer",
    says="Approved on {approved_on}; the day at panel is {panel_on}",
    fix="Record the day of the panel that advised on the approval; if there was none, bring the carer to the panel.",
)
def panel_recorded(law: Law) -> pl.Expr:
    """A carer's approval rests on a panel held by that day."""
    return col("panel_on") <= col("approved_on")


@rule(
    "PRACTICE-PANEL-MINUTED",
    about="carers_at_panel",
    clauses={"scotland": "sharedlivesplus-guidance/approval"},
    severity="major",
    when=lambda law: (
        (col("panel_on") > law.today - law.panel_minute_period) & (col("kind").fill_null("carer") == "carer")
    ),
    says="No panel meeting is recorded on {panel_on}, the day of this carer's panel",
    fix="Record the panel meeting with its minutes, or correct the day of the carer's panel.",
)
def panel_minuted(law: Law) -> pl.Expr:
    """There is a minute of the panel that advised on a recent approval."""
    return col("panel_minutes") > 0


@rule(
    "PRACTICE-APPROVED-FIRST",
    about="arrangements_live",
    clauses={"scotland": _SCOTTISH_CUSTOM},
    severity="major",
    basis="convention",
    when=col("approved_on").is_not_null(),
    says="The arrangement began on {started_on}; the carer was approved on {approved_on}",
    fix="Find out who decided that the person could move in, record why, and complete the approval.",
)
def approved_before_placement(law: Law) -> pl.Expr:
    """A carer is approved before anyone is placed with them."""
    return col("approved_on") <= col("started_on")


@rule(
    "PRACTICE-APPROVAL-HOLDS",
    about="arrangements_live",
    clauses={"scotland": _SCOTTISH_CUSTOM},
    severity="major",
    basis="convention",
    says="Somebody is supported here now; the carer's status is {carer_status} (ended on {carer_ended_on})",
    fix="Decide today whether the person can stay, record the decision, and put the approval or the records right.",
)
def approval_holds(law: Law) -> pl.Expr:
    """Nobody is supported by a carer whose approval has ended or is suspended."""
    ended = (col("carer_ended_on") <= law.today).fill_null(False)
    return (col("carer_status") == "approved") & ~ended
