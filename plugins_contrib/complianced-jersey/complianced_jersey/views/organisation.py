"""Views of who runs the scheme: registrations, managers, their absences, and supervision."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view

from .running import of_running_schemes

# "A year" in "four a year": what the words say, and no limit that a scheme could set otherwise.
_YEAR = "12mo"


@view("je_schemes", table="schemes", key="scheme_id")
def je_schemes(records: Records) -> Rows:
    """One row per scheme whose registration has not ended, with the managers in post."""
    return of_running_schemes(records.view("schemes"), records)


@view("je_managers", table="staff", key="staff_id")
def je_managers(records: Records) -> Rows:
    """One row per registered manager in post."""
    return of_running_schemes(records.view("staff_in_post").where(pl.col("role") == "registered_manager"), records)


@view("je_absences", table="absences", key="absence_id")
def je_absences(records: Records) -> Rows:
    """One row per absence of a manager that has begun, with the day on which it ended, will end, or has run until."""
    return (
        records.view("absences")
        .where((pl.col("role") == "registered_manager") & (pl.col("started_on") <= records.today))
        .look_up(records["staff"], "staff_id", staff_ended_on="ended_on")
        .derive(away_until=pl.min_horizontal("ended_on", "staff_ended_on").fill_null(records.today))
    )


@view("je_supervision", table="staff", key="staff_id")
def je_supervision(records: Records) -> Rows:
    """One row per employed member of staff in post, with the supervisions of the year up to the audit."""
    year_ago = records.today.dt.offset_by(f"-{_YEAR}")
    lately = (pl.col("kind") == "supervision") & (pl.col("held_on") > year_ago)
    return (
        of_running_schemes(records.view("staff_supervision"), records)
        .attach(records["supervisions"].where(lately), "staff_id", supervisions_in_year=pl.len())
        .derive(a_year_in_post=(pl.col("started_on") <= year_ago).fill_null(True))
    )
