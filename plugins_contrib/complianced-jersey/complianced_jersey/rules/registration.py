"""Registration, the manager, and cover: Regulation of Care (Jersey) Law 2014, registration and article 16."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, live_on, present, rule, yes

_REGISTRATION = "je-care-law-2014/registration"


@rule(
    "JE-SERVICE-REGISTERED",
    about="schemes",
    clauses=_REGISTRATION,
    severity="critical",
    # A scheme that gave up its registration and supports nobody is not asked.
    when=lambda law: (col("live_arrangements") > 0) | ~(col("registration_ended_on") <= law.today).fill_null(False),
    says="No live registration of the service is recorded (registered: {registered_on}; ended: "
    "{registration_ended_on}; live arrangements: {live_arrangements})",
    fix="Enter the Commission's number for the service and its date; if there is none, speak to the Commission today.",
)
def service_registered(law: Law) -> pl.Expr:
    """The service is registered with the Jersey Care Commission."""
    return present("regulator_registration") & live_on(law.today, "registered_on", "registration_ended_on")


@rule(
    "JE-PROVIDER-REGISTERED",
    about="je_schemes",
    clauses=_REGISTRATION,
    severity="critical",
    says="No registration of the provider is recorded",
    fix="Enter the Commission's number for the provider, beside that of the service.",
)
def provider_registered(law: Law) -> pl.Expr:
    """The provider is registered with the Jersey Care Commission, beside the service."""
    return present("provider_registration")


@rule(
    "JE-MANAGER-IN-POST",
    about="je_schemes",
    clauses=_REGISTRATION,
    severity="critical",
    says="No registered manager is in post (the last one left: {registered_manager_left_on})",
    fix="Have a fit person apply to the Commission, and tell it who manages until then.",
)
def manager_in_post(law: Law) -> pl.Expr:
    """The scheme has a registered manager in post."""
    return col("registered_managers") > 0


@rule(
    "JE-MANAGER-REGISTERED",
    about="je_managers",
    clauses=_REGISTRATION,
    severity="critical",
    says="No registration of the manager with the Commission is recorded (in post since: {started_on})",
    fix="Enter the day on which the Commission registered the manager; if it has not, apply today.",
)
def manager_registered(law: Law) -> pl.Expr:
    """Every registered manager in post is registered with the Jersey Care Commission."""
    return present("regulator_registered_on")


@rule(
    "JE-MANAGER-REGISTERED-HERE",
    about="je_managers",
    clauses="je-care-law-2014/manager",
    severity="major",
    when=present("regulator_registered_on"),
    basis="law",  # the months of patience are custom; registering again is not
    says="The manager came on {started_on} and the registration recorded is of {regulator_registered_on}: from before "
    "this post, and so not for this service",
    fix="A registration does not move with its holder. Have the manager registered for this service, or enter the day "
    "on which that was done.",
)
def manager_registered_here(law: Law) -> pl.Expr:
    """The registration of the manager is for this service and not one brought from another."""
    earliest: pl.Expr = col("started_on") - law.jersey_manager_registration_lead
    return col("regulator_registered_on") >= earliest


def _long(law: Law) -> pl.Expr:
    reached: pl.Expr = col("started_on") + law.jersey_manager_absence_trigger <= col("away_until")
    return reached


@rule(
    "JE-ABSENCE-COVER",
    about="je_absences",
    clauses="je-care-law-2014/16",
    severity="major",
    when=_long,
    basis="law",  # from how many days on is custom; that there is cover is not
    says="The registered manager was or is away from {started_on} to {away_until}, and cover named: {cover_named}",
    fix="Name who is in charge while the manager is away, tell the Commission, and record it.",
)
def cover_named(law: Law) -> pl.Expr:
    """Somebody is named to be in charge during a long absence of the registered manager."""
    return yes("cover_named")
