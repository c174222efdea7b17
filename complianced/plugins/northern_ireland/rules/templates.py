"""What agreements, handbooks and policies must contain: SR 2007/221 regs 12(2), 16(2), 18, 26, 30, 31 and 33(5)."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present

_held = present("document_id")


def _r(*limbs: str) -> tuple[str, ...]:
    return tuple(f"nisr-2007-221/{limb}" for limb in limbs)


class _Kind(NamedTuple):
    """A kind of document that there must be: id, kind, words, severity and the clauses that ask for it."""

    id: str
    kind: str
    words: str
    severity: str
    clauses: tuple[str, ...]


_KINDS = (
    _Kind(
        "PLACEMENT-TEMPLATE",
        "placement_agreement_template",
        "template of the placement agreement",
        "major",
        _r("12(2)(c)", "12(2)(d)", "12(2)(e)", "12(2)(g)", "12(2)(h)", "12(2)(i)"),
    ),
    _Kind(
        "CARER-TEMPLATE",
        "carer_agreement_template",
        "template of the carer agreement",
        "major",
        _r("16(2)(a)", "16(2)(b)", "16(2)(c)", "16(2)(d)", "16(2)(e)", "16(2)(f)", "16(2)(g)", "16(2)(h)"),
    ),
    _Kind("CARER-HANDBOOK", "carer_handbook", "carers' handbook", "minor", _r("18")),
    _Kind("STAFF-HANDBOOK", "staff_handbook", "staff handbook", "minor", _r("31")),
    _Kind("DISCIPLINARY-POLICY", "disciplinary_policy", "disciplinary procedure", "minor", _r("30")),
    _Kind("WHISTLEBLOWING", "whistleblowing_policy", "whistleblowing policy", "major", _r("26")),
    _Kind("INCIDENT-POLICY", "incident_policy", "incident policy", "minor", _r("33(5)")),
    _Kind("CONFIDENTIALITY", "confidentiality_policy", "confidentiality policy", "minor", _r("21(5)")),
    _Kind("COMPLAINTS-PROCEDURE", "complaints_policy", "complaints procedure", "major", _r("22(1)")),
)


def _there_is(kind: _Kind) -> Rule:
    return make_rule(
        f"NIR-{kind.id}",
        RuleKind.CONDITION,
        f"There is a {kind.words}.",
        lambda _law: _held,
        about="agency_documents",
        clauses=kind.clauses,
        severity=kind.severity,
        when=col("kind") == kind.kind,
        says=f"No {kind.words} is recorded",
        fix=f"Enter the current {kind.words}, or write one.",
    )


HELD: tuple[Rule, ...] = tuple(_there_is(kind) for kind in _KINDS)


class _Item(NamedTuple):
    """One clause of a document: id, kind, codes of the checklist, clauses, severity, and what it has to say."""

    id: str
    kind: str
    codes: tuple[str, ...]
    clauses: tuple[str, ...]
    severity: str
    words: str


_PLACEMENT, _CARER = "placement_agreement_template", "carer_agreement_template"
_ITEMS = (
    _Item(
        "PLACEMENT-PLAN-ELEMENTS",
        _PLACEMENT,
        ("plan_elements",),
        _r("12(2)(c)", "12(2)(i)"),
        "major",
        "details of the plan and which of its elements the carer meets",
    ),
    _Item(
        "PLACEMENT-AMENDABLE",
        _PLACEMENT,
        ("amendable",),
        _r("12(2)(d)", "12(2)(e)"),
        "minor",
        "that it may be amended after a change of plan or a review",
    ),
    _Item(
        "PLACEMENT-CONDUCT",
        _PLACEMENT,
        ("conduct_duty",),
        _r("12(2)(g)"),
        "major",
        "the duties of conduct of regulation 20",
    ),
    _Item(
        "PLACEMENT-CARER-RECORDS",
        _PLACEMENT,
        ("carer_records",),
        _r("12(2)(h)"),
        "minor",
        "which records the carer keeps, how, and that they are handed back",
    ),
    _Item(
        "CARER-ROLES",
        _CARER,
        ("roles", "working_practice"),
        _r("16(2)(a)", "16(2)(b)"),
        "minor",
        "roles and working practice",
    ),
    _Item("CARER-INSURANCE-STATED", _CARER, ("insurance",), _r("16(2)(c)"), "major", "the insurance to be kept"),
    _Item(
        "CARER-ALLEGATIONS",
        _CARER,
        ("allegation_procedure",),
        _r("16(2)(d)", "16(2)(f)"),
        "major",
        "what happens after an allegation, and that it is reported",
    ),
    _Item(
        "CARER-RESTRAINT", _CARER, ("restraint",), _r("16(2)(e)", "16(2)(f)"), "major", "when restraint is the sole way"
    ),
    _Item(
        "CARER-MEDICINES",
        _CARER,
        ("medicines",),
        _r("16(2)(g)"),
        "major",
        "when the carer may give or help with medicines",
    ),
    _Item(
        "CARER-INCIDENTS-STATED",
        _CARER,
        ("incident_reporting",),
        _r("16(2)(h)", "16(3)"),
        "major",
        "the incidents to be reported, in 24 hours, and in writing in 3 days",
    ),
    _Item(
        "WHISTLEBLOWING-REGULATOR",
        "whistleblowing_policy",
        ("names_regulator",),
        _r("26"),
        "major",
        "how staff reach RQIA",
    ),
    _Item(
        "WHISTLEBLOWING-TRUST",
        "whistleblowing_policy",
        ("names_trust",),
        _r("26"),
        "major",
        "how staff reach the local Trust",
    ),
    _Item(
        "INCIDENT-POLICY-STAFF",
        "incident_policy",
        ("staff_must_report",),
        _r("33(5)"),
        "minor",
        "that staff tell the registered person of a listed incident forthwith",
    ),
)


def _says_it(item: _Item) -> Rule:
    def all_there(_law: Law) -> pl.Expr:
        return pl.all_horizontal(col("held").list.contains(code) for code in item.codes)

    return make_rule(
        f"NIR-{item.id}",
        RuleKind.CONDITION,
        f"The {item.kind.replace('_', ' ')} says {item.words}.",
        all_there,
        about="agency_documents",
        clauses=item.clauses,
        severity=item.severity,
        when=(col("kind") == item.kind) & _held,
        says=f"The {{kind}} is not shown to say {item.words}",
        fix="Add it, and tick it in the checklist; bring agreements already signed into line at their next review.",
    )


ITEMS: tuple[Rule, ...] = tuple(_says_it(item) for item in _ITEMS)


class _List(NamedTuple):
    """A document whose whole list of contents is one test."""

    id: str
    kind: str
    clauses: tuple[str, ...]
    severity: str
    words: str


_LISTS = (
    _List("PLACEMENT-DETAILS", _PLACEMENT, _r("12(2)(i)"), "major", "the other details that the Regulations list"),
    _List("CARER-HANDBOOK-CONTENTS", "carer_handbook", _r("18"), "minor", "its thirteen contents"),
    _List("STAFF-HANDBOOK-CONTENTS", "staff_handbook", _r("31"), "minor", "its five contents"),
    _List(
        "DISCIPLINARY-CONTENTS", "disciplinary_policy", _r("30"), "minor", "probation, suspension and failing to report"
    ),
    _List("COMPLAINTS-REGULATOR", "complaints_policy", _r("22(7)"), "major", "RQIA's name, address and telephone"),
)


def _covers(each: _List) -> Rule:
    return make_rule(
        f"NIR-{each.id}",
        RuleKind.CONDITION,
        f"The {each.kind.replace('_', ' ')} has {each.words}.",
        lambda _law: col("missing").list.len() == 0,
        about="agency_documents",
        clauses=each.clauses,
        severity=each.severity,
        when=(col("kind") == each.kind) & _held,
        says="The {kind} is not shown to cover: {missing}",
        fix="Add what is missing, and tick it in the checklist.",
    )


LISTS: tuple[Rule, ...] = tuple(_covers(each) for each in _LISTS)
