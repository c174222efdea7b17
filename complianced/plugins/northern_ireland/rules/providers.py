"""Who runs the agency: SR 2007/221 regs 7-11 with Schedule 2; article 12 of the Order of 2003."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within, yes

_PROVIDER = col("provider_type").fill_null("")
# A kind that is not recorded is taken for a body, so that nothing goes unasked.
_IS_BODY = ~_PROVIDER.is_in(["individual", "partnership"])
_told = present("notified_on")


@rule(
    "NIR-RESPONSIBLE-INDIVIDUAL",
    about="schemes",
    clauses="nisr-2007-221/7",
    severity="major",
    when=_IS_BODY,
    says="No responsible individual is in post",
    fix="Name a director, manager, secretary or other officer who supervises the management, and give RQIA the name.",
)
def responsible_individual_in_post(law: Law) -> pl.Expr:
    """A provider that is an organisation has a responsible individual."""
    return col("responsible_individuals") > 0


@rule(
    "NIR-RESPONSIBLE-INDIVIDUAL-TOLD",
    about="staff_files",
    clauses="nisr-2007-221/7",
    severity="major",
    when=(col("role") == "responsible_individual") & col("organisation"),
    says="RQIA is not recorded as told of this responsible individual (in post since: {started_on})",
    fix="Give RQIA the name, address and position of the responsible individual, and enter the date.",
)
def responsible_individual_told(law: Law) -> pl.Expr:
    """RQIA has been given the name of the responsible individual."""
    return present("regulator_notified_on")


@rule(
    "NIR-PROVIDER-FILE",
    about="staff_files",
    clauses=("nisr-2007-221/7", "nisr-2007-221/sch2"),
    severity="major",
    when=(col("role") == "responsible_individual") | ((col("role") == "director") & ~col("organisation")),
    says="The file of this {role} lacks: {lacking}; declaration of fitness: {fitness_declaration_on}",
    fix="Obtain what Schedule 2 lists and a declaration that no bankruptcy or debt relief stands in the way; record "
    "the day of each.",
)
def provider_file_held(law: Law) -> pl.Expr:
    """The file of the responsible individual, partner or sole trader is whole, with a declaration of fitness."""
    return (col("lacking").list.len() == 0) & present("fitness_declaration_on")


@rule(
    "NIR-MANAGER",
    about="schemes",
    clauses="nisr-2007-221/8",
    severity="critical",
    when=_PROVIDER != "individual",
    basis="law",  # only the days of patience with an empty post are custom
    says="Nobody is in post as registered manager (the last one left: {registered_manager_left_on})",
    fix="Appoint a manager, give RQIA the name and the day, and say who is in charge until then.",
)
def manager_in_post(law: Law) -> pl.Expr:
    """A manager is in post, or the last one left so lately that a successor may still be on the way."""
    lately: pl.Expr = col("registered_manager_left_on") + law.manager_vacancy >= law.today
    return (col("registered_managers") > 0) | lately.fill_null(False)


@rule(
    "NIR-MANAGER-REGISTERED",
    about="staff_in_post",
    clauses="nisi-2003-431/12",
    severity="critical",
    when=col("role") == "registered_manager",
    basis="law",
    says="In post as manager since {started_on}; registered by RQIA: {regulator_registered_on}",
    fix="Apply to RQIA for registration of the manager today, or enter the day on which it registered them.",
)
def manager_registered(law: Law) -> pl.Expr:
    """The manager is registered with RQIA, or so new that RQIA may still be deciding."""
    new: pl.Expr = col("started_on") + law.manager_vacancy >= law.today
    return present("regulator_registered_on") | new.fill_null(False)


@rule(
    "NIR-MANAGER-TOLD",
    about="staff_in_post",
    clauses="nisr-2007-221/8",
    severity="critical",
    when=col("role") == "registered_manager",
    basis="law",
    says="Manager since {started_on}; RQIA is not recorded as told of the appointment",
    fix="Tell RQIA today the manager's name and the day on which the appointment took effect.",
)
def manager_told(law: Law) -> pl.Expr:
    """RQIA has been told who was appointed manager and from when."""
    due: pl.Expr = col("started_on") + law.forthwith >= law.today
    return present("regulator_notified_on") | due.fill_null(False)


@rule(
    "NIR-MANAGER-FILE",
    about="staff_files",
    clauses=("nisr-2007-221/9", "nisr-2007-221/sch2"),
    severity="major",
    when=col("role") == "registered_manager",
    says="The manager's file lacks: {lacking}",
    fix="Obtain what Schedule 2 lists, and record the day of each paper.",
)
def manager_file_held(law: Law) -> pl.Expr:
    """The manager's Schedule 2 file is whole."""
    return col("lacking").list.len() == 0


@deadline(
    "NIR-LEADERS-TRAINED",
    about="leaders_trained",
    clauses="nisr-2007-221/10",
    severity="minor",
    says="The last training of this {role} on record is of {last_trained_on}; more was due {due_on}",
    fix="Agree what training the role needs next, and record it when it is done.",
)
def leaders_train(law: Law) -> pl.Expr:
    """Responsible individual, partners and manager go on training."""
    return every("last_trained_on", law.provider_training_interval, since="started_on")


@rule(
    "NIR-CONVICTION-TOLD",
    about="changes",
    clauses="nisr-2007-221/11",
    severity="critical",
    when=col("kind") == "conviction",
    basis="law",
    says="A conviction of {happened_on} is not recorded as told to RQIA",
    fix="Write to RQIA today with the date, place, offence and penalty.",
)
def conviction_told(law: Law) -> pl.Expr:
    """RQIA is told of a conviction of a registered person or the responsible individual."""
    return _told | within("happened_on", "notified_on", law.forthwith, law)


@rule(
    "NIR-CONVICTION-TOLD-PROMPTLY",
    about="changes",
    clauses="nisr-2007-221/11",
    severity="critical",
    when=(col("kind") == "conviction") & _told,
    says="RQIA was told on {notified_on} of a conviction of {happened_on}. The law says forthwith; this is later than "
    "custom allows",
    fix="Note what held it up, and tell whoever is bound by this rule how soon RQIA expects to hear.",
)
def conviction_told_promptly(law: Law) -> pl.Expr:
    """RQIA is told of a conviction as soon as custom has it."""
    return within("happened_on", "notified_on", law.forthwith, law)


@rule(
    "NIR-CONVICTION-DETAILS",
    about="changes",
    clauses="nisr-2007-221/11",
    severity="critical",
    when=(col("kind") == "conviction") & _told,
    says="The notice of {notified_on} is not shown to give date, place, offence and penalty",
    fix="Send RQIA what is missing, and mark the details as complete.",
)
def conviction_details(law: Law) -> pl.Expr:
    """The notice of a conviction gives its date and place, the offence and the penalty."""
    return yes("details_complete")
