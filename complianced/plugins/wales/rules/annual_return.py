"""The annual return, its declarations, its publication: 2016 Act s 10, WSI 2017/1097, Act of 2025 s 14."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within
from complianced.plugins.wales.dates import FIRST_PUBLISHED_ENDS, FIRST_RETURN_ENDS

_SENT_BY = ("anaw-2016-2/10(1)", "wsi-2017-1097/6", "wsi-2017-1097/10(2)")
_ASKED_FOR = col("year_ends_on") >= FIRST_RETURN_ENDS
_SENT = present("sent_on")


@deadline(
    "WAL-ANNUAL-RETURN-DUE",
    about="annual_returns",
    clauses=_SENT_BY,
    severity="major",
    when=_ASKED_FOR & ~_SENT,
    says="No annual return is recorded as sent for the year to {year_ends_on}; it was due {due_on}",
    fix="Send the return through CIW Online, with both declarations, and enter the day.",
)
def annual_return_due(law: Law) -> pl.Expr:
    """An annual return that has not been sent is not yet due."""
    due: pl.Expr = every("year_ends_on", law.annual_return_limit)
    return due


@rule(
    "WAL-ANNUAL-RETURN-LATE",
    about="annual_returns",
    clauses=_SENT_BY,
    severity="major",
    when=_ASKED_FOR & _SENT,
    says="The annual return for the year to {year_ends_on} was sent on {sent_on}, after its time",
    fix="Note why it was late, and put the last day into next year's calendar.",
)
def annual_return_in_time(law: Law) -> pl.Expr:
    """An annual return was sent in time."""
    return within("year_ends_on", "sent_on", law.annual_return_limit, law)


@rule(
    "WAL-ANNUAL-RETURN-DECLARED",
    about="annual_returns",
    clauses=_SENT_BY,
    severity="major",
    when=_ASKED_FOR & _SENT & (col("years_ago") == "0"),
    says="The annual return for the year to {year_ends_on} is known to hold: {items}. The declarations of the provider "
    "and of the responsible individual belong to it",
    fix="Look at the return as it was sent; send CIW the declaration that is missing, and tick both in the checklist.",
)
def annual_return_declared(law: Law) -> pl.Expr:
    """The last annual return holds the declarations of the provider and the responsible individual."""
    return col("items").list.contains("provider_declaration") & col("items").list.contains(
        "responsible_individual_declaration"
    )


@rule(
    "WAL-ANNUAL-RETURN-PUBLISHED",
    about="annual_returns",
    clauses=("anaw-2016-2/10", "asc-2025-1/14"),
    severity="major",
    when=col("year_ends_on") >= FIRST_PUBLISHED_ENDS,
    basis="law",  # publishing is law; the prescribed days were not seen, and ours stand in for them
    says="The annual return for the year to {year_ends_on} is not recorded as published (sent: {sent_on})",
    fix="Publish the return on the provider's website, give copies on request, and enter the day.",
)
def annual_return_published(law: Law) -> pl.Expr:
    """The annual return is published on the provider's website."""
    return present("published_on") | (every("year_ends_on", law.annual_return_publication) >= law.today)
