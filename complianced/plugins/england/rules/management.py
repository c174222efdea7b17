"""Who runs the service: SI 2014/2936 regs 4-7 and 17(2)(d), SI 2009/3112 reg 5."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule

_PROVIDER = col("provider_type").fill_null("")
# Where the kind of provider is not recorded it is taken for a body, so that nothing goes unasked.
_IS_BODY = ~_PROVIDER.is_in(["individual", "partnership"])


@rule(
    "ENG-NOMINATED-INDIVIDUAL",
    about="schemes_managers",
    clauses="uksi-2014-2936/6(2)",
    severity="major",
    when=_IS_BODY,
    says="No nominated individual is in post",
    fix="Name a director, manager or secretary who supervises the management, and give CQC the name and position.",
)
def nominated_individual_in_post(law: Law) -> pl.Expr:
    """A provider that is a body has a nominated individual in post."""
    return col("nominated_individuals") > 0


@rule(
    "ENG-NOMINATED-INDIVIDUAL-TOLD",
    about="staff_in_post",
    clauses="uksi-2014-2936/6(2)",
    severity="major",
    when=col("role") == "nominated_individual",
    basis="law",  # the days are custom; never having told CQC is not
    says="CQC has not been told of this nominated individual (in post since: {started_on})",
    fix="Give CQC the name, address and position of the nominated individual, and record the day.",
)
def nominated_individual_told(law: Law) -> pl.Expr:
    """CQC has been told who the nominated individual is."""
    return present("regulator_notified_on") | (every("started_on", law.change_notice) >= law.today)


@rule(
    "ENG-REGISTERED-MANAGER",
    about="schemes_managers",
    clauses=("uksi-2014-2936/7(1)", "uksi-2009-3112/5"),
    severity="critical",
    # NHS bodies have no manager condition, a sole trader may manage in person: see ENG-SOLE-TRADER-MANAGES.
    when=~_PROVIDER.is_in(["individual", "nhs_trust"]),
    basis="law",  # the condition of registration is law; only the months of patience with a vacancy are custom
    says="Nobody in post is registered with CQC as manager (the last one left: {manager_left_on})",
    fix="Have a fit person apply to CQC to be registered as manager, and tell CQC who manages until then.",
)
def manager_registered(law: Law) -> pl.Expr:
    """A registered manager is in post, or the last one left so lately that a successor may still be on the way."""
    return (col("managers_registered") > 0) | (every("manager_left_on", law.registered_manager_vacancy) >= law.today)


@rule(
    "ENG-SOLE-TRADER-MANAGES",
    about="schemes_managers",
    clauses=("uksi-2009-3112/5", "uksi-2009-3112/sch1"),
    severity="critical",
    when=_PROVIDER == "individual",
    says="No manager is registered, and the records do not show the sole trader in full-time charge",
    fix="Record the sole trader under staff as director with full-time hours, or have a manager registered with CQC.",
)
def sole_trader_manages(law: Law) -> pl.Expr:
    """A sole trader is in full-time charge of the service, or a manager is registered."""
    return (col("managers_registered") > 0) | (col("owners_full_time") > 0)


@rule(
    "ENG-OWNERS-KNOWN",
    about="schemes_managers",
    clauses="uksi-2014-2936/4",
    severity="major",
    when=~_IS_BODY,
    says="The records name neither sole trader nor partners (kind of provider: {provider_type})",
    fix="Record the sole trader, or every partner, under staff as director, and keep their file.",
)
def owners_known(law: Law) -> pl.Expr:
    """The sole trader or the partners are recorded, so that a file can be held on them."""
    return (col("owners") > 0) | ((_PROVIDER == "individual") & (col("managers_registered") > 0))


@rule(
    "ENG-OWNER-FILE",
    about="workers_papers",
    clauses="uksi-2014-2936/4",
    severity="major",
    when=~_IS_BODY & (col("role") == "director"),
    says="The file of the sole trader or partner lacks: {file_lacking}",
    fix="Obtain what is missing, check it and record the day it came in and that it is satisfactory.",
)
def owner_file_held(law: Law) -> pl.Expr:
    """The file of a sole trader or partner holds the Schedule 3 papers, all satisfactory."""
    return col("file_lacking").list.len() == 0


@rule(
    "ENG-DIRECTOR-FILE",
    about="workers_papers",
    clauses=("uksi-2014-2936/5", "uksi-2014-2936/sch4"),
    severity="major",
    when=_IS_BODY & (col("role") == "director"),
    says="The director's file lacks: {schedule_3_lacking}",
    fix="Obtain what is missing and record the day it came in.",
)
def director_file_held(law: Law) -> pl.Expr:
    """The file of a director holds the Schedule 3 papers."""
    return col("schedule_3_lacking").list.len() == 0


@deadline(
    "ENG-DIRECTOR-DECLARATION",
    about="workers_papers",
    clauses=("uksi-2014-2936/5", "uksi-2014-2936/sch4"),
    severity="major",
    when=_IS_BODY & (col("role") == "director"),
    says="The director's last declaration of fitness: {declared_on}; the next was due: {due_on}",
    fix="Have the director declare afresh that no ground of unfitness applies, and check the public registers.",
)
def director_declared(law: Law) -> pl.Expr:
    """A director declares fitness on taking office and afresh within the interval."""
    return every("declared_on", law.director_declaration_interval)


@rule(
    "ENG-NOMINATED-INDIVIDUAL-FILE",
    about="workers_papers",
    clauses=("uksi-2014-2936/6(3)", "uksi-2014-2936/sch4/7", "uksi-2014-2936/sch4/8"),
    severity="major",
    when=col("role") == "nominated_individual",
    says="The nominated individual's file lacks: {file_lacking}",
    fix="Obtain what is missing, check it and record the day it came in and that it is satisfactory.",
)
def nominated_individual_file_held(law: Law) -> pl.Expr:
    """The nominated individual's file holds the Schedule 3 papers, all satisfactory."""
    return col("file_lacking").list.len() == 0


@rule(
    "ENG-REGISTERED-MANAGER-FILE",
    about="workers_papers",
    clauses=("uksi-2014-2936/7(2)", "uksi-2014-2936/7(3)", "uksi-2014-2936/sch4/7", "uksi-2014-2936/sch4/8"),
    severity="major",
    when=col("role") == "registered_manager",
    says="The registered manager's file lacks: {file_lacking}",
    fix="Obtain what is missing, check it and record the day it came in and that it is satisfactory.",
)
def registered_manager_file_held(law: Law) -> pl.Expr:
    """The registered manager's file holds the Schedule 3 papers, all satisfactory."""
    return col("file_lacking").list.len() == 0


@deadline(
    "ENG-BOARD-REPORT",
    about="events_by_kind",
    clauses="uksi-2014-2936/17(2)(d)",
    severity="major",
    when=(col("kind") == "board_report") & (_PROVIDER != "individual"),
    says="Last report to those who run the service: {happened_on}; the next was due: {due_on}",
    fix="Have the board or its equal consider a report on the service, and keep the report and the minutes.",
)
def board_report_made(law: Law) -> pl.Expr:
    """Those who run the service consider a report on it within the interval, and it is on record."""
    return every("happened_on", law.board_report_interval, since="registered_on")
