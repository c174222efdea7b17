"""Whether the service suits the person, decided before care begins: WSI 2019/163 reg 10.

Placements from before the Regulations began were decided on by other law.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, present, rule, yes
from complianced.plugins.wales.dates import REGULATED_FROM

_BEGAN_UNDER_IT = col("started_on") >= REGULATED_FROM
_EMERGENCY = col("emergency").fill_null(False)


@rule(
    "WAL-SUITABILITY",
    about="arrangements_live",
    clauses=("wsi-2019-163/10(1)", "wsi-2019-163/10(3)"),
    severity="critical",
    when=_BEGAN_UNDER_IT,
    says="The placement began on {started_on}; that the service suits the person was decided: {suitability_decided_on}",
    fix="Record the day of the decision. If there was none before the start, weigh now whether the placement suits the "
    "person, with their plan, wishes and risks, and record it.",
)
def suitability_decided_first(law: Law) -> pl.Expr:
    """That the service suits the person is decided before the placement begins."""
    return before("suitability_decided_on", "started_on")


@rule(
    "WAL-SUITABILITY-ASSESSED",
    about="arrangements_live",
    clauses=("wsi-2019-163/10(4)", "wsi-2019-163/10(5)"),
    severity="major",
    when=_BEGAN_UNDER_IT & col("authority_plan_received_on").is_null(),
    says="No care and support plan is on record for the placement of {started_on}; needs assessed: {needs_assessed_on}",
    fix="Ask the council for its plan; where there is none, have somebody trained for it assess needs and outcomes.",
)
def needs_assessed_without_plan(law: Law) -> pl.Expr:
    """Where there is no care and support plan, the provider assesses needs before the start, or after an urgent one."""
    return before("needs_assessed_on", "started_on") | (_EMERGENCY & present("needs_assessed_on"))


@rule(
    "WAL-SUITABILITY-PERSON",
    about="arrangements_live",
    clauses="wsi-2019-163/10(6)",
    severity="minor",
    when=_BEGAN_UNDER_IT,
    says="The placement began on {started_on}; the person's wishes were recorded: {wishes_recorded_on}; they decided: "
    "{person_decided_on}; they have a representative: {representative}",
    fix="Record the day on which the person, or whoever speaks for them, took part in the decision.",
)
def person_took_part(law: Law) -> pl.Expr:
    """The person, or a representative, takes part in deciding whether the service suits them."""
    # Wishes on record are not yet a part in the decision, save where it could not wait.
    decided = present("person_decided_on") | yes("representative")
    return decided | (_EMERGENCY & present("wishes_recorded_on"))


@rule(
    "WAL-SUITABILITY-COMMISSIONER",
    about="personal_plans",
    clauses="wsi-2019-163/10(6)",
    severity="minor",
    when=_BEGAN_UNDER_IT & present("placing_authority") & (col("plans") > 0),
    says="An authority placed the person; it took part in the decision and the plan: {authority_consulted}",
    fix="Ask the commissioner's view of the placement and the plan, and record that it was asked.",
)
def commissioner_took_part(law: Law) -> pl.Expr:
    """The commissioner takes part where it placed the person."""
    return yes("authority_consulted")
