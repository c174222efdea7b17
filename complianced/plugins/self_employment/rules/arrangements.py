"""How arrangements begin and are kept: agreement first, both said yes, cover approved, licence, first review, insurers
(SE-C-01, 02, 07, 10, 11, 15, 16 of the regulation reference).

Left to others: introductions, insurance where `practice` or the nation has it, the licence's first signing in England,
and the carer agreement in Wales and Northern Ireland, where it is law.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, every, in_date, present, rule, yes
from complianced.plugins.self_employment.prompts import LOOK, NOTE

_GREAT_BRITAIN = ("england", "wales", "scotland")
_INSURERS = "council-guidance/insurers"
_INSURED = "sharedlivesplus-guidance/insurance"
# Before the tribunal's day nobody was asked to keep the two decisions, and they cannot be made afterwards.
_DECISIONS_BEGAN = date(2020, 2, 12)
_DECISIONS = ("person_decision", "person_decided_on", "carer_decision", "carer_decided_on")


def _any_decision_recorded() -> pl.Expr:
    return pl.any_horizontal(present(name) for name in _DECISIONS)


@rule(
    "SELF-AGREEMENT-FIRST",
    about="arrangements_agreed",
    clauses={"england": "sharedlivesplus-guidance/agreements"},
    severity="major",
    says="The arrangement began on {started_on}; carer and scheme had both signed the carer agreement by: "
    "{carer_agreement_signed_on}",
    fix="Go through the carer agreement with the carer and have both sides sign it; record the day." + NOTE,
)
def agreement_signed_first(law: Law) -> pl.Expr:
    """Carer and scheme have signed the carer agreement before an arrangement begins."""
    return col("carer_agreement_signed_on") <= col("started_on")


@rule(
    "SELF-BOTH-SAID-YES",
    about="arrangements_live",
    clauses=("et-2020-02-12/all", "sharedlivesplus-guidance/matching"),
    severity="major",
    # An emergency and support without moving in may begin without a record of decisions; one that is there is read.
    when=(col("started_on") >= _DECISIONS_BEGAN)
    & (((col("kind") == "live_in") & ~yes("emergency")) | _any_decision_recorded()),
    says="The arrangement began on {started_on} (emergency: {emergency}). The person decided {person_decision} on "
    "{person_decided_on}; the carer decided {carer_decision} on {carer_decided_on}",
    fix="Ask person and carer, or whoever lawfully decides for the person, and record both answers with their days."
    + LOOK,
)
def both_said_yes(law: Law) -> pl.Expr:
    """Person and carer have both said yes before the start, or within days of an emergency start."""
    emergency = yes("emergency")
    due = pl.when(emergency).then(col("started_on") + law.emergency_decision_limit).otherwise("started_on")
    said = (col("person_decision") == "yes") & (col("carer_decision") == "yes")
    in_time = pl.max_horizontal("person_decided_on", "carer_decided_on") <= due
    decided = said & present("person_decided_on", "carer_decided_on") & in_time
    return decided.fill_null(False) | (emergency & (due >= law.today))


@rule(
    "SELF-COVER-APPROVED",
    about="arrangements_covered",
    clauses="sharedlivesplus-guidance/support-carers",
    severity="critical",
    # In England the back-up of somebody who lives in is looked at under the regulations.
    when=lambda law: (col("kind") != "live_in") | pl.lit(law.nation != "england"),
    says="Carer {backup_carer_id} is named to cover; status {backup_status}, approved on {backup_approved_on}, ended "
    "on {backup_ended_on}",
    fix="Name somebody who is approved and checked, or complete the approval before they cover." + NOTE,
)
def cover_is_approved(law: Law) -> pl.Expr:
    """Whoever is named to cover is approved."""
    still = col("backup_ended_on").is_null() | (col("backup_ended_on") > law.today)
    return (col("backup_status") == "approved") & (col("backup_approved_on") <= law.today) & still


@deadline(
    "SELF-LICENCE",
    about="arrangements_live",
    clauses="sharedlivesplus-guidance/licence",
    severity="major",
    when=lambda law: (col("kind") == "live_in") & (present("licence_signed_on") | pl.lit(law.nation != "england")),
    says="Licence between person and carer: signed {licence_signed_on}, renewed {licence_renewed_on}; due {due_on}",
    fix="Have person and carer go through the licence, with rent, food and bills, and sign or renew it." + NOTE,
)
def licence_renewed(law: Law) -> pl.Expr:
    """Somebody who lives in has a licence with the carer, renewed every year."""
    return every("licence_renewed_on", law.licence_renewal, since="licence_signed_on")


@rule(
    "SELF-FIRST-REVIEW",
    about="arrangements_agreed",
    clauses="sharedlivesplus-guidance/first-review",
    # The nations have later limits of their own, which their rules find at their own severity.
    severity="advice",
    when=lambda law: (
        (col("started_on") >= law.today - law.indicator_look_back) & (col("kind") != "rapid_response").fill_null(True)
    ),
    says="The arrangement began on {started_on}; its first review was on {first_reviewed_on}",
    fix="Review the arrangement with person and carer now, and book the first review at the start from now on." + NOTE,
)
def first_review_soon(law: Law) -> pl.Expr:
    """The first review of an arrangement comes within weeks of its start."""
    due: pl.Expr = col("started_on") + law.first_review_limit
    return (col("first_reviewed_on") <= due).fill_null(False) | (
        col("first_reviewed_on").is_null() & (due >= law.today)
    )


@deadline(
    "SELF-CARER-LIABILITY",
    about="carers_insured",
    clauses={"wales": _INSURED},
    severity="major",
    says="Public liability cover for this carer: until {due_on}",
    fix="See the carer's policy or membership certificate and record its dates." + NOTE,
)
def carer_liability_in_date(law: Law) -> pl.Expr:
    """A carer who supports somebody has public liability cover in date."""
    return col("liability_until")


@rule(
    "SELF-LIABILITY-NAMES",
    about="carers_insured",
    clauses=dict.fromkeys(("wales", "scotland", "northern_ireland"), _INSURED),
    severity="major",
    when=lambda law: in_date("liability_until", law),
    says="Cover runs until {liability_until}; cover that names Shared Lives runs until {named_until}",
    fix="Have the insurer confirm in writing that Shared Lives is covered, or change the policy." + NOTE,
)
def liability_names_shared_lives(law: Law) -> pl.Expr:
    """A carer's public liability cover says that it covers Shared Lives."""
    return in_date("named_until", law)


@deadline(
    "SELF-CARER-MOTOR",
    about="carers_insured",
    clauses={"wales": _INSURERS},
    severity="minor",
    when=yes("drives_people"),
    says="The carer drives people; motor insurance: until {due_on}",
    fix="See the motor policy, that it allows business use, and record its dates." + NOTE,
)
def motor_in_date(law: Law) -> pl.Expr:
    """A carer who drives people has motor insurance in date."""
    return col("motor_until")


@rule(
    "SELF-INSURER-TOLD",
    about="homes_in_use",
    clauses=_INSURERS,
    severity="minor",
    says="Somebody is supported here; the home's insurer was told of Shared Lives: {insurer_told_on}",
    fix="Ask the carer to tell the insurer of home and contents, and record the day." + NOTE,
)
def insurer_told(law: Law) -> pl.Expr:
    """The insurer of a home where somebody is supported knows of Shared Lives."""
    return present("insurer_told_on")


@rule(
    "SELF-LENDER-TOLD",
    about="homes_in_use",
    clauses=dict.fromkeys(_GREAT_BRITAIN, _INSURERS),
    severity="minor",
    when=col("tenure").is_in(["mortgaged", "social_rent", "private_rent"]),
    says="This home is held as {tenure}; consent of lender or landlord: {lender_or_landlord_consent_on}",
    fix="Ask the carer for the consent of lender or landlord, and record its day." + NOTE,
)
def lender_or_landlord_consents(law: Law) -> pl.Expr:
    """The lender or landlord of a home where somebody is supported has consented."""
    return present("lender_or_landlord_consent_on")
