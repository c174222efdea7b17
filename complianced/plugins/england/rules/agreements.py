"""Agreement, licence and self-funder's terms: sector custom on SI 2014/2828 reg 4, and SI 2009/3112 reg 19."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, every, present, rule, yes

_AGREED = ("uksi-2014-2828/4", "sharedlivesplus-guidance/agreements")


@rule(
    "ENG-AGREEMENT",
    about="arrangements_in_care",
    clauses=_AGREED,
    severity="major",
    says="The arrangement started on {started_on}; the Shared Lives agreement was signed by all: {agreement_signed_on} "
    "(personal care: {personal_care})",
    fix="Go through the agreement with the person and the carer and have everybody sign it; record the day.",
)
def agreement_signed(law: Law) -> pl.Expr:
    """A live arrangement has a Shared Lives agreement signed by all from its first day."""
    return present("agreement_signed_on") | (every("started_on", law.arrangement_agreement_limit) >= law.today)


@rule(
    "ENG-AGREEMENT-PERSON",
    about="arrangements_in_care",
    clauses=_AGREED,
    severity="major",
    basis="convention",
    when=present("agreement_signed_on"),
    says="The agreement was signed on {agreement_signed_on}; the person is a party to it: {person_party}; why not: "
    "{person_party_reason} (personal care: {personal_care})",
    fix="Have the person, or whoever lawfully acts for them, sign the agreement, or record why they cannot.",
)
def person_is_a_party(law: Law) -> pl.Expr:
    """The person is a party to the agreement, or the reason why not is recorded."""
    return yes("person_party") | present("person_party_reason")


@rule(
    "ENG-LICENCE",
    about="arrangements_in_care",
    clauses=_AGREED,
    severity="major",
    when=col("kind") == "live_in",
    says="The person has lived in since {started_on}; the licence to occupy was signed: {licence_signed_on} "
    "(personal care: {personal_care})",
    fix="Have the person, or whoever lawfully acts for them, and the carer sign the licence; record the day.",
)
def licence_signed(law: Law) -> pl.Expr:
    """Somebody who lives with a carer has a licence to occupy from the first day."""
    return present("licence_signed_on") | (every("started_on", law.arrangement_agreement_limit) >= law.today)


@rule(
    "ENG-SELF-FUNDER-TERMS",
    about="people_in_care",
    clauses="uksi-2009-3112/19",
    severity="major",
    when=col("funding").is_in(["self", "part_self"]),
    says="The person pays all or part; support started on {first_started_on}; written terms and fees given: "
    "{funding_statement_on} (personal care: {regulated})",
    fix="Give the person a written statement of services, fees, how to pay and the form of contract; record the day.",
)
def self_funder_has_terms(law: Law) -> pl.Expr:
    """Somebody who pays all or part has written terms before services start; after an emergency start, as it can be."""
    first = col("funding_statement_on") <= col("first_started_on")
    return first | (col("first_start_emergency").fill_null(False) & present("funding_statement_on"))
