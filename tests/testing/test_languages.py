"""A bundle that has words in a language has them for each of its rules, and fills in what the English does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from complianced.plugins.host import load_host
from complianced.testing.inspected import Inspected
from complianced.testing.languages import languages_whole

HOST = load_host()
OUTCOMES = HOST.rulebook.bundle("outcomes")
FIRST = replace(OUTCOMES.rules[0], says="Asked on {asked_on}; {answered_on}")
TITLE = "{title: Teitl, fix: Gwnewch., says: 'Ar {answered_on} ac {asked_on}'}"
HEAD = "checked_by_reader: false\n"


def found(folder: Path, content: str) -> list[str]:
    """The faults of a bundle of one rule with this `locale/cy.yaml`; warnings in brackets."""
    (folder / "locale").mkdir(exist_ok=True)
    (folder / "locale" / "cy.yaml").write_text(content, encoding="utf-8")
    bundle = replace(OUTCOMES, folder=folder, rules=(FIRST,))
    faults = list(languages_whole(Inspected(bundle, HOST.rulebook, HOST.contract, date(2026, 11, 22), {})))
    assert all(fault.mend and fault.where.file == f"{folder.name}/locale/cy.yaml" for fault in faults)
    return [f"[{fault.where.line}: {fault.fault}]" if fault.warning else f"{fault.where.line}: {fault.fault}"
            for fault in faults]  # fmt: skip


def test_a_language_with_all_its_words_has_no_fault(tmp_path: Path) -> None:
    theme = HOST.rulebook.bundle("wales").law.pack.themes[0].title
    assert found(tmp_path, f'{HEAD}pack: {{"{theme}": Gair, Summary: Crynodeb}}\nrules:\n  {FIRST.id}: {TITLE}\n') == []


def test_a_bundle_without_a_locale_claims_no_language(tmp_path: Path) -> None:
    bundle = replace(OUTCOMES, folder=tmp_path)
    assert list(languages_whole(Inspected(bundle, HOST.rulebook, HOST.contract, date(2026, 11, 22), {}))) == []


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("{title: T, fix: F}", ["[3: has no message in cy, and stays English there]"]),
        ("{title: T}", ["[3: has no remedy and no message in cy, and stays English there]"]),
        (TITLE.replace("title: Teitl, ", ""), ["None: has no title in cy"]),
        (TITLE.replace("title: Teitl", "title: ''"), ["None: has no title in cy"]),
        (TITLE.replace("{asked_on}", "{holwyd_ar}"),
         ["3: the message names {holwyd_ar}, which the English message does not",
          "3: the message leaves out {asked_on}, which the English message names"]),
        (TITLE.replace("Ar {", "Ar {{").replace("answered_on}", "answered_on}}"),
         ["3: the message has `{{answered_on}}`, which names no column"]),
        (TITLE.replace("Gwnewch.", "'{asked_on}'"), ["3: its fix has a brace, and nothing is filled in there"]),
        (TITLE.replace("Teitl", "'{asked_on}'"), ["3: its title has a brace, and nothing is filled in there"]),
        (TITLE.replace("title", "name: N, title"), ["3: has the key `name`, which nobody reads"]),
        ("Teitl", ["3: must be a mapping of texts", "None: has no title in cy"]),
    ],
)  # fmt: skip
def test_what_a_rule_lacks_in_a_language_is_named(tmp_path: Path, words: str, faults: list[str]) -> None:
    assert found(tmp_path, f"{HEAD}rules:\n  {FIRST.id}: {words}\n") == faults


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (f"rules: {{{FIRST.id}: {TITLE}}}", "does not say whether somebody who reads the language well has checked"),
        (f"{HEAD}rules: {{{FIRST.id}: {TITLE}, OUT-NOBODY: {TITLE}}}", "there is no rule OUT-NOBODY"),
        (f"{HEAD}rules: {{{FIRST.id}: {TITLE}}}\npack:\n  Nobody says this: Neb", "4: no pack says this"),
        (f"{HEAD}rules: []\npack: later", "`rules` and `pack` must be mappings"),
        ("rules: {", "not readable as YAML"),
    ],
)
def test_what_is_wrong_with_a_file_of_words_is_named(tmp_path: Path, content: str, fault: str) -> None:
    faults = found(tmp_path, content)
    assert len(faults) == 1
    assert fault in faults[0]
