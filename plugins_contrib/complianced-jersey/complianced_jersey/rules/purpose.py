"""What people are told of the service: the statement of purpose (regulation 3(1)(c)) and Home Care Standard 1."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule


@rule(
    "JE-PURPOSE-HELD",
    about="je_documents",
    clauses="je-standards-regs-2018/3(1)(c)",
    severity="major",
    when=col("kind") == "statement_of_purpose",
    says="No dated statement of purpose is recorded",
    fix="Enter the statement of purpose with the day it took effect, or write one.",
)
def purpose_held(law: Law) -> pl.Expr:
    """The scheme has a dated statement of purpose."""
    return present("dated_on")


@rule(
    "JE-GUIDE-HELD",
    about="je_documents",
    clauses="je-home-care-standards/1",
    severity="minor",
    when=col("kind") == "service_guide",
    says="No dated service guide is recorded, so nothing speaks for Home Care Standard 1",
    fix="Enter the guide that people are given with the day it took effect, or write one.",
)
def guide_held(law: Law) -> pl.Expr:
    """There is a dated service guide, as evidence that people are given the information they need."""
    return present("dated_on")
