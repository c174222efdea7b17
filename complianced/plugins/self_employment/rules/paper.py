"""Paper: what agreements and policies are recorded as saying, each row of the regulation reference as data.

The authorities are cases and HMRC's manual (Ready Mixed Concrete, Pimlico, Hermes, Uber, PGMOL, Johnstone, the tribunal
of 12 February 2020, Oni; ESM0515): they are authority for looking, not a duty. What is really done is in `practice.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, yes
from complianced.plugins.self_employment.prompts import NOTE


class _Paper(NamedTuple):
    """Items that a kind of document should hold, and items that it should not.

    `asked_for` says that the document itself is wanted: where a scheme keeps papers of this kind and this one is not
    among them, the finding is the scheme's. `unseen` says that an item which nobody has looked for counts as missing
    even where nobody has looked for any, as in all advice; else the paper is read once somebody has begun to.
    """

    id: str
    kind: str
    title: str
    severity: str
    clauses: tuple[str, ...]
    basis: str
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    asked_for: bool = False
    unseen: bool = False
    words: str = ""
    fix: str = ""


_AGREEMENT = "carer_agreement_template"
_PAPERS = (
    _Paper(
        "MAY-DECLINE",
        _AGREEMENT,
        "The carer agreement says that the scheme need not offer a match and the carer need not take one",
        "major",
        ("qb-1968-497/all", "et-2020-02-12/all"),
        "guidance",
        holds=("may_decline_match", "scheme_need_not_offer"),
        unseen=True,
        words="The carer agreement says that a carer may say no to a match: {may_decline_match}; that the scheme need "
        "not offer one: {scheme_need_not_offer}",
        fix="Put both into the agreement as they are really lived, and tick them in the checklist.",
    ),
    _Paper(
        "NO-MINIMUM",
        _AGREEMENT,
        "The carer agreement sets no minimum of hours, nights or people",
        "major",
        ("qb-1968-497/all", "et-2020-02-12/all"),
        "guidance",
        lacks=("minimum_hours",),
        words="The carer agreement sets a minimum of hours, nights or people: {minimum_hours}",
        fix="Take the minimum out, or record that somebody looked and there is none.",
    ),
    _Paper(
        "NO-PENALTY",
        "matching_policy",
        "The matching policy says that declining a match has no consequence",
        "major",
        ("uksc-2021-5/all", "uksc-2024-29/all"),
        "convention",
        holds=("no_penalty_for_declining",),
        words="The matching policy says that declining has no consequence for approval, fee or turn: "
        "{no_penalty_for_declining}",
        fix="Say so in the policy, take out whatever ties an answer to approval, fee or turn, and tick it.",
    ),
    _Paper(
        "NO-PROBATION",
        _AGREEMENT,
        "The carer agreement has no probation",
        "major",
        ("hmrc-esm/0515", "uksc-2024-29/all"),
        "convention",
        lacks=("probation",),
        words="The carer agreement has a time of probation: {probation}",
        fix="Speak of a first review in its place, or record that somebody looked and there is no probation.",
    ),
    _Paper(
        "DISCIPLINE-APART",
        "disciplinary_policy",
        "The disciplinary policy says that it is not for carers",
        "major",
        ("uksc-2018-29/all", "et-1800575-2017/all"),
        "convention",
        holds=("excludes_carers",),
        words="The disciplinary policy leaves carers out in so many words: {excludes_carers}",
        fix="Say in the policy that it is for the scheme's office only; carers have approval review, panel and appeal.",
    ),
    _Paper(
        "APPEAL",
        "approval_review_policy",
        "The approval review policy gives carers a way to appeal",
        "major",
        ("uksc-2018-29/all", "et-1800575-2017/all"),
        "convention",
        holds=("appeal_route",),
        asked_for=True,
        unseen=True,
        words="Approval review policy: {document_id}; it gives a way to appeal: {appeal_route}",
        fix="Write down how approval is reviewed and how a carer appeals, and tick it in the checklist.",
    ),
    _Paper(
        "ENDING-APPROVAL",
        "approval_review_policy",
        "The approval review policy says that reasons are given and a panel looks before an approval ends",
        "major",
        ("sharedlivesplus-guidance/approval-review",),
        "guidance",
        holds=("reasons", "panel"),
        unseen=True,
        words="The approval review policy says that reasons are given: {reasons}; that a panel looks: {panel}",
        fix="Add what is missing to the policy, and tick it in the checklist.",
    ),
    _Paper(
        "BREAKS-FUNDED",
        "breaks_policy",
        "The breaks policy speaks of funded breaks for the arrangement and of no holiday pay",
        "major",
        ("ukeat-0011-18/all", "ukeat-0049-18/all"),
        "convention",
        holds=("funded_breaks",),
        lacks=("holiday_pay",),
        words="The breaks policy speaks of funded breaks: {funded_breaks}; of holiday pay: {holiday_pay}",
        fix="Describe breaks as funded breaks that belong to the arrangement, and tick what is there.",
    ),
    _Paper(
        "NO-STAFF-PAY",
        _AGREEMENT,
        "The carer agreement has no holiday pay, sick pay or pension",
        "major",
        ("ukeat-0011-18/all", "ukeat-0049-18/all"),
        "convention",
        lacks=("holiday_pay", "sick_pay", "pension"),
        words="The carer agreement has holiday pay: {holiday_pay}; sick pay: {sick_pay}; a pension: {pension}",
        fix="Look at what was meant, describe breaks as funded breaks, and record what is there and what is not.",
    ),
    _Paper(
        "NO-TIES",
        _AGREEMENT,
        "The carer agreement bans neither other work nor other schemes, now or afterwards",
        "major",
        ("ukeat-0011-18/all", "uksc-2018-29/all"),
        "convention",
        lacks=("exclusivity", "restrictive_covenant"),
        words="The carer agreement bans other work or schemes: {exclusivity}; restrains the carer afterwards: "
        "{restrictive_covenant}",
        fix="Take the ban or restraint out, or record that somebody looked and there is none.",
    ),
    _Paper(
        "OTHER-WORK",
        _AGREEMENT,
        "The carer agreement says that the carer may take on other work",
        "advice",
        ("ukeat-0011-18/all", "uksc-2018-29/all"),
        "convention",
        holds=("may_work_elsewhere",),
        words="The carer agreement says that the carer may take on other work: {may_work_elsewhere}",
        fix="Say so in the agreement, with whatever approval and the people supported need, and tick it.",
    ),
    _Paper(
        "NO-UNIFORM",
        _AGREEMENT,
        "The carer agreement asks for no uniform, livery or branded kit",
        "minor",
        ("uksc-2018-29/all",),
        "convention",
        lacks=("uniform",),
        words="The carer agreement asks for a uniform, livery or branded kit: {uniform}",
        fix="Take it out, or record that somebody looked; a letter that says who the carer is does not count.",
    ),
    _Paper(
        "FEES-ASKED",
        "fee_schedule",
        "Carers were asked before the fees were set",
        "minor",
        ("hmrc-esm/0515", "sharedlivesplus-guidance/fees"),
        "guidance",
        holds=("carers_consulted",),
        words="Carers were asked about the fees and how they are worked out: {carers_consulted}",
        fix="Ask carers at the next review of fees, and record that they were asked.",
    ),
    _Paper(
        "HANDBOOK-BASIS",
        "carer_handbook",
        "The carer handbook gives the reason for each thing that it demands of carers",
        "major",
        ("et-2020-02-12/all", "hmrc-esm/0519", "hmrc-esm/0528"),
        "convention",
        holds=("control_basis_recorded",),
        words="Each demand in the carer handbook has its reason beside it (regulation, safeguarding, insurance or the "
        "person's plan): {control_basis_recorded}",
        fix="Go through every “must”; give its reason, or make it the carer's choice; then tick it.",
    ),
    _Paper(
        "DAILY-REPORTS",
        "carer_handbook",
        "The carer handbook asks for no daily reports without a reason",
        "minor",
        ("ukeat-0011-18/all",),
        "convention",
        lacks=("daily_reports",),
        words="The carer handbook asks for daily reports: {daily_reports}",
        fix="Ask for daily notes only where medicine, money or a risk calls for them, and say which.",
    ),
    _Paper(
        "MAY-NOMINATE",
        "support_carer_policy",
        "There is a policy on support carers, and carers may put them forward",
        "minor",
        ("uksc-2018-29/all", "et-1800575-2017/all", "uksc-2023-43/all"),
        "convention",
        holds=("carer_may_nominate",),
        asked_for=True,
        words="Support carer policy: {document_id}; carers may put somebody forward: {carer_may_nominate}",
        fix="Write down that carers put support carers forward and the scheme makes the checks, and tick it.",
    ),
    _Paper(
        "AGREEMENT-NOMINATE",
        _AGREEMENT,
        "The carer agreement says that the carer may put support carers forward",
        "minor",
        ("uksc-2018-29/all", "et-1800575-2017/all", "uksc-2023-43/all"),
        "convention",
        holds=("may_nominate_support_carer",),
        words="The carer agreement says that the carer may put support carers forward: {may_nominate_support_carer}",
        fix="Say so in the agreement, with the checks that the scheme makes, and tick it.",
    ),
    _Paper(
        "ENDING-TERMS",
        _AGREEMENT,
        "The carer agreement ends alike for both sides, with reasons and an appeal",
        "major",
        ("hmrc-esm/0515",),
        "convention",
        holds=("ending_terms", "appeal_route"),
        words="The carer agreement has ending terms alike for both sides: {ending_terms}; an appeal: {appeal_route}",
        fix="Write how either side ends it, with reasons, panel and appeal, at once only for safeguarding; tick both.",
    ),
    _Paper(
        "SPEAKING-UP",
        "whistleblowing_policy",
        "The whistleblowing policy is open to carers",
        "advice",
        ("et-3204635-2021/all",),
        "convention",
        holds=("includes_carers",),
        words="The whistleblowing policy is open to carers: {includes_carers}",
        fix="Say in the policy that carers may use it and are not to suffer for it, and tick it.",
    ),
    _Paper(
        "CHARTER-CARERS",
        "charter",
        "The charter was written together with carers",
        "advice",
        ("sharedlivesplus-guidance/charter",),
        "convention",
        holds=("carers_involved",),
        words="Carers took part in writing the charter: {carers_involved}",
        fix="Go through the charter with carers, and record that they took part.",
    ),
)


def _rule(paper: _Paper) -> Rule:
    """One row as a rule."""
    unseen = paper.unseen or paper.severity == "advice"
    read = present("document_id") & (pl.lit(True) if unseen else col("gone_through"))
    wanted = present("document_id").not_() & (col("own_papers") > 0)
    return make_rule(
        f"SELF-{paper.id}",
        RuleKind.CONDITION,
        paper.title,
        _says(paper),
        about="papers_looked_at",
        clauses=paper.clauses,
        severity=paper.severity,
        basis=paper.basis,
        when=(col("kind") == paper.kind) & (read | wanted if paper.asked_for else read),
        says=paper.words,
        fix=paper.fix + NOTE,
    )


def _says(paper: _Paper) -> Callable[[Law], pl.Expr]:
    def condition(_law: Law) -> pl.Expr:
        there = [yes(item) for item in paper.holds]
        # The presence of these is the finding; one that nobody came upon is not present.
        return pl.all_horizontal(present("document_id"), *there, *(~yes(item) for item in paper.lacks))

    return condition


PAPERS: tuple[Rule, ...] = tuple(_rule(paper) for paper in _PAPERS)
