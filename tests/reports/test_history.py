"""Earlier audits read back: what is kept, what is refused and why, and what is new, open, resolved or not tested."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from complianced.model import Audit, Outcome, Severity
from complianced.reports.findings_json import json_bytes
from complianced.reports.history import Earlier, History, HistoryError, read_earlier

from . import audits
from .audits import Row, audit, rule

EARLIER = date(2026, 8, 22)


def earlier(**more: Any) -> Earlier:
    return read_earlier(json_bytes(audit(as_of=EARLIER, **more)))


def changed(**more: Any) -> bytes:
    """A good file with some of its members replaced."""
    return json.dumps(json.loads(json_bytes(audit())) | more).encode()


def outcomes_of(*outcomes: Outcome, **more: Any) -> tuple[Any, ...]:
    return tuple(rule(f"R-{n}", "A rule", Severity.MAJOR, outcome=each, **more) for n, each in enumerate(outcomes))


def test_an_audit_comes_back_as_counts_outcomes_and_ids() -> None:
    was = earlier()
    assert was.as_of == EARLIER
    assert was.point.findings == {Severity.CRITICAL: 3, Severity.MAJOR: 2, Severity.MINOR: 1, Severity.ADVICE: 1}
    assert was.point.clauses.all == len(audits.CLAUSES)
    assert was.point.clauses[Outcome.NOT_MET] == 3
    assert was.rules["ENG-BROKEN"] is Outcome.ERROR
    assert {past.id for past in was.findings} == set(audit().findings["id"])
    assert was.schemes == {("S1", "england", "shared_lives")}


def test_nothing_of_messages_and_values_is_kept() -> None:
    kept = repr(earlier(rows=[Row("ENG-CARER-DBS", "C-1", "Zebedee Okonkwo", values={"x": "Zebedee"})]))
    assert "Zebedee" not in kept


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 200_000, "not JSON"),
        (b'{"as_of": ' + b"9" * 5_000 + b"}", "not JSON"),
        (b"[]", "not an audit"),
        (b"{}", "schema is not given"),
        (changed(schema="complianced/audit/2"), "'complianced/audit/2'; this version reads complianced/audit/1"),
        (changed(schema="\x1b[31m" + "x" * 500), "'\\x1b[31m"),
        (changed(schema=["complianced/audit/1"]), "of the kind list"),
        (changed(as_of="22/11/2026"), "'22/11/2026', which is not a date"),
        (changed(as_of=20261122), "not a date"),
        (changed(as_of=None), "not given"),
        (changed(findings={}), "`findings` is not a list"),
        (changed(findings=[1]), "`findings` is not a list"),
        (changed(findings=[{"id": "x", "severity": "dreadful"}]), "severity 'dreadful', which is not known"),
        (changed(findings=[{"id": 5, "severity": "major"}]), "an entry of `findings` has no `id`"),
        (changed(clauses=[{"outcome": None}]), "an entry of `clauses` has no `outcome`"),
        (changed(rules=[{"id": "R", "outcome": "fine"}]), "outcome 'fine'"),
        (changed(schemes=None), "`schemes` is not a list"),
    ],
)
def test_what_is_no_earlier_audit_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(HistoryError) as refused:
        read_earlier(data)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200
    assert str(refused.value).isprintable()


def test_two_findings_of_the_same_id_are_refused() -> None:
    content = json.loads(json_bytes(audit()))
    with pytest.raises(HistoryError, match="same id"):
        read_earlier(changed(findings=content["findings"] * 2))


def since(then: Audit, now: Audit, renamed: dict[str, str] | None = None) -> Any:
    found = History((read_earlier(json_bytes(replace(then, as_of=EARLIER)), renamed),)).since(now)
    assert found is not None
    return found


def test_findings_are_new_still_open_or_resolved() -> None:
    then = audit([Row("ENG-CARER-DBS", "C-1", "x"), Row("ENG-CARER-DBS", "C-2", "x")])
    now = audit([Row("ENG-CARER-DBS", "C-2", "another message"), Row("ENG-CARER-DBS", "C-3", "x")])
    found = since(then, now)
    assert found.day == EARLIER
    assert found.new == {"ENG-CARER-DBS:C-3"}
    assert found.open == {"ENG-CARER-DBS:C-2"}
    assert [(past.table, past.record_id) for past in found.resolved] == [("carers", "C-1")]
    assert found.untested == found.waived == ()


@pytest.mark.parametrize(
    ("outcome", "resolved"),
    [
        (Outcome.MET, True),
        (Outcome.NOT_MET, True),
        (Outcome.NOT_APPLICABLE, True),
        (Outcome.NOT_TESTED, False),
        (Outcome.ERROR, False),
        (Outcome.JUDGEMENT, False),
        (Outcome.NOT_IN_FORCE, False),
    ],
)
def test_a_finding_is_resolved_only_where_its_rule_was_tested_again(outcome: Outcome, resolved: bool) -> None:
    then = audit([Row("R-0", "C-1", "x")], rules=outcomes_of(Outcome.NOT_MET))
    found = since(then, audit([], rules=outcomes_of(outcome)))
    assert (len(found.resolved), len(found.untested)) == ((1, 0) if resolved else (0, 1))


def test_a_finding_whose_rule_was_not_selected_or_could_not_read_every_record_is_not_tested_now() -> None:
    then = audit([Row("R-0", "C-1", "x")], rules=outcomes_of(Outcome.NOT_MET))
    assert len(since(then, audit([], rules=())).untested) == 1
    assert len(since(then, audit([], rules=outcomes_of(Outcome.NOT_MET, unreadable=1))).untested) == 1


def test_a_finding_that_is_set_aside_is_neither_resolved_nor_open() -> None:
    rows = [Row("R-0", "C-1", "x")]
    found = since(audit(rows, rules=outcomes_of(Outcome.NOT_MET)),
                  audit([], rules=outcomes_of(Outcome.WAIVED), waived=rows))  # fmt: skip
    assert [past.record_id for past in found.waived] == ["C-1"]
    assert not found.open | set(found.resolved) | set(found.untested)


def test_new_findings_of_a_rule_that_was_not_tested_then_are_counted_apart() -> None:
    rows = [Row("R-0", "C-1", "x"), Row("R-1", "C-1", "x"), Row("R-2", "C-1", "x")]
    then = audit([], rules=outcomes_of(Outcome.MET, Outcome.NOT_TESTED))
    found = since(then, audit(rows, rules=outcomes_of(*[Outcome.NOT_MET] * 3)))
    assert found.new == {"R-0:C-1", "R-1:C-1", "R-2:C-1"}
    assert found.untested_then == {"R-1:C-1", "R-2:C-1"}


def test_a_rule_that_was_renamed_keeps_its_findings() -> None:
    content = json.loads(json_bytes(audit([Row("R-0", "C-1", "x")], rules=outcomes_of(Outcome.NOT_MET))))
    content["findings"][0] |= {"id": "OLD-R@C-1", "rule": "OLD-R"}
    content["rules"][0]["id"] = "OLD-R"
    was = read_earlier(json.dumps(content).encode(), {"OLD-R": "R-0"})
    assert [(past.id, past.rule) for past in was.findings] == [("R-0@C-1", "R-0")]
    assert was.rules == {"R-0": Outcome.NOT_MET}


def test_a_trend_has_the_earlier_audits_and_this_one_last() -> None:
    points = History((earlier(rows=[]),)).points(audit())
    assert [(point.as_of, point.findings[Severity.CRITICAL]) for point in points] == [(EARLIER, 0), (audits.AS_OF, 3)]


def test_without_an_earlier_audit_nothing_has_changed_since() -> None:
    assert History((), unusable=2).since(audit()) is None
