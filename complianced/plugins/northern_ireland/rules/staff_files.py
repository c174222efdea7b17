"""The Schedule 2 file of everyone who works for the agency, carers apart: SR 2007/221 regs 28 and 29.

Work counts whether paid or not, so volunteers and panel members have a file. Whoever carries on or manages the agency
has it under regs 7 and 9: see `providers`. Each paper has to be there before the work begins.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, rule

_STAFF = ~col("role").is_in(["registered_manager", "responsible_individual", "director"])
_EMPLOYED = col("role").is_in(
    ["registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead", "administrator"]
)


def _clauses(paragraph: int) -> tuple[str, ...]:
    return ("nisr-2007-221/28", "nisr-2007-221/sch2", f"nisr-2007-221/sch2/{paragraph}")


class _Paper(NamedTuple):
    """One paper: the end of its rule's id, the column of its day, its paragraph, words, and how to mend it."""

    id: str
    column: str
    paragraph: int
    words: str
    fix: str
    when: pl.Expr = _STAFF


_PAPERS = (
    _Paper("IDENTITY", "identity_on", 1, "proof of identity", "See a passport or like document, and record the day."),
    _Paper("PHOTOGRAPH", "photograph_on", 1, "a recent photograph", "Put a recent photograph on file; record the day."),
    _Paper(
        "EMPLOYER-REFERENCE",
        "employer_reference_on",
        3,
        "a reference from the present or latest employer",
        "Take it up. Where there never was an employer, record the day on which that was confirmed as the same item.",
    ),
    _Paper(
        "HISTORY",
        "employment_history_on",
        6,
        "a full employment history",
        "Take a full history with a written explanation of every gap, and record the day.",
    ),
    _Paper(
        "FITNESS",
        "fit_on",
        7,
        "evidence of fitness for the work, or a declaration",
        "Obtain the evidence or the person's signed declaration, and record the day.",
    ),
    _Paper(
        "PROFESSIONAL-REGISTRATION",
        "professional_registration_on",
        5,
        "evidence of professional registration",
        "Check the register that the record names, and record the day as an item of the file.",
        _STAFF & col("on_register"),
    ),
)


def _on_file(paper: _Paper) -> Rule:
    def there_first(_law: Law) -> pl.Expr:
        return col(paper.column) <= col("begun_on")

    return make_rule(
        f"NIR-STAFF-{paper.id}",
        RuleKind.CONDITION,
        f"The file of a member of staff has {paper.words} from before the start.",
        there_first,
        about="staff_files",
        clauses=_clauses(paper.paragraph),
        severity="critical",
        when=paper.when,
        says=f"This {{role}} started on {{started_on}}; {paper.words} was on file on: {{{paper.column}}}",
        fix=paper.fix,
    )


STAFF_PAPERS: tuple[Rule, ...] = tuple(_on_file(paper) for paper in _PAPERS)


@rule(
    "NIR-STAFF-REFERENCES",
    about="staff_files",
    clauses=_clauses(3),
    severity="critical",
    when=_STAFF,
    says="This {role} started on {started_on}; references on file in all: {references}, not enough of them by then",
    fix="Take up what is missing, and note how the risk was weighed meanwhile.",
)
def staff_references(law: Law) -> pl.Expr:
    """Two references on a member of staff came in before the start."""
    last = col("reference_dates").list.get(law.staff_references_minimum - 1, null_on_oob=True)
    return last <= col("begun_on")


@rule(
    "NIR-STAFF-REASON-FOR-LEAVING",
    about="staff_files",
    clauses=_clauses(4),
    severity="critical",
    when=_STAFF,
    says="The file of this {role} does not say why earlier work with children or vulnerable adults ended",
    fix="Ask the earlier employer and record the answer, or the asking where none came; where there was no such work, "
    "record that under the same item.",
)
def staff_reason_for_leaving(law: Law) -> pl.Expr:
    """Why earlier work with children or vulnerable adults ended was verified, or at least asked."""
    return col("asked").list.contains("reason_for_leaving")


@rule(
    "NIR-STAFF-QUALIFICATIONS",
    about="staff_files",
    clauses=_clauses(5),
    severity="critical",
    when=_STAFF,
    says="No documents for qualifications or training are on the file of this {role}",
    fix="See the documents that matter for the work; where there are none, record that under the same item.",
)
def staff_qualifications(law: Law) -> pl.Expr:
    """Documents for qualifications and accredited training are on file, or it is recorded that there are none."""
    return col("asked").list.contains("qualifications")


@rule(
    "NIR-STAFF-ACCESSNI",
    about="staff_files",
    clauses=_clauses(2),
    severity="critical",
    when=_STAFF,
    says="No AccessNI certificate at the level of the work is held for this {role} (regulated work: {regulated_work})",
    fix="Apply for the certificate: enhanced for regulated work, standard otherwise; no work alone with people until "
    "it comes.",
)
def staff_accessni(law: Law) -> pl.Expr:
    """A member of staff holds an AccessNI certificate: enhanced for regulated work, standard or higher otherwise."""
    return present("level_on")


@rule(
    "NIR-STAFF-ACCESSNI-FIRST",
    about="staff_files",
    clauses=_clauses(2),
    severity="critical",
    basis="law",
    # A first certificate on record that is later than a whole renewal may follow one that was not kept.
    when=lambda law: _STAFF & (col("level_on") <= col("begun_on") + law.accessni_renewal),
    says="This {role} started on {started_on}; the first certificate is of {level_on}",
    fix="Record how the risk was weighed until the certificate came, and mend the recruitment procedure.",
)
def staff_accessni_first(law: Law) -> pl.Expr:
    """The AccessNI certificate of a member of staff is from before the start."""
    return col("level_on") <= col("begun_on")


@rule(
    "NIR-STAFF-FILE-SATISFACTORY",
    about="staff_files",
    clauses=("nisr-2007-221/28", "nisr-2007-221/sch2"),
    severity="critical",
    when=_STAFF & (col("papers") > 0),
    says="On the file of this {role}, not recorded as satisfactory: {unsatisfactory}",
    fix="Decide whether the person is fit for the work, record why, and obtain what would settle the doubt.",
)
def staff_file_satisfactory(law: Law) -> pl.Expr:
    """What is on the file of a member of staff was found satisfactory."""
    return col("unsatisfactory").list.len() == 0


@rule(
    "NIR-JOB-DESCRIPTION",
    about="staff_files",
    clauses="nisr-2007-221/29",
    severity="major",
    when=_EMPLOYED,
    says="No job description is on the file of this {role}",
    fix="Give the member of staff a job description, and record the day as an item of the file.",
)
def job_description_given(law: Law) -> pl.Expr:
    """An employed member of staff has a job description."""
    return present("job_description_on")
