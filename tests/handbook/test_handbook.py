"""The handbook says all there is of every rule, in each of its formats, and nothing in a rule becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from complianced.handbook.chapters import Chapter, chapters_of
from complianced.handbook.data import rules_data
from complianced.handbook.entries import Entry
from complianced.handbook.given import given_data, given_lines
from complianced.handbook.said import source_words
from complianced.handbook.write import one_markdown, write_html, write_markdown
from complianced.model import How
from complianced.plugins.host import Host, load_host
from complianced.reports.blocks import plain
from complianced.reports.words import SEVERITIES, SURE
from complianced.testing.cases import read_cases

from .read import Page

BUNDLES = [
    "england", "homeshare", "northern_ireland", "outcomes", "practice", "safeguarding", "scotland", "self_employment",
    "wales",
]  # fmt: skip
HOSTILE = "a | b <script>x</script> `c` *d* [e](https://f.example) ![g](h)\n# i\n- j &copy; \\"


@cache
def host() -> Host:
    return load_host()


@cache
def chapters() -> dict[str, Chapter]:
    return {chapter.bundle.name: chapter for chapter in chapters_of(host())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("handbook")
    write_html(list(chapters().values()), "0", out)
    write_markdown(list(chapters().values()), out)
    return out


@cache
def page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    return Page(text if path.suffix == ".html" else rendered(text))


def rendered(markdown: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(markdown)


def even(text: str) -> str:
    return " ".join(text.split())


def told_of(entry: Entry) -> list[str]:
    """Every text that a page must have under the heading of a rule."""
    rule = entry.rule
    texts = [rule.id, rule.title, rule.says, rule.fix, SEVERITIES[rule.severity], *rule.replaces, *rule.formerly]
    texts += [entry.when or "", *entry.reads, *entry.when_reads]
    if entry.view:
        texts += [entry.view.about, entry.view.name, entry.view.table]
    for cited in entry.clauses:
        assert cited.clause is not None
        texts += [cited.ref, cited.clause.gist, cited.clause.source, SURE[cited.clause.sure]]
    for limit in entry.limits:
        texts += [limit.value.name, limit.value.about]
        texts += [dated.source for history in limit.history.values() for dated in history]
    for case in entry.cases:
        texts += [case.it, *given_lines(case)]
    return [even(text) for text in texts]


def test_every_bundle_with_all_its_rules_and_cases_has_a_chapter() -> None:
    assert sorted(chapters()) == BUNDLES
    for bundle in host().rulebook.bundles:
        chapter = chapters()[bundle.name]
        assert [entry.rule for entry in chapter.entries] == list(bundle.rules)
        assert sorted(case.name for entry in chapter.entries for case in entry.cases) == sorted(
            case.name for case in read_cases(bundle)
        )
        assert [entry.clause for entry in chapter.clauses] == list(bundle.law.clauses.values())
        assert not any(entry.trouble for entry in chapter.entries)


@pytest.mark.parametrize("ending", ["html", "md"])
@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_page_says_all_there_is_of_each_rule(folder: Path, bundle: str, ending: str) -> None:
    read = page(folder / f"{bundle}.{ending}")
    assert read.faults == []
    for entry in chapters()[bundle].entries:
        said = read.under(entry.rule.id)
        assert [text for text in told_of(entry) if text not in said] == []


@pytest.mark.parametrize("ending", ["html", "md"])
@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_clause_that_no_rule_tests_is_on_the_page_with_the_reason(folder: Path, bundle: str, ending: str) -> None:
    untested = chapters()[bundle].untested
    if not untested:
        assert "Clauses that no rule tests" not in page(folder / f"{bundle}.{ending}").words()
        return
    said = page(folder / f"{bundle}.{ending}").words().rpartition("Clauses that no rule tests")[2]
    cited = {ref for each in host().rulebook.bundles for rule in each.rules for refs in rule.clauses.values()
             for ref in refs}  # fmt: skip
    expected = {ref for ref in host().rulebook.bundle(bundle).law.clauses if ref not in cited}
    assert {entry.clause.ref for entry in untested} == expected
    for entry in untested:
        assert entry.clause.how in (How.JUDGEMENT, How.NOT_APPLICABLE)
        for text in (entry.clause.ref, entry.clause.gist, entry.clause.why or "", entry.attestation or ""):
            assert even(text) in said


@pytest.mark.parametrize("ending", ["html", "md"])
def test_every_link_leads_to_a_place_that_is_there(folder: Path, ending: str) -> None:
    pages = {path.name: page(path) for path in folder.glob(f"*.{ending}")}
    assert len(pages) == len(BUNDLES) + 1
    places = {name: set(read.ids) for name, read in pages.items()}
    followed = 0
    for name, read in pages.items():
        assert len(read.ids) == len(places[name])
        for link in read.all("a"):
            if "href" not in link or link["href"].startswith("https://"):
                continue
            target, _, place = link["href"].partition("#")
            assert not place or place in places[target or name]
            followed += 1
    assert followed > 4000


@pytest.mark.parametrize("ending", ["html", "md"])
def test_rules_and_clauses_lead_to_each_other_over_the_pages(folder: Path, ending: str) -> None:
    shared = {link["href"] for link in page(folder / f"practice.{ending}").all("a") if "href" in link}
    national = {link["href"] for link in page(folder / f"england.{ending}").all("a") if "href" in link}
    assert f"england.{ending}#uksi-2014-2936-17-2-a" in shared
    assert f"practice.{ending}#PRACTICE-CARER-REVIEW" in national
    assert f"england.{ending}" in {link["href"] for link in page(folder / f"index.{ending}").all("a") if "href" in link}


@pytest.mark.parametrize("name", ["index", *BUNDLES])
def test_a_web_page_loads_nothing_and_can_be_walked_without_seeing_it(folder: Path, name: str) -> None:
    read = page(folder / f"{name}.html")
    assert not {tag for tag, _ in read.tags} & {"script", "img", "iframe", "object", "embed", "link", "form", "base"}
    assert [meta["content"] for meta in read.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"] == [
        "default-src 'none'; style-src 'unsafe-inline'"
    ]
    for _, attributes in read.tags:
        assert not any(key.startswith("on") or key in ("src", "srcdoc", "action") for key in attributes)
        assert re.match(r"#|https://|[a-z_]+\.html(#|$)", attributes.get("href", "#"))
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert all("scope" in head for head in read.all("th"))
    assert len(read.all("caption")) == len(read.all("table"))
    assert read.all("html")[0]["lang"] == "en-GB"


def test_the_same_rules_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = chapters_of(load_host())
    write_html(again, "0", tmp_path)
    write_markdown(again, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def hostile_chapter() -> Chapter:
    """A chapter whose every text is as bad as it can be."""
    chapter = chapters()["northern_ireland"]
    entry = next(entry for entry in chapter.entries if entry.limits and entry.cases)
    limit = entry.limits[0]
    history = {nation: tuple(replace(each, source=HOSTILE, note=HOSTILE) for each in dated)
               for nation, dated in limit.history.items()}  # fmt: skip
    clauses = tuple(
        replace(each, clause=replace(each.clause, gist=HOSTILE, source=HOSTILE, note=HOSTILE, instrument=HOSTILE))
        for each in chapter.clauses[:3]
    )
    assert entry.clauses[0].clause is not None
    bad = replace(
        entry,
        rule=replace(entry.rule, title=HOSTILE, says=HOSTILE, fix=HOSTILE, topic=HOSTILE),
        clauses=(replace(entry.clauses[0], clause=clauses[0].clause),),
        limits=(replace(limit, value=replace(limit.value, about=HOSTILE), history=history),),
        cases=(replace(entry.cases[0], it=HOSTILE, given={"carers": [{"carer_id": HOSTILE}]}, findings=(HOSTILE,)),),
        when=HOSTILE,
        trouble={HOSTILE: HOSTILE},
    )
    return replace(chapter, entries=(bad,), clauses=clauses)


@pytest.mark.parametrize("ending", ["html", "md"])
def test_nothing_in_a_rule_becomes_markup(tmp_path: Path, ending: str) -> None:
    tame = replace(chapters()["northern_ireland"], entries=chapters()["northern_ireland"].entries[:1])
    write_html([tame], "0", tmp_path / "tame")
    write_markdown([tame], tmp_path / "tame")
    write_html([hostile_chapter()], "0", tmp_path)
    write_markdown([hostile_chapter()], tmp_path)
    read = page(tmp_path / f"northern_ireland.{ending}")
    assert read.faults == []
    usual = {tag for tag, _ in page(tmp_path / "tame" / f"northern_ireland.{ending}").tags}
    assert {tag for tag, _ in read.tags} <= usual | {"code", "blockquote", "br", "strong"}
    assert read.words().count(even(HOSTILE)) > 20
    web = [link["href"] for link in read.all("a") if link.get("href", "").startswith("https://")]
    # Only a source may lead to the web, and only to an address that stands there in full.
    assert set(web) == {"https://f.example"}


def test_what_is_given_reads_as_the_yaml_of_a_case_file() -> None:
    for chapter in chapters().values():
        for case in (case for entry in chapter.entries for case in entry.cases):
            given = yaml.safe_load("\n".join(given_lines(case))) or {}
            assert given == given_data(case)
            assert {name for name, rows in given.items() if rows == "absent"} == {
                path for path in case.absent if "." not in path
            }


def test_data_has_the_keys_it_had_and_all_there_is_of_a_rule() -> None:
    found = {rule["id"]: rule for rule in rules_data(list(chapters().values()))}
    assert len(found) == sum(len(bundle.rules) for bundle in host().rulebook.bundles)
    had = ["id", "title", "bundle", "domain", "severity", "about", "nations", "clauses", "fix"]
    assert all(list(rule)[: len(had)] == had for rule in found.values())
    review = found["PRACTICE-CARER-REVIEW"]
    assert review["kind"] == "deadline"
    assert review["rests_on"]["scotland"] == {"basis": "convention", "sure": "recalled"}
    assert review["view"]["name"] == "carers_reviewed"
    assert [value["name"] for value in review["values"]] == ["carer_review_interval"]
    assert review["values"][0]["history"]["scotland"][0]["begins"] == "2011-04-01"
    assert {each["clause"] for each in review["law"]} == {ref for refs in review["clauses"].values() for ref in refs}
    assert {"it", "nation", "as_of", "then", "given"} <= review["cases"][0].keys()
    assert found["PRACTICE-APPROVAL-RECORDED"]["when"].startswith("Approved or suspended")


def test_a_chapter_can_be_of_one_nation_or_of_what_somebody_names() -> None:
    welsh = {chapter.bundle.name: chapter for chapter in chapters_of(host(), nation="wales")}
    assert welsh.keys() == {"wales", "homeshare", "outcomes", "practice", "safeguarding", "self_employment"}
    assert all(entry.nations == ("wales",) for chapter in welsh.values() for entry in chapter.entries)
    assert all(
        case.nation == "wales" for chapter in welsh.values() for entry in chapter.entries for case in entry.cases
    )
    named = chapters_of(host(), ["ENG-NOMINATED-INDIVIDUAL", "wsi-2019-163/64"])
    assert [(chapter.bundle.name, [entry.rule.id for entry in chapter.entries]) for chapter in named] == [
        ("england", ["ENG-NOMINATED-INDIVIDUAL"]),
        ("wales", []),
    ]
    assert [entry.clause.ref for entry in named[1].untested] == ["wsi-2019-163/64"]
    assert chapters_of(host(), ["NOBODY-*"]) == []


def test_as_one_text_every_link_leads_to_a_place_of_it() -> None:
    read = Page(rendered(one_markdown(chapters_of(host(), ["PRACTICE-CARER-*", "uksi-2014-2936/17"]))))
    assert len(read.ids) == len(set(read.ids))
    inner = [link["href"] for link in read.all("a") if link.get("href", "").startswith("#")]
    assert "#uksi-2014-2936-17-2-a" in inner
    assert all(link[1:] in read.ids for link in inner)


def test_an_address_in_a_source_leads_there_and_the_words_around_it_stay() -> None:
    source = "https://a.example/x; www.b.example/y (as made). See c.example"
    said = source_words(source)
    assert plain(said) == source
    assert [span.text for span in said if not isinstance(span, str)] == ["https://a.example/x", "www.b.example/y"]
    assert source_words("sector habit") == "sector habit"
