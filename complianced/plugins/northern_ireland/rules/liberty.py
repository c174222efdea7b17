"""Deprivation of liberty: Mental Capacity Act (Northern Ireland) 2016 ss 24-27, 37-39 and 45, since 2019-12-02.

A Trust panel authorises, whatever the setting: six months, then extensions of six and of twelve. Short-term detention
in hospital and emergencies are not for this record.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule

_AUTHORISED = ("nia-2016-18/24", "nia-2016-18/25", "nia-2016-18/26", "nia-2016-18/27")
_PERIODS = "nia-2016-18/notes"


@rule(
    "NIR-LIBERTY-AUTHORITY",
    about="screened_for_panel",
    clauses=_AUTHORISED,
    severity="critical",
    when=col("outcome") == "deprived",
    says="The screening of {screened_on} found deprivation of liberty, and no Trust panel's authority is recorded "
    "(last asked for on {applied_on})",
    fix="Ask the Trust today to apply to its panel, or for an emergency; ease the restrictions that can be eased.",
)
def deprivation_is_authorised(law: Law) -> pl.Expr:
    """Deprivation of liberty found by the Act's test is authorised by a Trust panel."""
    return col("authorities") > 0


@rule(
    "NIR-LIBERTY-TEST",
    about="screened_for_panel",
    clauses=_AUTHORISED,
    severity="critical",
    when=(col("outcome") == "deprived") & present("test"),
    says="The screening of {screened_on} found deprivation of liberty by a test that is not the Act's: {test}",
    fix="Screen again by the test of the Act of 2016: not free to leave, continuous supervision, and lacking capacity.",
)
def screened_by_the_act(law: Law) -> pl.Expr:
    """Deprivation of liberty is found by the test of the Act of 2016."""
    return col("test") == "mca_ni"


@deadline(
    "NIR-LIBERTY-IN-DATE",
    about="panel_authorities",
    clauses=_PERIODS,
    severity="critical",
    when=~col("moot"),
    says="The panel's authority of {authorised_on} ran out on {due_on}",
    fix="Ask the Trust today for a new authority or the extension report, and record its dates; if the person is no "
    "longer deprived of liberty, record the new screening.",
)
def authority_in_date(law: Law) -> pl.Expr:
    """A Trust panel's authority is in date; where its end is not recorded it is taken to last six months."""
    return pl.coalesce("expires_on", col("authorised_on") + law.panel_authority)


@rule(
    "NIR-LIBERTY-PERIOD",
    about="panel_authorities",
    clauses=_PERIODS,
    severity="critical",
    when=~col("moot") & present("expires_on"),
    says="The authority of {authorised_on} is recorded as running until {expires_on}; asked for on {applied_on}",
    fix="Check the panel's decision or the extension report: six months from a panel, or twelve by a later extension.",
)
def authority_no_longer_than_law(law: Law) -> pl.Expr:
    """An authority is not recorded as longer than the law allows: six months from a panel, twelve by extension."""
    limit = (
        pl.when(present("applied_on"))
        .then(col("authorised_on") + law.panel_authority)
        .otherwise(col("authorised_on") + law.panel_extension)
    )
    return col("expires_on") <= limit


@rule(
    "NIR-LIBERTY-RENEWAL",
    about="panel_authorities",
    clauses=_PERIODS,
    severity="critical",
    when=lambda law: ~col("moot") & (col("expires_on") >= law.today),
    says="The panel's authority ends on {expires_on}, and nothing shows that its extension is in hand",
    fix="Ask the Trust whether the extension report is being made; the law has it in the last month or two.",
)
def extension_in_hand(law: Law) -> pl.Expr:
    """The extension of an authority that is about to end is in hand."""
    met: pl.Expr = col("in_hand") | (col("expires_on") - law.panel_warning > law.today)
    return met
