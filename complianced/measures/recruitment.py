"""How enquirers become carers: where open applications stand, how many get how far, and how long it takes.

Published times are given beside a scheme's own, as published; none of them is a pass mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from complianced.measures.figure import Figure, Period, known, months_before, readable, share, year_to
from complianced.measures.published import PublishedDuration, published_durations
from complianced.schemas.recordset import RecordSet

# In their usual order; each is a date of an application.
STAGES = (
    "enquired_on",
    "contacted_on",
    "applied_on",
    "home_visited_on",
    "checks_completed_on",
    "training_completed_on",
    "assessed_on",
    "report_shared_on",
    "panel_on",
)
DECISION_MONTHS = 6
"""What enquiries are given before they count in the conversion: the longest of the published times."""


@dataclass(frozen=True)
class StageAge:
    """The open applications that have come as far as one stage, and the days since they reached it."""

    stage: str
    applications: int
    median_days: float
    oldest_days: int


@dataclass(frozen=True)
class Duration:
    """Days from enquiry to decision. `left_out` counts decided applications without a day of enquiry or decision."""

    decision: str
    applications: int
    median_days: float | None
    shortest_days: int | None
    longest_days: int | None
    period: Period
    left_out: int


@dataclass(frozen=True)
class RecruitmentMeasures:
    """The measures of recruitment on one day. `conversion` has one share for each stage, and one for approval."""

    as_of: date
    open_stages: tuple[StageAge, ...]
    conversion: tuple[Figure, ...]
    withdrawn: Figure
    times: tuple[Duration, ...]
    published: tuple[PublishedDuration, ...]


def recruitment_measures(
    records: RecordSet, as_of: date, *, scheme_ids: Iterable[str] | None = None
) -> RecruitmentMeasures | None:
    """The measures on a day; None where applications were not supplied. `scheme_ids` names the schemes to count."""
    if not records.was_supplied("applications"):
        return None
    frame = _as_decided_by(records, as_of, known(records, as_of, scheme_ids).frame("applications"))
    cohort_period = year_to(months_before(as_of, DECISION_MONTHS))
    cohort = frame.filter(cohort_period.holds("enquired_on"), readable(frame, "enquired_on"))
    left_out = frame.filter(pl.col("enquired_on").is_null()).height
    return RecruitmentMeasures(
        as_of=as_of,
        open_stages=_open_stages(frame, as_of),
        conversion=_conversion(cohort, cohort_period, left_out),
        withdrawn=share(
            "withdrawn",
            "Of the enquiries of the period, those that were withdrawn",
            cohort.filter(pl.col("decision") == "withdrawn").height,
            cohort.height,
            cohort_period,
            left_out,
        ),
        times=tuple(_time(frame, decision, as_of) for decision in ("approved", "declined", "withdrawn")),
        published=published_durations(),
    )


def _as_decided_by(records: RecordSet, as_of: date, frame: pl.DataFrame) -> pl.DataFrame:
    """The applications as they were on the day: what was decided later was open then."""
    later = records.frame("applications").filter(pl.col("decided_on") > as_of)["application_id"]
    decided = ~pl.col("application_id").is_in(later.to_list())
    return frame.with_columns(decision=pl.when(decided).then("decision"))


def _open_stages(frame: pl.DataFrame, as_of: date) -> tuple[StageAge, ...]:
    """The furthest stage that each open application has a day for, in the order of stages."""
    waiting = frame.filter(pl.col("decision").is_null() & pl.col("decided_on").is_null()).select(STAGES)
    reached = [pl.when(pl.col(stage).is_not_null()).then(pl.lit(stage)) for stage in reversed(STAGES)]
    ages = (
        waiting.with_columns(stage=pl.coalesce(reached), since=pl.coalesce(*reversed(STAGES)))
        .drop_nulls("stage")
        .group_by("stage")
        .agg(
            applications=pl.len(),
            median=(pl.lit(as_of) - pl.col("since")).dt.total_days().median(),
            oldest=(pl.lit(as_of) - pl.col("since")).dt.total_days().max(),
        )
    )
    by_stage = {row["stage"]: row for row in ages.iter_rows(named=True)}
    return tuple(
        StageAge(stage, by_stage[stage]["applications"], by_stage[stage]["median"], by_stage[stage]["oldest"])
        for stage in STAGES
        if stage in by_stage
    )


def _conversion(cohort: pl.DataFrame, period: Period, left_out: int) -> tuple[Figure, ...]:
    """Of the enquiries of the period, the share that reached each stage; a later stage counts for the earlier ones."""
    approved = pl.col("decision") == "approved"
    figures = []
    for place, stage in enumerate(STAGES[1:], start=1):
        reached = approved.fill_null(False) | pl.any_horizontal(pl.col(name).is_not_null() for name in STAGES[place:])
        words = stage.removesuffix("_on").replace("_", " ")
        about = f"Of the enquiries of the period, those that came as far as: {words}"
        figures.append(share(stage, about, cohort.filter(reached).height, cohort.height, period, left_out))
    about = "Of the enquiries of the period, those that ended in approval"
    return (*figures, share("approved", about, cohort.filter(approved).height, cohort.height, period, left_out))


def _time(frame: pl.DataFrame, decision: str, as_of: date) -> Duration:
    period = year_to(as_of)
    decided = frame.filter(pl.col("decision") == decision)
    whole = decided.filter(pl.col("enquired_on") <= pl.col("decided_on"), readable(frame, "enquired_on", "decided_on"))
    days = (
        whole.filter(period.holds("decided_on"))
        .select((pl.col("decided_on") - pl.col("enquired_on")).dt.total_days())
        .to_series()
        .to_list()
    )
    ordered = sorted(days)
    middle = len(ordered) // 2
    median = None if not ordered else (ordered[middle] + ordered[-middle - 1]) / 2
    return Duration(
        decision=decision,
        applications=len(ordered),
        median_days=median,
        shortest_days=ordered[0] if ordered else None,
        longest_days=ordered[-1] if ordered else None,
        period=period,
        left_out=decided.height - whole.height,
    )
