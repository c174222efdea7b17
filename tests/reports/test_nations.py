"""Every pack of every nation, from a real audit with faults in it: both validators, and no name where none belongs."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from complianced.cli.packs import write_formats
from complianced.engine import Request, run_audit
from complianced.model import Audit
from complianced.plugins.host import load_host
from complianced.reports.packs import PACKS
from complianced.sample import make_records
from complianced.schemas.contract import to_be_supplied
from complianced.schemas.recordset import RecordSet
from complianced.testing.planting import plant_faults, typed_records

from . import checks, verapdf
from .test_verapdf import needs_verapdf

AS_OF = date(2026, 11, 22)
HOST = load_host()
NATIONS = ("england", "wales", "scotland", "northern_ireland")


@cache
def audited(nation: str) -> tuple[Audit, RecordSet]:
    """A small scheme with faults for some of the rules."""
    contract = to_be_supplied(HOST.contract)
    frames = make_records(nation, households=4, years=2, seed=5, as_of=AS_OF, contract=contract)
    some = [rule.id for rule in HOST.rulebook.rules_for(nation, "shared_lives")][::4]
    planted, _ = plant_faults(
        frames, HOST.rulebook, HOST.contract, nation=nation, service="shared_lives", as_of=AS_OF, rules=some
    )
    records = typed_records(planted, HOST.contract)
    return run_audit(HOST.rulebook, records, Request(AS_OF), version="test"), records


def written(nation: str, audience: str, folder: Path) -> Path:
    audit, records = audited(nation)
    assert audit.findings.height > 20
    (path,) = write_formats(audit, HOST, records, folder, ["pdf"], audience, lambda _words: None)
    return path


@pytest.mark.parametrize("audience", PACKS)
@pytest.mark.parametrize("nation", NATIONS)
def test_every_pack_of_every_nation_keeps_both_standards(nation: str, audience: str, tmp_path: Path) -> None:
    data = written(nation, audience, tmp_path).read_bytes()
    assert checks.standards(data, "ua1", "3a" if PACKS[audience].results else "2a") == []
    assert checks.tree_faults(data) == []


@needs_verapdf
@pytest.mark.parametrize("audience", PACKS)
@pytest.mark.parametrize("nation", NATIONS)
def test_verapdf_passes_every_pack_of_every_nation(nation: str, audience: str, tmp_path: Path) -> None:
    path = written(nation, audience, tmp_path)
    for profile in ("ua1", "3a" if PACKS[audience].results else "2a"):
        assert verapdf.check(path, profile)[0] == []


@pytest.mark.parametrize("audience", ["inspector", "board", "easy_read"])
@pytest.mark.parametrize("nation", NATIONS)
def test_no_name_from_the_records_is_in_a_pack_that_may_not_name_people(
    nation: str, audience: str, tmp_path: Path
) -> None:
    path = written(nation, audience, tmp_path)
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    records = audited(nation)[1]
    named = ("carers", "people", "staff", "household_members")
    names = {name for table in named for name in records.frame(table)["name"].drop_nulls()}
    assert len(names) > 10
    assert [name for name in names if name in text] == []
