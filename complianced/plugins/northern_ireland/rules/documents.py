"""Statement of purpose, guide and the words on every document: SR 2007/221 regs 3-6 and Schedule 1.

How often statement and guide are looked at is custom: law gives no number.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule, within

_PURPOSE = ("nisr-2007-221/3(1)", "nisr-2007-221/sch1")
_GUIDE = "nisr-2007-221/4(1)"
_REVISION = "nisr-2007-221/5"

_held = present("document_id")
_is_purpose = col("kind") == "statement_of_purpose"
_is_guide = col("kind") == "service_guide"
_either = col("kind").is_in(["statement_of_purpose", "service_guide"])
_revised = _held & col("previous_document_id").is_not_null()
_first = _held & col("previous_document_id").is_null()
# Correspondence and business documents reach people outside the office; policies, plans and accounts are its own.
_goes_out = ~(col("kind").str.ends_with("_policy") | col("kind").is_in(["business_continuity_plan", "annual_accounts"]))


@rule(
    "NIR-PURPOSE-HELD",
    about="agency_documents",
    clauses=_PURPOSE,
    severity="major",
    when=_is_purpose,
    says="No statement of purpose is recorded",
    fix="Enter the current statement of purpose, or write one and send it to RQIA.",
)
def purpose_held(law: Law) -> pl.Expr:
    """There is a statement of purpose."""
    return _held


@rule(
    "NIR-PURPOSE-CONTENTS",
    about="agency_documents",
    clauses=_PURPOSE,
    severity="major",
    when=_is_purpose & _held,
    says="The statement of purpose is not shown to cover: {missing}",
    fix="Add what is missing from Schedule 1, and tell RQIA and the people of the revision.",
)
def purpose_complete(law: Law) -> pl.Expr:
    """The statement of purpose covers every item of Schedule 1."""
    return col("missing").list.len() == 0


@rule(
    "NIR-PURPOSE-SENT",
    about="agency_documents",
    clauses="nisr-2007-221/3(2)",
    severity="minor",
    when=_is_purpose & _first,
    says="There is no date on which RQIA was given the statement of purpose",
    fix="Send RQIA the statement of purpose, and enter the date.",
)
def purpose_sent(law: Law) -> pl.Expr:
    """RQIA has the statement of purpose."""
    return present("regulator_sent_on")


@rule(
    "NIR-GUIDE-HELD",
    about="agency_documents",
    clauses=_GUIDE,
    severity="major",
    when=_is_guide,
    says="No service user's guide is recorded",
    fix="Enter the current guide, or write one with the people who will use it.",
)
def guide_held(law: Law) -> pl.Expr:
    """There is a guide for people."""
    return _held


@rule(
    "NIR-GUIDE-CONTENTS",
    about="agency_documents",
    clauses=_GUIDE,
    severity="major",
    when=_is_guide & _held,
    says="The service user's guide is not shown to cover: {missing}",
    fix="Add what is missing, and tell RQIA and the people of the revision.",
)
def guide_complete(law: Law) -> pl.Expr:
    """The guide has its seven contents."""
    return col("missing").list.len() == 0


@rule(
    "NIR-GUIDE-SENT",
    about="agency_documents",
    clauses="nisr-2007-221/4(2)",
    severity="major",
    when=_is_guide & _first,
    says="There is no date on which RQIA was given the service user's guide",
    fix="Send RQIA the guide, and enter the date.",
)
def guide_sent(law: Law) -> pl.Expr:
    """RQIA has the guide."""
    return present("regulator_sent_on")


@rule(
    "NIR-GUIDE-GIVEN",
    about="people_supported",
    clauses="nisr-2007-221/4(2)",
    severity="major",
    says="Placed since {first_started_on}; there is no date on which the person, or a representative, was given the "
    "guide",
    fix="Give the guide in a form that the person can use, go through it with them, and enter the date.",
)
def guide_given(law: Law) -> pl.Expr:
    """Each person placed, or their representative, has been given the guide."""
    return present("guide_given_on")


@rule(
    "NIR-GUIDE-INSPECTION-REPORT",
    about="agency_documents",
    clauses="nisr-2007-221/4(3)",
    severity="minor",
    when=_is_guide & _held & present("last_inspected_on"),
    says="The guide is not shown to say how to see the last inspection report, of {last_inspected_on}, and earlier "
    "ones",
    fix="Say in the guide where the reports can be read, and tick inspection_report_access in the checklist.",
)
def inspection_report_accessible(law: Law) -> pl.Expr:
    """The guide says how to see the last inspection report and earlier ones."""
    return col("held").list.contains("inspection_report_access")


def _reviewed(law: Law) -> pl.Expr:
    own = pl.when(col("review_due_on") > col("last_reviewed_on")).then(col("review_due_on"))
    return pl.min_horizontal(col("last_reviewed_on") + law.agency_document_review, own)


@deadline(
    "NIR-PURPOSE-REVIEWED",
    about="documents_by_kind",
    clauses=_REVISION,
    severity="minor",
    when=_is_purpose & _held,
    says="The statement of purpose was last reviewed on {last_reviewed_on}; the next review was due {due_on}",
    fix="Review the statement of purpose, revise it where that is apt, and enter the day.",
)
def purpose_reviewed(law: Law) -> pl.Expr:
    """The statement of purpose is kept under review."""
    return _reviewed(law)


@deadline(
    "NIR-GUIDE-REVIEWED",
    about="documents_by_kind",
    clauses=_REVISION,
    severity="minor",
    when=_is_guide & _held,
    says="The service user's guide was last reviewed on {last_reviewed_on}; the next review was due {due_on}",
    fix="Review the guide with the people who use it, revise it where that is apt, and enter the day.",
)
def guide_reviewed(law: Law) -> pl.Expr:
    """The service user's guide is kept under review."""
    return _reviewed(law)


@rule(
    "NIR-REVISION-RQIA",
    about="agency_documents",
    clauses=_REVISION,
    severity="minor",
    when=_either & _revised,
    says="The {kind} was revised on {dated_on}; RQIA was told on {regulator_sent_on}",
    fix="Send RQIA the revision, and enter the date; note why it was late.",
)
def revision_told_to_rqia(law: Law) -> pl.Expr:
    """RQIA is told of a revised statement of purpose or guide within 28 days."""
    return within("dated_on", "regulator_sent_on", law.revision_notice, law)


@rule(
    "NIR-REVISION-PEOPLE",
    about="agency_documents",
    clauses=_REVISION,
    severity="minor",
    when=_either & _revised,
    says="The {kind} was revised on {dated_on}; people were told on {people_told_on}",
    fix="Tell the people placed what has changed, in a form that each can use, and enter the date.",
)
def revision_told_to_people(law: Law) -> pl.Expr:
    """People are told of a revised statement of purpose or guide within 28 days."""
    return within("dated_on", "people_told_on", law.revision_notice, law)


@rule(
    "NIR-REGISTRATION-STATEMENT",
    about="agency_documents",
    clauses="nisr-2007-221/6",
    severity="minor",
    when=_held & _goes_out,
    says="The {kind} is not shown to say that the provider is registered",
    fix="Add the statement of registration to the document, and to the letterhead; tick it in the checklist.",
)
def registration_stated(law: Law) -> pl.Expr:
    """A business document says that the provider is registered."""
    return col("held").list.contains("registration_statement")
