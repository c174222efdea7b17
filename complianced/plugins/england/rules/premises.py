"""The scheme's office: SI 2014/2936 regs 12(2)(d) and 15. A carer's home is not the provider's premises there."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule


def _attested_yearly(name: str, clause: str, severity: str, title: str, says: str, fix: str) -> Rule:
    """A statement on the clause is dated within the interval and says that it is met."""

    def due(law: Law) -> pl.Expr:
        says_no = col("met").is_in(["partly", "no"]).fill_null(False)
        last = pl.coalesce("made_on", "registered_on")
        return pl.when(~says_no).then(last + law.office_check_interval)

    return make_rule(
        name,
        RuleKind.DEADLINE,
        title,
        due,
        about="clause_attestations",
        clauses=clause,
        severity=severity,
        when=col("clause") == clause,
        says=says,
        fix=fix,
    )


OFFICE: tuple[Rule, ...] = (
    _attested_yearly(
        "ENG-OFFICE-SAFE",
        "uksi-2014-2936/12(2)(d)",
        "minor",
        "The office had its fire and safety check within the scheme's interval, and is safe",
        "Last statement that the office is safe: {made_on}, met: {met}. Missing, too old, or something is open",
        "Check fire safety, alarms and access at the office, put right what is found, and state it in attestations.",
    ),
    _attested_yearly(
        "ENG-OFFICE-SUITABLE",
        "uksi-2014-2936/15",
        "advice",  # equipment that is overdue and the office that is unsafe are asked elsewhere
        "The office and the equipment supplied were found clean, secure and suitable within the scheme's interval",
        "Last statement on the office and equipment: {made_on}, met: {met}. Missing, too old, or something is open",
        "Look over the office and the equipment that the scheme supplies, and state it in attestations.",
    ),
)
