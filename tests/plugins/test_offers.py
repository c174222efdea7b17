"""What a plugin offers beside rules is used like our own; what fails in it is named, and the rest is still made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from complianced.cli.main import main
from complianced.plugins.host import load_host

SECTION = """
from complianced.api import PackSection, blocks, hookimpl

def written(audit, ctx):
    yield blocks.Heading(2, "The pond", "pond")
    yield blocks.Paragraph(f"{ctx.gathered['pond']} carers live by the pond, <b>and</b> all swim")

def counted(records, as_of):
    return records.frame("carers").height

@hookimpl
def complianced_sections():
    return [PackSection("pond", "who lives by the pond", written, {"inspector": "summary"}, counted)]
"""
FORMAT = """
from complianced.api import OutputFormat, hookimpl, write_whole

def write(audit, folder):
    return write_whole(folder / "days.txt", f"{audit.as_of} {len(audit.rules)}".encode())

@hookimpl
def complianced_formats():
    return [OutputFormat("days", "the day, and how many rules", write)]
"""
SOURCE = """
import polars as pl
from complianced.api import RecordSource, SourceError, hookimpl

def tables(given):
    return {
        "schemes": lambda: pl.DataFrame({"scheme_id": ["S1"], "name": ["Pond"], "nation": ["england"],
                                         "service": ["shared_lives"]}),
        "carers": lambda: pl.DataFrame({"carer_id": ["C1", "C2"], "status": ["approved", "aproved"]}),
    }

@hookimpl
def complianced_sources():
    return [RecordSource("pond", "records in a pond", lambda given: given.endswith(".pond"), tables)]
"""


def pilots(folder: Path, **modules: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def records(folder: Path) -> Path:
    folder.mkdir()
    (folder / "schemes.csv").write_text("scheme_id,name,nation,service\nS1,Pond,england,shared_lives\n", "utf-8")
    (folder / "carers.csv").write_text("carer_id,scheme_id,status\nC1,S1,approved\nC2,S1,approved\n", "utf-8")
    return folder


def told(*arguments: str | Path, code: int) -> str:
    ended = CliRunner().invoke(main, [str(each) for each in arguments])
    assert ended.exit_code == code, ended.output
    return ended.output


def pages(pack: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pack).pages)


def test_a_section_stands_where_it_asks_to_and_its_words_are_words(tmp_path: Path) -> None:
    plugins = pilots(tmp_path / "plugins", pond=SECTION)
    out = tmp_path / "out"
    told("audit", records(tmp_path / "records"), "--plugins-dir", plugins, "--out", out, "--format", "pdf",
         "--format", "html", code=0)  # fmt: skip
    text = pages(out / "inspector-pack.pdf")
    assert "2 carers live by the pond, <b>and</b> all swim" in text
    assert "&lt;b&gt;and&lt;/b&gt;" in (out / "inspector-pack.html").read_text("utf-8")
    headings = [line for line in text.splitlines() if line in ("What to fix first", "The pond", "Clause by clause")]
    assert headings[-3:] == ["What to fix first", "The pond", "Clause by clause"]


def test_a_format_is_written_beside_ours(tmp_path: Path) -> None:
    plugins = pilots(tmp_path / "plugins", days=FORMAT)
    out = tmp_path / "out"
    output = told("audit", records(tmp_path / "records"), "--plugins-dir", plugins, "--out", out, "--format", "days",
                  "--as-of", "2026-11-22", code=0)  # fmt: skip
    assert (out / "days.txt").read_text("utf-8").startswith("2026-11-22 ")
    assert "days.txt" in output


def test_a_source_is_read_like_any_other_and_its_bad_cells_are_problems(tmp_path: Path) -> None:
    plugins = pilots(tmp_path / "plugins", pond=SOURCE)
    output = told("audit", "some.pond", "--plugins-dir", plugins, "--format", "json", "-q", code=0)
    audit = json.loads(output)
    assert [scheme["name"] for scheme in audit["schemes"]] == ["Pond"]
    assert any("carers, row 3, column status" in each["problem"] for each in audit["data_problems"])


@pytest.mark.parametrize(
    ("plugin", "old", "new", "words"),
    [
        (SECTION, "yield blocks.Heading", "1 / 0; yield blocks.Heading", "section pond is not in the pack: ZeroDiv"),
        (SECTION, "return records", "raise KeyError('Ann Other')\n    return records", "section pond is not in the"),
        (FORMAT, "return write_whole", "raise OSError('no room')\n    return write_whole", "format days was not writ"),
        (FORMAT, "return write_whole", "return 7\n    return write_whole", "format days was not written: TypeError"),
    ],
)
def test_an_offer_that_fails_is_named_and_ends_with_3(
    tmp_path: Path, plugin: str, old: str, new: str, words: str
) -> None:
    assert old in plugin
    plugins = pilots(tmp_path / "plugins", broken=plugin.replace(old, new, 1))
    formats = ["--format", "days"] if plugin is FORMAT else []
    output = told("audit", records(tmp_path / "records"), "--plugins-dir", plugins, "--out", tmp_path / "out",
                  "--format", "pdf", *formats, code=3)  # fmt: skip
    assert words in output
    assert "Ann Other" not in output
    assert "The pond" not in pages(tmp_path / "out" / "inspector-pack.pdf")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"name": ["Pond"]', '"name": ["Pond", "and more"]', "the source pond failed (ShapeError)"),
        ("def tables(given):", "def tables(given):\n    raise SourceError('has no water. Fill it.')", "has no water"),
        ('given.endswith(".pond")', "1 / 0", "the source pond failed (ZeroDivisionError)"),
        ('"carers": lambda: pl.DataFrame', '"carers": lambda: list', "the source pond gave list and no frame"),
    ],
)
def test_a_source_that_fails_leaves_the_audit_incomplete(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in SOURCE
    plugins = pilots(tmp_path / "plugins", pond=SOURCE.replace(old, new))
    output = told("audit", "some.pond", "--plugins-dir", plugins, "--nation", "england", code=3)
    assert words in " ".join(output.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SECTION.replace('PackSection("pond"', 'PackSection("findings"'), "section findings: the name is taken"),
        (SECTION.replace('PackSection("pond"', 'PackSection("The Pond"'), "write its name in small letters"),
        (SECTION.replace('{"inspector"', '{"inspecter"'), "`after` names inspecter; the audiences are inspector"),
        (FORMAT.replace('"days", "the', '"pdf", "the'), "format pdf: the name is taken"),
        (FORMAT.replace("write)]", "write)][0]"), "complianced_formats gave OutputFormat; give a list"),
        ('COMPLIANCED_API = "2"\nfrom complianced.api import what_there_is_not_yet', "version 2 of complianced's API"),
        ('COMPLIANCED_API: str = "0.9"\n' + FORMAT, "was built for version 0.9"),
    ],
)
def test_an_offer_that_does_not_fit_keeps_its_plugin_out(tmp_path: Path, text: str, words: str) -> None:
    host = load_host(pilots(tmp_path, broken=text, good=FORMAT))
    assert [report.name for report in host.failed] == ["broken"]
    assert words in str(host.failed[0].failed)
    assert list(host.formats) == ["days"]


def test_two_plugins_cannot_offer_the_same_name(tmp_path: Path) -> None:
    host = load_host(pilots(tmp_path, first=FORMAT, second=FORMAT))
    assert [report.name for report in host.failed] == ["second"]


def test_a_plugin_that_names_this_version_of_the_api_loads(tmp_path: Path) -> None:
    host = load_host(pilots(tmp_path, good='COMPLIANCED_API = "1"\n' + FORMAT))
    assert not host.failed


def test_what_a_plugin_offers_is_listed(tmp_path: Path) -> None:
    output = told("plugins", "--plugins-dir", pilots(tmp_path, pond=SECTION, days=FORMAT), code=0)
    assert "section pond: who lives by the pond" in output
    assert "format days: the day, and how many rules" in output


def test_a_format_that_nobody_brings_is_refused_with_those_there_are(tmp_path: Path) -> None:
    output = told("audit", records(tmp_path / "records"), "--out", tmp_path / "out", "--format", "days", code=2)
    assert "there is no format 'days'; choose from json, csv, pdf, html, xlsx" in output
