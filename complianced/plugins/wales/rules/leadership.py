"""Who leads: registration and responsible individual (2016 Act ss 5-21), manager (WSI 2019/163 regs 45-50, 28(2)(e)).

Whoever is recorded as `registered_manager` is the appointed manager.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within
from complianced.plugins.wales.dates import REGULATED_FROM

_IS_MANAGER = col("role") == "registered_manager"
_RESPONSIBLE = col("responsible_individuals") > 0
_ONE_LEFT = present("responsible_individual_left_on")


def _applied_in_time(law: Law) -> pl.Expr:
    """An application to vary after the last responsible individual left, or when the leaving was in sight."""
    left = col("responsible_individual_left_on")
    sent = col("variation_sent_on")
    in_sight = sent >= left.dt.offset_by("-3mo")
    in_time: pl.Expr = (in_sight & (sent <= left + law.responsible_individual_vacancy)).fill_null(False)
    return in_time


@rule(
    "WAL-REGISTERED",
    about="schemes",
    clauses="anaw-2016-2/5",
    severity="critical",
    when=col("live_arrangements") > 0,
    says="{live_arrangements} placements are live, and no live registration is recorded (registered: {registered_on}; "
    "ended: {registration_ended_on})",
    fix="Enter the number of the registration with CIW; if there is none, tell CIW and take advice today.",
)
def registered(law: Law) -> pl.Expr:
    """A service with live placements is registered with CIW."""
    ended = (col("registration_ended_on") <= law.today).fill_null(False)
    begun = (col("registered_on") <= law.today).fill_null(True)
    return present("regulator_registration") & begun & ~ended


@rule(
    "WAL-RESPONSIBLE-INDIVIDUAL",
    about="schemes_led",
    clauses=("anaw-2016-2/6", "anaw-2016-2/7", "anaw-2016-2/9", "anaw-2016-2/21"),
    severity="critical",
    # While CIW has an application before it in time, nobody else can be designated.
    when=lambda law: _RESPONSIBLE | ~_applied_in_time(law),
    says="No responsible individual is recorded for the service",
    fix="Enter who the responsible individual is; if nobody is, apply to CIW today to have one designated.",
)
def responsible_individual_named(law: Law) -> pl.Expr:
    """The service has a responsible individual."""
    return _RESPONSIBLE


@rule(
    "WAL-RESPONSIBLE-INDIVIDUAL-REPLACED",
    about="schemes_led",
    clauses="wsi-2017-1098/13",
    severity="major",
    when=~_RESPONSIBLE & _ONE_LEFT,
    says="The last responsible individual left on {responsible_individual_left_on}; an application to vary the "
    "registration was made: {variation_sent_on}",
    fix="Apply to CIW today to vary the registration with a new responsible individual, and record the day.",
)
def variation_applied_for(law: Law) -> pl.Expr:
    """Without a responsible individual the provider applies in time to vary the registration."""
    left = col("responsible_individual_left_on")
    in_time: pl.Expr = _applied_in_time(law) | (left + law.responsible_individual_vacancy >= law.today)
    return in_time


@rule(
    "WAL-MANAGER",
    about="schemes_led",
    clauses="wsi-2019-163/46",
    severity="critical",
    says="No manager is in post (the last one left: {registered_manager_left_on})",
    fix="Appoint a fit manager who is registered with Social Care Wales, and tell CIW who manages until then.",
)
def manager_appointed(law: Law) -> pl.Expr:
    """A manager is in post."""
    # A vacancy counts from its first day: the three months of the Regulations are for an absence.
    return col("registered_managers") > 0


@deadline(
    "WAL-MANAGER-ABSENT",
    about="leaders_away",
    clauses="wsi-2019-163/46",
    severity="critical",
    when=lambda law: (
        _IS_MANAGER
        & (col("started_on") <= law.today)
        & (col("ended_on").is_null() | (col("ended_on") > law.today))
        & (col("staff_ended_on").is_null() | (col("staff_ended_on") > law.today))
    ),
    says="The manager has been away since {started_on}; after {due_on} the service counts as without one",
    fix="Appoint another manager, and tell CIW and Social Care Wales.",
)
def manager_not_away_too_long(law: Law) -> pl.Expr:
    """The manager is not absent for longer than the Regulations suffer."""
    due: pl.Expr = every("started_on", law.manager_absence_maximum)
    return due


@rule(
    "WAL-MANAGER-REGISTERED",
    about="staff_in_post",
    clauses="wsi-2019-163/28(2)(e)",
    severity="critical",
    when=_IS_MANAGER,
    says="The manager is on the register of: {professional_register}; registered with Social Care Wales on: "
    "{professional_registered_on}",
    fix="Check the register. A manager who is not on it may not manage: apply today, and tell CIW.",
)
def manager_registered(law: Law) -> pl.Expr:
    """The manager is registered with Social Care Wales."""
    return (col("professional_register") == "social_care_wales") & present("professional_registered_on")


@deadline(
    "WAL-MANAGER-REGISTRATION-IN-DATE",
    about="staff_in_post",
    clauses="wsi-2019-163/28(2)(e)",
    severity="critical",
    when=_IS_MANAGER & (col("professional_register") == "social_care_wales") & present("professional_registered_on"),
    says="The manager's registration with Social Care Wales ran until {due_on}",
    fix="Check the register, and enter the new date; a manager whose registration lapsed may not manage.",
)
def manager_registration_in_date(law: Law) -> pl.Expr:
    """The manager's registration with Social Care Wales has not run out."""
    return col("professional_registration_expires_on")


@deadline(
    "WAL-MANAGER-SUPERVISED",
    about="staff_supervision",
    clauses="wsi-2019-163/45",
    severity="major",
    when=_IS_MANAGER,
    says="The manager's last supervision was on {last_supervision_on}; the next was due {due_on}",
    fix="Have the responsible individual hold the supervision, and record the day.",
)
def manager_supervised(law: Law) -> pl.Expr:
    """The responsible individual supervises the manager within the interval."""
    return every("last_supervision_on", law.manager_supervision, since="started_on")


@rule(
    "WAL-MANAGER-SEVERAL-SERVICES",
    about="staff_in_post",
    clauses="wsi-2019-163/48",
    severity="minor",
    when=_IS_MANAGER & present("services_managed"),
    says="The manager manages so many services: {services_managed}; CIW agreed to it on: {regulator_consent_on}",
    fix="Ask CIW for its agreement, and record the day it was given.",
)
def several_services_agreed(law: Law) -> pl.Expr:
    """CIW has agreed where one manager manages several services."""
    return (col("services_managed") <= 1) | present("regulator_consent_on")


_APPOINTED = _IS_MANAGER & (col("started_on") >= REGULATED_FROM)


@rule(
    "WAL-MANAGER-PROVIDER-TOLD",
    about="staff_in_post",
    clauses="wsi-2019-163/49",
    severity="minor",
    when=_APPOINTED,
    basis="law",  # that it is told is law, the hours are custom
    says="The manager started on {started_on}; the provider was told: {provider_notified_on}",
    fix="Give the provider the manager's name and the day of the appointment in writing, and record it.",
)
def provider_told_of_manager(law: Law) -> pl.Expr:
    """The provider has been told of the manager's appointment."""
    return present("provider_notified_on") | within("started_on", "provider_notified_on", law.notification, law)


@rule(
    "WAL-MANAGER-CIW-TOLD",
    about="staff_in_post",
    clauses=("wsi-2019-163/50", "wsi-2019-163/63(1)", "wsi-2019-163/63(3)", "wsi-2019-163/sch4"),
    severity="major",
    when=_APPOINTED,
    basis="law",  # that it is told is law, the hours are custom
    says="The manager started on {started_on}; CIW was told: {regulator_notified_on}",
    fix="Notify CIW today: name, date of birth, registration number and start; record the day.",
)
def ciw_told_of_manager(law: Law) -> pl.Expr:
    """CIW has been told of the manager's appointment."""
    return present("regulator_notified_on") | within("started_on", "regulator_notified_on", law.notification, law)


@rule(
    "WAL-MANAGER-SOCIAL-CARE-WALES-TOLD",
    about="staff_in_post",
    clauses="wsi-2019-163/50",
    severity="major",
    when=_APPOINTED,
    basis="law",  # that it is told is law, the hours are custom
    says="The manager started on {started_on}; Social Care Wales was told: {workforce_regulator_notified_on}",
    fix="Tell Social Care Wales today: name, date of birth, registration number and start; record the day.",
)
def social_care_wales_told_of_manager(law: Law) -> pl.Expr:
    """Social Care Wales has been told of the manager's appointment."""
    told = present("workforce_regulator_notified_on")
    return told | within("started_on", "workforce_regulator_notified_on", law.notification, law)
