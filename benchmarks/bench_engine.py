"""The engine against the same expressions in hand-written polars, over visits, training and carer reviews.

Reports ratios of medians, measured side by side in one process: `python benchmarks/bench_engine.py [rows ...]`. The
default is 1e5 and 1e6 rows; 1e7 takes a few minutes and about 4 GiB.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from complianced.api import Law, Records, Rows, Rule, View, before, col, deadline, every, rule, view
from complianced.engine import Request, run_audit
from complianced.law.book import LawBook
from complianced.model import Audit, Domain
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.rules.views import SHARED_VIEWS
from complianced.schemas.recordset import RecordSet, frame_schema
from complianced.schemas.registry import CONTRACT

TODAY = date(2026, 11, 22)
LAW = """
gap: {about: Gap, unit: weeks, values: {2015-01-01: {value: 12, kind: convention, source: s, sure: recalled,
  verified_on: 2026-01-01, review_by: 2027-01-01}}}
refresh: {about: Refresh, unit: months, values: {2015-01-01: {value: 36, kind: convention, source: s, sure: recalled,
  verified_on: 2026-01-01, review_by: 2027-01-01}}}
review: {about: Review, unit: months, values: {2015-01-01: {value: 12, kind: convention, source: s, sure: recalled,
  verified_on: 2026-01-01, review_by: 2027-01-01}}}
"""
ACT = """
title: An Act
in_force: 2015-01-01
source: s
clauses: {"1": {gist: one, how: record, sure: verified}}
"""


@view("bench_visits", table="visits", key="visit_id")
def bench_visits(records: Records) -> Rows:
    """One row per visit."""
    return records["visits"]


@view("bench_training", table="training", key="training_id")
def bench_training(records: Records) -> Rows:
    """One row per course taken, with the carer's status."""
    return records["training"].look_up(records["carers"], {"subject_id": "carer_id"}, status="status")


@view("bench_carers", table="carers", key="carer_id")
def bench_carers(records: Records) -> Rows:
    """One row per carer, with their last visit and review."""
    return (
        records["carers"]
        .attach(records["visits"], "carer_id", last_visited_on=pl.col("visited_on").max(), visits=pl.len())
        .attach(records["carer_reviews"], "carer_id", last_review_on=pl.col("held_on").max())
    )


VIEWS: tuple[View, ...] = (bench_visits, bench_training, bench_carers)
SAID = {"clauses": "act/1", "severity": "minor", "fix": "Put it right."}


@rule("B-SEEN", about="bench_visits", says="Visited {visited_on}", **SAID)
def seen(_law: Law) -> pl.Expr:
    """The person was seen."""
    return col("person_seen")


@rule("B-VIEWS", about="bench_visits", when=col("person_seen"), says="Visited {visited_on}", **SAID)
def views_recorded(_law: Law) -> pl.Expr:
    """Views were recorded."""
    return col("views_recorded")


@rule("B-ALONE", about="bench_visits", when=~col("announced"), says="Visited {visited_on}", **SAID)
def seen_alone(_law: Law) -> pl.Expr:
    """The person was seen alone."""
    return col("person_seen_alone") | col("person_seen")


@deadline("B-COURSE", about="bench_training", when=col("status") == "approved", says="Due {due_on}", **SAID)
def course_in_date(law: Law) -> pl.Expr:
    """A course is refreshed."""
    return col("completed_on") + law.refresh


@rule("B-EXPIRY", about="bench_training", says="Expires {expires_on}", **SAID)
def expires_after(_law: Law) -> pl.Expr:
    """A certificate ends after it began."""
    return before("completed_on", "expires_on")


@deadline("B-VISIT", about="bench_carers", when=col("visits") > 0, says="Due {due_on}", **SAID)
def visited(law: Law) -> pl.Expr:
    """A carer is visited."""
    return every("last_visited_on", law.gap, since="approved_on")


@deadline("B-REVIEW", about="bench_carers", when=col("status") == "approved", says="Due {due_on}", **SAID)
def reviewed(law: Law) -> pl.Expr:
    """A carer is reviewed."""
    return every("last_review_on", law.review, since="approved_on")


RULES: tuple[Rule, ...] = (seen, views_recorded, seen_alone, course_in_date, expires_after, visited, reviewed)


def records_of(rows: int) -> RecordSet:
    """`rows` rows over visits, training and reviews, about one in a hundred of them failing a rule."""
    carers = max(rows // 100, 10)

    def table(name: str, count: int, /, **columns: pl.Expr) -> pl.DataFrame:
        schema = frame_schema(CONTRACT[name])
        made = pl.select(n=pl.int_range(count)).select(**columns)
        missing = [pl.lit(None, dtype).alias(each) for each, dtype in schema.items() if each not in columns]
        return made.with_columns(missing).select(pl.col(each).cast(dtype) for each, dtype in schema.items())

    n = pl.col("n")
    number = n.cast(pl.String)
    carer = pl.lit("C-") + (n % carers).cast(pl.String)
    some = (n * 7919) % 100
    day = pl.lit(TODAY) - pl.duration(days=n % 60)
    frames = {
        "carers": table(
            "carers",
            carers,
            carer_id=pl.lit("C-") + number,
            scheme_id=pl.lit("S"),
            status=pl.lit("approved"),
            approved_on=pl.lit(date(2020, 1, 1)),
        ),
        "visits": table(
            "visits",
            rows // 2,
            visit_id=pl.lit("V-") + number,
            scheme_id=pl.lit("S"),
            carer_id=carer,
            visited_on=day,
            announced=n % 2 == 0,
            person_seen=some > 0,
            person_seen_alone=n % 3 == 0,
            views_recorded=some < 99,
        ),
        "training": table(
            "training",
            rows * 4 // 10,
            training_id=pl.lit("T-") + number,
            scheme_id=pl.lit("S"),
            subject_type=pl.lit("carer"),
            subject_id=carer,
            course=pl.lit("first_aid"),
            completed_on=pl.when(some == 3).then(pl.lit(date(2020, 1, 1))).otherwise(day),
            expires_on=pl.lit(date(2028, 1, 1)),
        ),
        "carer_reviews": table(
            "carer_reviews",
            rows // 10,
            review_id=pl.lit("R-") + number,
            scheme_id=pl.lit("S"),
            carer_id=carer,
            kind=pl.lit("annual"),
            held_on=day,
        ),
        "schemes": table(
            "schemes",
            1,
            scheme_id=pl.lit("S"),
            name=pl.lit("Bench"),
            service=pl.lit("shared_lives"),
            nation=pl.lit("england"),
        ),
    }
    supplied = {name: frozenset(column.name for column in CONTRACT[name].columns) for name in frames}
    return RecordSet(CONTRACT, frames, supplied)


def by_hand(records: RecordSet) -> pl.DataFrame:
    """The same rules as one would write them in polars: how many rows each tested, findings with message and values."""
    visits, training = records.frames["visits"].lazy(), records.frames["training"].lazy()
    carers, reviews = records.frames["carers"].lazy(), records.frames["carer_reviews"].lazy()
    today = pl.lit(TODAY)
    course_due = pl.col("completed_on").dt.offset_by("36mo")
    visit_due = pl.coalesce("last_visited_on", "approved_on").dt.offset_by("12w")
    review_due = pl.coalesce("last_review_on", "approved_on").dt.offset_by("12mo")
    none = pl.lit(None, pl.Date)
    tested = {
        "visits": (
            visits,
            "visit_id",
            {
                "B-SEEN": (~pl.col("person_seen").fill_null(False), none, ["visited_on", "person_seen"]),
                "B-VIEWS": (
                    pl.col("person_seen").fill_null(False) & ~pl.col("views_recorded").fill_null(False),
                    none,
                    ["visited_on", "views_recorded", "person_seen"],
                ),
                "B-ALONE": (
                    ~pl.col("announced").fill_null(True)
                    & ~(pl.col("person_seen_alone") | pl.col("person_seen")).fill_null(False),
                    none,
                    ["visited_on", "announced", "person_seen", "person_seen_alone"],
                ),
            },
        ),
        "training": (
            training.join(carers.select("carer_id", "status"), left_on="subject_id", right_on="carer_id", how="left"),
            "training_id",
            {
                "B-COURSE": (
                    (pl.col("status") == "approved").fill_null(False) & ~(course_due >= today).fill_null(False),
                    course_due,
                    ["status", "completed_on"],
                ),
                "B-EXPIRY": (
                    ~(pl.col("completed_on") <= pl.col("expires_on")).fill_null(False),
                    none,
                    ["completed_on", "expires_on"],
                ),
            },
        ),
        "carers": (
            carers.join(
                visits.group_by("carer_id").agg(last_visited_on=pl.col("visited_on").max(), visits=pl.len()),
                on="carer_id",
                how="left",
            ).join(reviews.group_by("carer_id").agg(last_review_on=pl.col("held_on").max()), on="carer_id", how="left"),
            "carer_id",
            {
                "B-VISIT": (
                    (pl.col("visits") > 0).fill_null(False) & ~(visit_due >= today).fill_null(False),
                    visit_due,
                    ["last_visited_on", "approved_on", "visits"],
                ),
                "B-REVIEW": (
                    (pl.col("status") == "approved").fill_null(False) & ~(review_due >= today).fill_null(False),
                    review_due,
                    ["last_review_on", "approved_on", "status"],
                ),
            },
        ),
    }
    found = []
    views = [
        frame.with_columns(flag.alias(f"!{name}") for name, (flag, _, _) in rules.items()).filter(
            pl.any_horizontal([f"!{name}" for name in rules])
        )
        for frame, _, rules in tested.values()
    ]
    tested_rows = {
        "B-VIEWS": visits.select(pl.col("person_seen").sum()),
        "B-ALONE": visits.select((~pl.col("announced")).sum()),
        "B-COURSE": tested["training"][0].select((pl.col("status") == "approved").sum()),
        "B-VISIT": tested["carers"][0].select((pl.col("visits") > 0).sum()),
        "B-REVIEW": tested["carers"][0].select((pl.col("status") == "approved").sum()),
    }
    pl.collect_all(list(tested_rows.values()), engine="in-memory")
    for (table, (_, key, rules)), failing in zip(
        tested.items(), pl.collect_all(views, engine="in-memory"), strict=True
    ):
        for name, (_, due, values) in rules.items():
            found.append(
                failing.lazy()
                .filter(pl.col(f"!{name}"))
                .select(
                    id=pl.lit(f"{name}@") + pl.col(key),
                    rule=pl.lit(name),
                    severity=pl.lit("minor"),
                    basis=pl.lit("convention"),
                    scheme_id="scheme_id",
                    table=pl.lit(table),
                    record_id=pl.col(key),
                    message=pl.format("Said {}", pl.col(values[0]).cast(pl.String).fill_null("not recorded")),
                    due_on=due,
                    values=pl.struct(values).struct.json_encode(),
                )
            )
    return pl.concat(pl.collect_all(found, engine="in-memory")).sort("rule", "scheme_id", "record_id")


def rulebook(folder: Path) -> Rulebook:
    """The seven rules above as a bundle."""
    (folder / "law" / "instruments").mkdir(parents=True)
    (folder / "law" / "values.yaml").write_text(LAW, encoding="utf-8")
    (folder / "law" / "instruments" / "act.yaml").write_text(ACT, encoding="utf-8")
    bundle = Bundle(
        name="b",
        title="B",
        version="1",
        prefix="B",
        nations=("england",),
        services=("shared_lives",),
        domain=Domain.REGULATORY,
        folder=files("complianced"),
        law=LawBook(folder / "law"),  # type: ignore[arg-type]
        rules=tuple(replace(each, bundle="b") for each in RULES),
        views=VIEWS,
    )
    return Rulebook((bundle,), SHARED_VIEWS)


def run_engine(book: Rulebook, records: RecordSet) -> Audit:
    """The engine's own way."""
    return run_audit(book, records, Request(TODAY), version="bench")


def seconds(job: Callable[..., object], *arguments: object) -> float:
    """How long one run takes."""
    gc.collect()
    start = time.perf_counter()
    job(*arguments)
    return time.perf_counter() - start


def main(sizes: list[int]) -> None:
    """Measures each size, engine and hand-written in turns."""
    with TemporaryDirectory() as folder:
        book = rulebook(Path(folder))
        for rows in sizes:
            records = records_of(rows)
            audit = run_engine(book, records)
            hand = by_hand(records)
            assert audit.findings["id"].sort().equals(hand["id"].sort()), "the two must find the same"
            rounds = 3 if rows >= 10_000_000 else 7
            pairs = [(seconds(run_engine, book, records), seconds(by_hand, records)) for _ in range(rounds)]
            engine, plain = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{rows:>10,} rows, {audit.findings.height:>7,} findings: engine {engine:.3f} s, hand {plain:.3f} s, "
                f"ratio {ratio:.2f}, {engine / rows * 1e6:.2f} µs a row, peak {peak:,.0f} MiB"
            )


if __name__ == "__main__":
    main([int(float(each)) for each in sys.argv[1:]] or [100_000, 1_000_000])
