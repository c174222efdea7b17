"""Throws are the same everywhere, spread evenly, and hang on key, salt and seed."""

from __future__ import annotations

import polars as pl

from complianced.sample.dice import Dice, pick, weighted

KEYS = pl.DataFrame({"n": range(1, 20_001)})


def thrown(throw: pl.Expr) -> pl.Series:
    return KEYS.select(throw.alias("thrown"))["thrown"]


def test_a_throw_is_the_same_on_every_machine():
    assert thrown(Dice(1).whole("n", "start", 0, 999))[:6].to_list() == [798, 50, 958, 75, 899, 313]


def test_another_seed_or_salt_gives_other_throws():
    first = thrown(Dice(1).whole("n", "start", 0, 9))
    assert (first != thrown(Dice(2).whole("n", "start", 0, 9))).mean() > 0.85
    assert (first != thrown(Dice(1).whole("n", "end", 0, 9))).mean() > 0.85


def test_whole_numbers_lie_between_low_and_high_and_come_equally_often():
    counts = thrown(Dice(5).whole("n", "spread", 3, 12)).value_counts()
    assert counts["thrown"].min() == 3
    assert counts["thrown"].max() == 12
    assert counts["count"].is_between(1850, 2150).all()


def test_whole_stays_at_low_where_there_is_no_room():
    assert thrown(Dice(1).whole("n", "x", 4, pl.lit(-3))).unique().to_list() == [4]


def test_high_may_differ_from_row_to_row():
    rows = KEYS.with_columns(thrown=Dice(1).whole("n", "x", 0, pl.col("n")))
    assert (rows["thrown"] <= rows["n"]).all()


def test_chance_comes_about_as_often_as_said():
    assert 0.28 < thrown(Dice(9).chance("n", "rain", 30)).mean() < 0.32


def test_neighbouring_keys_do_not_go_together():
    throws = KEYS.with_columns(thrown=Dice(1).whole("n", "next", 0, 1))
    same = (throws["thrown"] == throws["thrown"].shift(1)).mean()
    assert 0.48 < same < 0.52


def test_choice_keeps_to_the_words_and_their_weights():
    found = thrown(Dice(1).choice("n", "word", weighted({"a": 3, "b": 1})))
    assert set(found) == {"a", "b"}
    assert 0.73 < (found == "a").mean() < 0.77


def test_pick_goes_round():
    assert thrown(pick(pl.col("n") - 1, ("x", "y", "z")))[:4].to_list() == ["x", "y", "z", "x"]
