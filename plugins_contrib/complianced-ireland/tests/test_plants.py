"""Every rule has its plant, and each plant, made in the example records, is found there and brings nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest

import complianced_ireland
from complianced.engine import Request, run_audit
from complianced.intake import read_records
from complianced.plugins.host import load_host
from complianced.testing.planting import plant_faults, plants_of, typed_records

AS_OF = date(2026, 11, 29)
FOLDER = Path(complianced_ireland.__file__).parent
HOST = load_host(package=FOLDER)
BUNDLE = next(bundle for bundle in HOST.rulebook.bundles if bundle.prefix == "IE")
RULES = [rule.id for rule in BUNDLE.rules]


def example() -> dict[str, pl.DataFrame]:
    """The example records by table, as the planting wants them: contract columns alone, date-times without a zone."""
    records = read_records(FOLDER.parent / "examples" / "records", HOST.contract)
    return {
        name: frame.select(column.name for column in HOST.contract[name].columns).with_columns(
            cs.datetime().dt.replace_time_zone(None)
        )
        for name, frame in records.frames.items()
    }


FRAMES = example()


def test_every_rule_has_a_plant_and_every_plant_its_rule() -> None:
    assert sorted(plants_of(BUNDLE)) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_planted_fault_is_found_and_nothing_else_is(rule: str) -> None:
    planted, faults = plant_faults(
        FRAMES, HOST.rulebook, HOST.contract, nation="ireland", service="shared_lives", as_of=AS_OF, rules=[rule]
    )
    assert [fault.rule for fault in faults] == [rule]
    audit = run_audit(HOST.rulebook, typed_records(planted, HOST.contract), Request(AS_OF), version="test")
    found = set(audit.findings.select("rule", "record_id").iter_rows())
    assert (rule, faults[0].record_id) in found
    assert {name for name, _ in found} == {rule}
