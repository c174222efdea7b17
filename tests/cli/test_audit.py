"""`complianced audit` as its users run it: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from complianced.sample import make_records, write_records
from complianced.schemas.registry import CONTRACT

AS_OF = "2026-11-22"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    return make_records("england", households=8, years=2, seed=3, as_of=date.fromisoformat(AS_OF), contract=CONTRACT)


@pytest.fixture(scope="module")
def records(frames: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set") / "records"
    write_records(frames, folder, form="csv")
    return folder


@pytest.fixture(scope="module")
def faulty(frames: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same set without its nominated individual."""
    folder = tmp_path_factory.mktemp("faulty") / "records"
    staff = frames["staff"].filter(pl.col("role") != "nominated_individual")
    write_records({**frames, "staff": staff}, folder, form="csv")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def complianced(*arguments: str | Path, **options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "complianced", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
            env={**os.environ, "NO_COLOR": "1", **options},
        )

    return complianced


def test_a_compliant_scheme_has_nothing_above_advice_and_ends_with_0(run: Run, records: Path, tmp_path: Path) -> None:
    ended = run("audit", records, "--as-of", AS_OF, "--out", tmp_path / "out", "--format", "json")
    findings = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert [each for each in findings if each["severity"] != "advice"] == []
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_findings_json_has_the_form_of_the_design(run: Run, faulty: Path) -> None:
    ended = run("audit", faulty, "--as-of", AS_OF, "--format", "json", "--select", "ENG-NOMINATED-INDIVIDUAL")
    audit = json.loads(ended.stdout)
    assert list(audit) == [
        "schema", "complianced", "as_of", "plugins", "schemes", "rules", "clauses", "findings", "data_problems",
    ]  # fmt: skip
    assert audit["schema"] == "complianced/audit/1"
    assert list(audit["findings"][0]) == [
        "id", "rule", "severity", "basis", "scheme_id", "table", "record_id", "message", "fix", "clauses", "due_on",
        "values",
    ]  # fmt: skip
    assert audit["findings"][0]["id"] == "ENG-NOMINATED-INDIVIDUAL@S-1"
    assert list(audit["rules"][0]) == [
        "id", "title", "domain", "severity", "basis", "clauses", "outcome", "tested", "failed", "why",
    ]  # fmt: skip
    assert list(audit["clauses"][0]) == ["clause", "gist", "how", "outcome", "rules", "why"]


@pytest.mark.parametrize(("fail_on", "code"), [("critical", 0), ("major", 1), ("minor", 1)])
def test_it_ends_with_1_from_the_severity_asked_for(run: Run, faulty: Path, fail_on: str, code: int) -> None:
    only = ("--select", "ENG-NOMINATED-INDIVIDUAL")
    assert run("audit", faulty, "--as-of", AS_OF, "-q", *only, "--fail-on", fail_on).returncode == code


def test_a_plugin_that_does_not_load_is_named_and_3_beats_1(run: Run, faulty: Path, tmp_path: Path) -> None:
    pilots = tmp_path / "pilots"
    pilots.mkdir()
    (pilots / "broken.py").write_text("raise RuntimeError('no luck')", encoding="utf-8")
    ended = run("audit", faulty, "--as-of", AS_OF, "--plugins-dir", pilots)
    assert ended.returncode == 3
    assert "broken" in ended.stdout
    assert "no luck" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "nowhere"], "nowhere"),
        (["audit", "RECORDS", "--as-of", "22/11/2026"], "Write it as 2026-02-28"),
        (["audit", "RECORDS", "--nation", "wails"], "wales"),
        (["audit", "RECORDS", "--scheme", "S-9"], "S-9"),
        (["audit", "RECORDS", "--format", "pdf"], "--out"),
        (["explain", "ENG-NOMINATED-INDIVIDUL"], "ENG-NOMINATED-INDIVIDUAL"),
        (["law", "show", "no_such_value"], "no_such_value"),
        (["coverage", "--nation", "englnd"], "england"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_says_the_way_out(
    run: Run, records: Path, arguments: list[str], words: str
) -> None:
    ended = run(*(str(records) if each == "RECORDS" else each for each in arguments))
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_settings_beside_the_work_count_and_may_not_loosen_law(run: Run, faulty: Path, tmp_path: Path) -> None:
    settings = tmp_path / "complianced.toml"
    settings.write_text('exclude = ["ENG-*", "PRACTICE-*", "SAFE-*"]\n', encoding="utf-8")
    assert run("audit", faulty, "--as-of", AS_OF, "-q").returncode == 0
    settings.write_text("[values]\nstatement_of_purpose_notice = 400\n", encoding="utf-8")
    ended = run("audit", faulty, "--as-of", AS_OF, "-q")
    assert ended.returncode == 2
    assert "[values]" in ended.stderr


def test_no_name_from_the_records_is_printed_or_written(
    run: Run, faulty: Path, frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    ended = run("audit", faulty, "--as-of", AS_OF, "-v", "--out", tmp_path / "out", "--format", "json")
    told = ended.stdout + ended.stderr + (tmp_path / "out" / "findings.json").read_text(encoding="utf-8")
    names = {name for table in ("carers", "people", "staff", "household_members") for name in frames[table]["name"]}
    assert [name for name in names if name and name in told] == []


def test_the_inspectors_pack_begins_each_part_with_facts_of_the_records(
    run: Run, records: Path, frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    run("audit", records, "--as-of", AS_OF, "--out", tmp_path / "out", "--format", "html")
    page = (tmp_path / "out" / "inspector-pack.html").read_text(encoding="utf-8")
    running = frames["arrangements"].filter(pl.col("ended_on").is_null()).height
    assert f'<th scope="row">Live arrangements</th><td>{running}: ' in page
    assert '<th scope="row">Nominated individuals in post</th><td>1</td>' in page
    run("audit", records, "--as-of", AS_OF, "--out", tmp_path / "out", "--format", "html", "--audience", "board")
    assert "Live arrangements" not in (tmp_path / "out" / "board-pack.html").read_text(encoding="utf-8")


def test_the_same_command_twice_gives_the_same_bytes(run: Run, faulty: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        run("audit", faulty, "--as-of", AS_OF, "-q", "--out", tmp_path / folder, PYTHONHASHSEED=str(len(folder)))
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name
    assert len(list((tmp_path / "one").iterdir())) == 3


@pytest.mark.parametrize("after", [0.4, 0.8, 1.2, 1.6])
def test_killed_on_the_way_it_leaves_no_file_that_looks_whole(records: Path, tmp_path: Path, after: float) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "complianced", "audit", str(records), "--as-of", AS_OF, "-q", "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if (out / "findings.json").exists():
        assert json.loads((out / "findings.json").read_text(encoding="utf-8"))["schema"] == "complianced/audit/1"
    for pack in out.glob("*.pdf") if out.exists() else ():
        assert pack.read_bytes().rstrip().endswith(b"%%EOF")


def test_help_loads_neither_polars_nor_pandera_nor_sqlalchemy() -> None:
    code = (
        "import sys; from complianced.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'polars', 'pandera', 'sqlalchemy', 'reportlab', 'rich', 'yaml'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
