"""The individual placement agreement and its reviews: WSI 2019/163 reg 12.

A placement from before the Regulations began needs an agreement now; that it came first can be asked only since.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, every, present, rule, yes
from complianced.plugins.wales.dates import REGULATED_FROM

_SIGNED = present("agreement_signed_on")


@rule(
    "WAL-AGREEMENT-FIRST",
    about="arrangements_live",
    clauses=("wsi-2019-163/12(1)", "wsi-2019-163/12(2)"),
    severity="critical",
    says="The placement began on {started_on}; the individual placement agreement was signed: {agreement_signed_on}",
    fix="Have the person, the carer and the scheme sign the agreement now; no placement begins without one.",
)
def agreement_signed_first(law: Law) -> pl.Expr:
    """An individual placement agreement is signed before the placement begins."""
    return before("agreement_signed_on", "started_on") | ((col("started_on") < REGULATED_FROM) & _SIGNED)


@rule(
    "WAL-AGREEMENT-PERSON",
    about="arrangements_live",
    clauses="wsi-2019-163/12(3)",
    severity="major",
    when=_SIGNED,
    says="The person is a party to the agreement of {agreement_signed_on}: {person_party}; why not: "
    "{person_party_reason}",
    fix="Have the person sign the agreement, or record why that was not practicable.",
)
def person_is_a_party(law: Law) -> pl.Expr:
    """The person is a party to the agreement, or it is on record why that was not practicable."""
    return yes("person_party") | present("person_party_reason")


@rule(
    "WAL-AGREEMENT-COPY",
    about="arrangements_live",
    clauses="wsi-2019-163/12(3)",
    severity="major",
    when=_SIGNED & yes("person_party"),
    says="The agreement was signed on {agreement_signed_on}; the person was given a signed copy: "
    "{agreement_copy_given_on}",
    fix="Give the person a signed copy, go through it with them, and record the day.",
)
def copy_given(law: Law) -> pl.Expr:
    """The person has a signed copy of the agreement."""
    return present("agreement_copy_given_on")


@rule(
    "WAL-AGREEMENT-ROLES",
    about="document_contents",
    clauses="wsi-2019-163/12(4)",
    severity="minor",
    when=col("kind") == "placement_agreement_template",
    says="The individual placement agreement is known to say: {items}. It must make roles and responsibilities clear",
    fix="Enter the template, or add who does what to it, and tick it in the checklist.",
)
def roles_clear(law: Law) -> pl.Expr:
    """The individual placement agreement makes roles and responsibilities clear."""
    return col("items").list.contains("roles")


@rule(
    "WAL-AGREEMENT-INDEPENDENT",
    about="arrangements_live",
    clauses="wsi-2019-163/12(5)",
    severity="major",
    when=_SIGNED,
    says="Somebody independent who takes an interest is named in the agreement: {independent_person_named}; why not: "
    "{independent_person_reason}",
    fix="Ask the person whom they want named, apart from scheme and carer, or record why nobody is.",
)
def independent_person_named(law: Law) -> pl.Expr:
    """The agreement names somebody independent of scheme and carer, or it is on record why not."""
    return yes("independent_person_named") | present("independent_person_reason")


@rule(
    "WAL-AGREEMENT-ROOM",
    about="arrangements_live",
    clauses="wsi-2019-163/12(5)",
    severity="major",
    # Nobody sleeps there for support by day.
    when=_SIGNED & (col("kind") != "day_support"),
    says="The agreement of {agreement_signed_on} names the room: {room_recorded}",
    fix="Write into the agreement which room is the person's.",
)
def room_named(law: Law) -> pl.Expr:
    """The agreement names the person's room."""
    return yes("room_recorded")


@rule(
    "WAL-AGREEMENT-FEES",
    about="arrangements_live",
    clauses="wsi-2019-163/12(5)",
    severity="major",
    when=_SIGNED,
    says="The agreement of {agreement_signed_on} gives the fees and who pays them: {fees_recorded}",
    fix="Write the fees and who pays them into the agreement.",
)
def fees_named(law: Law) -> pl.Expr:
    """The agreement gives the fees and who pays them."""
    return yes("fees_recorded")


@rule(
    "WAL-AGREEMENT-UNDERSTOOD",
    about="documents_by_kind",
    clauses="wsi-2019-163/12(6)",
    severity="minor",
    when=(col("kind") == "placement_agreement_template") & present("document_id"),
    says="The individual placement agreement is not shown to have an easy-read version",
    fix="Make an easy-read version with people supported, and go through it before anybody signs.",
)
def agreement_easy_read(law: Law) -> pl.Expr:
    """The agreement comes in a form that helps people to understand it."""
    return yes("easy_read")


@deadline(
    "WAL-AGREEMENT-REVIEW",
    about="arrangements_live",
    clauses="wsi-2019-163/12(7)",
    severity="major",
    says="The placement began on {started_on}; its agreement was last reviewed on {last_agreement_review_on}; the next "
    "review was due {due_on}",
    fix="Review the agreement with the person and the carer now, and put the next review in the calendar.",
)
def agreement_reviewed(law: Law) -> pl.Expr:
    """An individual placement agreement is reviewed in its first year and in every year after."""
    return every("last_agreement_review_on", law.agreement_review, since="started_on")


def _answered(asked_on: str, law: Law) -> pl.Expr:
    """A review since, or time for one left; what changed before the placement is in the agreement already."""
    return (col("last_agreement_review_on") >= col(asked_on)).fill_null(False) | (
        every(asked_on, law.agreement_review_trigger) >= law.today
    )


@rule(
    "WAL-AGREEMENT-REVIEW-CHANGE",
    about="arrangements_live",
    clauses="wsi-2019-163/12(7)",
    severity="major",
    when=col("significant_change_on") >= col("started_on"),
    basis="law",  # the review is law, the days are custom
    says="The plan changed much on {significant_change_on}; the agreement was last reviewed on "
    "{last_agreement_review_on}",
    fix="Review the agreement with the person and the carer in the light of what changed.",
)
def reviewed_on_change(law: Law) -> pl.Expr:
    """The agreement is reviewed when the plan changes significantly."""
    return _answered("significant_change_on", law)


@rule(
    "WAL-AGREEMENT-REVIEW-REQUEST",
    about="arrangements_live",
    clauses="wsi-2019-163/12(7)",
    severity="major",
    when=col("review_requested_on") >= col("started_on"),
    basis="law",  # the review is law, the days are custom
    says="A review was asked for on {review_requested_on}; the agreement was last reviewed on "
    "{last_agreement_review_on}",
    fix="Hold the review, or answer why the request was not reasonable and enter the review at which that was said.",
)
def reviewed_on_request(law: Law) -> pl.Expr:
    """The agreement is reviewed when that is reasonably asked for."""
    return _answered("review_requested_on", law)
