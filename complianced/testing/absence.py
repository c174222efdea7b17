"""What is not supplied leaves a rule untested: each table that it reads is taken away, then all of its columns.

The other way round, what its provenance does not name is taken away too, and the rule must not notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from complianced.model import Outcome
from complianced.rules.rows import Sources
from complianced.schemas.recordset import RecordSet
from complianced.testing.cases import Case, CaseError, CaseRun, records_of
from complianced.testing.faults import Fault, place_of_rule
from complianced.testing.inspected import Inspected
from complianced.testing.records import GivenError

# Without these nobody can tell which rules apply to whom.
_NEEDED = frozenset({"schemes.scheme_id", "schemes.name", "schemes.nation", "schemes.service"})
_MEND = "Build the view with the verbs of Rows alone, so that every column remembers where it came from."


def absent_is_untested(inspected: Inspected) -> Iterator[Fault]:
    """In every nation, a rule that is met is not tested once something it reads was not supplied."""
    for case, run in _first_cases(inspected, Outcome.MET):
        records = records_of(case, inspected.contract)
        reads = inspected.bench.reads(case, records)
        tables = sorted({source.partition(".")[0] for source in reads})
        columns = sorted(source for source in reads if "." in source and source not in _NEEDED)
        fewer: list[tuple[tuple[str, ...], RecordSet]] = [((table,), without(records, [table])) for table in tables]
        if columns:
            fewer.append((tuple(columns), without(records, columns)))
        for names, left in fewer:
            yield from _untested(case, inspected.bench.run(case, left), names, inspected)
        unread = unread_by(reads, records)
        yield from _unmoved(case, run, inspected.bench.run(case, without(records, unread)), inspected)
    for case, run in _first_cases(inspected, Outcome.NOT_MET):
        records = records_of(case, inspected.contract)
        unread = unread_by(inspected.bench.reads(case, records), records)
        yield from _unmoved(case, run, inspected.bench.run(case, without(records, unread)), inspected)


def _first_cases(inspected: Inspected, outcome: Outcome) -> Iterator[tuple[Case, CaseRun]]:
    """For every rule written down and nation, its first case of that outcome that holds."""
    seen: set[tuple[str, str]] = set()
    for case in inspected.known_cases():
        if case.rule not in inspected.written or case.then is not outcome or (case.rule, case.nation) in seen:
            continue
        try:
            run = inspected.runs_of(case)[case.rule]
        except (CaseError, GivenError):
            continue  # said by the check that cases hold
        if run.outcome is outcome:
            seen.add((case.rule, case.nation))
            yield case, run


def _untested(case: Case, run: CaseRun, names: tuple[str, ...], inspected: Inspected) -> Iterator[Fault]:
    where = place_of_rule(inspected.rules[case.rule], inspected.bundle)
    gone = f"without {names[0]}" if len(names) == 1 else f"without the columns it reads ({', '.join(names)})"
    unnamed = [name for name in names if name not in (run.why or "")]
    if run.outcome is not Outcome.NOT_TESTED:
        why = f": {run.why}" if run.why else ""
        fault = f"{gone} it is {run.outcome} in {case.nation}{why}, and not not_tested"
        yield Fault(where, fault, _MEND)
    elif unnamed:
        yield Fault(where, f"{gone} it is not tested and does not name {unnamed[0]}: {run.why}", _MEND)


def _unmoved(case: Case, before: CaseRun, after: CaseRun, inspected: Inspected) -> Iterator[Fault]:
    if (before.outcome, before.findings) != (after.outcome, after.findings):
        why = f" ({after.why})" if after.why else ""
        yield Fault(
            place_of_rule(inspected.rules[case.rule], inspected.bundle),
            f"is {before.outcome} in the case `{case.it}`, and {after.outcome}{why} without what it does not name",
            _MEND,
        )


def without(records: RecordSet, names: Iterable[str]) -> RecordSet:
    """The record set as if these tables and `table.column`s had not been supplied."""
    gone = set(names)
    frames, supplied = {}, {}
    for table, frame in records.frames.items():
        if table in gone:
            continue
        lost = {column.name for column in records.contract[table].columns if f"{table}.{column.name}" in gone}
        empty = [
            pl.lit(None, dtype).alias(name)
            for name, dtype in frame.schema.items()
            if name.removesuffix("_latest") in lost or name in lost
        ]
        frames[table] = frame.with_columns(empty) if empty and frame.height else frame
        supplied[table] = records.supplied[table] - lost
    return replace(records, frames=frames, supplied=supplied)


def unread_by(reads: Sources, records: RecordSet) -> list[str]:
    """The tables and columns that are there and that a rule says it does not rest on; keys and schemes stay."""
    tables = {source.partition(".")[0] for source in reads} | {"schemes"}
    unread = [table for table in records.supplied if table not in tables]
    for table in tables & records.supplied.keys():
        kept = {records.contract[table].key, "scheme_id"}
        unread += [
            path for name in records.supplied[table] - kept if (path := f"{table}.{name}") not in reads | _NEEDED
        ]
    return sorted(unread)
