"""Small audits for the tests of reports: every outcome, severity and basis, and records that nobody should trust."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from complianced.model import (
    DUE_COLUMNS,
    FINDING_COLUMNS,
    Audit,
    Basis,
    Clause,
    ClauseResult,
    Domain,
    How,
    Outcome,
    PluginReport,
    Problem,
    RuleResult,
    Scheme,
    Severity,
    Sure,
)

AS_OF = date(2026, 11, 22)
SOURCE = "www.legislation.gov.uk/uksi/2014/2936 (revised text dated 2016)"


@dataclass(frozen=True)
class Row:
    """One finding of a test audit."""

    rule: str
    record_id: str
    message: str
    due_on: date | None = None
    table: str = "carers"
    scheme_id: str = "S1"
    values: Mapping[str, Any] | None = None


def rule(id: str, title: str, severity: Severity, **more: Any) -> RuleResult:
    """A rule not met unless told otherwise."""
    given = {
        "bundle": "england",
        "domain": Domain.REGULATORY,
        "basis": Basis.LAW,
        "clauses": ("uksi-2014-2936/12(2)(c)",),
        "outcome": Outcome.NOT_MET,
        "tested": 43,
        "failed": 2,
        "fix": "Put it right and keep the dated record of it.",
    }
    return RuleResult(id=id, title=title, severity=severity, **{**given, **more})


def clause(ref: str, gist: str, outcome: Outcome, rules: tuple[str, ...] = (), **more: Any) -> ClauseResult:
    """A clause with its outcome."""
    why = more.pop("why", None)
    given = {"how": How.RECORD, "sure": Sure.VERIFIED, "source": SOURCE}
    return ClauseResult(Clause(ref=ref, gist=gist, **{**given, **more}), outcome, rules, why)


def findings_frame(rows: Iterable[Row], rules: Iterable[RuleResult]) -> pl.DataFrame:
    """The findings of an audit, sorted as the engine sorts them."""
    by_id = {r.id: r for r in rules}
    data = [
        {
            "id": f"{row.rule}:{row.record_id}",
            "rule": row.rule,
            "severity": by_id[row.rule].severity.value,
            "basis": by_id[row.rule].basis.value,
            "scheme_id": row.scheme_id,
            "table": row.table,
            "record_id": row.record_id,
            "message": row.message,
            "due_on": row.due_on,
            "values": json.dumps(row.values or {}, ensure_ascii=False),
        }
        for row in sorted(rows, key=lambda r: (by_id[r.rule].severity.rank, r.rule, r.scheme_id, r.record_id))
    ]
    kinds = {name: pl.Date if name == "due_on" else pl.String for name in FINDING_COLUMNS}
    return pl.DataFrame(data, schema=kinds)


RULES = (
    rule(
        "ENG-CARER-DBS",
        "A carer's enhanced DBS certificate is on file and within its renewal period",
        Severity.CRITICAL,
        failed=2,
        clauses=("uksi-2014-2936/19(3)(a)", "uksi-2014-2936/12(2)(c)"),
        fix="Apply for a new certificate, or join the Update Service and check the status every year.",
    ),
    rule(
        "ENG-AGREEMENT-FIRST",
        "The arrangement agreement is signed before the person moves in",
        Severity.CRITICAL,
        tested=37,
        failed=1,
        clauses=("uksi-2014-2936/9(3)(a)",),
        fix="Have the person, the carer and the scheme sign the agreement.",
    ),
    rule(
        "PRACTICE-MONITORING-VISIT",
        "A live-in arrangement is visited at least every twelve weeks",
        Severity.MAJOR,
        basis=Basis.CONVENTION,
        bundle="practice",
        domain=Domain.OUTCOMES,
        clauses=("uksi-2014-2936/17(2)(a)",),
        fix="Visit, write the visit up the same week, and set the next date.",
    ),
    rule("SAFE-CONCERN-REFERRED", "A concern is referred without delay", Severity.MAJOR, failed=0, tested=6,
         domain=Domain.SAFEGUARDING, outcome=Outcome.MET, basis=Basis.STATUTORY_GUIDANCE),
    rule("ENG-TRAINING-REFRESH", "Medicines training is refreshed", Severity.MINOR, failed=1, tested=43,
         basis=Basis.GUIDANCE),
    rule("SELF-INSURANCE", "A carer holds public liability insurance", Severity.ADVICE, failed=1, tested=43,
         domain=Domain.SELF_EMPLOYMENT, basis=Basis.CONVENTION),
    rule("ENG-MEDICINES-AUDIT", "Medicine records are audited", Severity.MAJOR, outcome=Outcome.NOT_TESTED, tested=0,
         failed=0, why="not supplied: medicines_audits", lacks=("medicines_audits",)),
    rule("ENG-BROKEN", "A rule that failed to run", Severity.MAJOR, outcome=Outcome.ERROR, tested=0, failed=0,
         why="The rule raised ZeroDivisionError."),
)  # fmt: skip

CLAUSES = (
    clause("uksi-2009-3112/16", "Notify a person's death without delay", Outcome.MET, ("SAFE-CONCERN-REFERRED",)),
    clause("uksi-2009-3112/20", "Duties about terminations of pregnancy", Outcome.NOT_APPLICABLE,
           how=How.NOT_APPLICABLE, why="Binds clinical services only."),
    clause("uksi-2014-2936/9(3)(a)", "Needs and preferences assessed together with the person", Outcome.NOT_MET,
           ("ENG-AGREEMENT-FIRST",)),
    clause("uksi-2014-2936/10", "Dignity and respect", Outcome.JUDGEMENT, how=How.JUDGEMENT, sure=Sure.SECONDARY,
           severity=Severity.MAJOR, why="No attestation within the last year."),
    clause("uksi-2014-2936/12(2)(c)", "Staff and carers have the skills to work safely", Outcome.NOT_MET,
           ("ENG-CARER-DBS", "ENG-TRAINING-REFRESH", "SELF-INSURANCE"), offence=True),
    clause("uksi-2014-2936/12(2)(g)", "Medicines managed properly and safely", Outcome.NOT_TESTED,
           ("ENG-MEDICINES-AUDIT",), why="The table medicines was not supplied."),
    clause("uksi-2014-2936/17(2)(a)", "Assess, monitor and improve quality and safety", Outcome.WAIVED,
           ("PRACTICE-MONITORING-VISIT",), why="A waiver until 31 December 2026 sets the finding aside."),
    clause("uksi-2014-2936/19(3)(a)", "Fit and proper persons employed: information held", Outcome.NOT_MET,
           ("ENG-CARER-DBS",), sure=Sure.RECALLED),
    clause("uksi-2014-2936/20A", "Display of ratings", Outcome.NOT_IN_FORCE, begins=date(2027, 4, 1),
           why="In force from 1 April 2027."),
    clause("uksi-2014-2936/21", "A clause whose rule failed", Outcome.ERROR, ("ENG-BROKEN",),
           why="The rule raised ZeroDivisionError."),
)  # fmt: skip

ROWS = (
    Row("ENG-CARER-DBS", "C-014", "DBS certificate dates from 3 May 2021; renewal was due 3 May 2024",
        date(2024, 5, 3), values={"dbs_issued_on": "2021-05-03"}),
    Row("ENG-CARER-DBS", "C-027", "No DBS certificate date is recorded", values={"dbs_issued_on": None}),
    Row("ENG-AGREEMENT-FIRST", "A-0031", "The person moved in on 14 March 2026, before the agreement was signed "
        "(2 April 2026)", table="arrangements"),
    Row("PRACTICE-MONITORING-VISIT", "A-0008", "The last visit was on 1 June 2026; the next was due 24 August 2026",
        date(2026, 8, 24), table="arrangements"),
    Row("PRACTICE-MONITORING-VISIT", "A-0012", "No visit is recorded", table="arrangements"),
    Row("ENG-TRAINING-REFRESH", "C-003", "Medicines training was due to be refreshed by 1 October 2026",
        date(2026, 10, 1)),
    Row("SELF-INSURANCE", "C-040", "Public liability insurance ran out on 30 September 2026", date(2026, 9, 30)),
)  # fmt: skip

PROBLEMS = (
    Problem("unreadable_date", 'visits.csv, row 14, column visited_on: "31/02/2026" is not a date. Write it as '
            "2026-02-28.", "visits.csv", "visits", 14, "visited_on", "V-0013", "31/02/2026"),
    Problem("missing_table", "No file medicines.csv was supplied. Rules that read it are not tested.",
            table="medicines"),
)  # fmt: skip

PLUGINS = (
    PluginReport("england", "0.1.0", "complianced", ("rules", "law"), 61, 61, 61),
    PluginReport("practice", "0.1.0", "complianced", ("rules",), 12, 12, 12),
)


def audit(
    rows: Iterable[Row] = ROWS,
    rules: tuple[RuleResult, ...] = RULES,
    clauses: tuple[ClauseResult, ...] = CLAUSES,
    schemes: tuple[Scheme, ...] = (Scheme("S1", "Dyffryn Shared Lives", "shared_lives", "england"),),
    problems: tuple[Problem, ...] = PROBLEMS,
    plugins: tuple[PluginReport, ...] = PLUGINS,
    waived: Iterable[Row] = (),
    incomplete: tuple[str, ...] = ("rule ENG-BROKEN raised ZeroDivisionError",),
    as_of: date = AS_OF,
) -> Audit:
    """An audit with a little of everything."""
    due = [
        {"rule": "ENG-CARER-DBS", "scheme_id": "S1", "table": "carers", "record_id": "C-001",
         "due_on": date(2027, 1, 9)},
        {"rule": "PRACTICE-MONITORING-VISIT", "scheme_id": "S1", "table": "arrangements", "record_id": "A-0002",
         "due_on": date(2026, 12, 1)},
    ]  # fmt: skip
    return Audit(
        as_of=as_of,
        version="0.1.0",
        plugins=plugins,
        schemes=schemes,
        rules=rules,
        clauses=clauses,
        findings=findings_frame(rows, rules),
        waived=findings_frame(waived, rules),
        due=pl.DataFrame(due, schema={name: pl.Date if name == "due_on" else pl.String for name in DUE_COLUMNS}),
        problems=problems,
        incomplete=incomplete,
    )
