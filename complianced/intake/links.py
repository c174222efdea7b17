"""Links between tables: an id that names no record is told, and one that differs only by case is put right.

A link is judged only where the table it leads to was supplied with its keys; else nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from complianced.intake.problems import EACH, Problems, shown
from complianced.intake.reading import Reading
from complianced.schemas.contract import Column

# The table that each word of a subject_type column leads to.
SUBJECT_TABLES = {
    "staff": "staff",
    "carer": "carers",
    "household_member": "household_members",
    "homesharer": "homeshare_participants",
    "householder": "homeshare_participants",
    "person": "people",
    "scheme": "schemes",
    "household": "households",
}
# These name records that are gone.
NEVER_DANGLING = frozenset({("record_disposals", "subject_id")})


@dataclass(frozen=True)
class _Target:
    """A table that links lead to, and its keys to look ids up in."""

    reading: Reading
    keys: frozenset[str]


def follow_links(readings: Mapping[str, Reading], problems: Problems) -> None:
    """Judge every link of every table."""
    led_to = {column.links_to for reading in readings.values() for column in reading.table.columns}
    targets = {
        name: _Target(reading, frozenset(reading.keys.to_list()))
        for name, reading in readings.items()
        if name in led_to.union(SUBJECT_TABLES.values()) and reading.table.key in reading.supplied
    }
    for reading in readings.values():
        for column in reading.table.columns:
            if column.name not in reading.columns:
                continue
            if column.links_to in targets:
                _follow(reading, column, targets[column.links_to], None, problems)
            elif column.name == "subject_id" and "subject_type" in reading.columns:
                _follow_subjects(reading, column, targets, problems)


def _follow_subjects(reading: Reading, column: Column, targets: Mapping[str, _Target], problems: Problems) -> None:
    if (reading.table.name, column.name) in NEVER_DANGLING:
        return
    types = reading.columns["subject_type"]
    leading: dict[str, list[str]] = {}
    for word in types.drop_nulls().unique().sort():
        table = SUBJECT_TABLES.get(word, "")
        if table in targets:
            leading.setdefault(table, []).append(word)
    for table, words in leading.items():
        _follow(reading, column, targets[table], types.is_in(words).fill_null(False), problems)


def _follow(reading: Reading, column: Column, target: _Target, among: pl.Series | None, problems: Problems) -> None:
    """Judge the links of one column into one table, in the rows where `among` is true."""
    values = reading.columns[column.name]
    named = values if among is None else values.filter(among)
    if target.keys.issuperset(named.unique().drop_nulls().to_list()):
        return
    lost = values.is_not_null() & ~values.is_in(target.reading.keys.implode())
    if among is not None:
        lost = lost & among
    strays = values.filter(lost)
    right = _put_right(strays, target.reading.keys)
    reading.columns[column.name] = _replaced(values, lost, right)
    _tell(reading, column, target.reading, lost, strays, right, problems)
    places = pl.select(pl.when(lost).then(lost.cum_sum() - 1)).to_series()
    dangling = lost & right.gather(places).is_null()
    if dangling.any():
        reading.mark(column.name, dangling)


def _put_right(strays: pl.Series, keys: pl.Series) -> pl.Series:
    """For each stray id, the one key that differs from it only by case; null where there is none, or more than one."""
    folded = strays.str.to_lowercase()
    alike = (
        pl.DataFrame({"folded": keys.str.to_lowercase(), "key": keys})
        .filter(pl.col("folded").is_in(folded.implode()))
        .group_by("folded")
        .agg(pl.col("key").first(), pl.len().alias("many"))
        .filter(pl.col("many") == 1)
        .select("folded", "key")
    )
    return folded.alias("folded").to_frame().join(alike, on="folded", how="left", maintain_order="left")["key"]


def _replaced(values: pl.Series, lost: pl.Series, right: pl.Series) -> pl.Series:
    places = pl.select(pl.when(lost).then(lost.cum_sum() - 1)).to_series()
    return pl.select(pl.coalesce(right.gather(places), values)).to_series().alias(values.name)


def _tell(
    reading: Reading,
    column: Column,
    target: Reading,
    lost: pl.Series,
    strays: pl.Series,
    right: pl.Series,
    problems: Problems,
) -> None:
    file = shown(target.place.file)
    rows, ids = reading.rows.filter(lost), reading.keys.filter(lost)
    for code, where in (("dangling", right.is_null()), ("id_differs", right.is_not_null())):
        count = int(where.sum())
        if not count:
            continue
        values = strays.filter(where).head(EACH).to_list()
        keys = right.filter(where).head(EACH).to_list()
        whats = [
            f'"{shown(value)}" is no {target.table.key} of {file}. Add the record there, or correct the id.'
            if key is None
            else f'"{shown(value)}" is written "{shown(key)}" in {file}, and was read so. Write both alike.'
            for value, key in zip(values, keys, strict=True)
        ]
        problems.cells(
            code,
            reading.place,
            column.name,
            whats,
            rows.filter(where).head(EACH).to_list(),
            ids.filter(where).head(EACH).to_list(),
            values,
            count,
        )
