"""Support with decisions: Assisted Decision-Making (Capacity) Act 2015."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, rule, yes


@rule(
    "IE-DECISION-SUPPORT",
    about="people_supported",
    clauses="ie-adm-act-2015/support",
    severity="major",
    # Capacity is presumed: where nothing says that it is lacking, nobody is asked for.
    when=lambda law: yes("lacks_capacity") & (col("born_on").is_null() | (col("age") >= law.ie_decision_support_age)),
    says="Capacity is lacking for at least one decision; somebody to support or represent the guest: {representative}",
    fix="Find out with the guest who supports them under the Act, or what else it offers, and record it.",
)
def decisions_supported(law: Law) -> pl.Expr:
    """An adult who lacks capacity for a decision has somebody to support or represent them."""
    return yes("representative")
