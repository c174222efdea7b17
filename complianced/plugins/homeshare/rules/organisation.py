"""The organisation: its self-assessment, its watch on the law, safeguarding, and figures it can stand by. Homeshare
quality framework; SI 2024/75, which ended the minimum wage exemption for live-in work.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within

FAMILY_EXEMPTION_ENDED = date(2024, 4, 1)
"""Live-in work as one of the family came under the minimum wage that day: SI 2024/75."""

_SELF_ASSESSMENT = "homeshare-qaf/all"
_SAFEGUARDING = "homeshare-practice/safeguarding"
_MEASURES = "homeshare-qaf/7"


@deadline(
    "HOMESHARE-SELF-ASSESSMENT",
    about="events_by_kind",
    clauses=_SELF_ASSESSMENT,
    severity="major",
    when=col("kind") == "self_assessment",
    says="The last self-assessment was on {happened_on}; the next was due by {due_on}",
    fix="Assess the organisation against each element of the framework, gather the evidence, and record the day.",
)
def assessed_itself(law: Law) -> pl.Expr:
    """The organisation has assessed itself against the quality framework within the interval."""
    return every("happened_on", law.self_assessment_interval, since="registered_on")


@rule(
    "HOMESHARE-SELF-ASSESSMENT-MET",
    about="event_contents",
    clauses=_SELF_ASSESSMENT,
    severity="major",
    when=(col("kind") == "self_assessment") & (col("items_listed") > 0),
    says="The self-assessment of {happened_on} lists {items_listed} elements; met are: {items}",
    fix="Plan what brings the other elements up to good practice, and assess them again.",
)
def elements_met(law: Law) -> pl.Expr:
    """Every element that the last self-assessment lists is met."""
    return col("items").list.len() >= col("items_listed")


@rule(
    "HOMESHARE-SELF-ASSESSMENT-LISTED",
    about="event_contents",
    clauses=_SELF_ASSESSMENT,
    severity="advice",
    when=(col("kind") == "self_assessment") & present("event_id"),
    says="The self-assessment of {happened_on} does not say which elements are met",
    fix="List each element under checklist (element_1 and so on) with whether it is met.",
)
def elements_listed(law: Law) -> pl.Expr:
    """The last self-assessment lists the elements it looked at."""
    return col("items_listed") > 0


@rule(
    "HOMESHARE-LEGAL-REVIEW",
    about="events_by_kind",
    clauses=("uksi-2024-75/all", "uksi-2015-621/57(3)"),
    severity="major",
    when=col("kind") == "legal_watch",
    basis="law",
    says="The law was last looked at on {happened_on}. Since 1 April 2024 living in as one of the family is no longer "
    "outside the minimum wage",
    fix="Have somebody who knows the law look at hours, tasks and control in your matches and agreement, and record "
    "the day.",
)
def law_looked_at_afresh(law: Law) -> pl.Expr:
    """The organisation has looked at the law since live-in work as one of the family came under the minimum wage."""
    review_by: pl.Expr = pl.lit(FAMILY_EXEMPTION_ENDED) + law.legal_review
    return (col("happened_on") >= pl.lit(FAMILY_EXEMPTION_ENDED)).fill_null(False) | (review_by >= law.today)


@rule(
    "HOMESHARE-SAFEGUARDING-POLICY",
    about="documents_by_kind",
    clauses=_SAFEGUARDING,
    severity="critical",
    when=col("kind") == "safeguarding_policy",
    says="There is no safeguarding policy",
    fix="Write and approve a policy that says who leads, how concerns are logged and where they are referred.",
)
def policy_there(law: Law) -> pl.Expr:
    """The organisation has a safeguarding policy."""
    return present("document_id")


@rule(
    "HOMESHARE-SAFEGUARDING-LEAD",
    about="schemes",
    clauses=_SAFEGUARDING,
    severity="critical",
    says="No safeguarding lead is in post",
    fix="Name a lead and someone who stands in, and tell householders and homesharers how to reach them.",
)
def lead_in_post(law: Law) -> pl.Expr:
    """The organisation has a safeguarding lead in post."""
    return col("safeguarding_leads") > 0


@rule(
    "HOMESHARE-CONCERN-REFERRED",
    about="concerns",
    clauses=_SAFEGUARDING,
    severity="critical",
    # A reason against a referral is an answer too.
    when=col("not_referred_reason").is_null() | present("referred_at"),
    says="A concern was raised {raised_at} and referred {referred_at}; custom is the same day",
    fix="Refer it to the council, or in Northern Ireland the Trust, now, or record why not; note what held it up.",
)
def concern_referred(law: Law) -> pl.Expr:
    """A concern is referred on the day it is raised, or the reason against it is recorded."""
    return within("raised_at", "referred_at", law.concern_referral, law)


@rule(
    "HOMESHARE-REGISTERED-ON",
    about="homeshare_participants",
    clauses=_MEASURES,
    severity="minor",
    when=lambda law: col("left_on").is_null() | (col("left_on") > law.today - law.measures_period),
    says="The day on which this {role} registered is not recorded, so no measure can count them",
    fix="Record the day of registration.",
)
def registration_dated(law: Law) -> pl.Expr:
    """It is recorded when each householder and homesharer registered, so that time to a match can be measured."""
    return present("registered_on")


@rule(
    "HOMESHARE-STARTED-ON",
    about="homeshare_matches",
    clauses=_MEASURES,
    severity="minor",
    when=lambda law: present("ended_on") | (col("agreement_signed_on") + law.start_recorded < law.today),
    says="Signed on {agreement_signed_on}, moved in on {started_on}, ended on {ended_on}: no measure, and hardly any "
    "rule, can count this match",
    fix="Record, or correct, the day of moving in.",
)
def start_dated(law: Law) -> pl.Expr:
    """A match that was signed for or has ended says when it began, and did not end before that."""
    return present("started_on") & (col("ended_on").is_null() | (col("ended_on") >= col("started_on")))
