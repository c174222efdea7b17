"""The register of notifications in a pack: every notice, how late, and no name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from complianced.model import NOTIFICATION_COLUMNS, Audit
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import known_pack

from . import checks
from .audits import audit

DAYS = ("known_on", "told_on", "due_on")
KINDS = {name: pl.Date if name in DAYS else pl.Int64 if name == "days_late" else pl.String for name in
         NOTIFICATION_COLUMNS}  # fmt: skip


def notice(record: str, event: str = "serious_injury", **more: Any) -> dict[str, Any]:
    return {"scheme_id": "S1", "table": "incidents", "record_id": record, "event": event, "recipient": "regulator",
            "known_on": date(2026, 3, 1), "told_on": date(2026, 3, 2), "due_on": date(2026, 3, 2), "days_late": None,
            **more}  # fmt: skip


NOTICES = (
    notice("I-1"),
    notice("I-2", "death", told_on=date(2026, 3, 5), days_late=3),
    notice("I-3", "abuse", recipient="local_authority", told_on=None, days_late=265),
    notice("I-4", "police", due_on=None),
    notice("I-5", told_on=date(2026, 3, 3), days_late=1),
    notice("I-6", told_on=None, due_on=date(2026, 12, 1)),
)


def with_notices(*notices: dict[str, Any]) -> Audit:
    return replace(audit(), notifications=pl.DataFrame(list(notices), schema=KINDS))


def said(given: Audit) -> list[str]:
    data = pdf_bytes(given, known_pack("inspector"))
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.tree_faults(data) == []
    assert data == pdf_bytes(given, known_pack("inspector"))
    return checks.spoken(data)


def test_the_register_tells_how_many_are_late_out_of_how_many() -> None:
    lines = said(with_notices(*NOTICES))
    assert any(
        line.startswith("3 of 5 notices with a day by which they were due are late; 1 of these") for line in lines
    )
    assert "6 of 6, in the order in which the events were known." in lines


def test_every_notice_stands_with_its_days_and_record_id() -> None:
    lines = said(with_notices(*NOTICES))
    at = lines.index("Abuse I-3")
    assert lines[at : at + 6] == ["Abuse I-3", "Local authority", "1 March 2026", "Not told", "2 March 2026", "265"]
    at = lines.index("Police I-4")
    assert lines[at + 4 : at + 6] == ["No day fixed", "–"]


def test_the_chart_of_delays_has_its_numbers_in_a_table() -> None:
    lines = said(with_notices(*NOTICES))
    bands = {"Not late": "2", "1 day late": "1", "2 to 7 days late": "1", "8 to 28 days late": "0",
             "Over 28 days late": "1", "No day to count to": "1"}  # fmt: skip
    for name, number in bands.items():
        assert lines[lines.index(name) + 1] == number
    assert lines[lines.index("Over 28 days late") + 2] == "1 not told yet"


def test_a_nation_without_a_register_is_told_so() -> None:
    assert any(line.startswith("No register was made") for line in said(audit()))
    assert "The records hold no event of which somebody had to be told." in said(with_notices())


def test_the_web_page_has_the_register_and_its_chart() -> None:
    page = html_bytes(with_notices(*NOTICES), known_pack("inspector")).decode()
    assert "Register of notifications" in page
    assert "Notices by how late they were. Bar chart of notices. Not late: 1 told, 1 not told yet" in page
