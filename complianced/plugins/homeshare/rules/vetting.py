"""Before a match: interviews, references, disclosures and capacity. Homeshare quality framework element 6; Safeguarding
Vulnerable Groups Act 2006 Schedule 4 in England and Wales; Mental Capacity Act 2005 sections 2 and 3 there.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, present, rule

_HOUSEHOLDER = col("role") == "householder"
_HOMESHARER = col("role") == "homesharer"
_REGULATED = col("regulated_tasks").fill_null(False)
_ACT = "ukpga-2006-47/sch4"
_CUSTOM = "homeshare-practice/disclosure"
_CAPACITY = ("ukpga-2005-9/2", "ukpga-2005-9/3")
_BY_NATION = {
    "england": _CAPACITY,
    "wales": _CAPACITY,
    "scotland": "homeshare-practice/capacity",
    "northern_ireland": "homeshare-practice/capacity",
}


@rule(
    "HOMESHARE-INTERVIEWED",
    about="homeshare_parties",
    clauses="homeshare-qaf/6",
    severity="major",
    says="The match began on {match_started_on}; this {role} was interviewed on {interviewed_on}",
    fix="Interview them now, and record the day; see whether the match would have been made.",
)
def interviewed(law: Law) -> pl.Expr:
    """Householder and homesharer were each interviewed before their match began."""
    return before("interviewed_on", "match_started_on")


@rule(
    "HOMESHARE-NEEDS-ASSESSED",
    about="homeshare_parties",
    clauses="homeshare-qaf/6",
    severity="major",
    says="The match began on {match_started_on}; what this {role} needs was assessed on {needs_assessed_on}",
    fix="Assess what they need of the match now, record the day, and change the agreement where it does not fit.",
)
def needs_assessed(law: Law) -> pl.Expr:
    """What householder and homesharer need was assessed before their match began."""
    return before("needs_assessed_on", "match_started_on")


@rule(
    "HOMESHARE-REFERENCES",
    about="homeshare_parties",
    clauses="homeshare-practice/references",
    severity="major",
    when=_HOMESHARER,
    says="References on the homesharer received and found satisfactory: {references}",
    fix="Ask for the references that are missing, speak to each referee, and record the day and what you made of it.",
)
def references_taken(law: Law) -> pl.Expr:
    """A homesharer in a match has as many satisfactory references as custom wants."""
    return col("references").ge(law.references_wanted)


@rule(
    "HOMESHARE-REGULATED-CHECK",
    about="homeshare_parties",
    clauses={"england": _ACT, "wales": _ACT, "northern_ireland": _CUSTOM},
    severity="critical",
    when=_HOMESHARER & _REGULATED,
    says="The agreed help has shopping, bills or cash in it, which is regulated activity for somebody who needs it; "
    "enhanced check with the adults' barred list: {barred_checked_on}",
    fix="Stop that help today. Apply for the enhanced check with the adults' barred list, or take the task out of the "
    "agreement.",
)
def regulated_activity_checked(law: Law) -> pl.Expr:
    """A homesharer who sees to shopping, bills or cash has an enhanced check with the adults' barred list."""
    return present("barred_checked_on")


@rule(
    "HOMESHARE-NOT-BARRED",
    about="homeshare_parties",
    clauses=_CUSTOM,
    severity="critical",
    when=_HOMESHARER & (col("disclosures") > 0),
    says="A disclosure of this homesharer says that they are on a barred list",
    fix="Act today: make the householder safe, end the match, and take the advice of the disclosure body.",
)
def not_barred(law: Law) -> pl.Expr:
    """No homesharer in a match is recorded as being on a barred list."""
    return ~col("listed").fill_null(False)


@rule(
    "HOMESHARE-DISCLOSURE",
    about="homeshare_parties",
    clauses=_CUSTOM,
    severity="critical",
    # Where the help is regulated activity and there is no check at all, the law's own rule says so.
    when=lambda law: _HOMESHARER & ((col("disclosures") > 0) | ~_REGULATED | pl.lit(law.nation == "scotland")),
    says="Moved in on {match_started_on}; the first disclosure from this nation's body dates from {first_issued_on}",
    fix="Apply for the check, at a level that there is a lawful purpose for, and decide what protects the householder "
    "until it comes.",
)
def disclosed_before_moving_in(law: Law) -> pl.Expr:
    """A homesharer's disclosure is there before they move in."""
    return before("first_issued_on", "match_started_on")


@deadline(
    "HOMESHARE-DISCLOSURE-RENEWAL",
    about="homeshare_parties",
    clauses=_CUSTOM,
    severity="critical",
    # Membership of the PVG scheme runs on until its own last day, if it has one.
    when=_HOMESHARER & (col("disclosures") > 0) & ((col("disclosure_body") != "pvg") | present("renews_on")),
    says="Disclosed on {disclosed_on}; this was to be renewed, or its status checked, by {due_on}",
    fix="Apply for a new certificate, or check the status with the Update Service, and record the day.",
)
def disclosure_renewed(law: Law) -> pl.Expr:
    """A homesharer's disclosure is renewed, or its status checked, within the interval."""
    renewed = col("counts_from_on") + law.disclosure_renewal
    return pl.when(col("disclosure_body") == "pvg").then("renews_on").otherwise(renewed)


@rule(
    "HOMESHARE-CAPACITY",
    about="homeshare_parties",
    clauses=_BY_NATION,
    severity="major",
    when=_HOUSEHOLDER,
    says="The match began on {match_started_on}; the householder's capacity to agree was recorded on "
    "{capacity_recorded_on}",
    fix="Record whether the householder can understand and agree to the match; where there is doubt, have it assessed.",
)
def capacity_recorded(law: Law) -> pl.Expr:
    """The householder's capacity to agree was considered and recorded before the match began."""
    return before("capacity_recorded_on", "match_started_on")


@rule(
    "HOMESHARE-AUTHORITY-SEEN",
    about="homeshare_authorities",
    clauses=_BY_NATION,
    severity="major",
    says="The document that gives this {kind} their power has not been seen",
    fix="Ask for the registered power or the order, read what it covers, and record the day.",
)
def authority_seen(law: Law) -> pl.Expr:
    """The document behind an attorney's, deputy's or guardian's authority has been seen."""
    return present("document_seen_on")
