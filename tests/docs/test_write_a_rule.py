"""docs/write-a-rule.md does what it says: its files and commands, one after the other, end with a green package."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import complianced
from complianced.cli.main import main
from complianced.law.spans import Unit
from complianced.model import Basis, How, Severity, Sure
from complianced.plugins.host import load_host
from complianced.rules.view import Records
from complianced.rules.views import SHARED_VIEWS
from complianced.testing.records import records_from

ROOT = Path(complianced.__file__).parent.parent
PAGE = (ROOT / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
# The page's own day: what it says was read is still fresh then.
AS_OF = "2026-11-22"
PACKAGE = "complianced-northmoor"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (complianced_northmoor/[\w./-]+)(, at the end)?\n")


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that it is to print."""
    for part in block.split("$ ")[1:]:
        command, *expected = part.splitlines()
        yield command, [line for line in expected if line.strip("… ")]


def run(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "complianced"
    if arguments[:2] == ["plugin", "check"]:
        arguments += ["--as-of", AS_OF]
    ended = CliRunner().invoke(main, arguments)
    assert ended.exit_code in (0, 1), f"{command}: {ended.output}"
    return ended.output


def write(block: str, package: Path) -> bool:
    """Writes a block that begins with the name of its file; False for any other block."""
    named = FILE.match(block)
    if named is None:
        return False
    file = package / named.group(1)
    assert file.parent.is_dir(), f"{named.group(1)}: `plugin new` makes no such folder"
    assert file.exists() == bool(named.group(2)), f"{named.group(1)}: is there already, or is not there to be added to"
    with file.open("a", encoding="utf-8") as out:
        out.write(block if not named.group(2) else block[named.end() :])
    return True


def test_the_walk_through_works_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files, ran = 0, 0
    for kind, block in BLOCK.findall(PAGE):
        if kind == "console":
            for command, expected in commands(block):
                said = run(command)
                ran += 1
                for line in expected:
                    assert line.rstrip(" …") in said, f"{command} printed\n{said}"
        else:
            files += write(block, tmp_path / PACKAGE)
    assert (files, ran) == (5, 8)
    assert (tmp_path / "northmoor-audit" / "inspector-pack.pdf").is_file()
    assert "NORTHMOOR-UNANNOUNCED" in (tmp_path / "northmoor-handbook" / f"{PILOT}.html").read_text(encoding="utf-8")


PILOT = "northmoor"


def view_rows() -> list[str]:
    """The rows of the page's list of views: name, what one row is, and the columns beside those of the table."""
    host = load_host()
    empty = Records(
        records_from({}, host.contract, nation="england"), host.rulebook.views, date.fromisoformat(AS_OF), "england"
    )
    rows = []
    for view in SHARED_VIEWS:
        own = {column.name for column in host.contract[view.table].columns}
        has = [name for name in empty.view(view.name).columns if not name.endswith("_latest")]
        whole = own <= set(has)
        columns = ", ".join(f"`{name}`" for name in has if not whole or name not in own) or "–"
        columns = columns if whole else f"only {columns}"
        rows.append(f"| `{view.name}` | {view.about} | `{view.table}` | {columns} |")
    return rows


def test_the_page_lists_every_shared_view_as_it_is() -> None:
    listed = PAGE.partition("<!-- views: kept")[2].partition("<!-- views: end -->")[0].splitlines()
    rows = [line for line in listed if line.startswith("| `")]
    assert rows == view_rows(), "paste these rows:\n" + "\n".join(view_rows())


@pytest.mark.parametrize("words", [Basis, How, Severity, Sure, Unit])
def test_the_page_has_every_word_that_a_law_file_may_use(words: type[Basis | How | Severity | Sure | Unit]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []


def test_the_page_quotes_faults_that_the_checks_still_name() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| ", PAGE.partition("## What the checks say")[2], re.MULTILINE)
    folders = [ROOT / "complianced" / room for room in ("testing", "rules", "law", "cli")]
    source = "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in sorted(folder.glob("*.py")))
    assert len(rows) > 10
    for row in rows:
        for part in filter(None, (part.strip(" ,") for part in row.split("…"))):
            assert part in source, f"no check says {part!r}"
