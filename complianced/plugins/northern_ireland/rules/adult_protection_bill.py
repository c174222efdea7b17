"""The Adult Protection Bill: not in force, and so never tested. Its date of report would be a statutory field.

When it becomes law, enter the real dates in `law/instruments/ni-adult-protection-bill.yaml` and `law/values.yaml`; the
concern's referral to the Trust is then asked for by law.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule


@rule(
    "NIR-APB-REPORTED",
    about="concerns",
    clauses="ni-adult-protection-bill/4",
    severity="critical",
    when=lambda law: col("raised_at").is_not_null() & pl.lit(law.adult_protection_duty > 0),
    says="A concern raised {raised_at} has not been reported to the Trust",
    fix="Report it to the Trust today, and enter when.",
)
def reported_to_the_trust(law: Law) -> pl.Expr:
    """An adult at risk is reported to the Trust, as the Bill would have it."""
    return present("referred_at")
