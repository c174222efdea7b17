"""Who runs the service: fitness of provider and manager, and that there is one. SSI 2011/210 regs 6, 7 and 17.

That a provider is a council changes who declares fitness, and nothing else here.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, yes

_PROVIDER = col("provider_type").fill_null("")
_DIRECTOR = (col("role") == "director") & (_PROVIDER != "local_authority")
_MANAGER = col("role") == "registered_manager"


@deadline(
    "SCO-PROVIDER-DECLARATION",
    about="workers_on_file",
    clauses=("ssi-2011-210/6", "ci-records-guidance/14"),
    severity="critical",
    when=_DIRECTOR,
    says="The last declaration of fitness of this director is of {declared_on}; the next was due {due_on}",
    fix="Have the director declare afresh that no ground of unfitness applies, and record the day.",
)
def provider_declared(law: Law) -> pl.Expr:
    """Those who direct the provider declare their fitness every year."""
    return every("declared_on", law.fitness_declaration_interval)


@rule(
    "SCO-PROVIDER-DECLARATION-CLEAR",
    about="workers_on_file",
    clauses=("ssi-2011-28/3", "ssi-2011-210/6"),
    severity="major",
    when=_DIRECTOR & present("declared_on"),
    says="The declaration of fitness of {declared_on} is not recorded as satisfactory",
    fix="Look into what was declared, take advice, and record what was decided.",
)
def declaration_clear(law: Law) -> pl.Expr:
    """Nothing that a director declared is unresolved."""
    return yes("declared_well")


@rule(
    "SCO-PROVIDER-ADVERSE",
    about="workers_on_file",
    clauses="ssi-2011-210/6",
    severity="critical",
    when=_DIRECTOR & (col("disclosures") > 0),
    says="Disclosures of this director with content and no dated decision on the risk: {content_unweighed}",
    fix="Weigh what the disclosure holds against the grounds of unfitness, decide, and record the day.",
)
def adverse_content_weighed(law: Law) -> pl.Expr:
    """What a director's disclosure holds has been weighed."""
    return col("content_unweighed") == 0


@deadline(
    "SCO-MANAGER-DECLARATION",
    about="workers_on_file",
    clauses=("ssi-2011-210/7", "ci-records-guidance/14", "hscs-2017/4.23"),
    severity="critical",
    when=_MANAGER,
    says="The manager's last declaration of fitness is of {declared_on}; the next was due {due_on}",
    fix="Have the manager declare afresh that no ground of unfitness applies, weigh it, and record the day.",
)
def manager_declared(law: Law) -> pl.Expr:
    """The manager declares fitness every year."""
    return every("declared_on", law.fitness_declaration_interval)


@rule(
    "SCO-MANAGER-SKILLS",
    about="workers_on_file",
    clauses="ssi-2011-210/7",
    severity="critical",
    when=_MANAGER,
    says="The manager's file does not show the skills, knowledge and experience that the service needs",
    fix="See the qualifications and the evidence of experience, and record the day.",
)
def manager_skilled(law: Law) -> pl.Expr:
    """The manager's qualifications or experience are on file."""
    return col("items").list.contains("qualifications")


@rule(
    "SCO-MANAGER-PAPERS",
    about="workers_on_file",
    clauses="ssi-2011-210/7",
    severity="minor",
    basis="guidance",
    when=_MANAGER,
    says="The manager's file holds: {items}. Guidance asks for identity, right to work, health and references",
    fix="Obtain what is missing and record the day it came in.",
)
def manager_papers_held(law: Law) -> pl.Expr:
    """The manager's file holds what safer recruitment asks for."""
    items = col("items")
    wanted = [items.list.contains(item) for item in ("identity", "right_to_work", "health")]
    return pl.all_horizontal(wanted) & (col("references") > 0)


@rule(
    "SCO-MANAGER",
    about="schemes_and_manager",
    clauses="ssi-2011-210/17",
    severity="critical",
    basis="law",  # the duty has no tolerance; the days for which a deputy may act are guidance
    when=col("open_now"),
    says="No manager is in post (the last one left: {registered_manager_left_on}; provider: {provider_type})",
    fix="Appoint a manager, or name who acts until then, and tell the Care Inspectorate the name and the day at once.",
)
def manager_in_post(law: Law) -> pl.Expr:
    """A manager is in post, a deputy acts for the first weeks, or the provider is a person in charge full-time."""
    in_charge = (_PROVIDER == "individual") & (col("owners_full_time") > 0)
    just_left: pl.Expr = (col("registered_manager_left_on") + law.manager_vacancy >= law.today).fill_null(False)
    return (col("registered_managers") > 0) | in_charge | (just_left & (col("deputies") > 0))
