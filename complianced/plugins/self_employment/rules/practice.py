"""Practice: what the records show of how scheme and carers deal with each other, whatever the papers say.

Each is a named indicator with its evidence; a person looks at it. None says what anybody's status is (SE-P-06, 09, 15,
18 and SE-C-03, 04, 08, 14 of the regulation reference).
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, within
from complianced.plugins.self_employment.prompts import LOOK

_LIKE_STAFF_PAY = ["holiday_pay", "sick_pay", "pension", "tax_deduction"]
_STAFF_PAY = ("ukeat-0011-18/all", "ukeat-0049-18/all")


@rule(
    "SELF-CARER-SUPERVISED",
    about="carers_supervised",
    clauses=("hmrc-esm/0515", "uksc-2024-29/all"),
    severity="major",
    basis="convention",
    says="A staff supervision or appraisal is recorded under this carer's id, last on {last_supervised_on}",
    fix="Record talks with carers as support visits and carer reviews; correct the id where it was meant for staff."
    + LOOK,
)
def carer_not_supervised(law: Law) -> pl.Expr:
    """No carer is entered in the records of staff supervision and appraisal."""
    last = col("last_supervised_on")
    return last.is_null() | (last < _looked_back_to(law))


@rule(
    "SELF-STAFF-LIST",
    about="carers_among_staff",
    clauses="hmrc-esm/0515",
    severity="minor",
    basis="convention",
    when=present("plain_name"),
    says="Somebody of the same name is in the list of staff, with no job description on file",
    fix="Where it is one person with a job of their own at the office, file its job description; else take the carer "
    "off the list of staff." + LOOK,
)
def carer_not_in_staff_list(law: Law) -> pl.Expr:
    """Nobody is in the list of staff and in that of carers without a job of their own."""
    return col("same_name_in_post") == 0


@rule(
    "SELF-AFTER-DECLINE",
    about="declines",
    clauses="uksc-2021-5/all",
    severity="major",
    when=lambda law: col("answered_on") >= law.today - law.offers_looked_back,
    says="The carer declined this match on {answered_on}. A review for cause or at panel followed: {reviewed_on}; the "
    "approval was ended: {removed_on}; suspended now: {suspended}",
    fix="Find out whether what followed had to do with the decline, and make good what did." + LOOK,
)
def nothing_follows_a_decline(law: Law) -> pl.Expr:
    """Nothing is done against a carer soon after they declined a match."""
    window: pl.Expr = col("answered_on") + law.after_decline_window
    acts = [(col(name) > window).fill_null(True) for name in ("reviewed_on", "removed_on")]
    return pl.all_horizontal(*acts) & ~(col("suspended") & (window >= law.today))


@rule(
    "SELF-DECLINES-OCCUR",
    about="offers_answered",
    clauses="sharedlivesplus-guidance/right-to-decline",
    severity="advice",
    when=lambda law: _since(law, "answered_days") >= law.offers_looked_at,
    says="Many offers were answered in the time looked back over, and not one was declined",
    fix="Ask carers whether they feel free to say no, and whether every no is written down." + LOOK,
)
def declines_occur(law: Law) -> pl.Expr:
    """The right to decline is real: among many answered offers, some were declined."""
    return _since(law, "declined_days") > 0


def _since(law: Law, days: str) -> pl.Expr:
    """How many of the days lie within the time that offers are looked back over."""
    return (
        col(days)
        .list.eval((pl.element() >= law.today - law.offers_looked_back).fill_null(False))
        .list.sum()
        .fill_null(0)
    )


@rule(
    "SELF-PUT-FORWARD",
    about="support_carers_by_scheme",
    clauses=("uksc-2018-29/all", "et-1800575-2017/all", "uksc-2023-43/all"),
    severity="minor",
    when=lambda law: col("support_carers") >= law.support_carers_looked_at,
    says="There are {support_carers} support carers in role; put forward by a carer: {put_forward}",
    fix="Ask carers whether they know that they may put somebody forward, and record who was." + LOOK,
)
def support_carers_put_forward(law: Law) -> pl.Expr:
    """Carers do put support carers forward."""
    return col("put_forward") > 0


@rule(
    "SELF-REMITTANCE",
    about="payments_and_people",
    clauses=_STAFF_PAY,
    severity="major",
    when=lambda law: _lately(law),
    says="A payment line of {kind} to or from a carer, {period_starts_on} to {period_ends_on}",
    fix="Find out what the line is for and who decided it; breaks are paid for as funded breaks." + LOOK,
)
def remittance_is_plain(law: Law) -> pl.Expr:
    """Payments to carers have no line of holiday pay, sick pay, pension or tax."""
    return ~col("kind").is_in(_LIKE_STAFF_PAY)


@rule(
    "SELF-RETAINER",
    about="payments_and_people",
    clauses="ukeat-0011-18/all",
    severity="major",
    when=lambda law: (col("kind") == "retainer") & _lately(law),
    says="A retainer was paid for {period_starts_on} to {period_ends_on}; by the records nobody was supported then, "
    "nor shortly before",
    fix="Record the arrangement or the stay in hospital that it was for, or what the local contract says of it." + LOOK,
)
def retainer_is_for_somebody(law: Law) -> pl.Expr:
    """A retainer is paid for somebody: within an arrangement, or for a short void after it."""
    paid_for: pl.Expr = col("supported_until") + law.retainer_void
    return paid_for >= col("paid_until")


@rule(
    "SELF-FEE-FOR-NOBODY",
    about="payments_and_people",
    clauses=_STAFF_PAY,
    severity="major",
    when=lambda law: (col("kind") == "care_fee") & _lately(law) & present("paid_until"),
    says="A care fee was paid for {period_starts_on} to {period_ends_on}; by the records nobody was supported then, "
    "and no policy speaks of funded breaks",
    fix="Record the arrangement that it was for, or write down how breaks are funded." + LOOK,
)
def fee_is_for_somebody(law: Law) -> pl.Expr:
    """A care fee is paid for days on which somebody was supported, or for a funded break."""
    supported = (col("supported_until") >= col("paid_from")).fill_null(False)
    return supported | col("funded_breaks").fill_null(False)


def _lately(law: Law) -> pl.Expr:
    """Within the time looked back over; without a date nobody can say that it is over."""
    return (col("paid_until") >= _looked_back_to(law)).fill_null(True)


def _looked_back_to(law: Law) -> pl.Expr:
    """The first day that payments, endings and supervisions are looked back to."""
    first: pl.Expr = law.today - law.indicator_look_back
    return first


@rule(
    "SELF-ENDING-REASON",
    about="approvals_ended",
    clauses="sharedlivesplus-guidance/approval-review",
    severity="major",
    when=lambda law: col("ended_on") >= _looked_back_to(law),
    says="The carer's approval ended on {ended_on}; the reason on record: {end_reason}",
    fix="Record why it ended, and that the carer was told the reasons." + LOOK,
)
def ending_has_a_reason(law: Law) -> pl.Expr:
    """An approval that has ended has its reason on record."""
    return present("end_reason")


@rule(
    "SELF-ENDING-PANEL",
    about="approvals_ended",
    clauses="sharedlivesplus-guidance/approval-review",
    # How an approval ends is each nation's to say, and none asks for a panel: advice, beside the reason and the policy.
    severity="advice",
    when=lambda law: (col("ended_on") >= _looked_back_to(law)) & col("end_reason").is_in(["unfit", "harm"]),
    says="The approval was ended on {ended_on} ({end_reason}); the panel looked before it: {panel_before_on}; after "
    "it: {panel_after_on}",
    fix="Bring the ending to the panel, with the carer's own account, and tell them how to appeal." + LOOK,
)
def panel_looks_at_an_ending(law: Law) -> pl.Expr:
    """An approval that the scheme ends has been, or soon is, before the panel."""
    earliest: pl.Expr = col("ended_on") - law.panel_on_ending
    before = (col("panel_before_on") >= earliest).fill_null(False)
    return before | within("ended_on", "panel_after_on", law.panel_on_ending, law)
