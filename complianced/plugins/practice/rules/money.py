"""Help with a person's money: SI 2014/2936 reg 13(6)(c), the Care Inspectorate's records guidance, Northern Ireland's
finance circular.

Wales has who may hold money in law (WSI 2019/163 reg 23), in its own bundle. Money that the person, family, council or
solicitor holds is not the scheme's to reconcile.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, yes
from complianced.plugins.practice.weights import weighed

_ENGLAND = {"england": ("uksi-2014-2936/13(6)(c)",)}
_SCOTLAND = {"scotland": ("ci-records-guidance/18",)}
_NORTHERN_IRELAND = {"northern_ireland": ("hsc-finance-circular/service-users",)}
_HELPED = col("money_support").is_not_null() & (col("money_support") != "none")
_HELD_FOR_THEM = _HELPED & col("money_held_by").is_in(["carer", "scheme_staff"])
_CHECKED = _HELD_FOR_THEM & (col("last_reconciled_on").is_not_null() | col("last_money_audit_on").is_not_null())


@deadline(
    "PRACTICE-MONEY-RECONCILED",
    about="people_supported",
    clauses=_ENGLAND,
    severity="critical",
    when=_HELD_FOR_THEM,
    says="Money is held by: {money_held_by}; last reconciled on {last_reconciled_on}; due again by {due_on}",
    fix="Reconcile the money with receipts and statements this week, and record the check.",
)
def money_reconciled(law: Law) -> pl.Expr:
    """Money that a carer or the scheme holds for a person is reconciled every month."""
    return every("last_reconciled_on", law.money_reconciliation_interval, since="first_started_on")


MONEY_RECONCILED_ELSEWHERE = weighed(
    money_reconciled, "PRACTICE-MONEY-RECONCILED-MAJOR", "major", _SCOTLAND | _NORTHERN_IRELAND
)


@deadline(
    "PRACTICE-MONEY-AUDITED",
    about="people_supported",
    clauses=_ENGLAND,
    severity="critical",
    when=_HELD_FOR_THEM,
    says="Money is held by: {money_held_by}; last audited on {last_money_audit_on}; due again by {due_on}",
    fix="Have somebody who does not handle the money audit it, and record the audit.",
)
def money_audited(law: Law) -> pl.Expr:
    """Money that a carer or the scheme holds for a person is audited within the interval."""
    return every("last_money_audit_on", law.money_audit_interval, since="first_started_on")


MONEY_AUDITED_NORTHERN_IRELAND = weighed(money_audited, "PRACTICE-MONEY-AUDITED-MAJOR", "major", _NORTHERN_IRELAND)


@rule(
    "PRACTICE-MONEY-BALANCED",
    about="people_supported",
    clauses=_ENGLAND,
    severity="critical",
    basis="convention",
    when=_CHECKED,
    says="Balanced at the last check (reconciled {last_reconciled_on}, audited {last_money_audit_on}): "
    "{money_balanced}",
    fix="Find the difference, tell the person and whoever funds them, and ask whether it is a safeguarding concern.",
)
def money_balanced(law: Law) -> pl.Expr:
    """The last check of a person's money found that it balanced."""
    return yes("money_balanced")


MONEY_BALANCED_ELSEWHERE = weighed(
    money_balanced, "PRACTICE-MONEY-BALANCED-MAJOR", "major", _SCOTLAND | _NORTHERN_IRELAND
)


@rule(
    "PRACTICE-MONEY-RECEIPTS",
    about="people_supported",
    clauses=_ENGLAND,
    severity="critical",
    basis="convention",
    when=_CHECKED,
    says="Receipts kept at the last check (reconciled {last_reconciled_on}, audited {last_money_audit_on}): "
    "{receipts_kept}",
    fix="Agree with the carer which receipts are kept and where, and look at them at the next check.",
)
def receipts_kept(law: Law) -> pl.Expr:
    """Receipts are kept for money that a carer or the scheme holds for a person."""
    return yes("receipts_kept")


RECEIPTS_NORTHERN_IRELAND = weighed(receipts_kept, "PRACTICE-MONEY-RECEIPTS-MAJOR", "major", _NORTHERN_IRELAND)


@rule(
    "PRACTICE-MONEY-HOLDER",
    about="people_supported",
    clauses=_ENGLAND,
    severity="critical",
    basis="convention",
    when=_HELPED,
    says="Support with money: {money_support}; who holds the money: {money_held_by}",
    fix="Ask who holds the person's money, and record it.",
)
def money_holder_recorded(law: Law) -> pl.Expr:
    """Where a person has help with money, it is on record who holds it."""
    return present("money_held_by")


MONEY_HOLDER_ELSEWHERE = weighed(
    money_holder_recorded, "PRACTICE-MONEY-HOLDER-MAJOR", "major", _SCOTLAND | _NORTHERN_IRELAND
)


@rule(
    "PRACTICE-MONEY-AUTHORITY",
    about="people_supported",
    clauses=_NORTHERN_IRELAND,
    severity="major",
    basis="guidance",
    when=col("money_support").is_in(["appointee", "deputy", "attorney", "guardian"]),
    says="Money is managed by a person's {money_support}; the authority was seen on {money_authority_seen_on}",
    fix="Ask to see the appointment or order, and record the day it was seen; keep no copy of account details.",
)
def money_authority_seen(law: Law) -> pl.Expr:
    """The authority of whoever manages a person's money has been seen."""
    return present("money_authority_seen_on")
