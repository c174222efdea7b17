"""Incidents, deaths, outbreaks and discipline as the regulator's guidance wants them recorded, and acted on.

SSI 2011/210 reg 4(1)(a) and the Care Inspectorate's records guidance.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule


@rule(
    "SCO-DEATH-RECORDED",
    about="deaths_while_supported",
    clauses="ci-records-guidance/02",
    severity="major",
    says="A person died on {died_on} while supported, and no incident records the death",
    fix="Enter the death as an incident with the day it became known, and notify the Care Inspectorate if nobody has.",
)
def death_recorded(law: Law) -> pl.Expr:
    """The death of a person while supported is on record as an incident."""
    still_time: pl.Expr = col("died_on") + law.immediate_notice >= law.today
    return (col("deaths_recorded") > 0) | still_time


@rule(
    "SCO-DEATH-DATED",
    about="people_reported_dead",
    clauses="ci-records-guidance/02",
    severity="major",
    says="An incident records this person's death (known since {death_known_at}); the person's record has no day of it",
    fix="Enter the day on which the person died; until then other rules take them to be still supported.",
)
def death_dated(law: Law) -> pl.Expr:
    """The record of a person whose death an incident records has the day of it."""
    return present("died_on")


@rule(
    "SCO-INCIDENT-DATED",
    about="incidents",
    clauses="ci-records-guidance/04",
    severity="major",
    when=col("kind") != "outbreak",
    says="An incident ({kind}) is on record without the time at which it happened (known since: {known_at})",
    fix="Enter when it happened, as well as is known.",
)
def incident_dated(law: Law) -> pl.Expr:
    """An incident has the time at which it happened on record."""
    return present("occurred_at")


@rule(
    "SCO-OUTBREAK-DATED",
    about="incidents",
    clauses="ci-records-guidance/05",
    severity="major",
    when=col("kind") == "outbreak",
    says="An outbreak is on record without the time at which it began (known since: {known_at})",
    fix="Enter when it began, as well as is known.",
)
def outbreak_dated(law: Law) -> pl.Expr:
    """An outbreak has the time at which it began on record."""
    return present("occurred_at")


@rule(
    "SCO-INCIDENT-ACTION",
    about="incidents",
    clauses=("ssi-2011-210/4(1)(a)", "ci-records-guidance/04"),
    severity="major",
    when=present("aware_at") & (col("kind") != "service_disruption"),
    says="The incident ({kind}) known since {aware_at} is open and no action is recorded (closed: {closed_on})",
    fix="Decide what the incident calls for, do it, and record the day; or close it with the reason.",
)
def incident_acted_on(law: Law) -> pl.Expr:
    """An incident is acted on or closed within the days that are customary."""
    not_yet: pl.Expr = col("aware_at").dt.date() + law.incident_action >= law.today
    return present("action_done_on") | present("closed_on") | not_yet


@rule(
    "SCO-DISCIPLINE-RECORD",
    about="clause_attestations",
    clauses="ci-records-guidance/11",
    severity="major",
    basis="guidance",
    when=col("clause") == "ci-records-guidance/11",
    says="The statement of {made_on} on records of discipline and its outcome says: {met}. It is to be made every year",
    fix="Check that each disciplinary matter has its day, author and outcome on record, and state it.",
)
def discipline_recorded(law: Law) -> pl.Expr:
    """It is stated every year that discipline and its outcome are on record."""
    made = pl.coalesce("made_on", "registered_on")
    due: pl.Expr = made + law.discipline_statement
    return (due >= law.today) & (col("met").is_null() | (col("met") == "yes"))
