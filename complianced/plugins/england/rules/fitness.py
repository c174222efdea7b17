"""Fit and proper people: SI 2014/2936 regs 18(2)(c), 19(1), 19(2) and 19(4)."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, present, rule


@rule(
    "ENG-ADVERSE-DISCLOSURE",
    about="workers",
    clauses="uksi-2014-2936/19(1)",
    severity="critical",
    when=col("regulated") & (col("outcome").is_not_null()),
    says="A disclosure of this {role} has content (issued: {issued_on}), and no decision on the risk is recorded",
    fix="Weigh the content with somebody senior, decide whether and on what terms the person may work, and record the "
    "day; never write down what the certificate says.",
)
def adverse_disclosure_decided(law: Law) -> pl.Expr:
    """Where a disclosure has content, the risk has been weighed and decided."""
    return (col("outcome") == "clear") | present("risk_assessed_on")


@rule(
    "ENG-BARRED",
    about="workers",
    clauses="uksi-2014-2936/19(1)",
    severity="critical",
    when=col("regulated") & present("listed"),
    says="This {role} is recorded as on a barred list",
    fix="Stop the person's regulated work at once, see that the people they support are safe, and take advice from DBS "
    "and the council: letting a barred person do regulated activity is a crime.",
)
def nobody_barred(law: Law) -> pl.Expr:
    """Nobody in regulated work is on a barred list."""
    return ~col("listed")


@rule(
    "ENG-APPROVED-FIRST",
    about="arrangements_live",
    clauses="uksi-2014-2936/19(2)",
    severity="critical",
    says="The arrangement began on {started_on}; the carer's approval: {approved_on}",
    fix="Have the approving body decide now, with the file before it, whether the arrangement may go on, and find out "
    "how it could begin.",
)
def approved_before_arrangement(law: Law) -> pl.Expr:
    """An arrangement begins no earlier than the carer's approval, in an emergency too."""
    return before("approved_on", "started_on")


@rule(
    "ENG-APPROVAL-LASTS",
    about="arrangements_live",
    clauses="uksi-2014-2936/19(2)",
    severity="critical",
    when=present("approved_on"),
    says="The arrangement goes on although the carer's approval has ended (status: {carer_status}; ended: "
    "{carer_ended_on})",
    fix="End the arrangement, or have the carer approved afresh; correct the records where they are behind.",
)
def approval_lasts(law: Law) -> pl.Expr:
    """A live arrangement is with a carer whose approval has not ended."""
    return col("carer_ended_on").is_null() & (col("carer_status") != "ended")


@rule(
    "ENG-CHECKS-BEFORE-APPROVAL",
    about="applications_approved",
    clauses="uksi-2014-2936/19(2)",
    severity="critical",
    says="Approval decided: {approval_decided_on}; checks completed: {checks_completed_on}",
    fix="Take the checks that came late back to the approving body, and mend the procedure so that it decides last.",
)
def checks_before_approval(law: Law) -> pl.Expr:
    """The checks on a carer were complete when the approval was decided."""
    return before("checks_completed_on", "approval_decided_on")


@deadline(
    "ENG-PROFESSIONAL-REGISTER",
    about="staff_in_post",
    clauses=("uksi-2014-2936/18(2)(c)", "uksi-2014-2936/19(4)"),
    severity="major",
    when=present("professional_register") & (col("professional_register") != "none"),
    says="Registration with {professional_register} (since: {professional_registered_on}) was good until: {due_on}",
    fix="Look the person up on the public register, record the last day, and stop work that needs the registration "
    "where it has lapsed.",
)
def professional_registration_current(law: Law) -> pl.Expr:
    """A professional's registration is current."""
    return pl.when(present("professional_registered_on")).then(col("professional_registration_expires_on"))
