"""No name and no free text of the records is in what a board or the people supported are given, in any format.

Every name and every cell of free text is replaced by a word that stands nowhere else, so that a leak cannot hide.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import polars as pl
import pytest

from complianced.cli.owners import owners_of
from complianced.cli.packs import write_formats
from complianced.engine import Request, run_audit
from complianced.model import Audit
from complianced.plugins.host import load_host
from complianced.reports.findings_json import json_bytes
from complianced.reports.history import History, read_earlier
from complianced.reports.languages import read_language
from complianced.reports.packs import FORMATS, PACKS, known_pack
from complianced.sample import make_records
from complianced.schemas.contract import Kind, to_be_supplied
from complianced.schemas.recordset import RecordSet
from complianced.testing.planting import plant_faults, typed_records

from . import checks

AS_OF, BEFORE = date(2026, 11, 22), date(2026, 5, 22)
HOST = load_host()
NATIONS = ("england", "wales", "scotland", "northern_ireland")
LANGUAGES = {code: read_language(code, [bundle.folder for bundle in HOST.rulebook.bundles]) for code in ("en", "cy")}
SECRET = re.compile(r"Qx\d+zz")


@cache
def marked(nation: str) -> dict[str, pl.DataFrame]:
    """Records with faults, each cell of personal text a word of its own such as Qx41zz."""
    contract = to_be_supplied(HOST.contract)
    frames = make_records(nation, households=4, years=2, seed=5, as_of=AS_OF, contract=contract)
    some = [rule.id for rule in HOST.rulebook.rules_for(nation, "shared_lives")][::3]
    planted, _ = plant_faults(
        frames, HOST.rulebook, HOST.contract, nation=nation, service="shared_lives", as_of=AS_OF, rules=some
    )
    number = 0
    for name, frame in planted.items():
        for column in HOST.contract[name].columns if name in HOST.contract else ():
            if column.kind is Kind.TEXT and column.personal and column.name in frame.columns:
                words = [None if cell is None else f"Qx{(number := number + 1)}zz" for cell in frame[column.name]]
                frame = frame.with_columns(pl.Series(column.name, words, pl.String))
        planted[name] = frame
    assert number > 100
    return planted


@cache
def audited(nation: str, day: date = AS_OF) -> tuple[Audit, RecordSet]:
    records = typed_records(marked(nation), HOST.contract)
    return run_audit(HOST.rulebook, records, Request(day), version="test"), records


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packs")


@cache
def written(nation: str, audience: str, folder: Path) -> list[Path]:
    """Every format, in both languages, with a trend and owners."""
    audit, records = audited(nation)
    assert audit.findings.height > 20
    (folder / nation / audience).mkdir(parents=True)
    history = History((read_earlier(json_bytes(audited(nation, BEFORE)[0])),))
    owners = owners_of(audit, HOST, {"Manager": ("ENG-*", "table:carers")}, "")
    return write_formats(
        audit,
        HOST,
        records,
        folder / nation / audience,
        FORMATS,
        audience,
        lambda _words: None,
        LANGUAGES,
        history=history,
        owners=owners,
    )


def told_by(path: Path) -> dict[str, str]:
    """All text of a file, by where it stands: pages, what a screen reader hears, attachments, parts of a workbook."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return {f"{path.name}:{part}": book.read(part).decode("utf-8") for part in book.namelist()}
    if path.suffix != ".pdf":
        return {path.name: data.decode("utf-8")}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = {f"{path.name}:{name}": file.get_file().read_bytes().decode() for name, file in pdf.attachments.items()}
        told["alternatives"] = " ".join(str(each.get("/Alt", "")) for each in checks.elements(pdf))
        told["outline"] = " ".join(str(item.title) for item in _outline(pdf))
        told["metadata"] = pdf.Root.Metadata.read_bytes().decode() + str(pdf.docinfo)
    return {**told, path.name: " ".join(checks.spoken(data)) + checks.artifacts(data)}


def _outline(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    with pdf.open_outline() as outline:
        items = list(outline.root)
        for item in items:
            items += item.children
    return items


# The inspector's pack is long, and the same code makes it for every nation.
NAMELESS = [
    (nation, audience)
    for audience, pack in PACKS.items()
    if not pack.names
    for nation in (("england", "wales") if audience == "inspector" else NATIONS)
]


@pytest.mark.parametrize(("nation", "audience"), NAMELESS)
def test_no_format_for_those_who_may_not_see_names_holds_any_or_any_free_text(
    nation: str, audience: str, folder: Path
) -> None:
    paths = written(nation, audience, folder)
    assert {path.suffix for path in paths} == {".json", ".csv", ".pdf", ".html", ".xlsx"}
    assert [where for path in paths for where, text in told_by(path).items() if SECRET.search(text)] == []


@pytest.mark.parametrize("audience", ["board", "easy_read"])
@pytest.mark.parametrize("nation", NATIONS)
def test_no_record_is_named_to_the_board_or_the_people_supported(nation: str, audience: str, folder: Path) -> None:
    paths = [path for path in written(nation, audience, folder) if path.stem == known_pack(audience).stem]
    assert {path.suffix for path in paths} == {".pdf", ".html"}
    audit, _ = audited(nation)
    told = " ".join(text for path in paths for text in told_by(path).values())
    schemes = {scheme.scheme_id for scheme in audit.schemes}
    assert [record for record in set(audit.findings["record_id"]) - schemes if record in told] == []
    assert [message for message in set(audit.findings["message"]) if message in told] == []


def test_this_test_can_fail(folder: Path) -> None:
    """A manager's pack and plan do hold the names, wherever they are looked for."""
    paths = written("england", "manager", folder)
    found = {path.suffix for path in paths for text in told_by(path).values() if SECRET.search(text)}
    assert found == {".pdf", ".html", ".xlsx"}
