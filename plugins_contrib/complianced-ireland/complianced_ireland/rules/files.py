"""What is on a host family's file before it is approved: references, the doctor's form and Tusla's answer.

Families approved before the guidelines of 2016 were assessed by other papers and are not judged by these.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, rule

from ..dates import GUIDELINES_FROM

_BY_GUIDELINES = col("first_approved_on") >= GUIDELINES_FROM


@rule(
    "IE-REFERENCES",
    about="host_families",
    clauses="ie-hse-home-sharing-2016/references",
    severity="critical",
    when=_BY_GUIDELINES,
    says="References on file: {references}; each referee has known the family for these years: {reference_years}",
    fix="Take up references from people who have known the family over two years, and record for how long.",
)
def references_on_file(law: Law) -> pl.Expr:
    """An applicant or couple has three references from people who have known them over two years."""
    last_needed = col("reference_years").list.get(law.ie_references - 1, null_on_oob=True)
    long_enough: pl.Expr = last_needed >= law.ie_reference_known_years
    return long_enough


@rule(
    "IE-REFERENCES-UNRELATED",
    about="host_families",
    clauses="ie-hse-home-sharing-2016/references",
    severity="critical",
    # Too few references are one finding already.
    when=lambda law: _BY_GUIDELINES & (col("references") >= law.ie_references),
    says="Of {references} references, {unrelated_references} are recorded as from people not related to the family",
    fix="Record of each referee whether they are related, and take up further references from people who are not.",
)
def references_from_others(law: Law) -> pl.Expr:
    """Three references are from people who are not related to the family."""
    enough: pl.Expr = col("unrelated_references") >= law.ie_references
    return enough


@rule(
    "IE-MEDICAL-FORM",
    about="hosts_files",
    clauses="ie-hse-home-sharing-2016/medical",
    severity="major",
    when=col("approved_on") >= GUIDELINES_FROM,
    says="No medical form from the family doctor is on file; the host was approved on {approved_on}",
    fix="Ask the family doctor for the form, and record the day it came in (item health).",
)
def medical_form_on_file(law: Law) -> pl.Expr:
    """The family doctor's medical form is on the file of every host."""
    return col("medical_forms") > 0


@rule(
    "IE-TUSLA-CHECK",
    about="hosts_files",
    clauses="ie-hse-home-sharing-2016/tusla",
    severity="critical",
    when=col("approved_on") >= GUIDELINES_FROM,
    says="No answer from Tusla is on file; the host was approved on {approved_on}",
    fix="Ask Tusla today, decide on safety until it answers, and record the day of its answer (item tusla_check).",
)
def tusla_asked(law: Law) -> pl.Expr:
    """Tusla's child protection check is on the file of every host."""
    return col("tusla_checks") > 0
