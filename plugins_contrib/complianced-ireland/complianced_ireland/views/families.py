"""Host families: whoever is approved in one household is one family, with its references, placements and reviews.

A finding points at the household, or at the carer where no household is recorded.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view

FAMILY_REVIEWS = ("family_review", "annual", "panel")
# Placements whose family is reviewed at the shorter interval; to live in is to share a life.
_CLOSE = ("contract", "shared_living", "live_in")

_family = pl.coalesce("household_id", "carer_id")


@view("host_families", table="households", key="family_id")
def host_families(records: Records) -> Rows:
    """One row per host family in role, with its references, kinds of placement and last review.

    `reference_years` has the years for which each referee has known the family, longest first. `close` is true where
    somebody is placed by contract or for shared living, or where nobody is placed and the family is approved for it.
    """
    hosts = _hosts(records)
    families = hosts.distinct("scheme_id", "family_id", SUBJECT_TABLE).derive(**{SUBJECT_ID: pl.col("family_id")})
    placed = records.view("arrangements_live").derive(family_id=_family)
    return (
        families.attach(
            hosts,
            "family_id",
            hosts=pl.len(),
            first_host_id=pl.col("carer_id").min(),
            first_approved_on=pl.col("approved_on").min(),
            approved_close=pl.col("approved_close").any(),
        )
        .attach(
            placed,
            "family_id",
            placements=pl.len(),
            close_placements=pl.col("kind").filter(pl.col("kind").is_in(_CLOSE)).count(),
        )
        .attach(
            _references(records),
            "family_id",
            references=pl.len(),
            reference_years=pl.col("known_years").drop_nulls().sort(descending=True),
            unrelated_references=pl.col("referee_related").filter(~pl.col("referee_related")).count(),
        )
        .attach(_reviews(records), "family_id", last_review_on=pl.col("held_on").max())
        .derive(
            close=pl.when(pl.col("placements") > 0)
            .then(pl.col("close_placements") > 0)
            .otherwise(pl.col("approved_close").fill_null(False))
        )
    )


@view("family_review_contents", table="carer_reviews", key="review_id")
def family_review_contents(records: Records) -> Rows:
    """One row per host family in role that was reviewed: its last review, with the items that it covered.

    Where both of a couple have a review of one day, it is one review.
    """
    reviews = _reviews(records)
    listed = (
        records["checklist"]
        .where(pl.col("carer_review_id").is_not_null() & pl.col("present"))
        .look_up(reviews, {"carer_review_id": "review_id"}, family_id="family_id", held_on="held_on")
    )
    return (
        reviews.latest_by("family_id", "held_on", "review_id")
        .attach(_hosts(records), "family_id", hosts=pl.len())
        .where(pl.col("hosts") > 0)
        .attach(listed, {"family_id": "family_id", "held_on": "held_on"}, items=pl.col("item").unique().sort())
    )


def _hosts(records: Records) -> Rows:
    """Carers in role, each with the family they belong to."""
    approved = pl.col("approved_arrangements").list
    there = pl.col("household_id").is_not_null()
    return records.view("carers_in_role").derive(
        family_id=_family,
        approved_close=pl.any_horizontal(approved.contains(kind) for kind in _CLOSE),
        **{SUBJECT_TABLE: pl.when(there).then(pl.lit("households")).otherwise(pl.lit("carers"))},
    )


def _members(records: Records) -> Rows:
    """Every carer with their family, those who left it included: its references and reviews stay its own."""
    return records["carers"].derive(family_id=_family)


def _references(records: Records) -> Rows:
    """Personal references that came in and were not turned down, by family."""
    came_in = (pl.col("item") == "personal_reference") & pl.col("received_on").is_not_null()
    return (
        records["file_checks"]
        .where((pl.col("subject_type") == "carer") & came_in & pl.col("satisfactory").fill_null(True))
        .look_up(_members(records), {"subject_id": "carer_id"}, family_id="family_id")
    )


def _reviews(records: Records) -> Rows:
    """Regular reviews of families; a review after a concern is another thing."""
    return (
        records["carer_reviews"]
        .where(pl.col("kind").is_in(FAMILY_REVIEWS))
        .each(_members(records), "carer_id", family_id="family_id")
    )
