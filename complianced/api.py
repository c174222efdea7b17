"""The public surface: what a plugin author imports. Nothing else is public, and `docs/plugins.md` explains each name.

`API` is its version. A plugin says which one it was built for with `COMPLIANCED_API = "1"` in its module; one built for
a version that is not this is refused with words.
"""

from __future__ import annotations

from complianced.intake.offered import RecordSource, SourceError
from complianced.law.book import Law
from complianced.law.spans import Span
from complianced.model import Audit, Basis, Clause, ClauseResult, Domain, Finding, Outcome, RuleResult, Severity, Sure
from complianced.plugins.brought import API
from complianced.plugins.hookspecs import hookimpl
from complianced.reports import blocks
from complianced.reports.atomic import write_whole
from complianced.reports.context import Context
from complianced.reports.offered import OutputFormat, PackSection, Supplied
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
from complianced.run import audit_source
from complianced.schemas.contract import MADE_BY_THE_AUDIT, Column, Kind, RecordExtension, Table
from complianced.schemas.recordset import latest

__all__ = [
    "API",
    "MADE_BY_THE_AUDIT",
    "NATIONS",
    "NOTIFICATION_FACTS",
    "SUBJECT_ID",
    "SUBJECT_TABLE",
    "Audit",
    "Basis",
    "Bundle",
    "Clause",
    "ClauseResult",
    "Column",
    "Context",
    "Domain",
    "Finding",
    "Kind",
    "Law",
    "Outcome",
    "OutputFormat",
    "PackSection",
    "RecordExtension",
    "RecordSource",
    "Records",
    "Rows",
    "Rule",
    "RuleKind",
    "RuleResult",
    "Severity",
    "SourceError",
    "Span",
    "Supplied",
    "Sure",
    "Table",
    "View",
    "age_on",
    "as_moment",
    "at_most",
    "audit_source",
    "before",
    "blocks",
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
    "write_whole",
    "yes",
]
