"""Staff supported and enough of them: SI 2014/2936 reg 18, WSI 2019/163 regs 27 and 29, the Staffing Act 2019 s 7, SR
2007/221 reg 29.

Carers are not supervised as staff are; their reviews and visits are elsewhere.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule
from complianced.plugins.practice.weights import weighed

_SUPERVISED = ("registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead", "administrator")
_SUPPORT = {
    "england": ("uksi-2014-2936/18(2)(a)", "uksi-2014-2936/18(2)(b)"),
    "northern_ireland": "nisr-2007-221/29",
}
_WALES = {"wales": ("wsi-2019-163/29",)}
# Inductions from before the standard were not recorded, and cannot be now.
_INDUCTION_BEGAN = {"england": date(2015, 4, 1), "wales": date(2019, 4, 29)}
# England's is custom: what was missed at a start longer ago cannot be mended, and supervision speaks for it since.
_INDUCTION_ASKED = {"england": "-1y"}


def _supervised(law: Law) -> pl.Expr:
    """Employed staff; in Wales the manager's supervision is the responsible individual's own duty, in that bundle."""
    return col("role").is_in([role for role in _SUPERVISED if (law.nation, role) != ("wales", "registered_manager")])


def _recent_enough(law: Law) -> pl.Expr:
    """Employed staff whose induction is still asked for."""
    started = col("started_on")
    since_the_standard = col("role").is_in(_SUPERVISED) & (started >= _INDUCTION_BEGAN[law.nation])
    back_to = _INDUCTION_ASKED.get(law.nation)
    return since_the_standard if back_to is None else since_the_standard & (started >= law.today.dt.offset_by(back_to))


@deadline(
    "PRACTICE-SUPERVISION",
    about="staff_supervision",
    clauses=_SUPPORT,
    severity="major",
    when=_supervised,
    says="Last supervision on {last_supervision_on}; the next was due {due_on}",
    fix="Hold the supervision, record the day, and book those that follow.",
)
def staff_supervised(law: Law) -> pl.Expr:
    """A member of staff has supervision within the interval."""
    return every("last_supervision_on", law.supervision_interval, since="started_on")


SUPERVISION_WALES = weighed(staff_supervised, "PRACTICE-SUPERVISION-WALES", "minor", _WALES)


@deadline(
    "PRACTICE-APPRAISAL",
    about="staff_supervision",
    clauses=_SUPPORT,
    severity="major",
    when=col("role").is_in(_SUPERVISED),
    says="Last appraisal on {last_appraisal_on}; the next was due {due_on}",
    fix="Hold the appraisal, and record the day.",
)
def staff_appraised(law: Law) -> pl.Expr:
    """A member of staff has an appraisal every year."""
    return every("last_appraisal_on", law.appraisal_interval, since="started_on")


APPRAISAL_WALES = weighed(staff_appraised, "PRACTICE-APPRAISAL-WALES", "minor", _WALES)


@rule(
    "PRACTICE-INDUCTION",
    about="staff_induction",
    clauses={"england": _SUPPORT["england"]},
    severity="major",
    when=_recent_enough,
    says="Started on {started_on}; induction finished on {inducted_on}",
    fix="Finish the induction with what is still missing from it, and record the day.",
)
def induction_finished(law: Law) -> pl.Expr:
    """A member of staff who is past the first weeks has finished induction."""
    due: pl.Expr = col("started_on") + law.induction_limit
    return present("inducted_on") | (due >= law.today)


@rule(
    "PRACTICE-INDUCTION-WALES",
    about="staff_supervision",
    clauses=_WALES,
    severity="minor",
    when=_recent_enough,
    says="Started on {started_on}; induction finished on {last_induction_completed_on}",
    fix="Finish the induction with what is still missing from it, and record the day.",
)
def induction_finished_in_wales(law: Law) -> pl.Expr:
    """A member of staff who is past the first weeks has finished an induction fit for the role, and it is noted so."""
    due: pl.Expr = col("started_on") + law.induction_limit
    return present("last_induction_completed_on") | (due >= law.today)


@rule(
    "PRACTICE-CASELOAD",
    about="scheme_workload",
    clauses={"england": "uksi-2014-2936/18(1)"},
    severity="minor",
    when=col("live_arrangements") > 0,
    says="{live_arrangements} live arrangements to {scheme_worker_fte} full-time equivalent of scheme workers",
    fix="Look at the workload with the team, and record how many workers are needed and why.",
)
def caseload(law: Law) -> pl.Expr:
    """A full-time worker does not have more arrangements than is customary."""
    return col("live_arrangements") <= col("scheme_worker_fte").fill_null(0) * pl.lit(law.caseload_maximum)


CASELOAD_SCOTLAND = weighed(caseload, "PRACTICE-CASELOAD-SCOTLAND", "major", {"scotland": ("asp-2019-6/7",)})
CASELOAD_NORTHERN_IRELAND = weighed(
    caseload, "PRACTICE-CASELOAD-NORTHERN-IRELAND", "advice", {"northern_ireland": ("nisr-2007-221/29",)}
)


@rule(
    "PRACTICE-CASELOAD-CARERS",
    about="scheme_workload",
    clauses={"wales": "wsi-2019-163/27"},
    severity="major",
    when=col("carers_in_role") > 0,
    says="{carers_in_role} carers in role to {scheme_worker_fte} full-time equivalent of scheme workers",
    fix="Look at the workload with the team, and record how many workers are needed and why.",
)
def caseload_of_carers(law: Law) -> pl.Expr:
    """A full-time worker does not have more carers than is customary."""
    return col("carers_in_role") <= col("scheme_worker_fte").fill_null(0) * pl.lit(law.caseload_maximum)
