"""Facts of a Homeshare organisation: householders and homesharers, their vetting, matches and contacts."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from complianced.measures.fact import FactGroup
from complianced.measures.readings import live_on, participant
from complianced.measures.standing_day import Day

col = pl.col


def homeshare_facts(day: Day) -> Iterator[FactGroup]:
    """Participants who have not left, their interviews and disclosures, and the matches that are live."""
    vetted = {}
    for role in ("householder", "homesharer"):
        mine = day.rows("disclosures").where(col("subject_type") == role)
        there = day.rows("homeshare_participants").where(participant(day.as_of, role))
        vetted[role] = there.having("held", mine, "participant_id", other_key="subject_id")
    holders, sharers = vetted["householder"], vetted["homesharer"]
    interviewed = col("interviewed_on").is_not_null()
    yield FactGroup(
        "homeshare_participants",
        (
            holders.fact("Householders interviewed", interviewed),
            sharers.fact("Homesharers interviewed", interviewed),
            holders.fact("Householders with a disclosure", col("held")),
            sharers.fact("Homesharers with a disclosure", col("held")),
        ),
    )
    matches = day.rows("homeshare_matches")
    live = matches.where(live_on(day.as_of))
    yield FactGroup(
        "homeshare_matches",
        (
            live.total("Live matches"),
            live.fact("Live matches with a signed agreement", col("agreement_signed_on").is_not_null()),
            matches.where(day.year.holds("started_on")).total("Matches begun in the last 12 months"),
            matches.where(day.year.holds("ended_on")).total("Matches ended in the last 12 months"),
        ),
    )
    contacts = day.rows("homeshare_contacts")
    kept = live.having("contacted", contacts, "match_id", day.within_a_quarter("contacted_on"))
    yield FactGroup(
        "homeshare_contacts",
        (
            kept.fact("Live matches with a contact in the last 3 months", col("contacted")),
            day.happened("homeshare_contacts", "contacted_on").total("Contacts in the last 12 months"),
        ),
    )
