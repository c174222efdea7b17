"""The Schedule 1 file on every carer and on whoever works at the service: WSI 2019/163 regs 28, 36(2)(d) and 47.

Three subjects, one list: a carer's file (reg 36), a member of staff's (reg 28) and the manager's (reg 47). References,
reasons for leaving and qualifications are asked for so far as there is something to be had: an item recorded as asked,
with nothing received, says so.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, rule
from complianced.plugins.wales.dates import REGULATED_FROM

_CARER = ("wsi-2019-163/36(2)(d)", "wsi-2019-163/sch1")
_STAFF = ("wsi-2019-163/28(1)", "wsi-2019-163/28(2)")
_is_carer = col("subject_type") == "carer"
_is_manager = col("role").eq_missing("registered_manager")
_is_staff = (col("subject_type") == "staff") & col("at_work") & ~_is_manager


def _has(item: str) -> pl.Expr:
    return col("received").list.contains(item)


def _asked(item: str) -> pl.Expr:
    return col("asked").list.contains(item)


def _identity(_law: Law) -> pl.Expr:
    return _has("identity") & _has("photograph")


def _references(law: Law) -> pl.Expr:
    return (col("references") >= pl.lit(law.references_required)) & _asked("employer_reference")


def _left(_law: Law) -> pl.Expr:
    return _asked("reason_for_leaving")


def _qualified(_law: Law) -> pl.Expr:
    return _asked("qualifications")


def _history(_law: Law) -> pl.Expr:
    return _has("employment_history")


def _language(_law: Law) -> pl.Expr:
    return _has("language_ability")


_PAPERS = (
    ("IDENTITY", "1", _identity, "proof of identity with a recent photograph", "On file: {received}", "See the proof"),
    (
        "REFERENCES",
        "4",
        _references,
        "two written references, the last employer's among them",
        "References on file: {references}; items: {asked}",
        "Take up what is missing. Where there never was an employer, record that under the employer's reference",
    ),
    (
        "REASON-FOR-LEAVING",
        "5",
        _left,
        "why earlier work with children or vulnerable adults ended",
        "Items asked for: {asked}",
        "Ask the earlier employer; where there was no such work, record that under the same item",
    ),
    (
        "QUALIFICATIONS",
        "6",
        _qualified,
        "documents for relevant qualifications",
        "Items asked for: {asked}",
        "See the documents; where there are none, record that under the same item",
    ),
    (
        "HISTORY",
        "8",
        _history,
        "a full employment history with its gaps explained",
        "On file: {received}",
        "Take the history and have every gap explained in writing",
    ),
    (
        "LANGUAGE",
        "9",
        _language,
        "evidence of language ability for the people supported",
        "On file: {received}",
        "Record how the languages of the people supported are spoken, Welsh where it is wanted",
    ),
)


def _for_both() -> tuple[Rule, ...]:
    return tuple(
        make_rule(
            f"WAL-FILE-{whose}-{name}",
            RuleKind.CONDITION,
            f"The file of {words} holds {what}.",
            held,
            about="welsh_files",
            clauses=(*clauses, f"wsi-2019-163/sch1/{paragraph}"),
            severity="critical",
            when=when,
            says=f"Not on the file of this {{role}}: {what}. {shown}",
            fix=f"{fix}, and record the day.",
        )
        for whose, words, clauses, when in (
            ("CARER", "a carer", _CARER, _is_carer),
            ("STAFF", "whoever works at the service", _STAFF, _is_staff),
        )
        for name, paragraph, held, what, shown, fix in _PAPERS
    )


FILES: tuple[Rule, ...] = _for_both()


@rule(
    "WAL-FILE-CARER-SATISFACTORY",
    about="welsh_files",
    clauses=_CARER,
    severity="critical",
    when=_is_carer & (col("received").list.len() > 0),
    says="On the carer's file, last found not satisfactory: {refused}",
    fix="Decide whether the carer is fit, record the grounds, and obtain what would settle the doubt.",
)
def carer_file_satisfactory(law: Law) -> pl.Expr:
    """Nothing on a carer's file was last found unsatisfactory."""
    return col("refused").list.len() == 0


@rule(
    "WAL-FILE-STAFF-FIRST",
    about="welsh_files",
    clauses=_STAFF,
    severity="critical",
    when=_is_staff & (col("begun_on") >= REGULATED_FROM) & (col("papers_lacking").list.len() == 0),
    says="This {role} started on {begun_on}; these papers came only after that: {papers_late}",
    fix="Record how it came about and how the risk was covered, and mend the recruitment procedure.",
)
def staff_file_before_start(law: Law) -> pl.Expr:
    """The papers that must be on the file of whoever works at the service were there when they started."""
    return col("papers_late").list.len() == 0


@rule(
    "WAL-FILE-REGISTER",
    about="welsh_files",
    clauses=(*_STAFF, "wsi-2019-163/sch1/7", "wsi-2019-163/sch1/10"),
    severity="critical",
    when=_is_staff & present("professional_register") & (col("professional_register") != "none"),
    says="On the register of: {professional_register}; registered on {professional_registered_on}; no evidence on file",
    fix="Look the registration up, put the evidence on the file, and record the day.",
)
def registration_on_file(law: Law) -> pl.Expr:
    """The registration of staff with Social Care Wales or a professional body is on file."""
    return present("professional_registered_on") | _has("professional_registration")


@rule(
    "WAL-FILE-MANAGER",
    about="welsh_files",
    clauses="wsi-2019-163/47",
    severity="critical",
    when=_is_manager,
    says="The manager's file lacks: {papers_lacking}; references: {references}; items asked for: {asked}",
    fix="Obtain what is missing, check it, and record the day it came in.",
)
def manager_file_held(law: Law) -> pl.Expr:
    """The manager's file holds the Schedule 1 papers."""
    lacking = col("papers_lacking").list.len() > 0
    return ~lacking & _references(law) & _left(law) & _qualified(law)
