"""Policies and documents kept in date: each row of a nation that names a kind of document and leaves its interval to
custom, as one table.

A document is in date until the interval after its last review or approval, or until its own next review where that is
sooner. Left to others: the safeguarding policy, what a document must say, and every interval that is law.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule


class _Paper(NamedTuple):
    """One kind of document in the nations of one severity: the end of its rule's id, and the value of its interval."""

    id: str
    kind: str
    words: str
    severity: str
    interval: str
    clauses: Mapping[str, tuple[str, ...]]


def _wales(*own: str) -> dict[str, tuple[str, ...]]:
    """The list of policies in reg 8, kept current by reg 58, with the policy's own regulation where it has one."""
    return {"wales": ("wsi-2019-163/8", "wsi-2019-163/58", *own)}


_PAPERS = (
    _Paper(
        "INFECTION-CONTROL",
        "infection_control_policy",
        "infection control policy",
        "minor",
        "policy_review_interval",
        {
            "england": ("uksi-2014-2936/12(2)(h)", "hsca-ipc-code/criteria"),
            "scotland": ("ssi-2011-210/4(1)(d)",),
        },
    ),
    _Paper(
        "CANDOUR",
        "candour_policy",
        "candour policy",
        "minor",
        "policy_review_interval",
        {"england": ("uksi-2014-2936/20(1)",)},
    ),
    _Paper(
        "WHISTLEBLOWING",
        "whistleblowing_policy",
        "whistleblowing policy",
        "minor",
        "policy_review_interval",
        {"england": ("ukpga-1996-18/part4A",)},
    ),
    _Paper(
        "CONTINUITY",
        "business_continuity_plan",
        "business continuity plan",
        "minor",
        "continuity_plan_review_interval",
        {"england": ("uksi-2014-2936/17(2)(b)",)},
    ),
    _Paper(
        "STATEMENT-OF-PURPOSE",
        "statement_of_purpose",
        "statement of purpose",
        "major",
        "statement_of_purpose_review",
        {
            "wales": ("wsi-2019-163/3(1)", "wsi-2019-163/3(2)"),
            "scotland": ("ci-records-guidance/15",),
        },
    ),
    _Paper(
        "MATCHING-WALES",
        "matching_policy",
        "policy on commencement and matching",
        "minor",
        "policy_review_interval",
        _wales("wsi-2019-163/10(2)"),
    ),
    *(
        _Paper(f"{id}-WALES", kind, words, "major", "policy_review_interval", _wales(*own))
        for id, kind, words, own in (
            ("MONEY", "money_policy", "money policy", ("wsi-2019-163/23(1)", "wsi-2019-163/23(2)")),
            ("RESTRAINT", "restraint_policy", "restraint policy", ()),
            ("STAFF-SUPPORT", "staffing_policy", "staff support policy", ()),
            ("DISCIPLINE", "disciplinary_policy", "disciplinary policy", ("wsi-2019-163/32",)),
            ("INFECTION-CONTROL", "infection_control_policy", "infection control policy", ()),
            ("MEDICINES", "medicines_policy", "medicines policy", ()),
            ("COMPLAINTS", "complaints_policy", "complaints policy", ("wsi-2019-163/43",)),
            ("WHISTLEBLOWING", "whistleblowing_policy", "whistleblowing policy", ("wsi-2019-163/44",)),
            ("CARER-RECRUITMENT", "recruitment_policy", "policy on recruiting carers", ("wsi-2019-163/33(1)",)),
            ("CARER-TRAINING", "training_policy", "policy on training carers", ("wsi-2019-163/33(1)",)),
        )
    ),
)


def _in_date(paper: _Paper) -> Rule:
    def due(law: Law) -> pl.Expr:
        own = pl.when(col("review_due_on") > col("last_reviewed_on")).then(col("review_due_on"))
        return pl.min_horizontal(col("last_reviewed_on") + getattr(law, paper.interval), own)

    return make_rule(
        f"PRACTICE-POLICY-{paper.id}",
        RuleKind.DEADLINE,
        f"The {paper.words} is there and in date.",
        due,
        about="documents_by_kind",
        clauses=paper.clauses,
        severity=paper.severity,
        when=col("kind") == paper.kind,
        says=f"The {paper.words} was last reviewed on {{last_reviewed_on}}; the next review was due {{due_on}}",
        fix=f"Review the {paper.words}, or write one if there is none; have it approved and record the day.",
    )


POLICY_RULES: tuple[Rule, ...] = tuple(_in_date(paper) for paper in _PAPERS)
