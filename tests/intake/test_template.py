"""The workbook that `records template` writes is read back without a complaint."""

from __future__ import annotations

from pathlib import Path

from complianced.intake import read_records
from complianced.schemas.registry import CONTRACT
from complianced.schemas.template import write_template


def test_an_unfilled_template_holds_every_table_and_no_problem(tmp_path: Path) -> None:
    write_template(tmp_path / "records.xlsx", CONTRACT)
    records = read_records(tmp_path / "records.xlsx", CONTRACT)
    assert records.problems == ()
    assert set(records.supplied) == set(CONTRACT)
