"""The file of each host: the papers that came in."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view

# The contract's own word for what an authority knows is taken too.
_TUSLA = ("tusla_check", "trust_or_authority_check")


@view("hosts_files", table="carers", key="carer_id")
def hosts_files(records: Records) -> Rows:
    """One row per host in role, with how many medical forms and answers from Tusla came in."""
    came_in = (pl.col("subject_type") == "carer") & pl.col("received_on").is_not_null()
    item = pl.col("item")
    return records.view("carers_in_role").attach(
        records["file_checks"].where(came_in),
        {"carer_id": "subject_id"},
        medical_forms=item.filter(item == "health").count(),
        tusla_checks=item.filter(item.is_in(_TUSLA)).count(),
    )
