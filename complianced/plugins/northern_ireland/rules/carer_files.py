"""A carer's fitness before the carer agreement: SR 2007/221 regs 15 and 21(2) with Schedule 3; SR 2023/16.

Full and satisfactory information, the assessment report and the statement that the panel's chair signed must be there
before the agreement is signed. Custom elsewhere, law here.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, rule, yes

_HELD = ("nisr-2007-221/15(1)", "nisr-2007-221/15(3)", "nisr-2007-221/21(2)", "nisr-2007-221/sch3")
_PANEL = "nisr-2007-221/15(3)(d)"


def _clauses(*paragraphs: int) -> tuple[str, ...]:
    return (*_HELD, *(f"nisr-2007-221/sch3/{paragraph}" for paragraph in paragraphs))


class _Paper(NamedTuple):
    """One paper: the end of its rule's id, the column of its day, its clauses, words, how to mend it, and of whom."""

    id: str
    column: str
    clauses: tuple[str, ...]
    words: str
    fix: str
    when: pl.Expr | None = None


_PAPERS = (
    _Paper(
        "IDENTITY", "identity_on", _clauses(1), "proof of identity", "See a passport or like document; record the day."
    ),
    _Paper(
        "PHOTOGRAPH",
        "photograph_on",
        _clauses(1),
        "a recent photograph",
        "Put a recent photograph on file, and record the day.",
    ),
    _Paper(
        "EMPLOYER-REFERENCE",
        "employer_reference_on",
        _clauses(4),
        "a reference from the present or latest employer",
        "Take it up. Where there never was an employer, record the day on which that was confirmed as the same item.",
    ),
    _Paper(
        "HEALTH", "health_on", _clauses(5), "details of health", "Obtain the health record details; record the day."
    ),
    _Paper(
        "TRUST-CHECK",
        "trust_or_authority_check_on",
        _clauses(6),
        "the check with the Trust where the carer lives",
        "Ask the HSC Trust of the area where the carer lives, and record the day of its answer.",
    ),
    _Paper(
        "HISTORY",
        "employment_history_on",
        _clauses(9),
        "a full employment history",
        "Take a full history with a written explanation of every gap, and record the day.",
    ),
    _Paper(
        "DRIVING-LICENCE",
        "driving_licence_on",
        _clauses(8),
        "a driving licence",
        "See the licence of a carer who drives people, and record the day; no lifts until then.",
        yes("drives_people"),
    ),
    _Paper(
        "LETTER",
        "letter_on",
        _clauses(10),
        "the lender's or landlord's letter",
        "Obtain the letter on permission, arrears and breach; record its day, and the tenure where it is not known.",
        (col("tenure").fill_null("") != "owned") & (col("tenure").fill_null("") != "provided_by_scheme"),
    ),
    _Paper(
        "ASSESSMENT",
        "assessment_on",
        (_PANEL, *_clauses(11)),
        "the assessment report",
        "Put a copy of the assessment report on file. If there was none, bring the carer to the panel again.",
    ),
    _Paper(
        "SUITABILITY",
        "suitability_signed_on",
        (_PANEL, *_clauses(12)),
        "the statement of suitability signed by the panel's chair",
        "Have the chair sign the statement, if need be after the panel has looked again; decide on safety meanwhile.",
    ),
)


def _on_file(paper: _Paper) -> Rule:
    def there_first(_law: Law) -> pl.Expr:
        return col(paper.column) <= col("by_on")

    return make_rule(
        f"NIR-CARER-{paper.id}",
        RuleKind.CONDITION,
        f"There is {paper.words} from before the carer agreement.",
        there_first,
        about="carer_files",
        clauses=paper.clauses,
        severity="critical",
        when=paper.when,
        says=f"The carer agreement was signed on {{agreement_signed_on}}; {paper.words}: {{{paper.column}}}",
        fix=paper.fix,
    )


CARER_PAPERS: tuple[Rule, ...] = tuple(_on_file(paper) for paper in _PAPERS)


@rule(
    "NIR-CARER-REFERENCES",
    about="carer_files",
    clauses=_clauses(3),
    severity="critical",
    says="The carer agreement was signed on {agreement_signed_on}; personal references from people who have known the "
    "carer two years, in all: {references_known}",
    fix="Take up references from people, not relatives, who have known the carer for two years or more; record for how "
    "long.",
)
def carer_references(law: Law) -> pl.Expr:
    """Two personal references, from people who have known the carer two years, came in before the carer agreement."""
    last = col("reference_days").list.get(law.references_minimum - 1, null_on_oob=True)
    return last <= col("by_on")


@rule(
    "NIR-CARER-REASON-FOR-LEAVING",
    about="carer_files",
    clauses=_clauses(7),
    severity="critical",
    says="The carer's file does not say why earlier work with children or vulnerable adults ended",
    fix="Ask the earlier employer and record the answer, or the asking where none came; where there was no such work, "
    "record that under the same item.",
)
def carer_reason_for_leaving(law: Law) -> pl.Expr:
    """Why a carer's earlier work with children or vulnerable adults ended was verified, or at least asked."""
    return col("asked").list.contains("reason_for_leaving")


@rule(
    "NIR-CARER-QUALIFICATIONS",
    about="carer_files",
    clauses=_clauses(8),
    severity="critical",
    says="No documents for qualifications are on the carer's file",
    fix="See the documents that matter; where there are none, record that under the same item.",
)
def carer_qualifications(law: Law) -> pl.Expr:
    """Documents for a carer's relevant qualifications are on file, or it is recorded that there are none."""
    return col("asked").list.contains("qualifications")


@rule(
    "NIR-CARER-FILE-SATISFACTORY",
    about="carer_files",
    clauses=_HELD,
    severity="critical",
    when=col("papers") > 0,
    says="On the carer's file, not recorded as satisfactory: {unsatisfactory}",
    fix="Decide whether the carer is fit, record why, and obtain what would settle the doubt.",
)
def carer_file_satisfactory(law: Law) -> pl.Expr:
    """What is on a carer's file was found satisfactory."""
    return col("unsatisfactory").list.len() == 0


@rule(
    "NIR-CARER-ACCESSNI",
    about="carer_files",
    clauses=(*_clauses(2), "nisr-2023-16/all"),
    severity="critical",
    says="No enhanced AccessNI certificate with the adults' barred list is held. Last: {last_level}, "
    "{last_certificate_on}",
    fix="Apply for an enhanced certificate with the adults' barred list today, and decide on safety until it comes.",
)
def carer_accessni(law: Law) -> pl.Expr:
    """A carer holds an enhanced AccessNI certificate, with the adults' barred list where it was issued since 2023."""
    return present("certificate_on")


@rule(
    "NIR-CARER-ACCESSNI-FIRST",
    about="carer_files",
    clauses=(*_clauses(2), "nisr-2023-16/all"),
    severity="critical",
    basis="law",
    # A first certificate on record that is later than a whole renewal may follow one that was not kept.
    when=lambda law: col("certificate_on") <= col("approved_on") + law.accessni_renewal,
    says="Approved on {approved_on}; the first enhanced certificate is of {certificate_on}",
    fix="Record how the risk was weighed until the certificate came, and tell the panel.",
)
def carer_accessni_first(law: Law) -> pl.Expr:
    """A carer's enhanced AccessNI certificate is from before approval."""
    return col("certificate_on") <= col("approved_on")


@rule(
    "NIR-APPROVAL-RECORDED",
    about="carer_files",
    clauses=(_PANEL, "nisr-2007-221/sch3/12"),
    severity="critical",
    says="The carer's status is {status}, and no date of approval is recorded",
    fix="Record the day of the approving decision; if there was none, bring the carer to the panel.",
)
def approval_recorded(law: Law) -> pl.Expr:
    """A carer who counts as approved has a date of approval."""
    return present("approved_on")


@rule(
    "NIR-CARER-UNFIT",
    about="carers",
    clauses="nisr-2007-221/15(2)",
    severity="critical",
    basis="law",
    when=lambda law: col("unfit_on") <= law.today,
    says="Found unfit on {unfit_on}; carer agreements still open: {open_agreements}; live placements: "
    "{live_arrangements}",
    fix="End the carer agreement, and find the people placed here another home today.",
)
def unfit_carer_has_no_agreement(law: Law) -> pl.Expr:
    """The carer agreement of a carer found unfit is ended, or was found so only days ago."""
    only_now: pl.Expr = col("unfit_on") + law.unfit_agreement_end >= law.today
    return (col("open_agreements") == 0) | only_now


@rule(
    "NIR-CARER-AGREEMENT",
    about="carers",
    clauses="nisr-2007-221/16(1)",
    severity="critical",
    when=col("live_arrangements") > 0,
    says="{live_arrangements} live placements, and no carer agreement signed by both and in force is on record",
    fix="Have the carer and the provider sign the carer agreement today, and record both days.",
)
def carer_agreement_signed(law: Law) -> pl.Expr:
    """A carer with somebody placed has a carer agreement that both have signed and that is in force."""
    return col("open_agreements") > 0
