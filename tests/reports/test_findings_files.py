"""findings.json and findings.csv: the shape others rely on, the same bytes each time, and nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from complianced.model import PluginReport
from complianced.reports.atomic import whole_file, write_whole
from complianced.reports.findings_csv import csv_bytes, write_csv
from complianced.reports.findings_json import json_bytes, write_json

from .audits import Row, audit


def test_json_has_the_published_keys_in_their_order(tmp_path: Path) -> None:
    path = write_json(audit(), tmp_path)
    assert path == tmp_path / "findings.json"
    got = json.loads(path.read_bytes())
    assert list(got) == [
        "schema", "complianced", "as_of", "plugins", "schemes", "rules", "clauses", "findings", "data_problems",
    ]  # fmt: skip
    assert (got["schema"], got["complianced"], got["as_of"]) == ("complianced/audit/1", "0.1.0", "2026-11-22")
    assert list(got["plugins"][0]) == ["name", "version", "rules"]
    assert list(got["schemes"][0]) == ["scheme_id", "name", "service", "nation"]
    assert list(got["rules"][0]) == [
        "id", "title", "domain", "severity", "basis", "clauses", "outcome", "tested", "failed", "why",
    ]  # fmt: skip
    assert list(got["clauses"][0]) == ["clause", "gist", "how", "outcome", "rules", "why"]
    assert list(got["findings"][0]) == [
        "id", "rule", "severity", "basis", "scheme_id", "table", "record_id", "message", "fix", "clauses", "due_on",
        "values",
    ]  # fmt: skip
    assert list(got["data_problems"][0]) == ["table", "row", "column", "record_id", "problem", "value"]


def test_json_keeps_every_item_in_the_audits_order() -> None:
    given = audit()
    got = json.loads(json_bytes(given))
    assert [f["id"] for f in got["findings"]] == given.findings["id"].to_list()
    assert [r["id"] for r in got["rules"]] == [r.id for r in given.rules]
    assert [c["clause"] for c in got["clauses"]] == [c.clause.ref for c in given.clauses]
    assert len(got["data_problems"]) == len(given.problems)
    overdue = next(f for f in got["findings"] if f["record_id"] == "C-014")
    assert overdue["due_on"] == "2024-05-03"
    assert overdue["values"] == {"dbs_issued_on": "2021-05-03"}
    assert overdue["clauses"] == ["uksi-2014-2936/19(3)(a)", "uksi-2014-2936/12(2)(c)"]
    assert overdue["fix"].startswith("Apply for a new certificate")


def test_json_is_utf8_one_item_a_line_with_a_newline_at_the_end() -> None:
    data = json_bytes(audit([Row("ENG-CARER-DBS", "C-ŵ", "tŷ 🙂")]))
    assert "tŷ 🙂".encode() in data
    assert data.endswith(b"}\n")
    assert len([line for line in data.splitlines() if b'"record_id": "C-' in line]) == 1


def test_json_of_an_empty_audit_has_empty_lists() -> None:
    got = json.loads(json_bytes(audit((), rules=(), clauses=(), schemes=(), problems=(), plugins=())))
    assert [got[key] for key in ("plugins", "schemes", "rules", "clauses", "findings", "data_problems")] == [[]] * 6


def test_json_writes_null_for_what_json_cannot_hold() -> None:
    got = json.loads(json_bytes(audit([Row("ENG-CARER-DBS", "C-1", "x", values={"fee": [float("nan"), 2.0]})])))
    assert got["findings"][0]["values"] == {"fee": [None, 2.0]}


def test_json_survives_a_lone_surrogate_in_a_plugins_words() -> None:
    got = json.loads(json_bytes(audit(plugins=(PluginReport("a\ud800b", "1", "x"),))))
    assert got["plugins"][0]["name"] == "a\ud800b"


@pytest.mark.parametrize("make", [json_bytes, csv_bytes])
def test_the_same_audit_gives_the_same_bytes(make: object) -> None:
    assert make(audit()) == make(audit())  # type: ignore[operator]


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_line_for_each_finding(tmp_path: Path) -> None:
    given = audit()
    path = write_csv(given, tmp_path)
    rows = read_csv(path.read_bytes())
    assert [row["id"] for row in rows] == given.findings["id"].to_list()
    dbs = next(row for row in rows if row["record_id"] == "C-014")
    assert dbs["clauses"] == "uksi-2014-2936/19(3)(a); uksi-2014-2936/12(2)(c)"
    assert dbs["due_on"] == "2024-05-03"
    assert dbs["fix"].startswith("Apply for a new certificate")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_csv_neutralises_what_a_spreadsheet_would_run(start: str) -> None:
    text = start + 'HYPERLINK("http://x","y")'
    row = read_csv(csv_bytes(audit([Row("ENG-CARER-DBS", text, text)])))[0]
    assert row["message"] == "'" + text
    assert row["record_id"] == "'" + text


def test_csv_quotes_commas_quotes_and_newlines() -> None:
    text = 'a, "b"\nc; d'
    assert read_csv(csv_bytes(audit([Row("ENG-CARER-DBS", "C-1", text)])))[0]["message"] == text


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "deep" / "findings.json", b"old")

    def half() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        half()
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["findings.json"]


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX thing")
def test_kill_9_in_mid_write_leaves_no_file_that_looks_whole(tmp_path: Path) -> None:
    program = textwrap.dedent(f"""
        from pathlib import Path
        from complianced.reports.atomic import whole_file
        with whole_file(Path({str(tmp_path)!r}) / "findings.json") as file:
            file.write(b"[1, 2")
            file.flush()
            print("half", flush=True)
            input()
    """)
    child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "half\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert not (tmp_path / "findings.json").exists()
