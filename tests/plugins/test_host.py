"""The host loads each plugin behind a guard; one that fails is named, set aside, and makes the run incomplete."""

from __future__ import annotations

from pathlib import Path

import pytest

from complianced.plugins.host import PluginsDirError, load_host

GOOD = """
from complianced.api import RecordExtension, hookimpl

@hookimpl
def complianced_records():
    return RecordExtension(choices={"disclosures.body": ("garda_vetting",)})
"""


def pilots(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_the_built_in_bundles_come_in_by_the_public_door() -> None:
    host = load_host()
    assert not host.failed
    assert {report.source for report in host.reports} == {"complianced"}
    assert all("complianced_bundle" in report.hooks for report in host.reports)


def test_a_pilot_adds_choices_to_the_contract(tmp_path: Path) -> None:
    host = load_host(pilots(tmp_path, ireland=GOOD))
    assert "garda_vetting" in host.contract["disclosures"].column("body").choices


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("raise RuntimeError('no luck')", "no luck"),
        ("raise SystemExit('gone')", "gone"),
        ("import complianced_no_such_module", "complianced_no_such_module"),
        ("x = 1", "implements no hook"),
        (GOOD.replace("disclosures.body", "carers.status"), "closed"),
        (GOOD.replace("disclosures.body", "disclosures.colour"), "no such column"),
        (GOOD.replace("complianced_records", "complianced_recods"), "complianced_recods"),
        ("def f(:", "SyntaxError"),
    ],
)
def test_a_plugin_that_fails_is_named_and_the_others_go_on(tmp_path: Path, text: str, why: str) -> None:
    host = load_host(pilots(tmp_path, broken=text, good=GOOD))
    assert [report.name for report in host.failed] == ["broken"]
    assert why in str(host.failed[0].failed)
    assert "garda_vetting" in host.contract["disclosures"].column("body").choices
    assert host.rulebook.bundles


def test_a_rule_that_another_bundle_has_already_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "england_again"
    (package / "rules").mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from complianced.api import bundle_from, hookimpl\n"
        "@hookimpl\n"
        "def complianced_bundle():\n"
        "    return bundle_from(__name__, title='Again', version='1', prefix='ENG', nations=['england'])\n",
        encoding="utf-8",
    )
    (package / "rules" / "__init__.py").write_text(
        "from complianced.api import col, rule\n"
        "@rule('ENG-NOMINATED-INDIVIDUAL', about='schemes', clauses='uksi-2014-2936/6(2)', severity='major',\n"
        "      says='x', fix='x')\n"
        "def again(law):\n"
        "    '''Again.'''\n"
        "    return col('name').is_not_null()\n",
        encoding="utf-8",
    )
    host = load_host(tmp_path)
    assert [report.name for report in host.failed] == ["england_again"]
    assert "ENG-NOMINATED-INDIVIDUAL" in str(host.failed[0].failed)


def test_a_folder_of_pilots_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(PluginsDirError, match="not a folder"):
        load_host(tmp_path / "nowhere")
