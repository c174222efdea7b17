"""Changes in who runs the service, and insolvency: SI 2009/3112 regs 15, 21 and 22."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, within

# What regulation 15 names. Premises, and the statement of purpose, have regulations of their own.
_NAMED = (
    "manager",
    "provider_name",
    "address",
    "directors",
    "nominated_individual",
    "legal_entity",
    "insolvency",
)

_told = present("notified_on")


def _to_be_told(_law: Law) -> pl.Expr:
    officers_of_nhs_body = (col("kind") == "directors") & col("provider_type").eq_missing("nhs_trust")
    return col("kind").is_in(_NAMED) & ~officers_of_nhs_body


@rule(
    "ENG-CHANGE-TOLD",
    about="changes",
    clauses="uksi-2009-3112/15",
    severity="major",
    when=_to_be_told,
    says="Change of {happened_on} ({kind}): no notice to CQC is recorded",
    fix="Notify CQC now on its form, and enter the date.",
    basis="law",
)
def change_told(law: Law) -> pl.Expr:
    """CQC is told of changes in who runs the service, in names, addresses and officers, and of insolvency."""
    return _told | within("happened_on", "notified_on", law.change_notice, law)


@rule(
    "ENG-CHANGE-TOLD-PROMPTLY",
    about="changes",
    clauses="uksi-2009-3112/15",
    severity="major",
    when=lambda law: _to_be_told(law) & _told,
    says="Change of {happened_on} ({kind}): CQC was told on {notified_on}. The law says as soon as reasonably "
    "practicable; this is later than custom allows",
    fix="Note why it was late. A change that is planned is told before it happens.",
)
def change_told_promptly(law: Law) -> pl.Expr:
    """CQC is told of changes as soon as custom has it."""
    return within("happened_on", "notified_on", law.change_notice, law)


@rule(
    "ENG-INSOLVENCY-INTENTIONS",
    about="changes",
    clauses=("uksi-2009-3112/21", "uksi-2009-3112/22"),
    severity="minor",
    when=col("kind") == "insolvency",
    says="Appointment of {happened_on}: CQC was told on {notified_on}; complete, with what is intended for the "
    "service: {details_complete}",
    fix="Have the appointed person or representative tell CQC of it and of their intentions, and enter the day.",
)
def intentions_told(law: Law) -> pl.Expr:
    """After an insolvency or the provider's death CQC is told in time what is intended for the service."""
    # The day of the appointment is the first of the 28.
    last_day: pl.Expr = (col("happened_on") + law.insolvency_intentions).dt.offset_by("-1d")
    in_time = (col("notified_on") <= last_day) & (col("details_complete").ne_missing(False) | (last_day >= law.today))
    return in_time.fill_null(False) | (col("notified_on").is_null() & (last_day >= law.today))
