"""From enquiry to decision: stages move, checks and panel come first, the applicant sees the report, data is removed.
Custom; UK GDPR article 5(1)(e) for data. England's own law on checks before approval is in its own bundle.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, every, present, rule

_STAGES = "recruitment-practice/stages"
_ORDER = "recruitment-practice/order"
_REPORT = "recruitment-practice/report"
_APPROVED = (col("decision") == "approved") & ~col("carer_gone") & present("approval_on")
# A support carer may be approved quickly and without a panel.
_BY_PANEL = col("carer_kind").fill_null("carer") == "carer"

# In Scotland the shared rules on practice ask about the panel of every carer in role.
_BUT_SCOTLAND = ("england", "wales", "northern_ireland")


@deadline(
    "OUTCOMES-ENQUIRY-ANSWERED",
    about="applications_held",
    clauses=_STAGES,
    severity="advice",
    when=col("open_now") & ~col("answered"),
    says="Enquired on {enquired_on} and not answered yet; an answer was due by {due_on}",
    fix="Call the enquirer today, and record the day; if they have thought better of it, close the application.",
)
def enquiry_answered(law: Law) -> pl.Expr:
    """An enquirer is answered within days."""
    return every("enquired_on", law.application_contact)


@deadline(
    "OUTCOMES-HOME-VISITED",
    about="applications_held",
    clauses=_STAGES,
    severity="advice",
    when=col("open_now") & col("answered") & ~col("visited"),
    says="Answered on {contacted_on} and not visited yet; the visit was due by {due_on}",
    fix="Arrange the visit, or record that the application is on hold or withdrawn.",
)
def home_visited(law: Law) -> pl.Expr:
    """An applicant's home is visited soon after the first answer."""
    return every("contacted_on", law.application_visit, since="enquired_on")


@deadline(
    "OUTCOMES-DECIDED",
    about="applications_held",
    clauses=_STAGES,
    severity="advice",
    when=col("open_now") & col("visited"),
    says="Enquired on {enquired_on}; a decision was due by {due_on}",
    fix="See what holds the application up, tell the applicant, and set a day for the panel.",
)
def application_decided(law: Law) -> pl.Expr:
    """An application is decided within the longest time that is usual."""
    return every("enquired_on", law.application_decision)


@rule(
    "OUTCOMES-CHECKS-FIRST",
    about="applications_held",
    # England: ENG-CHECKS-BEFORE-APPROVAL, which rests on law.
    clauses={"wales": _ORDER, "scotland": _ORDER, "northern_ireland": _ORDER},
    severity="critical",
    when=_APPROVED,
    says="Approved on {approval_on}; checks completed on {checks_completed_on}",
    fix="Take the checks that came late back to the approving body, and mend the procedure so that it decides last.",
)
def checks_first(law: Law) -> pl.Expr:
    """The checks on a carer were complete when the approval was decided."""
    return before("checks_completed_on", "approval_on")


@rule(
    "OUTCOMES-PANEL-FIRST",
    about="applications_held",
    clauses=dict.fromkeys(_BUT_SCOTLAND, _ORDER),
    severity="critical",
    when=_APPROVED & _BY_PANEL & present("panel_on"),
    says="Approved on {approval_on} (decision of {decided_on}); the panel was on {panel_on}",
    fix="Find out who approved the carer and on what, bring the approval to the panel, and mend the procedure.",
)
def panel_first(law: Law) -> pl.Expr:
    """The panel considered a carer before the approval was decided, and nobody was a carer before the decision."""
    return before("panel_on", "approval_on") & (col("decided_on") <= col("approval_on")).fill_null(True)


@rule(
    "OUTCOMES-REPORT-SHARED",
    about="applications_held",
    clauses=_REPORT,
    severity="major",
    when=present("panel_on") & ~col("carer_gone") & _BY_PANEL,
    says="The panel was on {panel_on}; the applicant saw the report on {report_shared_on}",
    fix="Give the applicant the report and take down what they say of it; at the next panel share it beforehand.",
)
def report_shared(law: Law) -> pl.Expr:
    """The applicant saw the report on them before the panel considered it."""
    return before("report_shared_on", "panel_on")


@rule(
    "OUTCOMES-PANEL-MINUTED",
    about="applications_held",
    clauses=dict.fromkeys(_BUT_SCOTLAND, _REPORT),
    severity="major",
    # A panel may be kept on the application alone; where a scheme minutes its panels, each approval has one.
    when=lambda law: (
        _APPROVED & _BY_PANEL & (col("scheme_panels") > 0) & (every("decided_on", law.panel_minute_period) > law.today)
    ),
    says="Approved on {decided_on}; panel of {panel_on}, for which no meeting is on record",
    fix="Record the panel meeting with its minutes, or correct the day of the panel on the application.",
)
def panel_minuted(law: Law) -> pl.Expr:
    """There is a minute of the panel that considered a recent approval."""
    return col("panel_minutes") > 0


@deadline(
    "OUTCOMES-APPLICANT-DATA",
    about="applications_held",
    clauses="eur-2016-679/5(1)(e)",
    severity="minor",
    when=col("decision").is_in(["declined", "withdrawn"]),
    says="Decided ({decision}) on {decided_on}; the applicant's data was to be removed by {due_on}",
    fix="Remove what is not needed any more, keep the bare fact of the application, and record the day.",
)
def applicant_data_removed(law: Law) -> pl.Expr:
    """Data on an applicant who was not approved is removed within the time the scheme keeps it."""
    return every("decided_on", law.applicant_data_kept, since="last_stage_on")
