"""People supported: age (2010 Act sch 12), restraint (SSI 2011/210 reg 4(1)(c)), capacity, powers and liberty.

The last three rest on the Adults with Incapacity (Scotland) Act 2000; records of each on the regulator's guidance.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, at_most, col, deadline, every, present, rule, yes

_AGE = ("asp-2010-8/47", "asp-2010-8/sch12/11")
_RESTRAINT = ("ssi-2011-210/4(1)(c)", "hscs-2017/1.2", "hscs-2017/1.3")
_POWERS = ("asp-2000-4/part2", "asp-2000-4/part6")
_POWER = col("kind").is_in(["attorney", "guardian", "intervention_order"])
_MEDICINES = col("medicines_support").is_in(["prompt", "assist", "administer"])


@rule(
    "SCO-ADULT",
    about="arrangements_live",
    clauses=_AGE,
    severity="critical",
    when=present("born_on"),
    says="The person was born on {born_on} and under 16 when the arrangement began on {started_on}",
    fix="Ask the Care Inspectorate and the council today: a placement of somebody under 16 is another kind of service.",
)
def person_of_age(law: Law) -> pl.Expr:
    """A person in an arrangement was 16 or over when it began."""
    of_age: pl.Expr = col("born_on") + law.adult_age
    return of_age <= col("started_on")


@rule(
    "SCO-PERSON-DETAILS",
    about="people_supported",
    clauses="ci-records-guidance/01",
    severity="major",
    says="The record of this person lacks the name or the day of birth (born: {born_on})",
    fix="Enter the person's name and day of birth.",
)
def details_recorded(law: Law) -> pl.Expr:
    """A person's name and day of birth are on record."""
    return present("name", "born_on")


@rule(
    "SCO-RESTRAINT-JUSTIFIED",
    about="restrictions",
    clauses=(*_RESTRAINT, "hscs-2017/2.6", "hscs-2017/2.7"),
    severity="critical",
    when=col("in_place") | (col("kind") == "physical"),
    says="Restriction ({kind}) of {started_on}: reasons recorded: {rationale}; alternatives considered: "
    "{alternatives_considered}; authorised by: {authorised_by}",
    fix="Stop the restriction unless nothing else keeps people safe; if so, record why, what else was tried and who "
    "decided, with the person.",
)
def restraint_justified(law: Law) -> pl.Expr:
    """A restriction has its reasons, the alternatives considered, and who authorised it on record."""
    return yes("rationale", "alternatives_considered") & present("authorised_by")


@deadline(
    "SCO-RESTRAINT-REVIEW",
    about="restrictions",
    clauses=_RESTRAINT,
    severity="critical",
    when=col("in_place"),
    says="Restriction ({kind}) of {started_on}, last reviewed on {reviewed_on}; the next review was due {due_on}",
    fix="Review with the person and who speaks for them whether the restriction can end, and record the day.",
)
def restraint_reviewed(law: Law) -> pl.Expr:
    """A restriction that goes on is reviewed within the interval."""
    return every("reviewed_on", law.restraint_review, since="started_on")


@rule(
    "SCO-RESTRAINT-RECORDED",
    about="restrictions",
    clauses="ci-records-guidance/06",
    severity="critical",
    says="Restriction ({kind}) of {started_on}: the day on which it was written down is not recorded",
    fix="Enter when the restriction was recorded, and by whom in the record itself.",
)
def restraint_recorded(law: Law) -> pl.Expr:
    """A restriction is on record with the day on which it was written down."""
    return present("recorded_on") | present("recorded_at")


@rule(
    "SCO-CAPACITY-BASIS",
    about="people_and_powers",
    clauses="asp-2000-4/1",
    severity="major",
    when=yes("lacks_capacity"),
    says="The person is recorded as lacking capacity, and no assessment for a decision, with its day and outcome, is",
    fix="Record for which decision, when and by whom capacity was assessed, and what was found. Capacity is presumed.",
)
def incapacity_rests_on_something(law: Law) -> pl.Expr:
    """Where somebody is said to lack capacity, an assessment for a decision is on record."""
    return col("decisions_assessed") > 0


@rule(
    "SCO-LIBERTY-AUTHORITY",
    about="liberty_screened_last",
    clauses="asp-2000-4/1",
    severity="critical",
    when=col("outcome") == "deprived",
    says="Screening of {screened_on}: the person is under continuous supervision and not free to leave; authority: "
    "{authority}",
    fix="Take legal advice today with the council: Scotland has no DoLS, and a welfare guardianship may be needed. "
    "Meanwhile look for less.",
)
def liberty_authorised(law: Law) -> pl.Expr:
    """A person found to be deprived of liberty is so under lawful authority."""
    return col("authority") != "none"


@rule(
    "SCO-POWER-SEEN",
    about="powers_in_use",
    clauses=(*_POWERS, "hscs-2017/2.13"),
    severity="critical",
    basis="law",
    when=_POWER,
    says="A power of the kind {kind} is recorded; the document was seen on {document_seen_on}, its scope is: {scope}",
    fix="See the certificate or order itself, and record the day and what it allows.",
)
def power_seen(law: Law) -> pl.Expr:
    """The document behind a power has been seen, and its scope is on record."""
    return present("document_seen_on", "scope")


@deadline(
    "SCO-POWER-IN-DATE",
    about="powers_in_use",
    clauses="asp-2000-4/part6",
    severity="critical",
    when=col("kind").is_in(["guardian", "intervention_order"]) & present("expires_on"),
    says="An order of the kind {kind} ran out on {due_on}",
    fix="Act on it no longer; ask the guardian and the council whether it was renewed, and enter the new order.",
)
def order_in_date(law: Law) -> pl.Expr:
    """A guardianship or intervention order has not run out."""
    return col("expires_on")


@rule(
    "SCO-MONEY-POWER",
    about="people_and_powers",
    clauses=(*_POWERS, "hscs-2017/2.5"),
    severity="critical",
    basis="law",
    # An attorney's or guardian's power that is on record is looked at as such.
    when=(col("money_support") == "appointee")
    | (col("money_support").is_in(["attorney", "guardian"]) & (col("powers_recorded") == 0)),
    says="The person's money is managed by their {money_support}; the authority was seen on {money_authority_seen_on}",
    fix="Ask to see the appointment, power or order, and record the day; act on no power that was not seen.",
)
def money_power_seen(law: Law) -> pl.Expr:
    """The authority of whoever manages a person's money has been seen."""
    return present("money_authority_seen_on")


@deadline(
    "SCO-TREATMENT-CERTIFICATE",
    about="powers_in_use",
    clauses="asp-2000-4/47",
    severity="major",
    when=col("kind") == "treatment_certificate",
    says="The certificate for treatment without capacity ran out on {due_on}",
    fix="Ask the health professional for a new certificate and plan; no treatment rests on the old one.",
)
def certificate_in_date(law: Law) -> pl.Expr:
    """A certificate for treatment without capacity is in date."""
    return col("expires_on")


@rule(
    "SCO-MEDICINES-RECORD",
    about="people_supported",
    clauses=("ci-records-guidance/07", "hscs-2017/2.23"),
    severity="major",
    when=_MEDICINES,
    says="Support with medicines: {medicines_support}; a record of them is kept: {medicines_record_kept}",
    fix="Start a record with the carer: what is kept, given, missed and returned.",
)
def medicines_recorded(law: Law) -> pl.Expr:
    """A record is kept of medicines that a person is supported with."""
    return yes("medicines_record_kept")


@rule(
    "SCO-MEDICINES-RECORD-WHOLE",
    about="people_supported",
    clauses="ci-records-guidance/07",
    severity="major",
    when=_MEDICINES & present("last_medicines_audit_on"),
    says="Record whole at the audit of {last_medicines_audit_on}: {medicines_record_complete}",
    fix="Find out what was missed and whether the person came to harm, put the record right, and audit again.",
)
def medicines_record_whole(law: Law) -> pl.Expr:
    """The last audit found the record of medicines whole."""
    return yes("medicines_record_complete")


@rule(
    "SCO-EMERGENCY-PLAN",
    about="people_supported",
    clauses="hscs-2017/4.14",
    severity="advice",
    says="There is no day of a plan for what happens to this person in an emergency",
    fix="Agree with the person and the carer who steps in and where they would be, and record the day.",
)
def emergency_planned(law: Law) -> pl.Expr:
    """It is planned who supports a person in an emergency."""
    return present("emergency_plan_on")


@rule(
    "SCO-DAY-SUPPORT",
    about="scheme_day_support",
    clauses=("asp-2010-8/sch12/1", "asp-2010-8/sch12/11"),
    severity="major",
    when=col("day_support_only") > 0,
    says="{day_support_only} people have day support and no accommodation; the registration is for: "
    "{registered_services}",
    fix="Ask the Care Inspectorate whether a support service must be registered, and state its answer on the clause.",
)
def day_support_registered(law: Law) -> pl.Expr:
    """Where people have day support only, a support service is registered or the regulator's advice is on record."""
    return col("registered_services").list.contains("support_service") | ~at_most("advice_statements", 0)
