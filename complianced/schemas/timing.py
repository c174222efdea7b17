"""The records as they were known on a day: `--as-of` moves the records and the law together.

A row that arose later is left out, and a date that lies later is not yet known, except dates that look ahead by nature
(an expiry, a due date, the start of a planned absence). What is left out is counted and said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from complianced.model import Problem
from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.recordset import RecordSet, latest

# The dates from which a row exists at all; tables not named have rows that may be written down ahead of time.
ARISES: Mapping[str, tuple[str, ...]] = {
    "supervisions": ("held_on",),
    "household_members": ("joined_on",),
    "home_checks": ("checked_on",),
    "disclosures": ("issued_on",),
    "training": ("completed_on",),
    "applications": ("enquired_on",),
    "carer_reviews": ("held_on",),
    "arrangements": ("started_on",),
    "plans": ("made_at",),
    "plan_reviews": ("held_on",),
    "risk_assessments": ("assessed_on",),
    "visits": ("visited_on",),
    "capacity_assessments": ("assessed_on",),
    "liberty": ("screened_on",),
    "restrictions": ("started_on",),
    "medicines_audits": ("audited_on",),
    "money_checks": ("checked_on",),
    "stays": ("started_at",),
    "incidents": ("occurred_at", "known_at"),
    "concerns": ("raised_at",),
    "complaints": ("received_on",),
    "surveys": ("answered_on",),
    "documents": ("approved_on",),
    "governance": ("happened_on",),
    "attestations": ("made_on",),
    "regulator_requests": ("received_on",),
    "record_disposals": ("destroyed_on",),
    "offers": ("offered_on",),
    "payments": ("period_starts_on",),
    "homeshare_participants": ("registered_on",),
    "homeshare_matches": ("introduced_on",),
    "homeshare_contacts": ("contacted_on",),
}

# Dates that may lie ahead and are known all the same.
LOOKS_AHEAD = frozenset(
    {
        "action_due_on",
        "actions_due_on",
        "approved_on",
        "due_on",
        "effective_on",
        "expires_on",
        "extension_ends_on",
        "joined_on",
        "period_ends_on",
        "period_starts_on",
        "professional_registration_expires_on",
        "registration_ended_on",
        "renews_on",
        "review_due_on",
        "right_to_rent_expires_on",
        "service_due_on",
        "started_on",
        "starts_on",
    }
)
_PLANNED = frozenset({"absences.ended_on", "changes.happened_on"})


def as_known_on(recordset: RecordSet, as_of: date) -> RecordSet:
    """The record set as it was known at the end of that day; a Problem for each table counts the rows left out."""
    frames, problems = {}, []
    for name, frame in recordset.frames.items():
        known, left_out = _frame_as_known_on(recordset.contract[name], frame, as_of)
        frames[name] = known
        if left_out:
            rows = "1 row is" if left_out == 1 else f"{left_out} rows are"
            problems.append(
                Problem(
                    code="after_audit_date",
                    table=name,
                    problem=f"{name}: {rows} dated after {as_of} and left out of this audit. "
                    "If that is not what you expect, look for a mistyped year, or audit as of a later date.",
                )
            )
    return replace(recordset, frames=frames, problems=(*recordset.problems, *problems))


def _frame_as_known_on(table: Table, frame: pl.DataFrame, as_of: date) -> tuple[pl.DataFrame, int]:
    if frame.is_empty():
        return frame, 0
    dated = [column for column in table.columns if column.kind in (Kind.DATE, Kind.DATETIME)]
    if not dated:
        return frame, 0
    last = frame.select(_day(column.name).max() for column in dated).row(0, named=True)
    later = [column for column in dated if last[column.name] is not None and last[column.name] > as_of]
    if not later:
        return frame, 0
    arises = [each.name for each in later if each.arises or each.name in ARISES.get(table.name, ())]
    known = frame
    if arises:
        known = frame.filter(~pl.any_horizontal((_day(name) > as_of).fill_null(False) for name in arises))
    masked = []
    for column in later:
        if column.name in arises or _looks_ahead(table, column):
            continue
        not_yet = _day(column.name) > as_of
        names = [column.name, latest(column.name)] if column.kind is Kind.DATETIME else [column.name]
        masked += [pl.when(not_yet).then(None).otherwise(pl.col(name)).alias(name) for name in names]
    return known.with_columns(masked), frame.height - known.height


def _looks_ahead(table: Table, column: Column) -> bool:
    return column.ahead or column.name in LOOKS_AHEAD or f"{table.name}.{column.name}" in _PLANNED


def _day(name: str) -> pl.Expr:
    return pl.col(name).dt.date()
