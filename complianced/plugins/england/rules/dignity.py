"""Adjustments, privacy, equality, communication: SI 2014/2936 regs 9(3)(h) and 10(2), Equality Act s 20, DAPB1605."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, rule, yes

_ACCESSIBLE = ("ukpga-2012-7/250", "dapb1605/v4")


@rule(
    "ENG-ADJUSTMENTS",
    about="people_in_care",
    clauses=("uksi-2014-2936/9(3)(h)", "ukpga-2010-15/20"),
    severity="minor",
    when=col("disabled"),
    says="A disability is recorded (main need: {primary_need}); reasonable adjustments are recorded: "
    "{adjustments_recorded} (personal care: {regulated})",
    fix="Record with the person what adjustments they need, or that they need none.",
)
def adjustments_recorded(law: Law) -> pl.Expr:
    """For a person with a disability, reasonable adjustments are recorded, or that none are needed."""
    return yes("adjustments_recorded")


@rule(
    "ENG-OWN-ROOM",
    about="arrangements_in_care",
    clauses="uksi-2014-2936/10(2)(a)",
    severity="major",
    basis="convention",
    when=col("kind") != "day_support",
    says="The person has a bedroom of their own: {own_bedroom}; a wish to share is recorded: "
    "{room_sharing_wish_recorded} (personal care: {personal_care})",
    fix="Give the person a room of their own, or ask each of those who share, apart, and record that they wish to.",
)
def own_room(law: Law) -> pl.Expr:
    """Somebody who stays the night has a room of their own, or a recorded wish to share."""
    return yes("own_bedroom") | yes("room_sharing_wish_recorded")


@rule(
    "ENG-EQUALITY",
    about="people_in_care",
    clauses="uksi-2014-2936/10(2)(c)",
    severity="minor",
    says="Needs arising from protected characteristics are recorded: {equality_recorded} (personal care: {regulated})",
    fix="Ask the person and record the answer; 'prefer not to say' is an answer.",
)
def equality_recorded(law: Law) -> pl.Expr:
    """Needs arising from the person's protected characteristics are asked about and recorded."""
    return yes("equality_recorded")


@rule(
    "ENG-COMMUNICATION-RECORDED",
    about="people_in_care",
    clauses=_ACCESSIBLE,
    severity="minor",
    says="How the person communicates and what helps is recorded: {communication_needs_recorded} "
    "(personal care: {regulated})",
    fix="Ask how the person takes in and gives information, record and flag it, and share it with those who need it.",
)
def communication_recorded(law: Law) -> pl.Expr:
    """Each person's information and communication needs are recorded, or that there are none."""
    return yes("communication_needs_recorded")


@deadline(
    "ENG-COMMUNICATION-REVIEW",
    about="people_in_care",
    clauses=_ACCESSIBLE,
    severity="minor",
    when=yes("communication_needs_recorded"),
    says="Communication needs were last reviewed: {communication_reviewed_on}; due by {due_on} "
    "(personal care: {regulated})",
    fix="Go through the record of how the person communicates with them and record the day.",
)
def communication_reviewed(law: Law) -> pl.Expr:
    """Each person's communication needs are reviewed at the scheme's interval."""
    return every("communication_reviewed_on", law.communication_review_interval, since="first_started_on")


@deadline(
    "ENG-COMMUNICATION-LEAD",
    about="clause_attestations",
    clauses=_ACCESSIBLE,
    severity="minor",
    when=col("clause") == "dapb1605/v4",
    says="Statement on the Accessible Information Standard, which names the lead: made {made_on}, met: {met}; "
    "due by {due_on}",
    fix="Name who leads on accessible information and record the yearly statement on this clause.",
)
def communication_led(law: Law) -> pl.Expr:
    """A yearly statement names who leads on accessible information and says that the standard is kept."""
    return pl.when(col("met") == "yes").then(every("made_on", law.attestation_interval))
