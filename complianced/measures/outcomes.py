"""What people supported say of their lives: how many were asked, what they answered, and how answers move.

Each person counts once, with the last answer they gave in the period. Where fewer than SUPPRESSED_BELOW people answered
a question, nothing of their answers is shown, not even how many there were: in a small scheme a count can be a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from complianced.measures.figure import Figure, Period, known, months_before, readable, share, year_to
from complianced.measures.published import PublishedShare, published_shares
from complianced.measures.questions import DECLINED, QUESTIONS, Question
from complianced.measures.readings import live_on, open_on
from complianced.schemas.recordset import RecordSet

SUPPRESSED_BELOW = 10
ASKED_WITHIN_MONTHS = 8
"""The rhythm of six months, and two months in which an answer may come late."""
BASELINE_WEEKS = 8


@dataclass(frozen=True)
class AnswerShare:
    """How many people gave one answer; `share` is of those who answered the question."""

    answer: str
    people: int
    share: float


@dataclass(frozen=True)
class Distribution:
    """The answers to one question in one period. Where `suppressed`, all numbers are None and there are no answers."""

    question: Question
    period: Period
    suppressed: bool
    answered: int | None
    declined: int | None
    by_proxy: int | None
    answers: tuple[AnswerShare, ...]

    def share_of(self, answers: Iterable[str]) -> float | None:
        """The share of those who gave one of the answers; None where suppressed."""
        if self.suppressed:
            return None
        wanted = set(answers)
        return sum(each.share for each in self.answers if each.answer in wanted)


@dataclass(frozen=True)
class Movement:
    """How answers to one question moved from each person's first to their last. Suppressed like a distribution."""

    question: Question
    period: Period
    suppressed: bool
    people: int | None
    better: int | None
    same: int | None
    worse: int | None


@dataclass(frozen=True)
class Comparison:
    """A scheme's own share beside a published one. The published one is no pass mark: whom it asked is not known."""

    question: Question
    period: Period
    own: float | None
    answered: int | None
    published: PublishedShare


def coverage(
    records: RecordSet, as_of: date, *, months: int = ASKED_WITHIN_MONTHS, scheme_ids: Iterable[str] | None = None
) -> Figure | None:
    """The share of people with a live arrangement who answered, or declined, in the months before the day.

    None where people, arrangements or surveys were not supplied.
    """
    if not _supplied(records, "people", "arrangements", "surveys"):
        return None
    then = known(records, as_of, scheme_ids)
    period = Period(months_before(as_of, months), as_of)
    asked = _answers(then).filter(period.holds("answered_on")).select("person_id").unique()
    live = _live(then, as_of).select("person_id").unique()
    number = live.join(asked, on="person_id", how="semi").height
    return share(
        "coverage", f"Of the people supported, those who answered in {months} months", number, live.height, period
    )


def baseline(
    records: RecordSet, as_of: date, *, weeks: int = BASELINE_WEEKS, scheme_ids: Iterable[str] | None = None
) -> Figure | None:
    """The share of people whose first arrangement began in the period who first answered within the weeks after it.

    The period is the year in which those weeks have run out. None where arrangements or surveys were not supplied.
    """
    if not _supplied(records, "arrangements", "surveys"):
        return None
    then = known(records, as_of, scheme_ids)
    period = year_to(as_of - timedelta(weeks=weeks))
    arrangements = then.frame("arrangements")
    dated = arrangements.filter(readable(arrangements, "started_on"), pl.col("started_on").is_not_null())
    began = dated.group_by("person_id").agg(pl.col("started_on").min()).filter(period.holds("started_on"))
    first = _answers(then).group_by("person_id").agg(pl.col("answered_on").min())
    in_time = began.join(first, on="person_id").filter(
        pl.col("answered_on") <= pl.col("started_on").dt.offset_by(f"{weeks}w")
    )
    about = f"Of those who started in the period, those first asked within {weeks} weeks"
    left_out = arrangements.filter(pl.col("started_on").is_null()).select("person_id").n_unique()
    return share("baseline", about, in_time.height, began.height, period, left_out)


def distributions(
    records: RecordSet,
    as_of: date,
    *,
    period: Period | None = None,
    questions: Iterable[str] | None = None,
    scheme_ids: Iterable[str] | None = None,
) -> tuple[Distribution, ...]:
    """The answers to each question in the period (the year to the day), each person once; empty without surveys.

    Raises KeyError for a question that is not known.
    """
    if not _supplied(records, "surveys"):
        return ()
    span = period or year_to(as_of)
    last = _last_answers(_answers(known(records, as_of, scheme_ids)), span)
    return tuple(_distribution(QUESTIONS[key], last, span) for key in questions or QUESTIONS)


def over_time(
    records: RecordSet,
    as_of: date,
    *,
    months: int = 6,
    periods: int = 6,
    questions: Iterable[str] | None = None,
    scheme_ids: Iterable[str] | None = None,
) -> tuple[Distribution, ...]:
    """The distributions of one period after another, the oldest first, the last of them ending on the day."""
    ends = [months_before(as_of, months * back) for back in range(periods, -1, -1)]
    spans = [Period(start + timedelta(days=1), end) for start, end in pairwise(ends)]
    keys, schemes = tuple(questions or QUESTIONS), None if scheme_ids is None else tuple(scheme_ids)
    return tuple(
        each
        for span in spans
        for each in distributions(records, as_of, period=span, questions=keys, scheme_ids=schemes)
    )


def movement(records: RecordSet, as_of: date, *, scheme_ids: Iterable[str] | None = None) -> tuple[Movement, ...]:
    """For each question about how things are: how people's last answer in the year compares with their first ever.

    Questions that ask about a change already are left out. Only people who answered on two days or more count.
    """
    if not _supplied(records, "surveys"):
        return ()
    answers = _answers(known(records, as_of, scheme_ids)).filter(pl.col("answer") != DECLINED)
    period = year_to(as_of)
    return tuple(_movement(question, answers, period) for question in QUESTIONS.values() if question.is_a_level)


def comparisons(records: RecordSet, as_of: date, *, scheme_ids: Iterable[str] | None = None) -> tuple[Comparison, ...]:
    """Every published share, with the scheme's own share of the same answers in the year to the day beside it."""
    own = {each.question.key: each for each in distributions(records, as_of, scheme_ids=scheme_ids)}
    return tuple(
        Comparison(
            question=QUESTIONS[each.question],
            period=own[each.question].period,
            own=own[each.question].share_of(each.answers),
            answered=own[each.question].answered,
            published=each,
        )
        for each in published_shares()
        if each.question in own
    )


def _supplied(records: RecordSet, *tables: str) -> bool:
    return all(records.was_supplied(table) for table in tables)


def _answers(records: RecordSet) -> pl.DataFrame:
    """Every answer that can be read, declined ones included."""
    surveys = records.frame("surveys")
    there = pl.col("answer").is_not_null() & pl.col("answered_on").is_not_null() & pl.col("person_id").is_not_null()
    return surveys.filter(there, readable(surveys, "answer", "answered_on", "question", "person_id"))


def _live(records: RecordSet, as_of: date) -> pl.DataFrame:
    """Arrangements that are live on the day: begun, not ended, and the person alive."""
    people = records.frame("people").select("person_id", "died_on")
    return (
        records.frame("arrangements")
        .join(people, on="person_id", how="left")
        .filter(
            live_on(as_of),
            open_on(as_of, "died_on"),
        )
    )


def _last_answers(answers: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row per person and question: their last answer in the period, a declined one only where there is no other."""
    return (
        answers.filter(period.holds("answered_on"))
        .with_columns(given=pl.col("answer") != DECLINED)
        .sort("given", "answered_on", "response_id")
        .unique(["person_id", "question"], keep="last", maintain_order=True)
    )


def _distribution(question: Question, last: pl.DataFrame, period: Period) -> Distribution:
    mine = last.filter(pl.col("question") == question.key)
    given = mine.filter("given")
    answered = given.height
    if answered < SUPPRESSED_BELOW:
        return Distribution(question, period, True, None, None, None, ())
    counts = dict(given.group_by("answer").len().iter_rows())
    others = sorted(set(counts) - set(question.answers))
    answers = tuple(
        AnswerShare(answer, counts.get(answer, 0), counts.get(answer, 0) / answered)
        for answer in (*question.answers, *others)
    )
    by_proxy = given.filter(pl.col("answered_by") == "proxy").height
    return Distribution(question, period, False, answered, mine.height - answered, by_proxy, answers)


def _movement(question: Question, answers: pl.DataFrame, period: Period) -> Movement:
    ranks = {answer: place for place, answer in enumerate(question.answers)}
    mine = answers.filter(pl.col("question") == question.key, pl.col("answer").is_in(question.answers)).with_columns(
        rank=pl.col("answer").replace_strict(ranks, default=None, return_dtype=pl.Int32)
    )
    moved = (
        mine.sort("answered_on", "response_id")
        .group_by("person_id")
        .agg(
            first_on=pl.col("answered_on").first(),
            answered_on=pl.col("answered_on").last(),
            step=pl.col("rank").last() - pl.col("rank").first(),
        )
        .filter(pl.col("answered_on") > pl.col("first_on"), period.holds("answered_on"))
    )
    if moved.height < SUPPRESSED_BELOW:
        return Movement(question, period, True, None, None, None, None)
    better, worse = moved.filter(pl.col("step") < 0).height, moved.filter(pl.col("step") > 0).height
    return Movement(question, period, False, moved.height, better, moved.height - better - worse, worse)
