"""The seven areas of a scheme, with what its board last stated and what it has set itself to do."""

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view
from complianced_asset_based.tables import AREAS, INSTRUMENT


@view("asset_areas", table="schemes", key="scheme_id")
def asset_areas(records: Records) -> Rows:
    """One row per scheme and area, with the board's last statement on it and how many steps are open."""
    stated = records["attestations"].latest_by(["scheme_id", "clause"], "made_on", "attestation_id")
    open_steps = records["asset_steps"].where(pl.col("done_on").is_null())
    return (
        records["schemes"]
        .pick("scheme_id")
        .crossed_with("area", AREAS)
        .derive(clause=pl.concat_str(pl.lit(f"{INSTRUMENT}/"), pl.col("area")))
        .look_up(
            stated,
            {"scheme_id": "scheme_id", "clause": "clause"},
            attestation_id="attestation_id",
            met="met",
            made_on="made_on",
        )
        .attach(open_steps, {"scheme_id": "scheme_id", "area": "area"}, open_steps=pl.len())
        .derive(
            **{
                SUBJECT_TABLE: pl.when(pl.col("attestation_id").is_not_null())
                .then(pl.lit("attestations"))
                .otherwise(pl.lit("schemes")),
                SUBJECT_ID: pl.coalesce("attestation_id", "scheme_id"),
            }
        )
    )


@view("asset_steps", table="asset_steps", key="step_id")
def asset_steps(records: Records) -> Rows:
    """One row per step that the board agreed."""
    return records["asset_steps"]
