"""Rows carry where their columns came from, and doubt follows a cell that could not be read."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from complianced.rules.rows import Rows
from complianced.schemas.recordset import unreadable


def carers() -> Rows:
    return Rows.of_table(
        "carers",
        pl.DataFrame(
            {
                "carer_id": ["C1", "C2", "C3"],
                "status": ["approved", "approved", "ended"],
                "approved_on": [date(2020, 1, 1), None, date(2019, 1, 1)],
                unreadable("approved_on"): [False, True, False],
            }
        ),
    )


def visits() -> Rows:
    return Rows.of_table(
        "visits",
        pl.DataFrame(
            {
                "visit_id": ["V1", "V2", "V3"],
                "carer_id": ["C1", "C1", "C2"],
                "visited_on": [date(2026, 1, 1), None, date(2026, 3, 1)],
                unreadable("visited_on"): [False, True, False],
            }
        ),
    )


def clean_visits() -> Rows:
    return Rows.of_table(
        "visits",
        pl.DataFrame({"visit_id": ["V1", "V2"], "carer_id": ["C1", "C1"], "visited_on": [date(2026, 1, 1), None]}),
    )


def collected(rows: Rows) -> pl.DataFrame:
    return rows.frame.collect()


def test_a_column_knows_the_record_columns_it_rests_on() -> None:
    rows = carers().attach(visits(), "carer_id", last_visited_on=pl.col("visited_on").max())
    assert rows.reads(pl.col("last_visited_on")) == {
        "visits",
        "visits.carer_id",
        "visits.visited_on",
        "carers.carer_id",
    }
    assert rows.reads(pl.col("status")) == {"carers.status"}


def test_what_decides_which_rows_there_are_is_read_by_every_rule_about_them() -> None:
    rows = carers().where(pl.col("status") == "approved")
    assert rows.base == {"carers", "carers.status"}


def test_a_joined_column_rests_on_both_ends_of_its_link() -> None:
    visited = carers().each(visits(), "carer_id", visited_on="visited_on")
    assert {"carers.carer_id", "visits.carer_id"} <= visited.base
    looked_up = visits().look_up(carers(), "carer_id", carer_status="status")
    assert {"carers.carer_id", "visits.carer_id"} <= looked_up.sources["carer_status"]


def test_a_derived_column_rests_on_all_it_is_made_from() -> None:
    rows = carers().derive(both=pl.col("status").is_not_null() & pl.col("approved_on").is_not_null())
    assert rows.reads(pl.col("both")) == {"carers.status", "carers.approved_on"}


def test_counts_are_nought_and_other_aggregates_null_where_nothing_points_at_the_row() -> None:
    rows = carers().attach(clean_visits(), "carer_id", visits=pl.len(), last=pl.col("visited_on").max())
    frame = collected(rows).sort("carer_id")
    assert frame["visits"].to_list() == [2, 0, 0]
    assert frame["last"].to_list() == [date(2026, 1, 1), None, None]


def test_doubt_follows_a_cell_through_an_aggregate_to_its_own_row_only() -> None:
    rows = carers().attach(visits(), "carer_id", last=pl.col("visited_on").max())
    doubt = rows.doubt(pl.col("last"))
    assert doubt is not None
    frame = rows.frame.with_columns(doubt.fill_null(False).alias("doubt")).collect().sort("carer_id")
    assert frame["doubt"].to_list() == [True, False, False]


def test_a_row_whose_place_in_the_view_is_in_doubt_stays_and_is_marked() -> None:
    rows = carers().where(pl.col("approved_on") <= date(2026, 1, 1))
    doubt = rows.doubt(pl.col("status"))
    assert doubt is not None
    frame = rows.frame.with_columns(doubt.alias("doubt")).collect().sort("carer_id")
    assert frame["carer_id"].to_list() == ["C1", "C2", "C3"]
    assert frame["doubt"].to_list() == [False, True, False]


def test_columns_without_a_bad_cell_carry_no_doubt() -> None:
    assert carers().doubt(pl.col("status")) is None


def test_doubt_follows_a_looked_up_column() -> None:
    rows = clean_visits().look_up(carers(), "carer_id", approved_on="approved_on")
    assert "approved_on" in rows.doubtful


def test_the_latest_row_of_each_key_wins_and_ties_go_to_the_greatest_key() -> None:
    rows = Rows.of_table(
        "plans",
        pl.DataFrame({"plan_id": ["P1", "P3", "P2"], "arrangement_id": ["A"] * 3, "version": [1, 2, 2]}),
    ).latest_by("arrangement_id", "version", "plan_id")
    assert collected(rows)["plan_id"].to_list() == ["P3"]


def test_the_row_before_is_the_one_before_within_its_key() -> None:
    rows = Rows.of_table(
        "visits",
        pl.DataFrame(
            {
                "visit_id": ["1", "2", "3"],
                "carer_id": ["A", "A", "B"],
                "visited_on": [date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 1)],
            }
        ),
    ).previous("carer_id", "visited_on", "visit_id", before="visited_on")
    assert dict(collected(rows).select("visit_id", "before").iter_rows()) == {
        "1": date(2026, 1, 1),
        "2": None,
        "3": None,
    }


def test_stacked_rows_keep_both_tables_as_their_source() -> None:
    one = carers().pick(name="carer_id")
    other = visits().pick(name="visit_id")
    rows = one.stacked_on(other)
    assert rows.reads(pl.col("name")) == {"carers.carer_id", "visits.visit_id"}
    assert collected(rows).height == 6


def test_a_column_cannot_be_fetched_over_another() -> None:
    with pytest.raises(ValueError, match="already there"):
        carers().look_up(visits(), "carer_id", status="visit_id")


def test_an_unknown_column_is_refused_when_it_is_read() -> None:
    with pytest.raises(KeyError):
        carers().reads(pl.col("shoe_size"))
