"""The home and what is agreed on it: alarms (SSI 2019/8), licensing, privacy (SSI 2011/210 reg 4(1)(b)), agreements.

Checks of the home, visits, approval and review are custom everywhere, and in `practice`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, yes


@rule(
    "SCO-HOME-ALARMS",
    about="homes_and_alarms",
    clauses="ssi-2019-8/all",
    severity="major",
    says="Alarms for fire and carbon monoxide were last checked on {alarms_checked_on}; actions still "
    "open: {alarms_actions_open}",
    fix="See that every alarm the home must have is there and works, and record the check with nothing open.",
)
def alarms_checked(law: Law) -> pl.Expr:
    """The alarms of a home are on record as checked, with nothing left to do."""
    return present("alarms_checked_on") & (col("alarms_actions_open").fill_null(0) == 0)


@rule(
    "SCO-HOME-LICENCE",
    about="homes_and_alarms",
    clauses="asp-2006-1/part5",
    severity="advice",
    # The carer's household and two people's are three.
    when=col("live_in_people") > 1,
    says="{live_in_people} people live in here beside the carer; no statement says that licensing was looked at",
    fix="Ask the council whether the home needs a licence for multiple occupation, and state the answer.",
)
def licence_looked_at(law: Law) -> pl.Expr:
    """Where three or more households may share a home, the question of a licence has been looked at."""
    return col("licence_statements") > 0


@rule(
    "SCO-CARER-AGREEMENT",
    about="carers_in_role",
    clauses="sharedlivesplus-guidance/carer-agreement",
    severity="major",
    basis="convention",
    when=(col("live_arrangements") > 0) & (col("kind").fill_null("carer") == "carer"),
    says="The carer agreement was signed by both on {agreement_signed_on}; the first arrangement began on "
    "{first_arrangement_on}",
    fix="Sign the agreement with the carer now if there is none, and record both days.",
)
def carer_agreement_first(law: Law) -> pl.Expr:
    """Carer and scheme sign their agreement before the first arrangement."""
    return col("agreement_signed_on") <= col("first_arrangement_on")


@rule(
    "SCO-PLACEMENT-AGREEMENT",
    about="arrangements_live",
    clauses="sharedlivesplus-guidance/placement-agreement",
    severity="major",
    basis="convention",
    says="Placement agreement signed: {agreement_signed_on}; the person is a party: {person_party} (why not: "
    "{person_party_reason}); fees are in it: {fees_recorded}",
    fix="Agree with person and carer how the placement works, what it costs and how it ends, and have it signed.",
)
def placement_agreed(law: Law) -> pl.Expr:
    """A placement agreement is signed, with the person as a party or a reason, and says what is paid."""
    party = yes("person_party") | present("person_party_reason")
    return present("agreement_signed_on") & party & yes("fees_recorded")


@rule(
    "SCO-PRIVATE-ROOM",
    about="arrangements_live",
    clauses="ssi-2011-210/4(1)(b)",
    severity="major",
    basis="convention",
    when=col("kind") == "live_in",
    says="A bedroom of their own: {own_bedroom}; a wish to share is recorded: {room_sharing_wish_recorded}",
    fix="Record the person's own room, or in their words that they wish to share and with whom.",
)
def private_room(law: Law) -> pl.Expr:
    """Somebody who lives in has a room of their own, or their wish to share is recorded."""
    return yes("own_bedroom") | yes("room_sharing_wish_recorded")
