"""The measures of element 7 of the Homeshare quality framework, worked out from participants and matches.

Current matches; the share of people matched within four months of registering; the share of matches that last over six
months; how long matches last; and the share of people who leave without ever having been matched. Each looks at a year
whose people or matches have had the time that the measure asks about, so that nobody counts as unmatched too soon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from complianced.measures.figure import Figure, Period, count, known, mean, months_before, readable, share, year_to
from complianced.schemas.recordset import RecordSet

MATCHED_WITHIN_MONTHS = 4
LASTING_MONTHS = 6


@dataclass(frozen=True)
class HomeshareMeasures:
    """The measures of one organisation or of several, on one day. `role` is None where both parties are counted."""

    as_of: date
    role: str | None
    current_matches: Figure
    matched_in_time: Figure
    lasting: Figure
    length: Figure
    length_so_far: Figure
    left_unmatched: Figure

    def __iter__(self) -> Iterator[Figure]:
        return iter(
            (
                self.current_matches,
                self.matched_in_time,
                self.lasting,
                self.length,
                self.length_so_far,
                self.left_unmatched,
            )
        )


def homeshare_measures(
    records: RecordSet, as_of: date, *, role: str | None = None, scheme_ids: Iterable[str] | None = None
) -> HomeshareMeasures | None:
    """The measures on a day; None where participants or matches were not supplied.

    `role` (householder or homesharer) narrows the measures of people to one party; those of matches stay as they are.
    `scheme_ids` names the organisations to count. Raises ValueError for another role.
    """
    if role not in (None, "householder", "homesharer"):
        raise ValueError(f'role "{role}" is not known; choose householder or homesharer')
    if not (records.was_supplied("homeshare_participants") and records.was_supplied("homeshare_matches")):
        return None
    then = known(records, as_of, scheme_ids)
    matches = _matches(then.frame("homeshare_matches"), as_of)
    people = _people(then.frame("homeshare_participants"), matches, role)
    return HomeshareMeasures(
        as_of=as_of,
        role=role,
        current_matches=_current(matches, as_of),
        matched_in_time=_matched_in_time(people, as_of),
        lasting=_lasting(matches, as_of),
        length=_length(matches, as_of),
        length_so_far=_length_so_far(matches, as_of),
        left_unmatched=_left_unmatched(people, as_of),
    )


def _matches(frame: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Matches with `whole`: their dates can be counted with."""
    started, ended = pl.col("started_on"), pl.col("ended_on")
    in_order = ended.is_null() | (ended >= started)
    return frame.with_columns(
        whole=(started.is_not_null() & in_order & readable(frame, "started_on", "ended_on")).fill_null(False),
        begun=(started <= as_of).fill_null(False),
    )


def _people(frame: pl.DataFrame, matches: pl.DataFrame, role: str | None) -> pl.DataFrame:
    """Participants with the day on which their first match began, and whether their dates can be counted with."""
    began = matches.filter("whole", "begun")
    parts = [
        began.select(pl.col(link).alias("participant_id"), "started_on") for link in ("householder_id", "homesharer_id")
    ]
    first = pl.concat(parts).group_by("participant_id").agg(matched_on=pl.col("started_on").min())
    wanted = frame if role is None else frame.filter(pl.col("role") == role)
    return wanted.join(first, on="participant_id", how="left").with_columns(
        whole=pl.col("registered_on").is_not_null() & readable(frame, "registered_on", "left_on")
    )


def _current(matches: pl.DataFrame, as_of: date) -> Figure:
    live = pl.col("begun") & (pl.col("ended_on").is_null() | (pl.col("ended_on") > as_of))
    number = matches.filter("whole", live).height
    # A pair that signed and has no day of moving in may be living together for all the records say.
    signed = pl.col("agreement_signed_on").is_not_null() & pl.col("ended_on").is_null()
    lost = matches.filter(~pl.col("whole"), signed).height
    return count("current_matches", "Matches that are live on the day", number, Period(as_of, as_of), lost)


def _matched_in_time(people: pl.DataFrame, as_of: date) -> Figure:
    period = year_to(months_before(as_of, MATCHED_WITHIN_MONTHS))
    asked = people.filter(pl.col("whole"), period.holds("registered_on"))
    limit = pl.col("registered_on").dt.offset_by(f"{MATCHED_WITHIN_MONTHS}mo")
    return share(
        "matched_in_time",
        f"Of those who registered in the period, those whose match began within {MATCHED_WITHIN_MONTHS} months",
        asked.filter(pl.col("matched_on") <= limit).height,
        asked.height,
        period,
        people.filter(~pl.col("whole")).height,
    )


def _lasting(matches: pl.DataFrame, as_of: date) -> Figure:
    period = year_to(months_before(as_of, LASTING_MONTHS) - timedelta(days=1))
    begun = matches.filter(pl.col("whole"), period.holds("started_on"))
    over = pl.col("ended_on").is_null() | (
        pl.col("ended_on") > pl.col("started_on").dt.offset_by(f"{LASTING_MONTHS}mo")
    )
    return share(
        "lasting",
        f"Of the matches that began in the period, those that lasted over {LASTING_MONTHS} months",
        begun.filter(over).height,
        begun.height,
        period,
        matches.filter(~pl.col("whole")).height,
    )


def _length(matches: pl.DataFrame, as_of: date) -> Figure:
    period = year_to(as_of)
    ended = matches.filter(period.holds("ended_on"))
    whole = ended.filter("whole")
    days = whole.select((pl.col("ended_on") - pl.col("started_on")).dt.total_days()).to_series()
    about = "Mean days that the matches lasted which ended in the period"
    return mean("length", about, days, period, ended.height - whole.height)


def _length_so_far(matches: pl.DataFrame, as_of: date) -> Figure:
    live = matches.filter("whole", "begun").filter(pl.col("ended_on").is_null() | (pl.col("ended_on") > as_of))
    days = live.select((pl.lit(as_of) - pl.col("started_on")).dt.total_days()).to_series()
    return mean("length_so_far", "Mean days so far of the matches that are live on the day", days, Period(as_of, as_of))


def _left_unmatched(people: pl.DataFrame, as_of: date) -> Figure:
    period = year_to(as_of)
    left = pl.col("left_on")
    there = people.filter(
        "whole", pl.col("registered_on") <= period.ends_on, left.is_null() | (left >= period.starts_on)
    )
    unmatched = pl.col("matched_on").is_null() | (pl.col("matched_on") > left)
    return share(
        "left_unmatched",
        "Of those who were registered at any time in the period, who left in it without ever having been matched",
        there.filter(period.holds("left_on") & unmatched).height,
        there.height,
        period,
        people.filter(~pl.col("whole"), left.is_null() | (left >= period.starts_on)).height,
    )
