"""Who manages the service: registered managers in post, when the last one left, and the sole trader or partners."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("schemes_managers", table="schemes", key="scheme_id")
def schemes_managers(records: Records) -> Rows:
    """One row per scheme whose registration has not ended, with who is registered to manage it and who owns it."""
    registered = (pl.col("role") == "registered_manager") & pl.col("regulator_registered_on").is_not_null()
    owner = pl.col("role") == "director"
    ended = pl.col("registration_ended_on")
    return (
        records.view("schemes")
        .where(ended.is_null() | (ended > records.today))
        .attach(records.view("staff_in_post").where(registered), "scheme_id", managers_registered=pl.len())
        .attach(records["staff"].where(registered), "scheme_id", manager_left_on=pl.col("ended_on").max())
        .attach(
            records.view("staff_in_post").where(owner),
            "scheme_id",
            owners=pl.len(),
            owners_full_time=(pl.col("full_time_equivalent") >= 1).sum(),
        )
    )
