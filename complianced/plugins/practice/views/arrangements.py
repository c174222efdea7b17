"""Views of live arrangements: when they were last visited, and the check of the home they began in."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("arrangements_visited", table="arrangements", key="arrangement_id")
def arrangements_visited(records: Records) -> Rows:
    """One row per live arrangement, with the last visit to it since it began.

    A visit that names no arrangement was to the carer, and counts for every arrangement of that carer.
    """
    visited = pl.col("visited_on")
    to_the_carer = records["visits"].where(pl.col("arrangement_id").is_null())
    begun = pl.col("started_on")

    def since_it_began(day: pl.Expr) -> pl.Expr:
        return pl.when(day >= begun).then(day)

    return (
        records.view("arrangements_live")
        .attach(
            to_the_carer,
            "carer_id",
            carer_visited_on=visited.max(),
            carer_seen_alone_on=visited.filter(pl.col("person_seen_alone")).max(),
        )
        .derive(
            visited_on=since_it_began(pl.max_horizontal("last_visited_on", "carer_visited_on")),
            seen_alone_on=since_it_began(pl.max_horizontal("last_seen_alone_on", "carer_seen_alone_on")),
        )
    )


@view("arrangements_and_homes", table="arrangements", key="arrangement_id")
def arrangements_and_homes(records: Records) -> Rows:
    """One row per live arrangement, with the first safety check of the home on record."""
    checks = records["home_checks"].where(pl.col("kind") == "home_safety")
    return records.view("arrangements_live").attach(
        checks, "household_id", first_home_checked_on=pl.col("checked_on").min()
    )
