"""The duty of candour: SI 2014/2936 reg 20.

The law says "as soon as reasonably practicable" and counts no days; ten working days are custom, and say so.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, latest, present, rule, within

_QUALIFIES = ("severe", "prolonged_psychological", "death")

_applies = col("candour_applies")
_told = present("candour_told_on")


def _harm_qualifies(_law: Law) -> pl.Expr:
    """Death, lasting or prolonged harm; in an NHS body moderate harm too."""
    kind, harm = col("kind"), col("harm")
    by_kind = (kind == "death") | ((kind == "serious_injury") & harm.is_null())
    moderate = (harm == "moderate") & (col("provider_type") == "nhs_trust")
    harmed = harm.is_in(_QUALIFIES).fill_null(False) | by_kind | moderate.fill_null(False)
    return col("personal_care_given") & col("of_a_person") & harmed


@rule(
    "ENG-CANDOUR-DECIDED",
    about="cqc_incidents",
    clauses=("uksi-2014-2936/20(7)", "uksi-2014-2936/20(8)", "uksi-2014-2936/20(9)"),
    severity="critical",
    when=_harm_qualifies,
    says="The harm ({harm}) may call for candour, and nobody has recorded whether it does; known since {aware_at}",
    fix="Ask a health professional, and record whether the duty of candour applies and when that was decided.",
    basis="law",
)
def candour_decided(law: Law) -> pl.Expr:
    """For harm that may be notifiable it is recorded whether the duty of candour applies."""
    still_time: pl.Expr = col(latest("aware_at")).dt.date() + law.candour_notification >= law.today
    return present("candour_applies") | still_time


@rule(
    "ENG-CANDOUR-TOLD",
    about="incidents",
    clauses=("uksi-2014-2936/20(2)", "uksi-2014-2936/20(3)", "uksi-2014-2936/20(5)"),
    severity="critical",
    when=_applies,
    says="A notifiable safety incident is known since {aware_at}, and the person or their representative is not shown "
    "to have been told",
    fix="Tell them in person, truthfully, and keep a record; where they cannot be reached or decline, record attempts.",
    basis="law",
)
def candour_told(law: Law) -> pl.Expr:
    """After a notifiable safety incident the relevant person is told, or the attempts to reach them are recorded."""
    attempts = present("candour_delay_reason")
    return _told | attempts | within("aware_at", "candour_told_on", law.candour_notification, law)


@rule(
    "ENG-CANDOUR-TOLD-PROMPTLY",
    about="incidents",
    clauses=("uksi-2014-2936/20(2)", "uksi-2014-2936/20(3)"),
    severity="critical",
    when=_applies & _told & col("candour_delay_reason").is_null(),
    says="A notifiable safety incident is known since {aware_at}; the person was told on {candour_told_on}. The law "
    "says as soon as reasonably practicable; this is later than custom allows, and no reason is recorded",
    fix="Record why it took so long, and say so openly to the person.",
)
def candour_told_promptly(law: Law) -> pl.Expr:
    """After a notifiable safety incident the person is told as soon as custom has it, or a reason is recorded."""
    return within("aware_at", "candour_told_on", law.candour_notification, law)


@rule(
    "ENG-CANDOUR-APOLOGY",
    about="incidents",
    clauses="uksi-2014-2936/20(3)",
    severity="critical",
    when=_applies & _told,
    says="The person was told on {candour_told_on}, and no apology is recorded",
    fix="Apologise now, and record when. An apology is no admission of liability.",
)
def candour_apology(law: Law) -> pl.Expr:
    """The relevant person has had an apology."""
    return present("candour_apology_on")


@rule(
    "ENG-CANDOUR-LETTER",
    about="incidents",
    clauses=("uksi-2014-2936/20(4)", "uksi-2014-2936/20(6)"),
    severity="critical",
    when=_applies & _told,
    says="The person was told on {candour_told_on}, and no written notice is recorded since",
    fix="Write to them with the account, the enquiries and their results so far, and an apology; keep a copy.",
    basis="law",
)
def candour_letter(law: Law) -> pl.Expr:
    """What was said is followed by a written notice, of which a copy is kept."""
    return present("candour_letter_on") | within("candour_told_on", "candour_letter_on", law.candour_notification, law)


@rule(
    "ENG-CANDOUR-LETTER-PROMPTLY",
    about="incidents",
    clauses=("uksi-2014-2936/20(4)", "uksi-2014-2936/20(6)"),
    severity="critical",
    when=_applies & _told & present("candour_letter_on") & col("candour_delay_reason").is_null(),
    says="The person was told on {candour_told_on} and had the written notice on {candour_letter_on}. The law says as "
    "soon as reasonably practicable; this is later than custom allows, and no reason is recorded",
    fix="Record why it took so long, and say so openly to the person.",
)
def candour_letter_promptly(law: Law) -> pl.Expr:
    """The written notice follows as soon as custom has it, or a reason is recorded."""
    return within("candour_told_on", "candour_letter_on", law.candour_notification, law)
