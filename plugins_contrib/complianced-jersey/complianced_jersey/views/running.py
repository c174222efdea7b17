"""What is asked only of schemes whose registration has not ended, and only from the day the Regulations began."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Records, Rows

# The Law and the Regulations of 2018 bind from here on; law/instruments has the same day. What happened before is not
# judged by them.
REGULATIONS_BEGAN = date(2019, 1, 1)


def of_running_schemes(rows: Rows, records: Records) -> Rows:
    """The rows of schemes whose registration has not ended by the day of the audit."""
    ended = pl.col("scheme_ended_on")
    return rows.look_up(records["schemes"], "scheme_id", scheme_ended_on="registration_ended_on").where(
        ended.is_null() | (ended > records.today)
    )


def since_the_regulations(moment: str) -> pl.Expr:
    """True from the day the Regulations began, and where the day is not recorded."""
    return (pl.col(moment).dt.date() >= pl.lit(REGULATIONS_BEGAN)).fill_null(True)
