"""Who runs the service: SI 2014/2936 regs 5-7, SI 2009/3112 regs 5, 14, 15."""

from __future__ import annotations

from complianced.api import Law, col, rule


@rule(
    "ENG-NOMINATED-INDIVIDUAL",
    about="schemes",
    clauses="uksi-2014-2936/6(2)",
    severity="major",
    when=~col("provider_type").is_in(["individual", "partnership"]),
    says="No nominated individual is in post",
    fix="Name a director, manager or secretary who supervises the management, and give CQC the name and position.",
)
def nominated_individual_in_post(law: Law):
    """A provider that is a body has a nominated individual in post."""
    return col("nominated_individuals") > 0
