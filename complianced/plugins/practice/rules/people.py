"""What custom looks at again for a person: risk (SSI 2011/210 reg 4(1)(a)), the plan (SR 2007/221 reg 19(3)) and the
medicines record (SI 2014/2936 reg 12(2)(g)).
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, rule, yes

_MEDICINES = {
    "england": ("uksi-2014-2936/12(2)(g)", "nice-ng67/scope", "cqc-medicines-shared-lives/page"),
}
_SUPPORTED = col("medicines_support").is_in(["prompt", "assist", "administer"])


@deadline(
    "PRACTICE-RISK-ASSESSMENT",
    about="people_supported",
    clauses={"scotland": "ssi-2011-210/4(1)(a)"},
    severity="major",
    says="Risks were last assessed on {last_risk_assessed_on}; this was due again by {due_on}",
    fix="Go over the risks with the person and the carer, and record the assessment.",
)
def risks_assessed(law: Law) -> pl.Expr:
    """A person's risks are assessed every year, or sooner where the last assessment says so."""
    own = pl.when(col("risk_review_due_on") > col("last_risk_assessed_on")).then(col("risk_review_due_on"))
    return pl.min_horizontal(col("last_risk_assessed_on") + law.risk_assessment_interval, own)


@deadline(
    "PRACTICE-PLAN-REVIEW",
    about="arrangements_live",
    clauses={"northern_ireland": "nisr-2007-221/19(3)"},
    severity="major",
    says="The plan was last reviewed on {last_plan_review_on}; the next review was due {due_on}",
    fix="Review the plan with the person, amend it where it no longer fits, and record the day.",
)
def plan_reviewed(law: Law) -> pl.Expr:
    """A person's plan is reviewed every year."""
    return every("last_plan_review_on", law.plan_review_interval, since="started_on")


@deadline(
    "PRACTICE-MEDICINES-AUDIT",
    about="people_supported",
    clauses=_MEDICINES,
    severity="critical",
    when=_SUPPORTED,
    says="Support with medicines: {medicines_support}; the record was last audited on {last_medicines_audit_on}; due "
    "again by {due_on}",
    fix="Audit the administration record with the carer, and record what was found.",
)
def medicines_audited(law: Law) -> pl.Expr:
    """The medicines record of a person who is supported with medicines is audited within the interval."""
    return every("last_medicines_audit_on", law.medicines_audit_interval, since="first_started_on")


@rule(
    "PRACTICE-MEDICINES-AUDIT-COMPLETE",
    about="people_supported",
    clauses=_MEDICINES,
    severity="critical",
    basis="convention",
    when=_SUPPORTED & col("last_medicines_audit_on").is_not_null(),
    says="Record complete at the audit of {last_medicines_audit_on}: {medicines_record_complete}",
    fix="Find out what was missed and whether the person came to harm, put the record right, and audit again.",
)
def medicines_record_complete(law: Law) -> pl.Expr:
    """The last audit found the medicines record complete."""
    return yes("medicines_record_complete")
