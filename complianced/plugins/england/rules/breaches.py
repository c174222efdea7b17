"""Breaches of personal data: UK GDPR article 33."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, rule, within


@rule(
    "ENG-DATA-BREACH-ICO",
    about="incidents",
    clauses="eur-2016-679/33",
    severity="major",
    when=col("kind") == "data_breach",
    says="Data breach known since {aware_at}; reported to the Information Commissioner: {ico_notified_at}, "
    "later than the law allows",
    fix="Report it now and say why it is late; where nobody is likely to be at risk, waive this with that reason.",
)
def breach_reported(law: Law) -> pl.Expr:
    """The Information Commissioner is told of a data breach within the hours that the law sets."""
    return within("aware_at", "ico_notified_at", law.ico_notification, law)
