"""The order of a pack: every rule has one place in it, and the data name only what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from complianced.law.pack_order import EVERYTHING_ELSE, PackOrder, Theme, read_pack_order, theme_of
from complianced.law.yaml_file import LawError
from complianced.model import Basis, Domain, Outcome, RuleResult, Severity
from complianced.plugins.host import load_host
from complianced.schemas.registry import CONTRACT

BUNDLES = Path(__file__).parents[2] / "complianced" / "plugins"
FILES = sorted(BUNDLES.glob("*/law/pack.yaml"))


def rule(topic: str = "", table: str = "", bundle: str = "england", id: str = "R") -> RuleResult:
    return RuleResult(id, "T", bundle, Domain.REGULATORY, Severity.MAJOR, Basis.LAW, (), Outcome.MET, 1, 0,
                      topic=topic, table=table)  # fmt: skip


THEMES = (
    Theme("purpose", "Purpose", rules=("ENG-PURPOSE-*",)),
    Theme("people", "People", ("plans", "practice/homes"), ("people",)),
    Theme("homes", "Homes", ("homes",), ("households", "people")),
    Theme("safe", "Safeguarding", ("safeguarding/*",)),
)


@pytest.mark.parametrize(
    ("given", "theme"),
    [
        (rule("plans", "households", id="ENG-PURPOSE-HELD"), "purpose"),  # an id speaks before a topic
        (rule("plans", "households"), "people"),  # a topic speaks before a table
        (rule("homes", "people"), "homes"),
        (rule("homes", bundle="practice"), "people"),  # a topic may carry its bundle
        (rule("anything", bundle="safeguarding"), "safe"),
        (rule("unheard-of", "people"), "people"),  # the first theme that names the table
        (rule("", "households"), "homes"),
        (rule("unheard-of", "unheard-of"), "everything-else"),
    ],
)
def test_a_rule_goes_to_the_first_theme_that_names_its_topic_or_else_its_table(given: RuleResult, theme: str) -> None:
    assert theme_of(THEMES, given).id == theme


def test_without_themes_everything_is_everything_else() -> None:
    assert theme_of((), rule("plans")) is EVERYTHING_ELSE


def test_a_bundle_without_the_file_has_no_order(tmp_path: Path) -> None:
    assert read_pack_order(tmp_path / "pack.yaml") == PackOrder()


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("themes: []", "`themes` must be a list"),
        ("themes: [{id: a, title: A}]", "theme a: names no `topics`"),
        ("themes: [{id: a, title: A, topics: [x]}, {id: a, title: B, topics: [y]}]", "`a` stands twice"),
        ("themes: [{id: a, title: A, topic: [x]}]", "unknown key `topic`"),
        ("themes: [{id: everything-else, title: A, topics: [x]}]", "stands twice"),
    ],
)
def test_a_wrong_order_says_what_is_wrong(tmp_path: Path, written: str, complaint: str) -> None:
    (tmp_path / "pack.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(LawError, match=complaint):
        read_pack_order(tmp_path / "pack.yaml")


def test_a_nation_may_set_the_order_of_its_languages(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    themes = "themes: [{id: a, title: A, topics: [x]}]\n"
    file.write_text(themes, encoding="utf-8")
    assert read_pack_order(file).languages == ()
    file.write_text(f"languages: [cy, en]\n{themes}", encoding="utf-8")
    assert read_pack_order(file).languages == ("cy", "en")
    file.write_text(f"languages: cy\n{themes}", encoding="utf-8")
    with pytest.raises(LawError, match="`languages` must be a list"):
        read_pack_order(file)


def test_a_nation_may_set_the_sections_of_a_pack(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    themes = "themes: [{id: a, title: A, topics: [x]}]\n"
    file.write_text(f"order: {{inspector: [cover, findings]}}\n{themes}", encoding="utf-8")
    assert read_pack_order(file).order == {"inspector": ("cover", "findings")}
    for wrong in ("[cover, cover]", "[]"):
        file.write_text(f"order: {{inspector: {wrong}}}\n{themes}", encoding="utf-8")
        with pytest.raises(LawError, match="order, inspector: name at least one section, and each once"):
            read_pack_order(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_a_nations_order_names_tables_that_the_contract_has_and_each_once(file: Path) -> None:
    tables = [table for theme in read_pack_order(file).themes for table in theme.tables]
    assert set(tables) <= CONTRACT.keys()
    assert len(tables) == len(set(tables))


@pytest.mark.parametrize(("bundle", "nation", "service"), [
    ("england", "england", "shared_lives"), ("wales", "wales", "shared_lives"),
    ("scotland", "scotland", "shared_lives"), ("northern_ireland", "northern_ireland", "shared_lives"),
    ("homeshare", "england", "homeshare"),
])  # fmt: skip
def test_every_rule_of_a_nation_has_a_theme(bundle: str, nation: str, service: str) -> None:
    rulebook = load_host().rulebook
    themes = rulebook.bundle(bundle).law.pack.themes
    left = [
        each.id
        for each in rulebook.rules_for(nation, service)
        if theme_of(themes, rule(each.topic, rulebook.views[each.about].table, each.bundle, each.id)) is EVERYTHING_ELSE
    ]
    assert left == []
