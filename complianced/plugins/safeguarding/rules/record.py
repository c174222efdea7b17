"""The record of a concern to its close: who, what, wishes, the council's decision, outcome, lessons.

England: Care Act 2014 s 42 and chapter 14 of its guidance (Making Safeguarding Personal). Wales: WSI 2019/163 reg
22(4), Wales Safeguarding Procedures. Scotland: the 2007 Act ss 3-5, its code, and the Care Inspectorate's list of
records. Northern Ireland: SR 2007/221 Schedule 4 paragraph 4.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from complianced.api import Law, col, present, rule, yes
from complianced.plugins.safeguarding.shared import by_now, elsewhere

_ENGLAND = "care-act-statutory-guidance/14"
_WALES = "wsi-2019-163/22(4)"
_SCOTLAND = "ci-records-guidance/03"
_NORTHERN_IRELAND = "nisr-2007-221/sch4/4"
_LISTENED_TO = ("asp-2007-10/code", "hscs-2017/3.20", "hscs-2017/3.21", "hscs-2017/3.22", "hscs-2017/3.25")
_closed = present("closed_on")
# The council enquired, or should have: not where it decided against it, nor where the scheme had a reason not to refer.
_enquired = col("decision").ne_missing("no_enquiry") & col("not_referred_reason").is_null()


@rule(
    "SAFE-ALLEGED",
    about="concerns_followed",
    clauses={"england": _ENGLAND, "wales": _WALES, "scotland": _SCOTLAND, "northern_ireland": _NORTHERN_IRELAND},
    severity="major",
    says="Raised {raised_at}. Whom it is about: {alleged}. Which of them is not recorded",
    fix="Enter whom the concern is about (unknown is an answer) and, for a carer, a member of staff or of the "
    "household, their id. Without it nobody can see what should follow.",
)
def alleged_recorded(law: Law) -> pl.Expr:
    """A concern says whom it is about and, for a carer, staff or a household member, which of them."""
    ids = {"carer": "alleged_carer_id", "staff": "alleged_staff_id", "household_member": "alleged_member_id"}
    of_the_service = pl.any_horizontal((col("alleged") == word) & present(name) for word, name in ids.items())
    named = of_the_service | (present("alleged") & ~col("alleged").is_in(list(ids)))
    return by_now(named, "raised_at", law.concern_referral, law)


@rule(
    "SAFE-CATEGORY",
    about="concerns_followed",
    clauses={"england": _ENGLAND},
    severity="critical",
    says="Raised {raised_at}: the kind of abuse or neglect is not recorded",
    fix="Enter the category that fits best; it can be changed when more is known.",
)
def category_recorded(law: Law) -> pl.Expr:
    """A concern says what kind of abuse or neglect it is about."""
    return by_now(present("category"), "raised_at", law.concern_referral, law)


@rule(
    "SAFE-WISHES-ASKED",
    about="concerns_followed",
    clauses={"england": _ENGLAND, "scotland": _LISTENED_TO},
    severity="critical",
    when=lambda law: (
        present("person_id") & (col("died_on").is_null() | (col("died_on") > col("raised_on") + law.wishes_asked))
    ),
    says="Raised {raised_at}: nothing says that the person was asked what they want to happen (answer: "
    "{person_wishes_asked})",
    fix="Ask the person, with an advocate if they need one, what they want to happen, and record what they say.",
)
def wishes_asked(law: Law) -> pl.Expr:
    """The person is asked what they want to happen."""
    return by_now(yes("person_wishes_asked"), "raised_at", law.wishes_asked, law)


@rule(
    "SAFE-DECISION",
    about="concerns_followed",
    clauses={"england": "ukpga-2014-23/42"},
    severity="critical",
    when=present("referred_at"),
    says="Referred {referred_at}. Decision: {decision}; its date: {decided_on}. It is time to chase it",
    fix="Ask the council what it has decided and when, note that you asked, and enter the decision with its date.",
)
def decision_known(law: Law) -> pl.Expr:
    """The council's decision on a concern is known, or not yet due to be chased."""
    decided = col("decision").is_in(["enquiry", "no_enquiry"]) & present("decided_on")
    return by_now(decided, "referred_at", law.decision_chased, law)


# In Wales an empty decision is a gap in the record; one that is awaited too long is another matter.
DECISION_WALES = replace(
    elsewhere(
        decision_known,
        "SAFE-DECISION-WALES",
        {"wales": (_WALES, "anaw-2014-4/126", "wales-safeguarding-procedures/adults-3")},
        severity="major",
    ),
    when=present("referred_at", "decision"),
)


@rule(
    "SAFE-DECISION-RECORDED-WALES",
    about="concerns_followed",
    clauses={"wales": _WALES},
    severity="critical",
    when=present("referred_at"),
    says="Referred {referred_at}. The record does not say what came of it (decision: {decision})",
    fix="Enter the council's decision, or pending while it is awaited, with the day on which you asked.",
)
def decision_recorded_in_wales(law: Law) -> pl.Expr:
    """The record of a concern that was referred says what the council decided, or that it is awaited."""
    return by_now(present("decision"), "referred_at", law.concern_referral, law)


DECISION_SCOTLAND = elsewhere(decision_known, "SAFE-DECISION-SCOTLAND", {"scotland": "asp-2007-10/4"}, severity="minor")


@rule(
    "SAFE-ENQUIRY-ANSWERED",
    about="concerns_followed",
    clauses={"england": "ukpga-2014-23/42(2)"},
    severity="major",
    when=(col("decision") == "enquiry") & present("decided_on"),
    says="The council decided to enquire on {decided_on}, and the concern is still open",
    fix="Check the date that the council set for your part of the enquiry. Answer it if it has passed, agree a new one "
    "if it must, and close the concern when the enquiry has ended.",
)
def enquiry_answered(law: Law) -> pl.Expr:
    """An enquiry that the council began is answered and the concern closed, or its time is not yet long."""
    return by_now(_closed, "decided_on", law.enquiry_answered, law)


@rule(
    "SAFE-CLOSED",
    about="concerns_followed",
    clauses={"england": _ENGLAND, "scotland": _SCOTLAND},
    severity="critical",
    when=present("closing_from_on"),
    says="Settled on {closing_from_on} that nobody enquires, and the concern is still open",
    fix="Check that nothing is left to do for the person, record the lessons, and close the concern with its date.",
)
def concern_closed(law: Law) -> pl.Expr:
    """A concern that nobody enquires into is closed in time."""
    return by_now(_closed, "closing_from_on", law.concern_closed, law)


@rule(
    "SAFE-OUTCOME",
    about="concerns_followed",
    clauses={"england": _ENGLAND, "wales": _WALES, "scotland": _SCOTLAND},
    severity="critical",
    when=_closed & _enquired,
    says="Closed on {closed_on}: whether the concern was substantiated is not recorded",
    fix="Enter the outcome (yes, partly, no or inconclusive) as the enquiry gave it.",
)
def outcome_recorded(law: Law) -> pl.Expr:
    """A concern that was enquired into is closed with its outcome."""
    return present("substantiated")


OUTCOME_NI = elsewhere(outcome_recorded, "SAFE-OUTCOME-NI", {"northern_ireland": _NORTHERN_IRELAND}, severity="major")


@rule(
    "SAFE-WISHES-MET",
    about="concerns_followed",
    clauses={"england": _ENGLAND},
    severity="advice",
    when=_closed & _enquired & present("person_id") & (col("died_on").is_null() | (col("died_on") > col("closed_on"))),
    says="Closed on {closed_on}: whether the person got what they had wanted is not recorded",
    fix="Ask the person whether what they wanted came about, and enter the answer (not_stated is one).",
)
def wishes_met_recorded(law: Law) -> pl.Expr:
    """A concern is closed with whether the outcomes that the person wanted were met."""
    return present("person_outcomes_met")


@rule(
    "SAFE-LESSONS",
    about="concerns_followed",
    clauses={"england": _ENGLAND, "scotland": _LISTENED_TO},
    severity="critical",
    when=_closed,
    says="Closed on {closed_on}: the lessons are not on record (answer: {lessons_recorded})",
    fix="Talk the concern through with those who handled it, and record what is learnt, even if it is that all went "
    "well.",
)
def lessons_recorded(law: Law) -> pl.Expr:
    """A concern is closed with its lessons recorded."""
    return yes("lessons_recorded")
