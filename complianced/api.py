"""The public surface: what a plugin author imports. Nothing else is public."""

from __future__ import annotations

from complianced.law.book import Law
from complianced.law.spans import Span
from complianced.model import Basis, Clause, Domain, Outcome, Severity, Sure
from complianced.plugins.hookspecs import hookimpl
from complianced.rules.rows import Rows
from complianced.rules.rule import Rule, RuleKind, deadline, make_rule, rule
from complianced.rules.rulebook import NATIONS, Bundle, bundle_from
from complianced.rules.shapes import (
    age_on,
    at_most,
    before,
    col,
    every,
    in_date,
    live_on,
    present,
    within,
    yes,
)
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, Records, View, view
from complianced.rules.views.notifications import NOTIFICATION_FACTS, as_moment, notifiable, register_of
from complianced.schemas.contract import MADE_BY_THE_AUDIT, Column, Kind, RecordExtension, Table
from complianced.schemas.recordset import latest

API = "1"

__all__ = [
    "API",
    "MADE_BY_THE_AUDIT",
    "NATIONS",
    "NOTIFICATION_FACTS",
    "SUBJECT_ID",
    "SUBJECT_TABLE",
    "Basis",
    "Bundle",
    "Clause",
    "Column",
    "Domain",
    "Kind",
    "Law",
    "Outcome",
    "RecordExtension",
    "Records",
    "Rows",
    "Rule",
    "RuleKind",
    "Severity",
    "Span",
    "Sure",
    "Table",
    "View",
    "age_on",
    "as_moment",
    "at_most",
    "before",
    "bundle_from",
    "col",
    "deadline",
    "every",
    "hookimpl",
    "in_date",
    "latest",
    "live_on",
    "make_rule",
    "notifiable",
    "present",
    "register_of",
    "rule",
    "view",
    "within",
    "yes",
]
