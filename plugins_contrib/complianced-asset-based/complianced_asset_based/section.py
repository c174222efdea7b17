"""The section of packs: each area with what the board stated, when, and which steps are open. No names."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from complianced.api import Audit, Context, PackSection, Supplied, blocks
from complianced_asset_based.tables import AREAS, INSTRUMENT

# How the board's statement is printed, and the mark beside it.
_STATED = {"yes": ("Wholly there", "met"), "partly": ("Partly there", "judgement"), "no": ("Not there yet", "not_met")}
_UNSTATED = ("Not stated", "not_tested")


def counted(records: Supplied, as_of: date) -> list[Mapping[str, object]]:
    """For each area of each scheme: the last statement, its day, the steps that are open and those past their day."""
    stated = (
        records.frame("attestations")
        .filter(pl.col("clause").str.starts_with(f"{INSTRUMENT}/"))
        .sort("made_on", "attestation_id")
        .group_by("scheme_id", area=pl.col("clause").str.split("/").list.last())
        .agg(pl.col("met", "made_on").last())
    )
    waiting = pl.col("done_on").is_null()
    steps = (
        records.frame("asset_steps")
        .group_by("scheme_id", "area")
        .agg(open=waiting.sum(), late=(waiting & (pl.col("due_on") < as_of)).sum())
    )
    areas = pl.DataFrame({"area": AREAS})
    return list(
        records.frame("schemes")
        .select("scheme_id")
        .join(areas, how="cross")
        .join(stated, on=["scheme_id", "area"], how="left")
        .join(steps, on=["scheme_id", "area"], how="left")
        .with_columns(pl.col("open", "late").fill_null(0))
        .iter_rows(named=True)
    )


def printed(audit: Audit, ctx: Context) -> Iterable[blocks.Block]:
    """A table of the seven areas, a line for each, and for each scheme where there are several."""
    say = ctx.say
    several = len(audit.schemes) > 1
    shown = {scheme.scheme_id for scheme in audit.schemes}
    columns = [
        blocks.Column(say("Area"), 2.4, heading=True),
        blocks.Column(say("What the board stated"), 2),
        blocks.Column(say("On"), 1.6),
        blocks.Column(say("Open steps"), 1, number=True),
        blocks.Column(say("Past their day"), 1, number=True),
    ]
    if several:
        columns.insert(0, blocks.Column(say("Scheme"), 1.2))
    yield blocks.Heading(2, say("The seven areas of an asset-based charity"), "asset_areas", quiet=True)
    yield blocks.Paragraph(
        say("The board's own statement, area by area. No law asks for it, and nothing is counted up to a score."),
        "small",
        keep=True,
    )
    yield blocks.Table(
        say("The seven areas, what the board stated of each, and its open steps"),
        tuple(columns),
        [_row(ctx, row, several) for row in ctx.gathered["asset_areas"] if row["scheme_id"] in shown],
    )


def _row(ctx: Context, row: Mapping[str, object], several: bool) -> tuple[blocks.Cell, ...]:
    words, mark = _STATED.get(str(row["met"]), _UNSTATED)
    made_on = row["made_on"]
    return (
        *((str(row["scheme_id"]),) if several else ()),
        ctx.say(str(row["area"]).replace("_", " ").capitalize()),
        blocks.Marked(mark, ctx.say(words)),
        ctx.language.day(made_on) if isinstance(made_on, date) else "–",
        f"{row['open']:,}",
        f"{row['late']:,}",
    )


SECTION = PackSection(
    "asset_areas",
    "the board's statement on the seven areas of an asset-based charity",
    printed,
    after={"board": "board_dashboard", "inspector": "notifications"},
    gather=counted,
)
