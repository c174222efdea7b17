"""Money, restraint and liberty: WSI 2019/163 regs 23(3), 24 and 25.

DoLS does not reach a carer's home: only the Court of Protection can authorise. From 2 June 2026 the acid test is no
longer law: a screening from before says "screen again" and never that an order is missing.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within, yes
from complianced.plugins.wales.dates import ACID_TEST_ENDED

_SINCE_RULING = (col("screened_on") >= ACID_TEST_ENDED).fill_null(False)
_ORDERED = present("ordered_on")
_ASKED = col("applications_pending") > 0


@rule(
    "WAL-MONEY-AGENT",
    about="people_supported",
    clauses="wsi-2019-163/23(3)",
    severity="critical",
    when=present("money_support") & (col("money_support") != "none"),
    says="Support with money: {money_support}; the money is held by: {money_held_by}; why: {money_held_reason}",
    fix="Find somebody outside scheme and carer to hold the money; where that is not practicable, record why and who "
    "agreed.",
)
def no_agent(law: Law) -> pl.Expr:
    """Neither staff nor a carer is a person's agent for money, unless it is on record why nobody else can be."""
    return ~col("money_held_by").is_in(["scheme_staff", "carer"]) | present("money_held_reason")


@rule(
    "WAL-RESTRAINT-REASON",
    about="restraints",
    clauses="wsi-2019-163/24",
    severity="critical",
    says="Restraint ({kind}) began on {started_on}; why it was needed and proportionate is on record: {rationale}",
    fix="Record why it was needed and what else was tried; where that cannot be shown, end it and raise a concern.",
)
def restraint_reasoned(law: Law) -> pl.Expr:
    """For every restraint it is on record why it was needed and proportionate."""
    return yes("rationale")


@rule(
    "WAL-RESTRAINT-RECORDED",
    about="restraints",
    clauses="wsi-2019-163/24",
    severity="critical",
    says="Restraint ({kind}) began on {started_on} (hour: {started_at}); it was written down: {written_at}",
    fix="Write the record now if there is none, and go through with the carer how it is made the same day.",
)
def restraint_recorded(law: Law) -> pl.Expr:
    """Restraint is written down within the hours allowed."""
    return within("begun_at", "written_at", law.restraint_record, law)


@rule(
    "WAL-RESTRAINT-TOLD",
    about="restraints",
    clauses="wsi-2019-163/24",
    severity="critical",
    says="Restraint ({kind}) began on {started_on} (hour: {started_at}); the provider was told: {provider_told_at}",
    fix="Find out what happened from the carer, enter when you were told, and agree how carers tell you the same day.",
)
def restraint_told(law: Law) -> pl.Expr:
    """The provider is told of restraint by a carer within the hours allowed."""
    return within("begun_at", "provider_told_at", law.restraint_told, law)


@deadline(
    "WAL-RESTRAINT-TRAINED",
    about="carers_restraining",
    clauses="wsi-2019-163/24",
    severity="critical",
    says="Somebody this carer supports is restrained; training in restraint was last taken on {completed_on}, good "
    "until {due_on}",
    fix="No restraint until the carer is trained; agree with the person and the commissioner how they are kept safe.",
)
def restraint_trained(law: Law) -> pl.Expr:
    """A carer of somebody who is restrained is trained in it, and the training is in date."""
    return pl.coalesce("expires_on", every("completed_on", law.restraint_training_validity))


def _wants_an_order(law: Law) -> pl.Expr:
    deprived = col("outcome") == "deprived"
    if law.as_of < ACID_TEST_ENDED:
        return deprived
    return deprived & _SINCE_RULING & (col("test") != "acid_test").fill_null(True)


@rule(
    "WAL-LIBERTY-ORDER",
    about="liberty_screened",
    clauses="wsi-2019-163/25",
    severity="critical",
    when=_wants_an_order,
    says="The screening of {screened_on} found deprivation of liberty; no order of the Court of Protection and no "
    "application to it is recorded",
    fix="Ask the commissioner today to apply to the Court of Protection, ease what can be eased, and record both.",
)
def deprivation_authorised(law: Law) -> pl.Expr:
    """Somebody deprived of liberty has an order of the Court of Protection, or one has been applied for."""
    return _ORDERED | _ASKED


@deadline(
    "WAL-LIBERTY-ORDER-IN-DATE",
    about="liberty_screened",
    clauses="wsi-2019-163/25",
    severity="critical",
    when=lambda law: _wants_an_order(law) & _ORDERED & ~_ASKED & present("order_expires_on"),
    basis="law",
    says="The court's order of {ordered_on} ran out on {order_expires_on}, and no new application is recorded",
    fix="Ask the commissioner today to apply to the court again; record the application.",
)
def order_in_date(law: Law) -> pl.Expr:
    """The court's order for somebody deprived of liberty has not run out, or a new one has been applied for."""
    return col("order_expires_on")


@rule(
    "WAL-LIBERTY-RESCREEN",
    about="liberty_screened",
    clauses="wsi-2019-163/25",
    severity="critical",
    basis="law",
    # The old test found deprivation more readily: whoever it cleared is clear.
    when=(col("outcome") != "not_deprived").fill_null(True),
    says="The last screening, of {screened_on}, was made under the law before 2 June 2026 and found: {outcome}; screen "
    "again",
    fix="Screen again by all the factors, with the person's wishes and feelings. Keep to any court order until the "
    "court says otherwise; this finding does not say that one is missing.",
)
def screened_again(law: Law) -> pl.Expr:
    """A screening that rests on the acid test is done again within the time allowed since the ruling."""
    limit: pl.Expr = pl.lit(ACID_TEST_ENDED) + law.rescreen_limit
    return _SINCE_RULING | (limit >= law.today)
