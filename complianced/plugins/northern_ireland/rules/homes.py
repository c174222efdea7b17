"""Who lives where somebody is placed: SR 2007/221 reg 12(5), and the check that SR 2023/16 opened.

A fitness decision on everybody is law. A check on members of the household may be asked for since 2023-03-20 and is
nobody's duty; the ages from which one is looked for are custom.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, yes

_FIT = "nisr-2007-221/12(5)"
_CHECK = ("nisr-2023-16/all", "nisr-2007-221/12(5)")


@rule(
    "NIR-HOUSEHOLD-DECIDED",
    about="residents_decided",
    clauses=_FIT,
    severity="critical",
    says="Lives here since {joined_on}; fitness to live near people placed was decided on {fitness_decided_on}, and "
    "had to be by {decision_due_on}",
    fix="Decide today whether this person may live near whoever is placed here, on what is known of them, and record "
    "it. Where a later decision wrote over the date of the first, enter the first.",
)
def resident_decided_on(law: Law) -> pl.Expr:
    """Whoever lives in the home was decided on before the first placement, or on joining."""
    return col("fitness_decided_on") <= col("decision_due_on")


@rule(
    "NIR-HOUSEHOLD-FIT",
    about="residents_decided",
    clauses=_FIT,
    severity="critical",
    when=present("fitness_decided_on"),
    says="Decided on {fitness_decided_on}; found fit to live near people placed: {fit}",
    fix="Where the person was found unfit, nobody stays placed here: act today. Else record the outcome.",
)
def resident_found_fit(law: Law) -> pl.Expr:
    """Whoever lives where somebody is placed was found fit."""
    return yes("fit")


@rule(
    "NIR-CARER-DECIDED",
    about="carers_decided",
    clauses=_FIT,
    severity="critical",
    says="Fitness of this carer to live near people placed was decided on {fitness_decided_on}, and had to be by "
    "{decision_due_on}",
    fix="Decide today on what is known of the carer, and record it. Where a later decision wrote over the date of the "
    "first, enter the first.",
)
def carer_decided_on(law: Law) -> pl.Expr:
    """A carer in the home was decided on before the first placement there, or by their own approval.

    Approval is itself a decision that the carer is fit (reg 15), so it counts where no other day was entered.
    """
    return pl.coalesce("fitness_decided_on", "approved_on") <= col("decision_due_on")


@rule(
    "NIR-HOUSEHOLD-CHECK",
    about="residents_checked",
    clauses=_CHECK,
    severity="major",
    when=lambda law: col("born_on") + law.household_check_age <= law.today,
    says="A member of the household of 16 or over (there since {there_since_on}) holds no AccessNI certificate. The "
    "law has allowed one since 20 March 2023 and does not ask for it: it is evidence for the fitness decision",
    fix="Ask the person to apply with the adults' barred list, or record on what else the decision on their fitness "
    "rests and waive this finding with that reason.",
)
def household_member_checked(law: Law) -> pl.Expr:
    """A member of a carer's household of 16 or over holds a certificate, as the law has allowed since 2023."""
    met: pl.Expr = present("last_disclosed_on") | (
        _since(law.household_check_age) + law.household_check_limit >= law.today
    )
    return met


@rule(
    "NIR-HOUSEHOLD-CHECK-YOUNG",
    about="residents_checked",
    clauses=_CHECK,
    severity="major",
    when=lambda law: (
        (col("born_on") + law.household_child_check_age <= law.today)
        & (col("born_on") + law.household_check_age > law.today)
    ),
    says="A member of the household between 10 and 15 (there since {there_since_on}) holds no AccessNI certificate, "
    "and nothing shows that doing without was weighed. The law allows one and does not ask for it",
    fix="Weigh with the family whether a check is called for, and record the day.",
)
def young_member_weighed(law: Law) -> pl.Expr:
    """For a member of a carer's household between 10 and 15 there is a certificate, or doing without was weighed."""
    in_time = _since(law.household_child_check_age) + law.household_check_limit >= law.today
    met: pl.Expr = present("last_disclosed_on") | present("weighed_on") | in_time
    return met


def _since(age: pl.Expr) -> pl.Expr:
    """The day from which a check could be looked for: of age, and in the home of an approved carer."""
    of_age: pl.Expr = col("born_on") + age
    return pl.max_horizontal(of_age, "there_since_on")
