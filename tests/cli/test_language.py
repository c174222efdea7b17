"""`complianced audit --language`: the summary, the words of data and the packs in Welsh, and English where none is."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from complianced.cli.language import languages_of
from complianced.cli.main import main
from complianced.plugins.host import load_host
from complianced.sample import make_records, write_records
from complianced.schemas.registry import CONTRACT

AS_OF = "2026-11-22"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set") / "records"
    frames = make_records("wales", households=6, years=2, seed=3, as_of=date.fromisoformat(AS_OF), contract=CONTRACT)
    write_records(frames, folder, form="csv")
    return folder


def test_the_summary_and_the_titles_are_in_welsh(records: Path, tmp_path: Path) -> None:
    given = ["audit", str(records), "--as-of", AS_OF, "--language", "cy", "--format", "json", "--out", str(tmp_path)]
    told = CliRunner().invoke(main, given)
    assert "(Cymru), fel yr oedd ar 22 Tachwedd 2026" in told.stdout
    found = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    titles = {rule["id"]: rule["title"] for rule in found["rules"]}
    assert titles["WAL-RESPONSIBLE-INDIVIDUAL"] == "Mae gan y gwasanaeth unigolyn cyfrifol"
    assert titles["SAFE-OUTCOME"] == "Caeir pryder yr ymchwiliwyd iddo gyda’i ganlyniad"
    gists = {clause["clause"]: clause["gist"] for clause in found["clauses"]}
    assert gists["wsi-2019-163/12(1)"] == "Dim lleoliad cyn cytundeb lleoli unigolyn"
    assert found.keys() == {"schema", "complianced", "as_of", "plugins", "schemes", "rules", "clauses", "findings",
                            "data_problems"}  # fmt: skip


def test_both_languages_are_told_one_after_the_other_and_in_wales_welsh_comes_first(records: Path) -> None:
    told = CliRunner().invoke(main, ["audit", str(records), "--as-of", AS_OF, "--language", "en,cy"])
    assert told.stdout.index("fel yr oedd ar 22 Tachwedd 2026") < told.stdout.index("as of 22 November 2026")


def test_another_nations_languages_stay_in_the_order_given(records: Path) -> None:
    given = ["audit", str(records), "--as-of", AS_OF, "--nation", "england", "--language", "en,cy"]
    told = CliRunner().invoke(main, given)
    assert told.stdout.index("as of 22 November 2026") < told.stdout.index("fel yr oedd ar 22 Tachwedd 2026")


def test_data_carry_the_remedies_and_messages_of_the_first_language(records: Path, tmp_path: Path) -> None:
    bare = Path(shutil.copytree(records, tmp_path / "bare"))
    with (bare / "documents.csv").open(encoding="utf-8") as file:
        headings = file.readline()
    (bare / "documents.csv").write_text(headings, encoding="utf-8")
    given = ["audit", str(bare), "--as-of", AS_OF, "--language", "en,cy", "--out", str(tmp_path)]
    CliRunner().invoke(main, [*given, "--format", "json", "--format", "csv", "--format", "xlsx"])
    found = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["findings"]
    own = next(finding for finding in found if finding["rule"] == "WAL-PURPOSE")
    assert own["message"] == "Nid oes datganiad o ddiben wedi’i gofnodi"
    assert own["fix"].startswith("Cofnodwch y datganiad o ddiben cyfredol")
    assert own["message"] in (tmp_path / "findings.csv").read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(tmp_path / "action-plan.xlsx") as book:
        assert own["message"] in book.read("xl/sharedStrings.xml").decode()


def test_a_language_without_words_is_refused(records: Path) -> None:
    told = CliRunner().invoke(main, ["audit", str(records), "--language", "gd"])
    assert told.exit_code == 2
    assert "'gd': there is en, cy" in told.stderr


def test_every_part_of_the_welsh_inspectors_pack_has_its_welsh_name() -> None:
    host = load_host()
    words = languages_of("cy", host)["cy"].sentences
    assert {theme.title for theme in host.rulebook.bundle("wales").law.pack.themes} <= words.keys()
