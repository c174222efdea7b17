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

from complianced.engine import Request, run_audit
from complianced.law.book import NotInForce
from complianced.rules.compiled import compile_rule
from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, Records, View
from complianced.sample.plant import Plant, PlantError, apply, load_plants, touched
from complianced.schemas.contract import Kind, Table
from complianced.schemas.recordset import UK, RecordSet, frame_schema, latest

# How many subjects are tried before a rule is left for another set.
_TRIES = 40


@dataclass(frozen=True)
class PlantedFault:
    """One fault: the rule that must find it, under which clauses, and on which record.

    A fault that takes a document or event away is found on the scheme that lacks it; one that brings a record of its
    own is found on that record, whose id begins with PLANTED.
    """

    rule: str
    clauses: tuple[str, ...]
    severity: str
    table: str
    record_id: str
    also: tuple[str, ...] = ()
    planted: bool = True

    def is_on(self, record_id: str) -> bool:
        """True when a finding on this record is this fault's."""
        return record_id == self.record_id or record_id.startswith("PLANTED")


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
    """The frames with faults for as many rules (or of those in `rules`) as can each have records of their own.

    A rule whose plant would touch a record that another fault has touched is left out; plant it in another set. So is
    one that the records give nothing to break. Raises PlantError for a plant file that cannot be read.
    """
    wanted = None if rules is None else set(rules)
    plants = {rule: plant for bundle in rulebook.bundles for rule, plant in plants_of(bundle).items()}
    clauses = tuple(rulebook.clauses_for(nation, service))
    records = Records(typed_records(frames, contract), rulebook.views, as_of, nation, clauses)
    planted: dict[str, pl.DataFrame] = dict(frames)
    faults: list[PlantedFault] = []
    taken: set[tuple[str, str]] = set()
    for rule in rulebook.rules_for(nation, service):
        if rule.id not in plants or (wanted is not None and rule.id not in wanted):
            continue
        for subject in _subjects(rule, rulebook, records, taken):
            try:
                touches = touched(frames, plants[rule.id].changes, subject, as_of, contract)
                if touches & taken:
                    continue
                planted = apply(planted, plants[rule.id].changes, subject, as_of, contract)
            except PlantError:
                continue  # this subject lacks what the plant changes; another may have it
            faults.append(_fault(rule, rulebook, nation, subject, plants[rule.id].also, planted, contract))
            taken |= touches | _ids(subject, rulebook.views[rule.about], contract)
            break
    return planted, faults


def confirmed_faults(
    frames: Mapping[str, pl.DataFrame],
    rulebook: Rulebook,
    contract: Mapping[str, Table],
    *,
    nation: str,
    service: str,
    as_of: date,
) -> tuple[dict[str, pl.DataFrame], list[PlantedFault]]:
    """The frames with faults, and everything above advice that an audit of them finds.

    Faults that get in each other's way are left out; what a fault drags along is listed with `planted` false. Raises
    PlantError as `plant_faults` does.
    """
    rules = {rule.id: rule for rule in rulebook.rules_for(nation, service)}
    wanted = set(rules)
    while True:
        planted, faults = plant_faults(
            frames, rulebook, contract, nation=nation, service=service, as_of=as_of, rules=wanted
        )
        audit = run_audit(rulebook, typed_records(planted, contract), Request(as_of), version="planting")
        found = list(audit.findings.filter(pl.col("severity") != "advice").iter_rows(named=True))
        lost = {
            fault.rule
            for fault in faults
            if not any(row["rule"] == fault.rule and fault.is_on(row["record_id"]) for row in found)
            and fault.severity != "advice"
        }
        if not lost:
            break
        wanted = {fault.rule for fault in faults} - lost
    meant = {fault.rule: fault for fault in faults}
    return planted, [
        PlantedFault(
            rule=row["rule"],
            clauses=rules[row["rule"]].clauses_in(nation),
            severity=row["severity"],
            table=row["table"],
            record_id=row["record_id"],
            planted=row["rule"] in meant and meant[row["rule"]].is_on(row["record_id"]),
        )
        for row in found
    ]


def _subjects(rule: Rule, rulebook: Rulebook, records: Records, taken: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows of the rule's view that it tests, those of records that no other fault touches first.

    The first scheme where the view has no row to test; none where the rule is not in force.
    """
    tested = _tested(rule, rulebook, records)
    if tested is None:
        return []
    frame, key = tested
    if frame.is_empty():
        return records["schemes"].frame.collect().head(1).to_dicts()
    ids = [name for name in _id_columns(frame) if name != "scheme_id"]
    known = [record for table, record in taken if table != "schemes"]
    own = pl.col(key).is_in(known).fill_null(False)
    related = pl.any_horizontal([pl.col(name).is_in(known).fill_null(False) for name in {key, *ids}])
    free = frame.filter(~related)
    return (frame.filter(~own) if free.is_empty() else free).head(_TRIES).to_dicts()


def _tested(rule: Rule, rulebook: Rulebook, records: Records) -> tuple[pl.DataFrame, str] | None:
    """The rows of the rule's view that it tests, with the column that names them; None where it is not in force."""
    rows = records.view(rule.about)
    values = rulebook.bundle(rule.bundle).law.values
    try:
        compiled = compile_rule(rule, rows, values, rulebook.clauses, records)
    except NotInForce:
        return None
    key = SUBJECT_ID if SUBJECT_ID in rows.columns else rulebook.views[rule.about].key
    tested = rows.frame if compiled.applies is None else rows.frame.filter(compiled.applies)
    return tested.sort(key).collect(engine="in-memory"), key


def _id_columns(frame: pl.DataFrame) -> list[str]:
    return [name for name, dtype in frame.schema.items() if name.endswith("_id") and dtype == pl.String]


def _ids(subject: Mapping[str, Any], view: View, contract: Mapping[str, Table]) -> set[tuple[str, str]]:
    """The records that a subject's row names, the scheme left out: it is everybody's."""
    tables = {table.key: name for name, table in contract.items()}
    named = {
        (tables[name], str(value))
        for name, value in subject.items()
        if value and tables.get(name, "schemes") != "schemes"
    }
    own = (str(subject.get(SUBJECT_TABLE, view.table)), str(subject.get(SUBJECT_ID, subject.get(view.key))))
    return named | ({own} if own[0] != "schemes" else set())


def _fault(
    rule: Rule,
    rulebook: Rulebook,
    nation: str,
    subject: Mapping[str, Any],
    also: tuple[str, ...],
    planted: Mapping[str, pl.DataFrame],
    contract: Mapping[str, Table],
) -> PlantedFault:
    view = rulebook.views[rule.about]
    table = str(subject.get(SUBJECT_TABLE, view.table))
    record = str(subject.get(SUBJECT_ID, subject.get(view.key)))
    gone = record not in planted[table][contract[table].key]
    return PlantedFault(
        rule=rule.id,
        clauses=rule.clauses_in(nation),
        severity=rule.severity.value,
        table="schemes" if gone else table,
        record_id=str(subject["scheme_id"]) if gone else record,
        also=also,
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
