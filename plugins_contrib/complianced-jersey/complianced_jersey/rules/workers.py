"""Checks before the start: fitness of workers (Regulations 2018) and Home Care Standard 3."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule

_FITNESS = ("je-standards-regs-2018/fitness", "je-home-care-standards/3")


@rule(
    "JE-BARRED-LIST-CHECKED",
    about="je_workers",
    clauses=_FITNESS,
    severity="critical",
    basis="law",
    says="Began on {began_on}; first check of the barred lists: {first_barred_check_on}. It was to be made by then, or "
    "by the first day of the Regulations where that is later",
    fix="Have the barred lists checked today where nobody has, and weigh whether the worker may go on meanwhile. Where "
    "it was late, record why and what was done about it.",
)
def barred_list_checked(law: Law) -> pl.Expr:
    """Every worker was checked against the United Kingdom's barred lists before they began."""
    return col("first_barred_check_on") <= col("checked_by")


@rule(
    "JE-WORKER-NOT-BARRED",
    about="je_workers",
    clauses=_FITNESS,
    severity="critical",
    when=present("listed"),
    basis="law",
    says="The last check says that the worker is on a barred list",
    fix="Stop the work today, see that the people supported are safe, and speak to the Commission.",
)
def worker_not_barred(law: Law) -> pl.Expr:
    """No worker is on a barred list."""
    return ~col("listed")


@rule(
    "JE-REFERENCE-FIRST",
    about="je_workers",
    clauses=_FITNESS,
    severity="critical",
    when=col("began_under_them"),
    basis="law",
    says="Began on {began_on}, before any reference was in hand (first one received: {first_reference_on})",
    fix="Take up references today where there are none. Where they were late, record why and what was done about it.",
)
def reference_first(law: Law) -> pl.Expr:
    """References were taken up before the worker began; the law was not seen to give a number."""
    return col("references_before") > 0


@rule(
    "JE-REFERENCES-NUMBER",
    about="je_workers",
    clauses=_FITNESS,
    severity="minor",
    when=col("began_under_them") & (col("references_before") > 0),
    says="Began on {began_on} with {references_before} reference in hand; by custom there are more",
    fix="Take up another reference, and record when it came.",
)
def as_many_references_as_custom_has(law: Law) -> pl.Expr:
    """A worker began with as many references in hand as custom has it."""
    enough: pl.Expr = col("references_before") >= law.jersey_references
    return enough
