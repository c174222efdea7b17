"""Names are compared and never printed."""

from __future__ import annotations

from datetime import date

from complianced.engine import Request, run_audit
from complianced.plugins.host import load_host
from complianced.reports.findings_json import json_bytes
from complianced.testing.records import records_from

HOST = load_host()


def test_the_same_name_in_two_lists_is_found_and_not_told():
    records = records_from(
        {
            "carers": [{"name": "Ada Brook", "status": "approved", "approved_on": date(2020, 1, 1)}],
            "staff": [{"name": "BROOK, Ada", "role": "scheme_worker"}],
        },
        HOST.contract,
        nation="england",
    )
    audit = run_audit(HOST.rulebook, records, Request(date(2026, 11, 22), select=("SELF-STAFF-LIST",)), version="test")
    assert audit.findings["record_id"].to_list() == ["carers-1"]
    written = json_bytes(audit).decode().lower()
    assert "brook" not in written
    assert "ada" not in written.replace("metadata", "")
