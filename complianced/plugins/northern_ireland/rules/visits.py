"""The provider's visits, every 12 months and announced: SR 2007/221 reg 25.

Monthly monitoring is the law of domiciliary agencies; here it is only what a scheme has agreed to: off unless it sets
`monthly_monitoring` in its `[values]`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within, yes

_VISIT = present("event_id")
_VISITORS = ["responsible_individual", "partner", "director", "manager", "unconnected_employee"]


@deadline(
    "NIR-PROVIDER-VISIT",
    about="provider_visits",
    clauses=("nisr-2007-221/25(1)", "nisr-2007-221/25(2)", "nisr-2007-221/25(3)"),
    severity="major",
    says="The provider last visited the office on {happened_on}; the next visit was due {due_on}",
    fix="Announce a visit, make it, and give out its report.",
)
def provider_visits_yearly(law: Law) -> pl.Expr:
    """The provider visits the principal office at least every 12 months."""
    return every("happened_on", law.provider_visit_interval, since="registered_on")


@rule(
    "NIR-PROVIDER-VISIT-ANNOUNCED",
    about="provider_visits",
    clauses="nisr-2007-221/25(3)",
    severity="major",
    when=_VISIT,
    says="The provider's visit of {happened_on} was announced: {announced}",
    fix="Announce the next visit, so that carers and people can come forward; record that it was.",
)
def visit_announced(law: Law) -> pl.Expr:
    """The provider's visit was announced."""
    return yes("announced")


@rule(
    "NIR-PROVIDER-VISITOR",
    about="provider_visits",
    clauses="nisr-2007-221/25(2)",
    severity="major",
    when=_VISIT & col("provider_type").ne_missing("individual"),
    says="The provider's visit of {happened_on} was made by: {visitor_role}",
    fix="Have the responsible individual, a partner, another director or manager of the provider, or an employee who "
    "has nothing to do with the agency make the visit.",
)
def visitor_of_the_right_kind(law: Law) -> pl.Expr:
    """The provider's visit was made by somebody whom the Regulations name."""
    return col("visitor_role").is_in(_VISITORS)


@rule(
    "NIR-PROVIDER-VISIT-INTERVIEWS",
    about="provider_visits",
    clauses=("nisr-2007-221/25(4)", "nisr-2007-221/25(5)", "nisr-2007-221/25(6)"),
    severity="minor",
    when=_VISIT,
    says="At the visit of {happened_on} the visitor met people: {people_met}; carers: {carers_met}",
    fix="Record how many people and carers the visitor met in private; 0 where none wished it.",
)
def visitor_met_people(law: Law) -> pl.Expr:
    """How many people and carers the visitor met is recorded, none included."""
    return present("people_met", "carers_met")


@rule(
    "NIR-PROVIDER-VISIT-RECORDS",
    about="provider_visits",
    clauses="nisr-2007-221/25(5)",
    severity="minor",
    when=_VISIT,
    says="At the visit of {happened_on} the records of accidents, restraint, allegations and complaints were "
    "inspected: {records_inspected}",
    fix="Look at those records at the next visit, and record it.",
)
def visitor_inspected_records(law: Law) -> pl.Expr:
    """The visitor inspected the records of accidents, restraint, allegations and complaints."""
    return yes("records_inspected")


@rule(
    "NIR-PROVIDER-VISIT-REPORT",
    about="provider_visits",
    clauses=("nisr-2007-221/25(5)(c)", "nisr-2007-221/25(7)"),
    severity="major",
    basis="law",
    when=_VISIT,
    says="The report of the visit of {happened_on} is not on record",
    fix="Have the visitor write the report, and give it to RQIA, the manager and each director or partner.",
)
def visit_report_written(law: Law) -> pl.Expr:
    """The provider's visit has a written report."""
    return present("report_on") | within("happened_on", "report_on", law.visit_report, law)


@rule(
    "NIR-PROVIDER-VISIT-REPORT-GIVEN",
    about="provider_visits",
    clauses=("nisr-2007-221/25(5)(c)", "nisr-2007-221/25(7)"),
    severity="major",
    basis="law",
    when=_VISIT & present("report_on"),
    says="The report of the visit of {happened_on} is not shown to have gone to: {without_report}",
    fix="Give the report to whoever is missing, and record it under the recipients.",
)
def visit_report_given(law: Law) -> pl.Expr:
    """The report of the provider's visit went to RQIA, the manager and the directors or partners."""
    met: pl.Expr = (col("without_report").list.len() == 0) | (col("happened_on") + law.visit_report >= law.today)
    return met


@deadline(
    "NIR-MONTHLY-MONITORING",
    about="events_by_kind",
    clauses="rqia-practice/monthly-monitoring",
    severity="advice",
    when=lambda law: (col("kind") == "monthly_monitoring") & pl.lit(law.monthly_monitoring.amount > 0),
    says="The last monitoring report is of {happened_on}; as the scheme has agreed, the next was due {due_on}",
    fix="Write the monitoring report, or take monthly_monitoring out of [values] where it is no longer agreed.",
)
def monitored_as_agreed(law: Law) -> pl.Expr:
    """Monitoring reports are written as often as the scheme has agreed with RQIA."""
    return every("happened_on", law.monthly_monitoring, since="registered_on")
