"""Making and ending placements: SR 2007/221 regs 12, 14 and 20(1).

The agreement comes before the start, emergencies too; only assessment and plan may follow one (see `plans`).
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, yes
from complianced.plugins.northern_ireland.shared import COMMENCED, has_authority

_SIGNED = present("agreement_signed_on")
_MADE_UNDER_THEM = col("started_on") >= pl.lit(COMMENCED)


@rule(
    "NIR-AGREEMENT-FIRST",
    about="arrangements_live",
    clauses="nisr-2007-221/12(1)",
    severity="critical",
    says="The placement started on {started_on}; the placement agreement was signed on {agreement_signed_on}",
    fix="Have all parties sign the placement agreement now, and record why the placement began without it.",
)
def agreement_signed_first(law: Law) -> pl.Expr:
    """A placement agreement is signed before the placement starts."""
    return _SIGNED & ((col("agreement_signed_on") <= col("started_on")) | ~_MADE_UNDER_THEM)


@rule(
    "NIR-AGREEMENT-PERSON",
    about="arrangements_live",
    clauses="nisr-2007-221/12(2)(a)",
    severity="major",
    when=_SIGNED,
    says="The person is a party to the placement agreement: {person_party}; has a representative: {representative}; "
    "why the person is not a party: {person_party_reason}",
    fix="Have the person sign or, where that is right, the representative, with the reason.",
)
def person_is_a_party(law: Law) -> pl.Expr:
    """The person, or with the reason recorded their representative, is a party to the placement agreement."""
    return yes("person_party") | (yes("representative") & present("person_party_reason"))


@rule(
    "NIR-AGREEMENT-AUTHORITY",
    about="arrangements_live",
    clauses="nisr-2007-221/12(2)(a)",
    severity="major",
    when=_SIGNED & has_authority(),
    says="A placing authority stands behind this placement (funding: {funding}); it is a party to the agreement: "
    "{authority_party}",
    fix="Have the placing authority sign the placement agreement; where none is involved, correct the person's record.",
)
def authority_is_a_party(law: Law) -> pl.Expr:
    """The placing authority, where there is one, is a party to the placement agreement."""
    return yes("authority_party")


@rule(
    "NIR-MAXIMUM-STATED",
    about="arrangements_live",
    clauses="nisr-2007-221/12(2)(b)",
    severity="critical",
    when=_SIGNED,
    says="The placement agreement states how many people the carer may have at one time: {max_people_stated}",
    fix="State the number in the agreement, three at most, and have the parties sign the change.",
)
def maximum_stated(law: Law) -> pl.Expr:
    """The placement agreement states how many people may be placed with the carer at one time, three at most."""
    return col("max_people_stated").is_between(1, law.people_maximum)


@rule(
    "NIR-PEOPLE-AT-ONCE",
    about="carers_people_at_once",
    clauses="nisr-2007-221/12(2)(b)",
    severity="critical",
    says="{people_at_once} people were placed with this carer at one time on {at_once_on}; the lowest number in the "
    "agreements then was {stated_maximum}, and the law allows three",
    fix="Decide today on safety if it is still so; otherwise record how it came about and what stops it recurring.",
)
def people_within_maximum(law: Law) -> pl.Expr:
    """No more people are placed with a carer at one time than the agreements state and the law allows."""
    return col("people_at_once") <= pl.min_horizontal(col("stated_maximum"), pl.lit(law.people_maximum))


@rule(
    "NIR-INDEPENDENT-PERSON",
    about="arrangements_live",
    clauses="nisr-2007-221/12(2)(f)",
    severity="minor",
    when=_SIGNED,
    says="The agreement names someone to help the person say what they want: {independent_person_named}; why it was "
    "not possible: {independent_person_reason}",
    fix="Ask the person whom they trust, neither staff nor carer, and name them; or record why that is not possible.",
)
def independent_person_named(law: Law) -> pl.Expr:
    """The agreement names someone, neither staff nor carer, who helps the person be heard, or says why not."""
    return yes("independent_person_named") | present("independent_person_reason")


@rule(
    "NIR-AGREEMENT-ROOM",
    about="arrangements_live",
    clauses="nisr-2007-221/12(2)(i)",
    severity="major",
    when=_SIGNED & (col("kind") != "day_support"),
    says="The placement agreement is not shown to say which room the person has",
    fix="Enter the room in the agreement, and have the parties sign the change.",
)
def room_in_agreement(law: Law) -> pl.Expr:
    """The placement agreement of somebody who stays the night says which room is theirs."""
    return yes("room_recorded")


@rule(
    "NIR-AGREEMENT-FEES",
    about="arrangements_live",
    clauses="nisr-2007-221/12(2)(i)",
    severity="major",
    when=_SIGNED,
    says="The placement agreement is not shown to give the fees, who pays them and how",
    fix="Enter fees, payer and method in the agreement, and have the parties sign the change.",
)
def fees_in_agreement(law: Law) -> pl.Expr:
    """The placement agreement gives the fees, who pays them and how."""
    return yes("fees_recorded")


@rule(
    "NIR-WISHES",
    about="arrangements_live",
    clauses="nisr-2007-221/12(3)(a)",
    severity="major",
    when=_MADE_UNDER_THEM,
    says="The placement started on {started_on}; the person's wishes and feelings were recorded on "
    "{wishes_recorded_on}",
    fix="Ask the person now, with help if they need it, record what they say and what follows from it.",
)
def wishes_ascertained_first(law: Law) -> pl.Expr:
    """A person's wishes and feelings are ascertained before the placement starts."""
    return col("wishes_recorded_on") <= col("started_on")


@rule(
    "NIR-CHOICE",
    about="arrangements_live",
    clauses=("nisr-2007-221/12(3)(b)", "nisr-2007-221/12(4)"),
    severity="major",
    when=_MADE_UNDER_THEM,
    says="The person had a choice of placements: {choice_offered}; why not: {choice_reason}",
    fix="Record what choice and information the person had, or why none was practicable.",
)
def choice_offered(law: Law) -> pl.Expr:
    """A person has information and a choice of placements, or the record says why that was not practicable."""
    return yes("choice_offered") | present("choice_reason")


@rule(
    "NIR-EMERGENCY-REASON",
    about="arrangements_live",
    clauses="nisr-2007-221/20(1)",
    severity="major",
    when=yes("emergency"),
    says="The emergency placement of {started_on} has no reason on record",
    fix="Record why the placement was in the person's interest and could not wait.",
)
def emergency_has_a_reason(law: Law) -> pl.Expr:
    """An emergency placement has a reason on record that is in the person's interest."""
    return present("emergency_reason")


@rule(
    "NIR-EMERGENCY-HOUSEHOLD",
    about="arrangements_live",
    clauses="nisr-2007-221/20(1)",
    severity="major",
    when=yes("emergency"),
    says="Before the emergency placement of {started_on} the needs of carer and household were considered: "
    "{household_considered}",
    fix="Talk it through with the carer and everybody in the home now, and record what was considered.",
)
def emergency_considered_household(law: Law) -> pl.Expr:
    """Before an emergency placement the needs of the carer and the household were considered."""
    return yes("household_considered")


@rule(
    "NIR-ENDING-CONSULTED",
    about="placements_ended",
    clauses="nisr-2007-221/14",
    severity="major",
    basis="law",
    when=lambda law: ~col("by_death") & (col("ended_on") > law.today - law.endings_looked_back),
    says="The placement ended on {ended_on}; person and authority were consulted first: {end_consulted}; emergency: "
    "{end_emergency}",
    fix="Record how the person, or their representative, and the placing authority were consulted, or the emergency. A "
    "person's own wish to move is their part in it.",
)
def consulted_before_ending(law: Law) -> pl.Expr:
    """Before a placement was ended the person and the placing authority were consulted, emergencies apart."""
    return yes("end_consulted") | yes("end_emergency")


@rule(
    "NIR-CARER-RECORDS-RETURNED",
    about="placements_ended",
    clauses="nisr-2007-221/12(2)(h)",
    severity="minor",
    basis="law",
    when=col("ended_on") >= pl.lit(COMMENCED),
    says="The placement ended on {ended_on}; the carer handed back the records on {carer_records_returned_on}",
    fix="Collect the records about the person from the carer, and record the day.",
)
def carer_records_returned(law: Law) -> pl.Expr:
    """A carer hands back the records about a person once the placement has ended."""
    met: pl.Expr = present("carer_records_returned_on") | (col("ended_on") + law.carer_records_return >= law.today)
    return met
