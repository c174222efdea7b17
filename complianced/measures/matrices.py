"""Training and disclosures at a glance: courses by state, and the age of disclosures by who they are held for.

Each looks at people in role on the day. An empty cell of the records is told from one that could not be read, and no
count here is a finding: nobody needs every course, and an old certificate may be kept current by yearly status checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from complianced.measures.figure import known, readable
from complianced.measures.matrix import Matrix
from complianced.measures.readings import adult_living_there, carer_in_role, in_post, participant
from complianced.schemas.recordset import RecordSet

WEEKS_AHEAD = 13
TRAINING_STATES = ("In date", "Due in 13 weeks", "Lapsed", "No end known", "None recorded")
DISCLOSURE_AGES = (
    "Under 1 year",
    "1 to 2 years",
    "2 to 3 years",
    "Older, checked this year",
    "Older",
    "No date",
    "None recorded",
)

_Sources = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Group:
    """Some of the people: their table and key, what has to be known to tell that they are in role, and what helps."""

    said: str
    table: str
    key: str
    needed: tuple[str, ...]
    helpful: tuple[str, ...]


_CARERS = _Group("Carers", "carers", "carer_id", ("status", "approved_on"), ("ended_on",))
_STAFF = _Group("Staff", "staff", "staff_id", (), ("started_on", "ended_on"))
_MEMBERS = _Group("Adults in carers' homes", "household_members", "member_id", (), ("born_on", "left_on"))
_HOLDERS = _Group("Householders", "homeshare_participants", "participant_id", ("role",), ("left_on",))
_SHARERS = _Group("Homesharers", "homeshare_participants", "participant_id", ("role",), ("left_on",))
_SHARED_LIVES = {"carer": _CARERS, "staff": _STAFF, "household_member": _MEMBERS}
_HOMESHARE = {"staff": _STAFF, "householder": _HOLDERS, "homesharer": _SHARERS}
# How the courses are said whose word is no word.
_SAID = {"peg": "PEG feeding", "self_employment_awareness": "Self-employment awareness"}


def matrices(records: RecordSet, as_of: date, scheme_ids: Iterable[str] | None = None) -> tuple[Matrix, ...]:
    """The matrices of a record set on a day, of some schemes or of all: training of carers and of staff, disclosures.

    What was not supplied is named in `missing`, and is not counted. A Homeshare organisation is not asked for carers.
    """
    then = known(records, as_of, scheme_ids)
    services = set(then.frame("schemes")["service"].drop_nulls()) or {"shared_lives"}
    groups = (_SHARED_LIVES if services != {"homeshare"} else {}) | (_HOMESHARE if "homeshare" in services else {})
    trained = [kind for kind in ("carer", "staff") if kind in groups]
    return *(_training(then, as_of, kind, groups[kind]) for kind in trained), _disclosures(then, as_of, groups)


def _people(records: RecordSet, kind: str, group: _Group, as_of: date) -> tuple[pl.DataFrame, int]:
    """The keys of the people in role on the day, as `subject_id`, and how many rows could not be read to tell."""
    frame = records.frame(group.table)
    match kind:
        case "carer":
            inside = carer_in_role(as_of)
        case "staff":
            inside = in_post(as_of)
        case "household_member":
            inside = adult_living_there(as_of)
        case _:
            inside = participant(as_of, kind)
    if kind == "household_member" and records.was_supplied("carers.household_id"):
        # Somebody in the home of a carer whose role has ended, or has not begun, is not asked for anything.
        homes = records.frame("carers").filter(carer_in_role(as_of)).select("household_id")
        frame = frame.join(homes, on="household_id", how="semi")
    clear = readable(frame, *group.needed, *group.helpful)
    doubtful = frame.filter(~clear).height
    return frame.filter(clear & inside).select(subject_id=group.key), doubtful


def _missing(records: RecordSet, sources: _Sources) -> tuple[str, ...]:
    """The tables and columns that were not supplied."""
    gone = []
    for table, columns in sources.items():
        if not records.was_supplied(table):
            gone.append(table)
            continue
        gone += [f"{table}.{column}" for column in columns if not records.was_supplied(f"{table}.{column}")]
    return tuple(gone)


def _training(records: RecordSet, as_of: date, kind: str, group: _Group) -> Matrix:
    empty = Matrix(
        f"training-{group.table}",
        f"Training of {group.said.lower()}",
        "How many have each course in date, by the end that its certificate or record gives",
        columns=TRAINING_STATES,
    )
    needed = ("subject_type", "subject_id", "course", "completed_on", "expires_on")
    missing = _missing(records, {"training": needed, group.table: group.needed})
    if missing:
        return replace(empty, missing=missing)
    people, doubtful = _people(records, kind, group, as_of)
    training = records.frame("training")
    clear = readable(training, "subject_type", "subject_id", "course", "completed_on")
    # A word of the scheme's own could hold anything, a name too: only the contract's courses are shown.
    courses = list(records.contract["training"].column("course").choices)
    mine = training.filter(clear & (pl.col("subject_type") == kind)).join(people, on="subject_id", how="semi")
    shown = mine.filter(pl.col("course").is_in(courses) & pl.col("completed_on").is_not_null())
    left_out = doubtful + training.filter(~clear).height + mine.height - shown.height
    ends = pl.col("expires_on")
    soon = as_of + timedelta(weeks=WEEKS_AHEAD)
    state = (
        pl.when(ends.is_null())
        .then(pl.lit(TRAINING_STATES[3]))
        .when(ends < as_of)
        .then(pl.lit(TRAINING_STATES[2]))
        .when(ends <= soon)
        .then(pl.lit(TRAINING_STATES[1]))
        .otherwise(pl.lit(TRAINING_STATES[0]))
    )
    latest = (
        shown.sort("completed_on", "expires_on", nulls_last=False)
        .unique(["subject_id", "course"], keep="last", maintain_order=True)
        .with_columns(state=state)
    )
    # Every course has its row: one that nobody has taken is what a reader should see.
    counts = [_counted(latest.filter(pl.col("course") == course), people.height, TRAINING_STATES) for course in courses]
    return replace(
        empty,
        rows=tuple(_SAID.get(course) or course.replace("_", " ").capitalize() for course in courses),
        counts=tuple(counts),
        denominators=(people.height,) * len(courses),
        left_out=left_out,
    )


def _counted(placed: pl.DataFrame, people: int, columns: tuple[str, ...]) -> tuple[int, ...]:
    """How many stand in each column; whoever has no record stands in the last."""
    found = dict(placed.group_by("state").len().iter_rows())
    inside = [int(found.get(column, 0)) for column in columns[:-1]]
    return (*inside, people - sum(inside))


def _disclosures(records: RecordSet, as_of: date, groups: Mapping[str, _Group]) -> Matrix:
    empty = Matrix(
        "disclosures",
        "Age of disclosures",
        "How long ago the latest criminal record check of each was issued, or its membership began",
        columns=DISCLOSURE_AGES,
    )
    missing = _missing(records, {"disclosures": ("subject_type", "subject_id", "issued_on")})
    if missing:
        return replace(empty, missing=missing)
    missing = _missing(records, {group.table: group.needed for group in groups.values()})
    unseen = {source.partition(".")[0] for source in missing}
    disclosures = records.frame("disclosures")
    clear = readable(disclosures, "subject_type", "subject_id", "issued_on", "joined_on")
    dated = pl.coalesce("issued_on", "joined_on")
    checked = pl.col("status_checked_on") > pl.lit(as_of).dt.offset_by("-1y")
    younger = {years: dated > pl.lit(as_of).dt.offset_by(f"-{years}y") for years in (1, 2, 3)}
    state = (
        pl.when(dated.is_null())
        .then(pl.lit(DISCLOSURE_AGES[5]))
        .when(younger[1])
        .then(pl.lit(DISCLOSURE_AGES[0]))
        .when(younger[2])
        .then(pl.lit(DISCLOSURE_AGES[1]))
        .when(younger[3])
        .then(pl.lit(DISCLOSURE_AGES[2]))
        .when(checked)
        .then(pl.lit(DISCLOSURE_AGES[3]))
        .otherwise(pl.lit(DISCLOSURE_AGES[4]))
    )
    latest = (
        disclosures.filter(clear)
        .with_columns(state=state, dated_on=dated)
        .sort("dated_on", "disclosure_id", nulls_last=False)
        .unique(["subject_type", "subject_id"], keep="last", maintain_order=True)
    )  # fmt: skip
    rows, counts, denominators, doubts = [], [], [], disclosures.filter(~clear).height
    for kind, group in groups.items():
        if group.table in unseen:
            continue
        people, doubtful = _people(records, kind, group, as_of)
        doubts += doubtful
        placed = latest.filter(pl.col("subject_type") == kind).join(people, on="subject_id", how="semi")
        rows.append(group.said)
        counts.append(_counted(placed, people.height, DISCLOSURE_AGES))
        denominators.append(people.height)
    return replace(
        empty,
        rows=tuple(rows),
        counts=tuple(counts),
        denominators=tuple(denominators),
        left_out=doubts,
        missing=missing,
    )
