"""Services that host children, and the statement that these call for."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("child_statements", table="documents", key="document_id")
def child_statements(records: Records) -> Rows:
    """One row per scheme, with its current child safeguarding statement and the birthday of its youngest guest."""
    return (
        records.view("documents_by_kind")
        .where(pl.col("kind") == "child_safeguarding_statement")
        .attach(records.view("arrangements_live"), "scheme_id", youngest_born_on=pl.col("born_on").max())
    )
