"""The scan of a record set: two tables for the rules, a Problem for each unread file, and nothing where it cannot."""

from __future__ import annotations

from datetime import date

import pytest

from complianced.engine import Request, run_audit
from complianced.plugins.host import load_host
from complianced.sample import make_records, write_records
from complianced.testing.planting import typed_records
from complianced.testing.records import records_from
from complianced.textscan.lexicon import read_lexicon
from complianced.textscan.scan import HITS, SCANS, scan_documents

AS_OF = date(2026, 11, 22)
HOST = load_host()
LEXICON = read_lexicon(HOST.rulebook.bundle("self_employment").folder / "law" / "lexicon.yaml")


def papers(*files: str | None):
    rows = [
        {"document_id": f"D-{number}", "kind": "carer_handbook", "file": file}
        for number, file in enumerate(files, start=1)
    ]
    return records_from({"documents": rows}, HOST.contract, nation="england")


def scanned(records, root):
    return scan_documents(records, root, LEXICON)


def test_hits_become_rows_with_line_and_better_words(tmp_path):
    (tmp_path / "book.md").write_text("# Carers\n\nYou have sick pay.\n")
    (row,) = scanned(papers("book.md"), tmp_path).frame(HITS).to_dicts()
    assert (row["document_id"], row["lexicon_row"], row["word"]) == ("D-1", "words_leave", "sick pay")
    assert (row["place"], row["line"], row["preferred"]) == ("line 3", 3, "funded break")


def test_a_document_that_was_read_counts_even_without_a_hit(tmp_path):
    (tmp_path / "book.md").write_text("All is well.")
    records = scanned(papers("book.md", None, "https://example.org/book"), tmp_path)
    assert records.frame(SCANS).select("document_id", "read").rows() == [("D-1", True)]
    assert records.frame(HITS).is_empty()
    assert records.was_supplied(f"{HITS}.word")


def test_what_cannot_be_read_is_a_problem_and_no_pass(tmp_path):
    (tmp_path / "old.doc").write_bytes(b"x")
    records = scanned(papers("none.pdf", "old.doc", "../../etc/hosts"), tmp_path)
    assert records.frame(SCANS)["read"].to_list() == [False, False, False]
    told = [(problem.record_id, problem.code, problem.column) for problem in records.problems]
    assert told == [(f"D-{number}", "document_unread", "file") for number in (1, 2, 3)]
    assert "is not there" in records.problems[0].problem


def test_a_hostile_file_name_cannot_break_a_line(tmp_path):
    records = scanned(papers("a\n\x1b[31mb\u202e.txt"), tmp_path)
    assert all(letter.isprintable() for letter in records.problems[0].problem)


@pytest.mark.parametrize("absent", ["documents", "documents.file"])
def test_without_documents_the_rules_are_not_tested(tmp_path, absent):
    records = records_from({}, HOST.contract, nation="england", absent=[absent])
    assert not scanned(records, tmp_path).was_supplied(SCANS)


def test_without_a_folder_the_rules_are_not_tested_and_the_audit_says_so():
    records = scanned(papers("book.md"), None)
    assert not records.was_supplied(HITS)
    assert [problem.code for problem in records.problems] == ["documents_not_scanned"]
    audit = run_audit(HOST.rulebook, records, Request(AS_OF, select=("SELF-WORDS-*",)), version="test")
    assert {rule.outcome for rule in audit.rules} == {"not_tested"}


def test_tables_that_somebody_supplied_are_never_believed(tmp_path):
    (tmp_path / "book.md").write_text("You have sick pay.")
    made = papers("book.md")
    forged = records_from(
        {"documents": made.frame("documents").select("document_id", "kind", "file").to_dicts(), SCANS: []},
        HOST.contract,
        nation="england",
    )
    assert scanned(forged, tmp_path).frame(HITS).height == 1


def test_words_stay_in_the_folder(tmp_path):
    """The sentence may name people: it is in the table for those who may see it, and in no finding."""
    (tmp_path / "book.md").write_text("Ann Example has sick pay from you.")
    records = scanned(papers("book.md"), tmp_path)
    assert "Ann Example" in records.frame(HITS)["context"][0]
    audit = run_audit(HOST.rulebook, records, Request(AS_OF, select=("SELF-WORDS-*",)), version="test")
    assert audit.findings.height == 1
    assert "Ann" not in str(audit.findings.to_dicts())
    assert "sick pay" in audit.findings["message"][0]


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_the_sample_documents_have_no_hits(tmp_path, nation):
    frames = make_records(nation, households=3, years=3, seed=1, as_of=AS_OF, contract=HOST.contract)
    write_records(frames, tmp_path / "records", form="csv")
    records = scanned(typed_records(frames, HOST.contract), tmp_path / "records")
    assert records.problems == ()
    assert records.frame(SCANS).height == frames["documents"].height
    assert records.frame(HITS).is_empty()


def test_the_rules_report_each_row_of_the_lexicon_at_its_weight():
    bundle = HOST.rulebook.bundle("self_employment")
    rules = {rule.id: rule for rule in bundle.rules if rule.id.startswith("SELF-WORDS-")}
    for row in LEXICON.rows:
        mine = [rule for rule in rules.values() if f"{row.id}_hits" in rule.placeholders]
        assert mine, row.id
        assert {rule.severity for rule in mine} == {row.severity}, row.id
    assert HOST.contract[HITS].column("lexicon_row").choices == tuple(row.id for row in LEXICON.rows)


def test_rules_and_scan_agree_on_the_papers_that_speak_to_carers():
    from complianced.plugins.self_employment.tables import CARER_PAPERS

    kinds = {row.kinds for row in LEXICON.rows if row.kinds}
    assert kinds == {frozenset(CARER_PAPERS)}
