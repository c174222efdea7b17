"""Views of evidence: the current document and last event of each kind, their contents, and attestations."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, Records, view

# A statement counts for a year; custom, not law, and the same for every clause.
_ATTESTATION_COUNTS = "12mo"


@view("documents_by_kind", table="documents", key="document_id")
def documents_by_kind(records: Records) -> Rows:
    """One row per scheme and kind of document, with the version that is current; empty where there is none."""
    dated = pl.coalesce("effective_on", "approved_on", "reviewed_on")
    current = (
        records["documents"]
        .derive(dated_on=dated)
        .where(pl.col("dated_on").is_null() | (pl.col("dated_on") <= records.today))
        .latest_by(["scheme_id", "kind"], "dated_on", "document_id")
    )
    fetched = [name for name in current.columns if name not in ("scheme_id", "kind")]
    return _pointing_at(
        records["schemes"]
        .pick("scheme_id", "provider_type", "registered_on", "nation", "service")
        .crossed_with("kind", records.choices("documents", "kind"))
        .look_up(current, {"scheme_id": "scheme_id", "kind": "kind"}, **{name: name for name in fetched})
        .derive(last_reviewed_on=pl.max_horizontal("reviewed_on", "approved_on", "effective_on")),
        "documents",
        "document_id",
    )


@view("events_by_kind", table="governance", key="event_id")
def events_by_kind(records: Records) -> Rows:
    """One row per scheme and kind of governance event, with the last one; empty where there was none."""
    last = records["governance"].latest_by(["scheme_id", "kind"], "happened_on", "event_id")
    fetched = [name for name in last.columns if name not in ("scheme_id", "kind")]
    return _pointing_at(
        records["schemes"]
        .pick("scheme_id", "provider_type", "registered_on", "nation", "service")
        .crossed_with("kind", records.choices("governance", "kind"))
        .look_up(last, {"scheme_id": "scheme_id", "kind": "kind"}, **{name: name for name in fetched}),
        "governance",
        "event_id",
    )


@view("documents", table="documents", key="document_id")
def documents(records: Records) -> Rows:
    """One row per version of a document, with the version before it of the same kind."""
    return (
        records["documents"]
        .derive(
            dated_on=pl.coalesce("effective_on", "approved_on"),
            series=pl.concat_str("scheme_id", "kind", separator="/"),
        )
        .previous("series", "dated_on", "document_id", previous_document_id="document_id")
    )


@view("governance_events", table="governance", key="event_id")
def governance_events(records: Records) -> Rows:
    """One row per governance event, with the date of the one before it of the same kind."""
    return (
        records["governance"]
        .derive(series=pl.concat_str("scheme_id", "kind", separator="/"))
        .previous("series", "happened_on", "event_id", previous_on="happened_on")
    )


@view("document_items", table="documents", key="document_id")
def document_items(records: Records) -> Rows:
    """One row per current document and item of the checklist recorded for it."""
    items = records["checklist"].where(pl.col("document_id").is_not_null())
    current = records.view("documents_by_kind").where(pl.col("document_id").is_not_null())
    return current.each(items, "document_id", item_id="item_id", item="item", present="present")


@view("document_contents", table="documents", key="document_id")
def document_contents(records: Records) -> Rows:
    """One row per scheme and kind of document, with the items that the current version holds and those it lacks."""
    return records.view("documents_by_kind").attach(
        records["checklist"],
        "document_id",
        items=pl.col("item").filter(pl.col("present")).unique().sort(),
        items_listed=pl.len(),
    )


@view("event_contents", table="governance", key="event_id")
def event_contents(records: Records) -> Rows:
    """One row per scheme and kind of governance event, with the items that the last one covered."""
    return records.view("events_by_kind").attach(
        records["checklist"],
        "event_id",
        items=pl.col("item").filter(pl.col("present")).unique().sort(),
        items_listed=pl.len(),
    )


@view("clause_attestations", table="attestations", key="attestation_id")
def clause_attestations(records: Records) -> Rows:
    """One row per scheme and clause, with the last statement made on it and whether it still counts."""
    last = records["attestations"].latest_by(["scheme_id", "clause"], "made_on", "attestation_id")
    return _pointing_at(
        records["schemes"]
        .pick("scheme_id", "registered_on", "provider_type")
        .crossed_with("clause", records.clauses)
        .look_up(
            last,
            {"scheme_id": "scheme_id", "clause": "clause"},
            attestation_id="attestation_id",
            met="met",
            made_on="made_on",
            made_by_role="made_by_role",
        )
        .derive(current=(pl.col("made_on").dt.offset_by(_ATTESTATION_COUNTS) >= records.today).fill_null(False)),
        "attestations",
        "attestation_id",
    )


def _pointing_at(rows: Rows, table: str, key: str) -> Rows:
    """A finding points at the record where there is one, and at the scheme where it is missing."""
    there = pl.col(key).is_not_null()
    return rows.derive(
        **{
            SUBJECT_TABLE: pl.when(there).then(pl.lit(table)).otherwise(pl.lit("schemes")),
            SUBJECT_ID: pl.when(there).then(pl.col(key)).otherwise(pl.col("scheme_id")),
        }
    )
