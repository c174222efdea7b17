"""Looking at one's own work: SI 2014/2936 reg 17(1) and (2), WSI 2019/163 regs 4, 40, 55, 57 and 59(4), SSI 2011/210
reg 3, SR 2007/221 regs 20(2)-(3) and 21 with Schedule 4.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule
from complianced.plugins.practice.weights import weighed

_QUALITY = ("uksi-2014-2936/17(1)", "uksi-2014-2936/17(2)(a)")
_FEEDBACK = ("uksi-2014-2936/17(2)(e)", "uksi-2014-2936/17(2)(f)")


@deadline(
    "PRACTICE-QUALITY-AUDIT",
    about="events_by_kind",
    clauses={"england": _QUALITY},
    severity="major",
    when=col("kind") == "quality_audit",
    says="The last quality audit was on {happened_on}; the next was due {due_on}",
    fix="Do the audit that the yearly plan names next, and record its day and actions.",
)
def quality_audited(law: Law) -> pl.Expr:
    """The audits of the yearly plan are done within the interval."""
    return every("happened_on", law.quality_audit_interval, since="registered_on")


@deadline(
    "PRACTICE-RISK-REGISTER",
    about="events_by_kind",
    clauses={"england": "uksi-2014-2936/17(2)(b)"},
    severity="minor",
    when=col("kind") == "risk_register_review",
    says="The risk register was last reviewed on {happened_on}; the next review was due {due_on}",
    fix="Review the service's risks with the manager, and record the day.",
)
def risk_register_reviewed(law: Law) -> pl.Expr:
    """The service's risk register is reviewed within the interval."""
    return every("happened_on", law.risk_register_review_interval, since="registered_on")


@deadline(
    "PRACTICE-RECORD-AUDIT",
    about="events_by_kind",
    clauses={
        "england": "uksi-2014-2936/17(2)(c)",
        "wales": ("wsi-2019-163/40(1)", "wsi-2019-163/40(2)", "wsi-2019-163/57", "wsi-2019-163/sch2"),
        "northern_ireland": (
            "nisr-2007-221/21(1)",
            "nisr-2007-221/sch4",
            "nisr-2007-221/sch4/1",
            "nisr-2007-221/sch4/2",
            "nisr-2007-221/sch4/3",
        ),
    },
    severity="major",
    when=col("kind") == "record_audit",
    says="The records were last audited on {happened_on}; the next audit was due {due_on}",
    fix="Go through a sample of every class of record against the list the regulations give, and record the audit.",
)
def records_audited(law: Law) -> pl.Expr:
    """The records are audited for what they must hold within the interval."""
    return every("happened_on", law.record_audit_interval, since="registered_on")


@deadline(
    "PRACTICE-SURVEY",
    about="scheme_feedback",
    clauses={"england": _FEEDBACK, "northern_ireland": ("nisr-2007-221/20(2)", "nisr-2007-221/20(3)")},
    severity="minor",
    says="People were last asked what they think on {people_last_asked_on}; this was due again by {due_on}",
    fix="Ask the people supported and those close to them, and record the day and what follows from it.",
)
def people_asked(law: Law) -> pl.Expr:
    """People supported are asked what they think of the service within the interval."""
    return every("people_last_asked_on", law.survey_interval, since="registered_on")


SURVEY_WALES = weighed(people_asked, "PRACTICE-SURVEY-WALES", "major", {"wales": ("wsi-2019-163/4", "wsi-2019-163/55")})
SURVEY_SCOTLAND = weighed(
    people_asked,
    "PRACTICE-SURVEY-SCOTLAND",
    "advice",
    {"scotland": ("ssi-2011-210/3", "hscs-2017/4.7", "hscs-2017/4.8", "hscs-2017/4.9")},
)


@deadline(
    "PRACTICE-CARERS-ASKED",
    about="scheme_feedback",
    clauses={"northern_ireland": ("nisr-2007-221/20(2)", "nisr-2007-221/20(3)")},
    severity="minor",
    says="Carers were last met for their views on {carers_last_met_on}; this was due again by {due_on}",
    fix="Meet or survey the carers, and record the day and how many took part.",
)
def carers_asked(law: Law) -> pl.Expr:
    """Carers are asked what they think of the service within the interval."""
    return every("carers_last_met_on", law.survey_interval, since="registered_on")


def _done_or_not_yet_due(law: Law) -> pl.Expr:
    return present("actions_done_on") | (col("actions_due_on") >= law.today)


@rule(
    "PRACTICE-ACTIONS",
    about="governance_events",
    clauses={"england": _QUALITY, "wales": ("wsi-2019-163/4", "wsi-2019-163/59(4)")},
    severity="major",
    basis="convention",
    when=lambda law: (
        col("actions_due_on").is_not_null() & ((col("kind") != "survey") | pl.lit(law.nation != "england"))
    ),
    says="The actions of this {kind} of {happened_on} were due by {actions_due_on} and are not done",
    fix="Do what is left of the actions, or agree a new date with whoever set them and record why.",
)
def actions_done(law: Law) -> pl.Expr:
    """Actions that a visit, review or audit set are done by their date."""
    return _done_or_not_yet_due(law)


@rule(
    "PRACTICE-SURVEY-ACTIONS",
    about="governance_events",
    clauses={"england": _FEEDBACK},
    severity="minor",
    basis="convention",
    when=col("actions_due_on").is_not_null() & (col("kind") == "survey"),
    says="What people asked for in the survey of {happened_on} was due by {actions_due_on} and is not done",
    fix="Do what is left, tell the people who asked for it, and record the day.",
)
def survey_actions_done(law: Law) -> pl.Expr:
    """What was promised after a survey is done by its date."""
    return _done_or_not_yet_due(law)
