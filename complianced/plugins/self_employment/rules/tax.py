"""Facts that qualifying care relief rests on (ITTOIA 2005 Part 7 Chapter 2) and the word to HMRC (TMA 1970 s 7).

Nothing here computes tax or advises on it: what is missing or out of the ordinary is named, so that the carer can ask.
The carer's own reference is never kept.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, at_most, col, present, rule
from complianced.plugins.self_employment.prompts import NOTE

_PEOPLE = "ukpga-2005-5/804A"
_ASK = " This is no tax advice: the carer asks HMRC or an adviser." + NOTE


@rule(
    "SELF-OWN-HOME",
    about="homes_in_use",
    clauses="ukpga-2005-5/806A",
    severity="major",
    says="Somebody is supported in this home; it is held as: {tenure}",
    fix="Record how the carer holds the home; where the scheme provides it, tell the carer that the relief asks for "
    "the carer's own home." + _ASK,
)
def home_is_the_carers(law: Law) -> pl.Expr:
    """Support is given in a home that is the carer's, not the scheme's."""
    return col("tenure") != "provided_by_scheme"


@rule(
    "SELF-THREE-PEOPLE",
    about="homes_over_tax_years",
    # Wales has the number in law, over all time and with this clause. In England and Scotland a home that is over the
    # number now is told so by the shared rule on people in a home, which cites this clause too.
    clauses=dict.fromkeys(("england", "scotland", "northern_ireland"), _PEOPLE),
    severity="major",
    when=lambda law: (
        (col("people_at_once") <= law.relief_people_maximum).fill_null(True)
        | pl.lit(law.nation not in ("england", "scotland"))
    ),
    says="{most_people} people were supported in this home at one moment, first on {most_people_on}, within this tax "
    "year or the last",
    fix="Check the dates, short breaks and all carers of the home counted, and tell the carers that the relief for "
    "that tax year is in question." + _ASK,
)
def three_people_at_most(law: Law) -> pl.Expr:
    """No more than three people were supported in one home at any moment of this tax year and the last."""
    return at_most("most_people", law.relief_people_maximum)


@rule(
    "SELF-HMRC-TOLD",
    about="carers_paid",
    clauses="ukpga-1970-9/7",
    severity="advice",
    when=present("first_fee_on"),
    says="The first fee is of {first_fee_on}; the carer's word that HMRC knows: {hmrc_registration_confirmed_on}. HMRC "
    "is to be told by {hmrc_told_by}",
    fix="Ask the carer whether they have told HMRC, and record the day of their yes, never a reference." + _ASK,
)
def hmrc_told(law: Law) -> pl.Expr:
    """A carer who is paid fees has confirmed that HMRC knows of them."""
    asked_by: pl.Expr = col("first_fee_on") + law.hmrc_confirmation_limit
    return present("hmrc_registration_confirmed_on") | (asked_by >= law.today)


@rule(
    "SELF-OTHER-RECEIPTS",
    about="carers_paid",
    clauses="ukpga-2005-5/804(1)(b)",
    severity="advice",
    when=lambda law: col("last_fee_on") >= law.today - law.indicator_look_back,
    says="Beside care fees the carer has payments of another kind, last for a period from {last_other_on}",
    fix="Record what the other payments are for, and tell the carer that other receipts of the same trade matter to "
    "the relief." + _ASK,
)
def receipts_are_of_one_kind(law: Law) -> pl.Expr:
    """A carer who is paid care fees has no payments of another kind."""
    return _not_lately("last_other_on", law)


def _not_lately(last: str, law: Law) -> pl.Expr:
    """Never, or longer ago than is looked back over."""
    first: pl.Expr = law.today - law.indicator_look_back
    return col(last).is_null() | (col(last) < first)


@rule(
    "SELF-DAY-SUPPORT-ONLY",
    about="carers_with_kinds",
    clauses=("ukpga-2005-5/806A", "hmrc-bim/52758"),
    severity="advice",
    says="All this carer's arrangements are day support: nobody has accommodation here",
    fix="Tell the carer that the relief asks for accommodation and care together, and that HMRC can say what holds for "
    "day support." + _ASK,
)
def somebody_has_a_bed(law: Law) -> pl.Expr:
    """A carer's arrangements come with accommodation, not with day support alone."""
    return col("overnight_arrangements") > 0


@rule(
    "SELF-PAYER",
    about="carers_paid",
    clauses={"england": ("uksi-2011-712/4", "uksi-2018-317/all")},
    severity="advice",
    says="Payments to this carer have no payer on record, last for a period from {last_without_payer_on}",
    fix="Record whose money each payment is: council, trust, scheme or person." + NOTE,
)
def payer_recorded(law: Law) -> pl.Expr:
    """Every payment to a carer says who pays."""
    return _not_lately("last_without_payer_on", law)


@rule(
    "SELF-HOUSEHOLD",
    about="carers_paid",
    clauses=("ukpga-2005-5/808", "ukpga-2005-5/809", "hmrc-bim/52765"),
    severity="advice",
    says="The carer is paid, and no household is recorded: the carers of the home cannot be counted",
    fix="Record the household that the carer lives in." + NOTE,
)
def household_known(law: Law) -> pl.Expr:
    """The household of every carer who is paid is on record, so that its carers can be counted."""
    return present("household_id")


@rule(
    "SELF-PERIODS",
    about="carers_paid",
    clauses=("ukpga-2005-5/811", "hmrc-bim/52765"),
    severity="advice",
    says="Care fees without both days of their period: {fees_without_period}. Their weeks cannot be counted",
    fix="Record the first and last day of the period of each fee." + NOTE,
)
def periods_recorded(law: Law) -> pl.Expr:
    """Every care fee has the first and last day of its period, so that weeks can be counted."""
    return col("fees_without_period") == 0
