"""What people are given and told, and in which language: WSI 2019/163 regs 16, 17, 19, 40(2), 43, Active Offer."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, make_rule, present, rule, yes
from complianced.plugins.wales.dates import REGULATED_FROM

_GUIDE = col("kind") == "service_guide"
_OFFER = ("wsi-2019-163/19", "mwy-na-geiriau/active-offer")
# What people supported are handed or read for themselves.
_READ_BY_PEOPLE = ("service_guide", "statement_of_purpose", "complaints_policy", "placement_agreement_template")


def _given(
    name: str, column: str, what: str, clauses: str | tuple[str, ...], severity: str, *, days_allowed: bool = True
) -> Rule:
    """That everybody supported was given something, or came so lately that there is still time."""

    def given(law: Law) -> pl.Expr:
        still_time: pl.Expr = every("first_started_on", law.information_limit) >= law.today
        return present(column) | (still_time & pl.lit(days_allowed)) | (col("first_started_on") >= law.today)

    return make_rule(
        f"WAL-{name}",
        RuleKind.CONDITION,
        f"Everybody supported has been given {what}.",
        given,
        about="people_supported",
        clauses=clauses,
        severity=severity,
        basis="law",  # that it is given is law, the days are custom
        says=f"Supported since {{first_started_on}}; there is no date on which the person was given {what}",
        fix=f"Give the person {what} in a form they can use, go through it with them, and record the day.",
    )


GIVEN: tuple[Rule, ...] = (
    _given(
        "GUIDE-GIVEN",
        "guide_given_on",
        "the guide",
        ("wsi-2019-163/16(1)", "wsi-2019-163/16(3)"),
        "minor",
        days_allowed=False,
    ),
    _given("COMPLAINTS-GIVEN", "complaints_procedure_given_on", "the complaints procedure", "wsi-2019-163/43", "major"),
    _given(
        "FILE-ACCESS",
        "file_access_explained_on",
        "word that they may see their own file",
        "wsi-2019-163/40(2)",
        "minor",
    ),
)


@rule(
    "WAL-GUIDE-CONTENTS",
    about="document_contents",
    clauses=("wsi-2019-163/16(1)", "wsi-2019-163/16(3)"),
    severity="minor",
    when=_GUIDE,
    says="The guide is known to hold: {items}. It must say how to complain and where to find an advocate",
    fix="Enter the guide, or add what is missing to it, and tick it in the checklist.",
)
def guide_complete(law: Law) -> pl.Expr:
    """There is a guide, and it says how to complain and where to find an advocate."""
    return col("items").list.contains("complaints_summary") & col("items").list.contains("advocacy")


@rule(
    "WAL-GUIDE-EASY-READ",
    about="documents_by_kind",
    clauses=("wsi-2019-163/16(1)", "wsi-2019-163/16(3)"),
    severity="minor",
    when=_GUIDE & present("document_id"),
    basis="convention",  # a fitting form is law; that easy read is one is custom
    says="The guide is not shown to have an easy-read version",
    fix="Make an easy-read version with people supported, and give it out.",
)
def guide_easy_read(law: Law) -> pl.Expr:
    """The guide comes in language and form that people can use."""
    return yes("easy_read")


@deadline(
    "WAL-GUIDE-REVIEWED",
    about="documents_by_kind",
    clauses="wsi-2019-163/16(2)",
    severity="minor",
    when=_GUIDE & present("document_id"),
    says="The guide was last reviewed on {last_reviewed_on}; the next review was due {due_on}",
    fix="Review the guide, date it, and record the day even if nothing changed.",
)
def guide_reviewed(law: Law) -> pl.Expr:
    """The guide is dated and reviewed at least every year."""
    return every("last_reviewed_on", law.guide_review)


@rule(
    "WAL-NEEDS-UNMET-TOLD",
    about="arrangements",
    clauses="wsi-2019-163/17",
    severity="major",
    when=col("needs_unmet_on") >= REGULATED_FROM,
    says="From {needs_unmet_on} the person's needs could no longer be met; person, representative and commissioner "
    "were told in writing: {needs_unmet_told_on}",
    fix="Write today to the person, their representative and the commissioner, and record the day.",
)
def told_that_needs_are_unmet(law: Law) -> pl.Expr:
    """Where needs can no longer be met, person, representative and commissioner are told at once in writing."""
    return present("needs_unmet_told_on") | (col("needs_unmet_on") >= law.today)


@rule(
    "WAL-COMMUNICATION",
    about="people_supported",
    clauses="wsi-2019-163/19",
    severity="major",
    says="How the person communicates, and what they need for it, is on record: {communication_needs_recorded}",
    fix="Find out with the person how they communicate, aids included, write it into the plan and tell the carer.",
)
def communication_recorded(law: Law) -> pl.Expr:
    """A person's language and communication needs are on record."""
    return yes("communication_needs_recorded")


@rule(
    "WAL-WELSH-OFFERED",
    about="people_supported",
    clauses=_OFFER,
    severity="major",
    basis="guidance",
    says="Supported since {first_started_on}; there is no date on which the person was offered Welsh",
    fix="Make the offer, in Welsh first and without waiting to be asked, and record the day and the answer.",
)
def welsh_offered(law: Law) -> pl.Expr:
    """Everybody supported has been offered Welsh without having to ask for it."""
    return present("welsh_offer_on")


@rule(
    "WAL-WELSH-MATCHED",
    about="people_languages",
    clauses=_OFFER,
    severity="major",
    when=col("preferred_language") == "cy",
    says="The person prefers Welsh; of their carers so many are recorded as speaking it: {carers_with_welsh}",
    fix="Ask the carers which languages they speak; find somebody who speaks Welsh with the person, or agree a plan "
    "with them and waive this with it.",
)
def welsh_spoken(law: Law) -> pl.Expr:
    """Somebody who prefers Welsh has a carer who speaks it."""
    return col("carers_with_welsh") > 0


@rule(
    "WAL-CARER-LANGUAGES",
    about="carers_in_role",
    clauses="mwy-na-geiriau/active-offer",
    severity="major",
    says="It is not on record which languages the carer speaks",
    fix="Ask the carer which languages they speak and how well, Welsh among them, and record it.",
)
def languages_recorded(law: Law) -> pl.Expr:
    """It is on record which languages a carer speaks."""
    return col("languages").list.len() > 0


@rule(
    "WAL-DOCUMENTS-WELSH",
    about="documents_by_kind",
    clauses="mwy-na-geiriau/active-offer",
    severity="major",
    when=col("kind").is_in(_READ_BY_PEOPLE) & present("document_id"),
    says="This document ({kind}) is read by people supported, and is not shown to be in Welsh too",
    fix="Have the document put into Welsh by somebody qualified, and give out both.",
)
def documents_in_welsh(law: Law) -> pl.Expr:
    """Documents that people supported read are in Welsh too."""
    return yes("welsh")
