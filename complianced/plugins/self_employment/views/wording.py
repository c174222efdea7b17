"""View of wording: each document that was read, with what the text scan found in it."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view
from complianced.plugins.self_employment.tables import LEXICON_ROWS

# Places told in one finding: enough to begin with; the rest is found by reading on.
_PLACES = 5
# Several adverts run side by side; one that was not looked at for so long is taken to be over.
_ADVERT_RUNS = "-24mo"


@view("documents_read", table="documents", key="document_id")
def documents_read(records: Records) -> Rows:
    """One row per document in force whose text was read, with the words, places and number of hits of each row."""
    in_force = records.view("documents_by_kind").where(pl.col("document_id").is_not_null())
    current = in_force.attach(records["document_scans"].where(pl.col("read")), "document_id", scans=pl.len())
    looked_at = pl.max_horizontal("reviewed_on", "approved_on", "effective_on")
    adverts = (
        records["documents"]
        .where(
            pl.col("kind").is_in(["advert", "website_copy"])
            & (looked_at >= records.today.dt.offset_by(_ADVERT_RUNS))
            & (looked_at <= records.today)
        )
        .attach(current, "document_id", current=pl.len())
        .where(pl.col("current") == 0)
        .attach(records["document_scans"].where(pl.col("read")), "document_id", scans=pl.len())
    )
    columns = ("document_id", "scheme_id", "kind", "scans")
    read = current.pick(*columns).stacked_on(adverts.pick(*columns)).where(pl.col("scans") > 0)
    return read.attach(records["document_hits"], "document_id", **_found())


def _found() -> dict[str, pl.Expr]:
    columns = {}
    for row in LEXICON_ROWS:
        mine = pl.col("lexicon_row") == row
        columns[f"{row}_hits"] = pl.col("hit_id").filter(mine).count()
        columns[f"{row}_found"] = pl.col("word").filter(mine).unique().sort().head(_PLACES)
        columns[f"{row}_places"] = pl.col("place").filter(mine).head(_PLACES)
        columns[f"{row}_preferred"] = pl.col("preferred").filter(mine).first()
    return columns
