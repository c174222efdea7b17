"""Those who work for the service: SSI 2011/210 regs 9 and 13, SSSC registration (SSI 2013/227), records of workers.

The Regulations reach carers as if employed; that says nothing of anybody's employment status. Registration with SSSC is
asked only of who is recorded as needing it; adult placement is not on its list, and carers are not registrable.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, at_most, col, deadline, present, rule, within

_FIT_9 = "ssi-2011-210/9"
_HAS_FILE = (col("subject_type") == "carer") | col("role").is_in(
    ["deputy_manager", "scheme_worker", "safeguarding_lead", "volunteer"]
)
_WORKS = _HAS_FILE | col("role").is_in(["registered_manager", "administrator"])
_SSSC = col("professional_register") == "sssc"
# Who started before that day applied as soon as was practicable, which has no number.
_THREE_MONTHS_FROM = date(2024, 6, 3)


def _has(item: str) -> pl.Expr:
    return col("items").list.contains(item)


@rule(
    "SCO-FILE-FITNESS",
    about="workers_on_file",
    clauses=(_FIT_9, "hscs-2017/4.24"),
    severity="critical",
    when=_HAS_FILE,
    says="The file of this {role} holds: {items}. It shows no skills and experience, or no evidence of good character",
    fix="Obtain evidence of qualifications, skills or assessment, and a reference, check both and record the days.",
)
def fitness_on_file(law: Law) -> pl.Expr:
    """The file shows the skills for the work, and evidence of character."""
    skilled = _has("qualifications") | _has("assessment")
    return skilled & ((col("references") > 0) | _has("conduct_evidence"))


@rule(
    "SCO-FILE-SAFER-RECRUITMENT",
    about="workers_on_file",
    clauses=_FIT_9,
    severity="critical",
    basis="guidance",
    when=_HAS_FILE,
    says="The file of this {role} holds: {items}, with {references} references. Guidance asks for identity, right to "
    "work, health and two references",
    fix="Obtain what is missing, check it, and record the day.",
)
def safer_recruitment_on_file(law: Law) -> pl.Expr:
    """The file holds what the regulator's guidance on safer recruitment asks for."""
    papers = pl.all_horizontal(_has(item) for item in ("identity", "right_to_work", "health"))
    return papers & (pl.lit(law.references_minimum) <= col("references"))


@rule(
    "SCO-FILE-BEFORE-START",
    about="workers_on_file",
    clauses=_FIT_9,
    severity="critical",
    basis="guidance",
    when=lambda law: _HAS_FILE & present("last_check_on") & (col("begun_on") > law.today - law.file_looked_back),
    says="This {role} began on {begun_on}; the last of the first checks came in on {last_check_on}",
    fix="Record who weighed the risk meanwhile, and see that no one starts before the checks are in.",
)
def checks_before_start(law: Law) -> pl.Expr:
    """Each check came in before the start."""
    return col("last_check_on") <= col("begun_on")


@rule(
    "SCO-LISTED",
    about="workers_on_file",
    clauses="ssi-2011-210/13",
    severity="critical",
    when=col("disclosures") > 0,
    says="This {role} is recorded as being on a barred list ({listings} entries) and is still in role",
    fix="Stop the work today and make people safe; a listed person may not provide, manage or work in the service.",
)
def nobody_listed(law: Law) -> pl.Expr:
    """Nobody who is on the adults' list works for the service."""
    return at_most("listings", 0)


@rule(
    "SCO-SSSC-REGISTERED",
    about="staff_in_post",
    clauses="ssi-2013-227/3",
    severity="critical",
    when=_SSSC,
    says="Started on {started_on} in a role that calls for SSSC registration; registered {professional_registered_on}",
    fix="The person may not work in the role past six months without registration: move them or see it through today.",
)
def registered_in_time(law: Law) -> pl.Expr:
    """Staff in a role that calls for it are registered with SSSC within six months of starting."""
    return within("started_on", "professional_registered_on", law.sssc_registration, law)


@rule(
    "SCO-SSSC-APPLIED",
    about="staff_in_post",
    clauses=("ssi-2013-227/4(2)", "ssi-2013-227/5(2)"),
    severity="major",
    # With nothing on record past six months, the rule on registration speaks.
    when=lambda law: (
        _SSSC
        & (col("started_on") >= _THREE_MONTHS_FROM)
        & (present("professional_registration_applied_on") | (col("started_on") + law.sssc_registration >= law.today))
    ),
    says="Started on {started_on}; applied to SSSC on {professional_registration_applied_on}, later than three months",
    fix="Have the person apply today, and record the day.",
)
def applied_in_time(law: Law) -> pl.Expr:
    """Staff in a role that calls for it apply to SSSC within three months of starting."""
    return within("started_on", "professional_registration_applied_on", law.sssc_application, law)


@rule(
    "SCO-SSSC-DECIDED",
    about="staff_in_post",
    clauses="sssc-scope/2005-order",
    severity="advice",
    when=col("role").is_in(["registered_manager", "deputy_manager", "scheme_worker"]),
    says="Whether this {role} has to be on a professional register is not recorded",
    fix="Check the SSSC's list: adult placement is not on it, social workers and dual-registered services are. Record "
    "the register, or none.",
)
def register_decided(law: Law) -> pl.Expr:
    """It is recorded whether staff have to be on a professional register."""
    return present("professional_register")


@deadline(
    "SCO-SSSC-RENEWAL",
    about="staff_in_post",
    clauses="sssc-rules/annual",
    severity="minor",
    when=_SSSC & present("professional_registered_on"),
    says="The SSSC registration, with its yearly declaration, ran until {due_on}",
    fix="Have the declaration and fee sent to SSSC, and record the new date.",
)
def registration_in_date(law: Law) -> pl.Expr:
    """An SSSC registration is kept up with its yearly declaration."""
    return col("professional_registration_expires_on")


@rule(
    "SCO-STAFF-RECORD",
    about="staff_in_post",
    clauses=("ci-records-guidance/08", "hscs-2017/3.14"),
    severity="major",
    says="The record of this member of staff ({role}) lacks the name or the start (started: {started_on})",
    fix="Enter the name and the day of the start.",
)
def staff_recorded(law: Law) -> pl.Expr:
    """Every member of staff and volunteer is on record by name and start."""
    return present("name", "started_on")


@rule(
    "SCO-CARER-RECORD",
    about="carers_in_role",
    clauses="ci-records-guidance/08",
    severity="major",
    says="The record of this carer lacks the name or the household (household: {household_id})",
    fix="Enter the carer's name and household.",
)
def carer_recorded(law: Law) -> pl.Expr:
    """Every carer is on record by name and household."""
    return present("name", "household_id")


@rule(
    "SCO-APPLICATION-RECORD",
    about="applications",
    clauses="ci-records-guidance/12",
    severity="major",
    when=col("decision").is_in(["approved", "declined"]),
    says="An application was decided ({decision}) on {decided_on}; the day it was made is: {applied_on}",
    fix="Enter the days of application and decision.",
)
def application_recorded(law: Law) -> pl.Expr:
    """An application that was decided has the days of application and decision on record."""
    return present("applied_on", "decided_on")


@rule(
    "SCO-TRAINING-RECORD",
    about="workers_on_file",
    clauses="ci-records-guidance/13",
    severity="major",
    when=_WORKS,
    says="No training at all is recorded for this {role}, who began on {begun_on}",
    fix="Enter the training done, or arrange the induction.",
)
def training_recorded(law: Law) -> pl.Expr:
    """Training is on record for everyone who works for the service."""
    return col("courses") > 0


@rule(
    "SCO-HOURS-RECORD",
    about="staff_in_post",
    clauses="ci-records-guidance/10",
    severity="major",
    when=col("role").is_in(["registered_manager", "deputy_manager", "scheme_worker"]),
    says="The hours of this {role}, as a share of full time, are not recorded",
    fix="Enter the full-time equivalent, so that staffing and vacancies can be seen.",
)
def hours_recorded(law: Law) -> pl.Expr:
    """The hours of managers and scheme workers are on record."""
    return present("full_time_equivalent")
