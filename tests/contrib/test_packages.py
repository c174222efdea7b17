"""The contributed packages, as a stranger uses them: installed with pip, seen everywhere, and gone when uninstalled."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from .environment import Environment, made

CONTRIBUTED = Path(__file__).parents[2] / "plugins_contrib"
PACKAGES = sorted(path.name for path in CONTRIBUTED.iterdir() if (path / "pyproject.toml").is_file())


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with every contributed package, each built from a copy of its folder."""
    folder = tmp_path_factory.mktemp("contributed")
    for name in PACKAGES:
        shutil.copytree(CONTRIBUTED / name, folder / name)
    fresh = made(folder / "venv")
    fresh.install(*(folder / name for name in PACKAGES))
    return fresh


@pytest.fixture(scope="module")
def records(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    environment.complianced("sample", folder / "england", "--households", "2", "--years", "2", "--as-of", "2026-11-29")
    (folder / "england" / "asset_steps.csv").write_text(
        "step_id,area,agreed_on,due_on,done_on,owner_role,what\n"
        "1,fundraising,2026-01-10,2026-11-28,,chair,Ask Ann Other\n",
        encoding="utf-8",
    )
    return folder / "england"


def test_every_package_loads_and_says_what_it_offers(environment: Environment) -> None:
    told = environment.complianced("plugins")
    for name in PACKAGES:
        assert f"from {name}" in told
    assert "section asset_areas:" in told
    assert "table asset_steps:" in told


def test_a_plugins_rule_table_section_and_clause_are_in_audit_coverage_and_pack(
    environment: Environment, records: Path, tmp_path: Path
) -> None:
    environment.complianced("audit", records, "--as-of", "2026-11-29", "--out", tmp_path, "--audience", "board",
                            "--format", "json", "--format", "pdf", "--format", "html")  # fmt: skip
    audit = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert {"ASSET-STEP-DONE": "1"}.items() <= {each["rule"]: each["record_id"] for each in audit["findings"]}.items()
    assert "asset-based-charity/fundraising" in {each["clause"] for each in audit["clauses"]}
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "board-pack.pdf").pages)
    page = (tmp_path / "board-pack.html").read_text("utf-8")
    for pack in (text, page):
        assert "The seven areas of an asset-based charity" in pack
        assert "Ann Other" not in pack
    assert "ASSET-STEP-DONE" in environment.complianced("coverage", "--nation", "england")


def test_a_nation_of_its_own_is_audited_from_a_source_of_its_own(environment: Environment, tmp_path: Path) -> None:
    package = CONTRIBUTED / "complianced-jersey" / "examples" / "datapackage"
    environment.complianced("audit", package, "--as-of", "2026-11-29", "--out", tmp_path, "--format", "json",
                            "--format", "pdf")  # fmt: skip
    audit = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert [scheme["nation"] for scheme in audit["schemes"]] == ["jersey"]
    assert {each["rule"].partition("-")[0] for each in audit["findings"]} <= {"JE"}
    assert {each["outcome"] for each in audit["clauses"]} & {"met"}
    assert "Shared Lives, Jersey" in "\n".join(
        page.extract_text() for page in PdfReader(tmp_path / "inspector-pack.pdf").pages
    )
    assert "je-care-law-2014/registration" in environment.complianced("coverage", "--nation", "jersey")


def test_what_falls_due_becomes_a_calendar(environment: Environment, tmp_path: Path) -> None:
    records = CONTRIBUTED / "complianced-ireland" / "examples" / "records"
    environment.complianced("audit", records, "--as-of", "2026-11-29", "--out", tmp_path, "--format", "calendar",
                            "--format", "json")  # fmt: skip
    lines = (tmp_path / "due.ics").read_bytes().split(b"\r\n")
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")
    assert max(map(len, lines)) <= 75
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") > 3
    assert any(line.startswith(b"DTSTART;VALUE=DATE:202") for line in lines)
    assert {scheme["nation"] for scheme in json.loads((tmp_path / "findings.json").read_text("utf-8"))["schemes"]} == {
        "ireland"
    }


def test_a_plugins_command_is_one_of_complianceds(environment: Environment, records: Path) -> None:
    assert "asset-areas" in environment.complianced("--help")
    told = environment.complianced("asset-areas", records, "--as-of", "2026-11-29")
    assert "A step for fundraising" in told
    assert "no such folder" in environment.complianced("asset-areas", records / "nowhere", code=2)


def test_what_is_uninstalled_is_gone(environment: Environment) -> None:
    environment.pip("uninstall", "--quiet", "--yes", *PACKAGES)
    try:
        told = environment.complianced("plugins") + environment.complianced("--help")
        for name in PACKAGES:
            assert name not in told
        assert "asset-areas" not in told
    finally:
        environment.install(*(environment.python.parents[2] / name for name in PACKAGES))
