"""The readings of the record contract that measures share: who is in role, what is live, who lives there, on a day."""

from __future__ import annotations

from datetime import date

import polars as pl

ADULT = 18


def open_on(day: date, ended: str = "ended_on") -> pl.Expr:
    """Not ended by the day: the last day itself no longer counts."""
    return pl.col(ended).is_null() | (pl.col(ended) > day)


def live_on(day: date, started: str = "started_on", ended: str = "ended_on") -> pl.Expr:
    """Begun by the day and not ended by it."""
    return (pl.col(started) <= day) & open_on(day, ended)


def carer_in_role(day: date) -> pl.Expr:
    """A carer who is approved or suspended, was approved by the day and has not ended."""
    return pl.col("status").is_in(["approved", "suspended"]) & live_on(day, "approved_on")


def in_post(day: date) -> pl.Expr:
    """A member of staff who has not left; one without a day of starting has started."""
    return (pl.col("started_on").is_null() | (pl.col("started_on") <= day)) & open_on(day)


def adult_living_there(day: date) -> pl.Expr:
    """A household member who has not left. Without a birthday an adult is taken to be meant: nobody drops out by it."""
    grown = (pl.col("born_on").dt.offset_by(f"{ADULT}y") <= day).fill_null(True)
    return open_on(day, "left_on") & grown


def participant(day: date, role: str) -> pl.Expr:
    """A householder or homesharer who has not left."""
    return (pl.col("role") == role) & open_on(day, "left_on")
