"""The means to carry on the service: SI 2009/3112 reg 13, which does not bind English councils or NHS bodies."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every


@deadline(
    "ENG-ACCOUNTS",
    about="documents_by_kind",
    clauses="uksi-2009-3112/13",
    severity="minor",
    when=(col("kind") == "annual_accounts")
    & ~col("provider_type").is_in(["local_authority", "nhs_trust"]).fill_null(False),
    says="Last annual accounts: {dated_on}; newer ones were looked for by {due_on}",
    fix="Enter the latest accounts, or other evidence that the service can pay its way.",
)
def accounts_recent(law: Law) -> pl.Expr:
    """Accounts within the scheme's interval show that the service can pay its way."""
    return every("dated_on", law.accounts_interval, since="registered_on")
