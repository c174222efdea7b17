"""Registration, its conditions, certificate, changes and end: 2010 Act ss 59, 60 and 66, SSI 2011/28, SSI 2011/29."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, every, present, rule, yes


@rule(
    "SCO-REGISTERED",
    about="schemes_and_manager",
    clauses="asp-2010-8/59",
    severity="critical",
    when=col("open_now"),
    says="Registered on {registered_on}, ended on {registration_ended_on}; the registration number is on record: "
    "{regulator_registration}",
    fix="Enter the registration as the certificate has it. Without one the service may not be provided.",
)
def registered(law: Law) -> pl.Expr:
    """The service is registered."""
    ended = (col("registration_ended_on") <= law.today).fill_null(False)
    return present("regulator_registration", "registered_on") & ~ended


@rule(
    "SCO-REGISTERED-ANEW",
    about="changes_of_scheme",
    clauses="asp-2010-8/59",
    severity="critical",
    basis="law",
    when=lambda law: (col("kind") == "legal_entity") & (col("happened_on") <= law.today),
    says="The legal entity changed on {happened_on}; the registration is of {registered_on}, of the entity before",
    fix="Ask the Care Inspectorate today: a registration cannot be transferred, and the new entity needs its own.",
)
def new_entity_registered(law: Law) -> pl.Expr:
    """A new legal entity has a registration of its own."""
    earliest: pl.Expr = col("happened_on") - law.new_registration_lead
    return col("registered_on") >= earliest


@rule(
    "SCO-CONDITIONS",
    about="clause_attestations",
    clauses=("asp-2010-8/60", "asp-2010-8/66"),
    severity="critical",
    basis="law",
    when=col("clause") == "asp-2010-8/60",
    says="The statement of {made_on} on the conditions of registration says: {met}. It is to be made every year",
    fix="Read the certificate condition by condition, numbers included, and state whether each is met.",
)
def conditions_met(law: Law) -> pl.Expr:
    """It is stated every year that the conditions of registration are met."""
    due: pl.Expr = every("made_on", law.statement_of_conditions, since="registered_on")
    return (due >= law.today) & (col("met").is_null() | (col("met") == "yes"))


@rule(
    "SCO-REGISTER-ENTRY",
    about="schemes_and_manager",
    clauses=("ssi-2011-28/5", "ssi-2011-28/6", "ssi-2011-28/sch"),
    severity="major",
    when=col("open_now"),
    says="The provider's name as the register has it is not on record",
    fix="Compare the public register with the service: provider, addresses, manager, conditions; enter the provider.",
)
def register_entry_known(law: Law) -> pl.Expr:
    """What the public register says of provider and service is on record."""
    return present("name", "provider_name")


@rule(
    "SCO-CERTIFICATE",
    about="schemes_and_manager",
    clauses="ssi-2011-28/7",
    severity="major",
    when=col("open_now"),
    says="The certificate of registration is on show where people see it: {registration_certificate_shown}",
    fix="Check its seven items against the service, hang it in the office, and record that it is there.",
)
def certificate_shown(law: Law) -> pl.Expr:
    """The certificate of registration is on show."""
    return yes("registration_certificate_shown")


@rule(
    "SCO-VARIATION",
    about="changes_of_scheme",
    clauses="ssi-2011-29/4",
    severity="major",
    when=col("kind").is_in(["premises", "address"]) & ~yes("regulator_agreed"),
    says="Change of {happened_on} ({kind}): applied for on {notified_on}, and no agreement to less is recorded",
    fix="Apply for the variation before the change, three months ahead; where the Care Inspectorate agreed, record it.",
)
def variation_applied_for(law: Law) -> pl.Expr:
    """A change of the certificate's conditions is applied for in time, unless a shorter time was agreed."""
    latest_day: pl.Expr = col("happened_on") - law.variation_notice
    return pl.coalesce("notified_on", law.today) <= latest_day


@rule(
    "SCO-PREMISES-DETAILS",
    about="changes_of_scheme",
    clauses="ci-records-guidance/20",
    severity="major",
    when=(col("kind") == "premises") & (present("notified_on") | yes("regulator_agreed")),
    says="Planned change of {happened_on}: told on {notified_on}; recorded as complete: {details_complete}",
    fix="Record what is to change, when and why, and that the Care Inspectorate has it all.",
)
def premises_change_recorded(law: Law) -> pl.Expr:
    """A planned change of premises is on record in full, with the day on which it was told."""
    return present("notified_on") & yes("details_complete")


@rule(
    "SCO-DETAILS-TOLD",
    about="changes_of_scheme",
    clauses="ssi-2011-28/4",
    severity="major",
    basis="guidance",
    when=lambda law: (
        col("kind").is_in(["provider_name", "directors", "manager", "insolvency"]) & (col("happened_on") <= law.today)
    ),
    says="Change of {happened_on} ({kind}): no notice to the Care Inspectorate is recorded",
    fix="Tell the Care Inspectorate today, through its portal, and enter the day.",
)
def details_told(law: Law) -> pl.Expr:
    """The Care Inspectorate is told of a change of name, officers or manager, and of insolvency."""
    return present("notified_on")


@rule(
    "SCO-CANCELLATION",
    about="schemes_and_manager",
    clauses="ssi-2011-29/5",
    severity="critical",
    when=present("registration_ended_on"),
    says="The registration ended on {registration_ended_on}; applied for: {end_applied_on}, stated: {end_stated_on}; "
    "people still here: {live_arrangements}",
    fix="Record the application and its day, and where each person goes on; if none was made, ask the regulator.",
)
def cancellation_in_time(law: Law) -> pl.Expr:
    """A service that ends applied in time, and nobody is left without a place to go on."""
    latest_day: pl.Expr = col("registration_ended_on") - law.cancellation_notice
    applied = pl.min_horizontal("end_applied_on", "end_stated_on")
    return ((applied <= latest_day).fill_null(False) | yes("end_agreed")) & (col("live_arrangements") == 0)
