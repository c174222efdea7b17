"""`--earlier`: which files are earlier audits, and what is said of those that are not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from complianced.cli import earlier
from complianced.cli.earlier import history_of
from complianced.engine import Request, run_audit
from complianced.model import Audit, Scheme
from complianced.plugins.host import load_host
from complianced.reports.findings_json import json_bytes
from complianced.reports.history import History
from complianced.sample import make_records, write_records
from complianced.schemas.contract import to_be_supplied
from complianced.testing.planting import typed_records

AS_OF = date(2026, 11, 22)
HOST = load_host()

Put = Callable[..., Path]


@cache
def audited() -> Audit:
    frames = make_records("england", households=2, years=1, seed=3, as_of=AS_OF, contract=to_be_supplied(HOST.contract))
    return run_audit(HOST.rulebook, typed_records(frames, HOST.contract), Request(AS_OF), version="test")


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a findings.json of a day into a folder, with some of its members replaced."""

    def put_file(folder: str, day: date = AS_OF, schemes: tuple[Scheme, ...] | None = None, **members: object) -> Path:
        given = replace(audited(), as_of=day, **({"schemes": schemes} if schemes else {}))
        file = tmp_path / folder / "findings.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(json.loads(json_bytes(given)) | members), encoding="utf-8")
        return file

    return put_file


def read(*paths: Path, out: Path | None = None) -> History:
    found = history_of(audited(), HOST, paths, out)
    assert found is not None
    return found


def test_without_a_path_there_is_no_history() -> None:
    assert history_of(audited(), HOST, [], None) is None


def test_files_and_folders_one_level_deep_are_read_oldest_first(put: Put, tmp_path: Path) -> None:
    put("audits/2026-09", date(2026, 9, 30))
    put("audits/2026-08", date(2026, 8, 31))
    put("audits/deep/er", date(2026, 7, 31))
    alone = put("alone", date(2026, 10, 31))
    found = read(alone, tmp_path / "audits", tmp_path / "audits" / "2026-08")
    assert [each.as_of for each in found.audits] == [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]
    assert found.unusable == 0


def test_the_file_that_this_run_writes_is_no_earlier_audit(put: Put, tmp_path: Path) -> None:
    put("audits/2026-11", AS_OF)
    put("audits/2026-10", date(2026, 10, 31))
    found = read(tmp_path / "audits", out=tmp_path / "audits" / "2026-11")
    assert (len(found.audits), found.unusable) == (1, 0)


def test_a_file_of_the_day_of_this_audit_or_later_is_not_used(
    put: Put, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put("a/same", AS_OF)
    put("a/later", date(2027, 1, 1))
    assert read(tmp_path / "a") == History((), 2)
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(
        f"--earlier {tmp_path / 'a' / 'later' / 'findings.json'}: not used, as it is of 2027-01-01"
    )
    assert "2026-11-22, which is not before" in told[1]


def test_of_two_files_of_one_day_the_first_is_used_and_the_other_named(
    put: Put, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = put("a/1", date(2026, 9, 30)), put("a/2", date(2026, 9, 30))
    found = read(tmp_path / "a")
    assert (len(found.audits), found.unusable) == (1, 1)
    assert capsys.readouterr().err == f"--earlier {second}: not used, as {first} is of the same day (2026-09-30)\n"


def test_an_audit_of_other_schemes_is_not_used(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    own = audited().schemes[0]
    for other in (replace(own, scheme_id="S-9"), replace(own, nation="wales"), replace(own, service="homeshare")):
        assert read(put("a", date(2026, 9, 30), (other,))).unusable == 1
    assert read(put("a", date(2026, 9, 30), (replace(own, name="Another name"),))).unusable == 0
    assert capsys.readouterr().err.count("it is of other schemes") == 3


def test_broken_strange_and_huge_files_are_named_and_passed_over(
    put: Put, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a/1-schema", date(2026, 9, 1), schema="complianced/audit/9")
    put("a/2-broken", date(2026, 9, 2)).write_bytes(b"{")
    put("a/3-good", date(2026, 9, 3))
    put("a/4-huge", date(2026, 9, 4), more="x" * 3_000_000)
    monkeypatch.setattr(earlier, "LARGEST", 2_000_000)
    found = read(tmp_path / "a")
    assert ([each.as_of for each in found.audits], found.unusable) == ([date(2026, 9, 3)], 3)
    told = capsys.readouterr().err.splitlines()
    assert ["1-schema" in told[0], "2-broken" in told[1], "4-huge" in told[2]] == [True] * 3
    assert told[0].endswith("its schema is 'complianced/audit/9'; this version reads complianced/audit/1")
    assert told[1].endswith("it is not JSON")
    assert told[2].endswith("it is larger than 1 MB")


def test_what_is_neither_file_nor_folder_is_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert read(tmp_path / "pipe").unusable == 1
    assert capsys.readouterr().err.endswith("it is not a file\n")


def test_a_folder_without_audits_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(tmp_path) == History(())
    assert capsys.readouterr().err == f"--earlier {tmp_path}: no findings.json in it, nor in the folders in it\n"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frames = make_records("england", households=2, years=1, seed=3, as_of=AS_OF, contract=to_be_supplied(HOST.contract))
    folder = tmp_path_factory.mktemp("set") / "records"
    write_records({name: frame for name, frame in frames.items() if name != "surveys"}, folder, form="csv")
    return folder


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "complianced", "audit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_path_that_is_not_there_ends_with_2_before_anything_is_read(tmp_path: Path) -> None:
    ended = run("no-records-here", "--earlier", tmp_path / "nowhere")
    assert ended.returncode == 2
    assert "nowhere: no such file or folder" in ended.stderr
    assert "--earlier" in ended.stderr


def test_without_a_folder_to_write_into_it_is_refused(tmp_path: Path) -> None:
    ended = run("no-records-here", "--earlier", tmp_path)
    assert ended.returncode == 2
    assert "--earlier needs --out DIR" in ended.stderr


def test_a_second_audit_beside_the_first_shows_the_trend_and_warns_of_a_broken_file(
    records: Path, tmp_path: Path
) -> None:
    for day in ("2026-09-30", "2026-10-31"):
        run(records, "--as-of", day, "-q", "--format", "json", "--out", tmp_path / "audits" / day)
    (tmp_path / "audits" / "broken").mkdir()
    (tmp_path / "audits" / "broken" / "findings.json").write_text("{", encoding="utf-8")
    out = tmp_path / "audits" / "2026-11-22"
    told = ("--as-of", "2026-11-22", "-q", "--audience", "board", "--format", "html", "--format", "json", "--out", out)
    for _ in range(2):
        ended = run(records, *told, "--earlier", tmp_path / "audits")
        assert "broken/findings.json: not used, as it is not JSON" in ended.stderr
        page = (out / "board-pack.html").read_text(encoding="utf-8")
        assert "Since the audit of 31 October 2026:" in page
        assert "audits are shown." not in page
        assert "Files of earlier audits that could not be used: 1." in page
