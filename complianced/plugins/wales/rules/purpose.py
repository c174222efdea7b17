"""The statement of purpose: WSI 2019/163 reg 3 with Schedule 3 paragraph 1; WSI 2017/1098 reg 3 with Schedule 2.

CIW, people and their representatives are told 28 days before a revision takes effect, unless it cannot wait.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, make_rule, present, rule, within
from complianced.plugins.wales.dates import REGULATED_FROM

_PURPOSE = col("kind") == "statement_of_purpose"
_HELD = present("document_id")
_REVISION = _PURPOSE & present("previous_document_id") & (col("dated_on") >= REGULATED_FROM)
_AT_ONCE = col("immediate_effect").fill_null(False)
_TOLD = tuple(f"wsi-2019-163/3({paragraph})" for paragraph in range(3, 7))


@rule(
    "WAL-PURPOSE",
    about="documents_by_kind",
    clauses="wsi-2017-1098/3",
    severity="major",
    when=_PURPOSE,
    says="No statement of purpose is recorded",
    fix="Enter the current statement of purpose, or write one and send it to CIW.",
)
def purpose_held(law: Law) -> pl.Expr:
    """There is a statement of purpose."""
    return _HELD


@deadline(
    "WAL-PURPOSE-REVIEWED",
    about="documents_by_kind",
    clauses=("wsi-2019-163/3(1)", "wsi-2019-163/3(2)"),
    severity="major",
    when=_PURPOSE & _HELD,
    replaces="PRACTICE-POLICY-STATEMENT-OF-PURPOSE",
    says="The statement of purpose was last reviewed on {last_reviewed_on}; the next review was due {due_on}",
    fix="Hold the statement against what the service does now, revise it if it must be, and record the day.",
)
def purpose_reviewed(law: Law) -> pl.Expr:
    """The statement of purpose is kept under review."""
    own = pl.when(col("review_due_on") > col("last_reviewed_on")).then("review_due_on")
    return pl.min_horizontal(every("last_reviewed_on", law.statement_of_purpose_review), own)


@rule(
    "WAL-PURPOSE-AVAILABLE",
    about="documents_by_kind",
    clauses="wsi-2019-163/3(7)",
    severity="minor",
    when=_PURPOSE & _HELD,
    says="It is not on record where the statement of purpose is kept, so that it can be given to whoever asks",
    fix="Enter the file or the address at which the statement of purpose can be had.",
)
def purpose_available(law: Law) -> pl.Expr:
    """The statement of purpose can be given to whoever asks."""
    return present("file")


@rule(
    "WAL-PURPOSE-CONTENTS",
    about="purpose_contents",
    clauses="wsi-2017-1098/sch2",
    severity="minor",
    when=_HELD,
    says="The statement of purpose is not shown to cover: {missing}",
    fix="Add what is missing from Schedule 2, and tell CIW and people of the revision before it takes effect.",
)
def purpose_complete(law: Law) -> pl.Expr:
    """The statement of purpose covers every heading of Schedule 2."""
    return col("missing").list.len() == 0


def _told_before(name: str, column: str, whom: str, hear: str, clauses: tuple[str, ...]) -> Rule:
    def told(law: Law) -> pl.Expr:
        last_day: pl.Expr = col("dated_on") - law.purpose_revision_notice
        return pl.coalesce(column, law.today) <= last_day

    return make_rule(
        f"WAL-PURPOSE-REVISION-{name}",
        RuleKind.CONDITION,
        f"{whom[0].upper()}{whom[1:]} {hear} of a revision of the statement of purpose before it takes effect.",
        told,
        about="documents",
        clauses=clauses,
        severity="major",
        when=_REVISION & ~_AT_ONCE,
        says=f"The revision takes effect on {{dated_on}}; told to {whom}: {{{column}}}, too late by the Regulations",
        fix="Tell them now; move the day of effect if it can still move, or record why the revision could not wait.",
    )


REVISIONS: tuple[Rule, ...] = (
    _told_before("CIW", "regulator_sent_on", "CIW", "hears", (*_TOLD, "wsi-2019-163/sch3/1")),
    _told_before("PEOPLE", "people_told_on", "people and their representatives", "hear", _TOLD),
)


@rule(
    "WAL-PURPOSE-REVISION-AT-ONCE",
    about="documents",
    clauses=(*_TOLD, "wsi-2019-163/sch3/1"),
    severity="major",
    when=_REVISION & _AT_ONCE,
    basis="law",  # telling is law; how soon "at once" is, is custom
    says="A revision took effect at once on {dated_on}; CIW was told: {regulator_sent_on}; people were told: "
    "{people_told_on}",
    fix="Tell CIW, people and their representatives today, and enter the days.",
)
def told_of_immediate_revision(law: Law) -> pl.Expr:
    """CIW and people are told of a revision that takes effect at once."""
    return (present("regulator_sent_on") | within("dated_on", "regulator_sent_on", law.notification, law)) & (
        present("people_told_on") | within("dated_on", "people_told_on", law.notification, law)
    )
