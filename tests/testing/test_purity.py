"""What a rule reaches for outside its rows and the law is found by reading the code, whatever it was imported as."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from complianced.plugins.host import load_host
from complianced.testing.inspected import Inspected
from complianced.testing.purity import nothing_from_outside

HOST = load_host()


def found(folder: Path, code: str, file: str = "rules/one.py") -> list[str]:
    """The faults of a bundle with this one module."""
    bundle = replace(HOST.rulebook.bundle("outcomes"), folder=folder)
    module = folder / file
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(code, encoding="utf-8")
    faults = list(nothing_from_outside(Inspected(bundle, HOST.rulebook, HOST.contract, date(2026, 11, 22), {})))
    assert all(fault.mend and fault.where.file == f"{folder.name}/{file}" for fault in faults)
    return [f"{fault.where.line}: {fault.fault}" for fault in faults]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("from datetime import date\ndate.today()", "2: reads the clock with today()"),
        ("from datetime import date as d\n\n\nd.today()", "4: reads the clock with today()"),
        ("import datetime\ndatetime.date.today()", "2: reads the clock with today()"),
        ("import datetime as dt\ndt.datetime.now()", "2: reads the clock with now()"),
        ("from datetime import datetime as moment\nclock = moment.utcnow", "2: reads the clock with utcnow()"),
        ("date.today()", "1: reads the clock with today()"),
        ("import time\ntime.time()", "1: imports time"),
        ("from time import time", "1: imports time"),
        ("def rule():\n    import os.path", "2: imports os.path"),
        ("import importlib as il", "1: imports importlib"),
        ("from importlib.resources import files", "1: imports importlib.resources"),
        ("from pathlib import Path", "1: imports pathlib"),
        ("import random", "1: imports random"),
        ("import polars as pl\npl.read_csv('a.csv')", "2: reads a file with pl.read_csv"),
        ("import polars\npolars.scan_parquet('a')", "2: reads a file with pl.scan_parquet"),
        ("from polars import scan_csv as s\ns('a.csv')", "2: reads a file with pl.scan_csv"),
        ("there.joinpath('a').read_text()", "1: reads or writes a file with .read_text"),
        ("frame.write_csv('a.csv')", "1: reads or writes a file with .write_csv"),
        ("open('a.csv')", "1: opens a file"),
        ("eval('1')", "1: runs code with eval()"),
        ("exec('1')", "1: runs code with exec()"),
        ("__import__('os')", "1: runs code with __import__()"),
        ("col('a').shuffle()", "1: leaves it to chance with .shuffle"),
        ("def rule(:", "1: is not Python: invalid syntax"),
    ],
)
def test_what_reaches_outside_is_named_with_its_line(tmp_path: Path, code: str, fault: str) -> None:
    assert found(tmp_path, code) == [fault]


@pytest.mark.parametrize("file", ["rules/__init__.py", "rules.py", "views/one.py", "views/inner/one.py"])
def test_rules_and_views_are_read_wherever_they_stand(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, "import socket", file) == ["1: imports socket"]


@pytest.mark.parametrize(
    "imported",
    ["from ..dates import today", "from .. import dates", "import {package}.dates", "from a.{package}.dates import x"],
)
def test_what_rules_import_of_their_own_package_is_read(tmp_path: Path, imported: str) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "one.py").write_text(imported.format(package=tmp_path.name), encoding="utf-8")
    assert found(tmp_path, "import socket", "dates.py") == ["1: imports socket"]


@pytest.mark.parametrize("file", ["__init__.py", "command.py"])
def test_what_stands_beside_the_rules_may_read_what_it_likes(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, "import socket", file) == []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date, time\nSTART = date(2020, 1, 1)\nNOON = time(12)",
        "import re\nfrom complianced.api import col\n\n\ndef rule(law):\n    return col('at').dt.date() < law.today",
        "from .dates import today\n\nWORD = re.compile('a')",
        "from complianced.api import within as open\nopen('held_on')",
        "rows.today.date\ncol('now').dt.time()",
    ],
)
def test_what_a_rule_may_do_is_no_fault(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, code) == []
