"""Plants one fault per rule in a compliant record set, each on a record of its own, and says what must be found.

The faults are the bundles' own (`plants*.yaml`). The subject of a fault is a record that its rule tests and finds in
order; where the sample has none, the fault brings its own record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from complianced.law.book import NotInForce
from complianced.rules.compiled import compile_rule
from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, Records
from complianced.sample.plant import Plant, PlantError, apply, load_plants
from complianced.schemas.contract import Kind, Table
from complianced.schemas.recordset import UK, RecordSet, frame_schema, latest


@dataclass(frozen=True)
class PlantedFault:
    """One fault: the rule that must find it, under which clauses, and on which record (None: one it brought)."""

    rule: str
    clauses: tuple[str, ...]
    severity: str
    table: str
    record_id: str | None
    also: tuple[str, ...]


def plants_of(bundle: Bundle) -> dict[str, Plant]:
    """The plants of a bundle by rule. Raises PlantError."""
    plants: dict[str, Plant] = {}
    for file in sorted(Path(str(bundle.folder)).glob("plants*.yaml")):
        plants |= load_plants(file)
    return plants


def typed_records(frames: Mapping[str, pl.DataFrame], contract: Mapping[str, Table]) -> RecordSet:
    """A record set from typed frames with naive UK date-times, as the sample generator makes them."""
    typed = {name: _typed(contract[name], frame) for name, frame in frames.items()}
    supplied = {name: frozenset(column.name for column in contract[name].columns) for name in frames}
    return RecordSet(contract, typed, supplied)


def plant_faults(
    frames: Mapping[str, pl.DataFrame],
    rulebook: Rulebook,
    contract: Mapping[str, Table],
    *,
    nation: str,
    service: str,
    as_of: date,
    rules: Iterable[str] | None = None,
) -> tuple[dict[str, pl.DataFrame], list[PlantedFault]]:
    """The frames with a fault for every rule that has a plant (or those of `rules`), and the list of them.

    Raises PlantError for a plant that does not fit the records, naming its rule.
    """
    wanted = None if rules is None else set(rules)
    plants = {rule: plant for bundle in rulebook.bundles for rule, plant in plants_of(bundle).items()}
    clauses = tuple(rulebook.clauses_for(nation, service))
    records = Records(typed_records(frames, contract), rulebook.views, as_of, nation, clauses)
    planted: dict[str, pl.DataFrame] = dict(frames)
    faults: list[PlantedFault] = []
    used: set[str] = set()
    for rule in rulebook.rules_for(nation, service):
        if rule.id not in plants or (wanted is not None and rule.id not in wanted):
            continue
        try:
            subject = _subject(rule, rulebook, records, used)
            if subject is None:
                continue
            planted = apply(planted, plants[rule.id].changes, subject, as_of, contract)
        except PlantError as error:
            raise PlantError(f"{rule.id}: {error}") from error
        used |= {str(value) for name, value in subject.items() if name.endswith("_id") and name != "scheme_id"}
        faults.append(_fault(rule, rulebook, nation, subject, plants[rule.id]))
    return planted, faults


def _subject(rule: Rule, rulebook: Rulebook, records: Records, used: set[str]) -> dict[str, Any] | None:
    """A row of the rule's view that it tests, of records that no other fault touches where there is one.

    The first scheme where the view has no row to test; None where the rule is not in force.
    """
    rows = records.view(rule.about)
    values = rulebook.bundle(rule.bundle).law.values
    try:
        compiled = compile_rule(rule, rows, values, rulebook.clauses, records)
    except NotInForce:
        return None
    view = rulebook.views[rule.about]
    tested = rows.frame if compiled.applies is None else rows.frame.filter(compiled.applies)
    key = SUBJECT_ID if SUBJECT_ID in rows.columns else view.key
    frame = tested.sort(key).collect()
    if frame.is_empty():
        return records["schemes"].frame.collect().row(0, named=True)
    names = [name for name in rows.columns if name.endswith("_id") and name != "scheme_id"]
    texts = [name for name in dict.fromkeys([key, *names]) if frame.schema[name] == pl.String]
    free = frame.filter(~pl.any_horizontal(pl.col(name).is_in(list(used)).fill_null(False) for name in texts))
    return (frame if free.is_empty() else free).row(0, named=True)


def _fault(rule: Rule, rulebook: Rulebook, nation: str, subject: Mapping[str, Any], plant: Plant) -> PlantedFault:
    view = rulebook.views[rule.about]
    record = subject.get(SUBJECT_ID, subject.get(view.key))
    return PlantedFault(
        rule=rule.id,
        clauses=rule.clauses_in(nation),
        severity=rule.severity.value,
        table=subject.get(SUBJECT_TABLE, view.table),
        record_id=None if record is None else str(record),
        also=plant.also,
    )


def _typed(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    schema = frame_schema(table)
    columns = []
    for column in table.columns:
        value = pl.col(column.name) if column.name in frame.columns else pl.lit(None)
        if column.kind is Kind.DATETIME and column.name in frame.columns:
            value = value.dt.replace_time_zone(UK, ambiguous="earliest", non_existent="null")
        columns.append(value.cast(schema[column.name]).alias(column.name))
        if column.kind is Kind.DATETIME:
            columns.append(value.cast(schema[column.name]).alias(latest(column.name)))
    return frame.select(columns)
