"""The file on everyone in regulated work: SI 2014/2936 reg 19(1), 19(3) and Schedule 3.

Carers and support carers are reached by the Regulations' own wide meaning of "employed", which says nothing of their
employment status. Schedule 3 names what is wanted of manager, nominated individual and directors too; that the same
papers make them fit for their office is regs 4-7, with another weight: see `management`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, rule

_BY_OFFICE = ["registered_manager", "nominated_individual", "director"]
# Other staff without regulated work, and volunteers and panel members likewise, have no Schedule 3 file.
_HAS_FILE = (col("subject_type") == "carer") | col("regulated") | col("role").is_in(_BY_OFFICE)


def _schedule(paragraph: int) -> tuple[str, ...]:
    return ("uksi-2014-2936/19(3)", "uksi-2014-2936/sch3", f"uksi-2014-2936/sch3/{paragraph}")


def _on_file(item: str) -> pl.Expr:
    return col("received").list.contains(item)


def _on_file_or_asked(item: str) -> pl.Expr:
    """Received, or asked for and awaited: the duty goes as far as is reasonably practicable."""
    return col("asked").list.contains(item)


@rule(
    "ENG-FILE-IDENTITY",
    about="workers_papers",
    clauses=_schedule(1),
    severity="critical",
    when=_HAS_FILE,
    says="No proof of identity is on the file of this {role}",
    fix="See a passport or like document, and record the day.",
)
def identity_on_file(law: Law) -> pl.Expr:
    """Proof of identity is on file."""
    return _on_file("identity")


@rule(
    "ENG-FILE-PHOTOGRAPH",
    about="workers_papers",
    clauses=_schedule(1),
    severity="critical",
    when=_HAS_FILE,
    says="No recent photograph is on the file of this {role}",
    fix="Put a recent photograph on the file, and record the day.",
)
def photograph_on_file(law: Law) -> pl.Expr:
    """A recent photograph is on file."""
    return _on_file("photograph")


@rule(
    "ENG-FILE-CONDUCT",
    about="workers_papers",
    clauses=_schedule(4),
    severity="critical",
    when=_HAS_FILE,
    says="No reference or other evidence of conduct is on the file of this {role}",
    fix="Ask those with whom the person worked in care, or with children or vulnerable adults, how they conducted "
    "themselves; where there was no such work, a personal reference.",
)
def conduct_on_file(law: Law) -> pl.Expr:
    """Evidence of conduct in earlier work is on file."""
    return col("conduct_papers") > 0


@rule(
    "ENG-FILE-REFERENCES",
    about="workers_papers",
    clauses=_schedule(4),
    severity="major",
    when=_HAS_FILE & (col("conduct_papers") > 0),
    says="References and other evidence of conduct on the file of this {role}: {conduct_papers}",
    fix="Take up another reference, from somebody who is not a relative.",
)
def references_enough(law: Law) -> pl.Expr:
    """Evidence of conduct or, in its place, as many references as the sector looks for; law gives no number."""
    return col("received").list.contains("conduct_evidence") | (pl.lit(law.references_minimum) <= col("conduct_papers"))


@rule(
    "ENG-FILE-REASON-FOR-LEAVING",
    about="workers_papers",
    clauses=_schedule(5),
    severity="critical",
    when=_HAS_FILE,
    says="The file of this {role} does not say why earlier work with children or vulnerable adults ended",
    fix="Ask the earlier employer why the work ended, and record the answer, or the asking where no answer came; where "
    "there was no such work, record that under the same item.",
)
def reason_for_leaving_verified(law: Law) -> pl.Expr:
    """Why earlier work with children or vulnerable adults ended has been verified, or at least asked."""
    return _on_file_or_asked("reason_for_leaving")


@rule(
    "ENG-FILE-QUALIFICATIONS",
    about="workers_papers",
    clauses=_schedule(6),
    severity="critical",
    when=_HAS_FILE,
    says="No evidence of qualifications is on the file of this {role}",
    fix="See the documents for qualifications that matter for the work, or ask for them; where there are none, record "
    "that under the same item.",
)
def qualifications_on_file(law: Law) -> pl.Expr:
    """Documents for relevant qualifications are on file, or have been asked for."""
    return _on_file_or_asked("qualifications")


@rule(
    "ENG-FILE-HISTORY",
    about="workers_papers",
    clauses=_schedule(7),
    severity="critical",
    when=_HAS_FILE,
    says="No employment history is on the file of this {role}",
    fix="Take a full history since leaving school, with a written explanation of every gap.",
)
def history_on_file(law: Law) -> pl.Expr:
    """An employment history is on file."""
    return _on_file("employment_history")


@rule(
    "ENG-FILE-HISTORY-COMPLETE",
    about="workers_papers",
    clauses=_schedule(7),
    severity="critical",
    when=_HAS_FILE & _on_file("employment_history"),
    says="The employment history of this {role} is not recorded as satisfactory",
    fix="Check that the history begins with leaving school and that every gap of a month or more is explained in "
    "writing, then record it as satisfactory.",
)
def history_complete(law: Law) -> pl.Expr:
    """The employment history has been found full, with its gaps explained in writing."""
    return col("accepted").list.contains("employment_history")


@rule(
    "ENG-FILE-HEALTH",
    about="workers_papers",
    clauses=_schedule(8),
    severity="critical",
    when=_HAS_FILE,
    says="No information on health is on the file of this {role}",
    fix="Ask about health conditions that matter for the work, weigh adjustments, and record the day.",
)
def health_on_file(law: Law) -> pl.Expr:
    """Information on health conditions that matter for the work is on file."""
    return _on_file("health")


@rule(
    "ENG-FILE-RIGHT-TO-WORK",
    about="workers_papers",
    clauses="uksi-2014-2936/19(2)",
    severity="advice",
    when=_HAS_FILE,
    basis="convention",
    says="No evidence of a right to work is on the file of this {role}",
    fix="See evidence of the right to work in the United Kingdom, and record the day.",
)
def right_to_work_on_file(law: Law) -> pl.Expr:
    """Evidence of a right to work is kept beside the Schedule 3 papers."""
    return _on_file("right_to_work")


@rule(
    "ENG-FILE-SATISFACTORY",
    about="workers_papers",
    clauses="uksi-2014-2936/19(1)",
    severity="critical",
    when=_HAS_FILE & (col("received").list.len() > 0),
    says="On the file of this {role}, found not satisfactory: {refused}",
    fix="Decide whether the person is fit for the work, record the grounds, and obtain what would settle the doubt.",
)
def papers_satisfactory(law: Law) -> pl.Expr:
    """Nothing on file was last found unsatisfactory; the employment history has a rule of its own."""
    return col("refused").list.eval(pl.element().filter(pl.element() != "employment_history")).list.len() == 0
