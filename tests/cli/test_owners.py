"""`[owners]`: who answers for which findings, and settings that cannot be read."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import click
import fastexcel
import pytest

from complianced.cli.owners import owners_of
from complianced.config import ConfigError, read_config
from complianced.engine import Request, run_audit
from complianced.model import Audit
from complianced.plugins.host import load_host
from complianced.sample import make_records, write_records
from complianced.schemas.contract import to_be_supplied
from complianced.testing.planting import plant_faults, typed_records

AS_OF = date(2026, 11, 22)
HOST = load_host()


@cache
def faulty() -> dict[str, object]:
    frames = make_records("england", households=4, years=2, seed=5, as_of=AS_OF, contract=to_be_supplied(HOST.contract))
    some = [rule.id for rule in HOST.rulebook.rules_for("england", "shared_lives")][::5]
    planted, _ = plant_faults(
        frames, HOST.rulebook, HOST.contract, nation="england", service="shared_lives", as_of=AS_OF, rules=some
    )
    return planted


@cache
def audited() -> Audit:
    return run_audit(HOST.rulebook, typed_records(faulty(), HOST.contract), Request(AS_OF), version="test")


def settings(tmp_path: Path, text: str) -> dict[str, tuple[str, ...]]:
    file = tmp_path / "complianced.toml"
    file.write_text(text, encoding="utf-8")
    return dict(read_config(file).owners)


def owned(given: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    """By role, the rules and tables whose findings it answers for."""
    owners = owners_of(audited(), HOST, given, "complianced.toml")
    assert owners is not None
    found: dict[str, list[tuple[str, str]]] = {}
    for rule, table in audited().findings.select("rule", "table").iter_rows():
        found.setdefault(owners.of(rule, table) or "nobody", []).append((rule, table))
    return found


def test_roles_keep_the_order_of_the_file(tmp_path: Path) -> None:
    given = settings(tmp_path, '[owners]\n"Zoë" = ["ENG-*", "table:carers"]\nA = ["*"]\n')
    assert list(given.items()) == [("Zoë", ("ENG-*", "table:carers")), ("A", ("*",))]
    assert settings(tmp_path, "") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("owners = 5", "`owners` must be a table"),
        ('owners = ["*"]', "`owners` must be a table"),
        ('[owners]\nManager = "*"', "'Manager' must be a list of texts"),
        ("[owners]\nManager = [5]", "'Manager' must be a list of texts"),
        ('[owners]\nManager = [""]', "'Manager' must be a list of texts"),
        ("[owners]\nManager = []", "'Manager' answers for nothing"),
        ('[owners]\n" " = ["*"]', "role without a name"),
        ("[owners.Manager]\nrules = 1", "'Manager' must be a list of texts"),
    ],
)
def test_settings_of_another_shape_are_refused_with_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as refused:
        settings(tmp_path, text)
    assert words in str(refused.value)
    assert str(refused.value).startswith("complianced.toml: `owners`")


def test_the_first_role_whose_pattern_names_a_finding_answers_for_it() -> None:
    found = owned({"A": ("safeguarding",), "B": ("ENG-*", "SAFE-*"), "C": ("*",)})
    safe = {rule.id for rule in audited().rules if rule.domain == "safeguarding"}
    assert {rule for rule, _ in found["A"]} <= safe
    assert {rule for rule, _ in found["B"]} == {rule for rule, _ in found["B"] if rule.startswith("ENG-")} - safe
    assert all(not rule.startswith("ENG-") for rule, _ in found["C"])
    assert "nobody" not in found
    assert sum(map(len, found.values())) == audited().findings.height


def test_a_clause_names_its_limbs_and_a_table_its_records() -> None:
    found = owned({"A": ("uksi-2014-2936/9",), "B": ("table:carers", "table:documents")})
    by_id = {rule.id: rule for rule in audited().rules}
    assert found["A"]
    assert all(any(ref.startswith("uksi-2014-2936/9") for ref in by_id[rule].clauses) for rule, _ in found["A"])
    assert {table for _, table in found["B"]} == {"carers", "documents"}
    assert found["nobody"]
    assert not {table for _, table in found["nobody"]} & {"carers", "documents"}


def test_without_owners_in_the_settings_nobody_is_named() -> None:
    assert owners_of(audited(), HOST, {}, "") is None


def test_a_table_that_is_not_in_the_contract_is_a_usage_error_with_the_way_out() -> None:
    with pytest.raises(click.UsageError) as refused:
        owners_of(audited(), HOST, {"A": ("table:carer",)}, "complianced.toml")
    assert str(refused.value.message) == (
        "complianced.toml: `owners`, 'A': there is no table 'carer'. Did you mean \"carers\"?"
    )


def test_a_pattern_that_names_no_rule_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    owned({"A": ("ENG-DSB-*", "*")})
    assert capsys.readouterr().err == "complianced.toml: `owners`, 'A': 'ENG-DSB-*' names no rule\n"


def test_the_work_list_and_the_action_plan_have_the_owners_of_the_settings(tmp_path: Path) -> None:
    write_records(faulty(), tmp_path / "records", form="csv")  # type: ignore[arg-type]
    (tmp_path / "complianced.toml").write_text(
        '[owners]\n"Carers\' worker" = ["table:carers"]\n"Manager" = ["uksi-2014-2936"]\n', encoding="utf-8"
    )
    command = [sys.executable, "-m", "complianced", "audit", "records", "--as-of", str(AS_OF), "-q", "--out", "out",
               "--audience", "manager", "--format", "html", "--format", "xlsx"]  # fmt: skip
    ended = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert ended.returncode == 1, ended.stderr
    page = (tmp_path / "out" / "manager-pack.html").read_text(encoding="utf-8")
    assert page.index("Carers&#x27; worker: ") < page.index("Manager: ") < page.index("No owner named: ")
    rows = fastexcel.read_excel(tmp_path / "out" / "action-plan.xlsx").load_sheet(0, dtypes="string").to_polars()
    counts = dict(rows.group_by("Owner").len().iter_rows())
    assert set(counts) == {"Carers' worker", "Manager", None}
    for role in ("Carers&#x27; worker", "Manager"):
        number = counts[role.replace("&#x27;", "'")]
        assert f"{role}: {number} finding" in page
