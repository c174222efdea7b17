"""Monitoring visits to each arrangement: SI 2014/2936 reg 17(2)(a), WSI 2019/163 regs 17 and 34, SSI 2011/210 reg
4(1)(a), SR 2007/221 reg 13(1). No nation's law sets an interval.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every

_ENGLAND = ("uksi-2014-2936/17(2)(a)", "sharedlivesplus-guidance/monitoring-visits")
_VISITS = {
    "england": _ENGLAND,
    "wales": ("wsi-2019-163/17", "wsi-2019-163/34"),
    "scotland": ("ssi-2011-210/4(1)(a)", "sharedlivesplus-guidance/monitoring-visits"),
    "northern_ireland": "nisr-2007-221/13(1)",
}


@deadline(
    "PRACTICE-VISIT-LIVE-IN",
    about="arrangements_visited",
    clauses=_VISITS,
    severity="major",
    when=col("kind") == "live_in",
    says="This live-in arrangement was last visited on {visited_on}; the next visit was due {due_on}",
    fix="Visit the home this week, see the person, and book the visits that follow.",
)
def live_in_arrangements_visited(law: Law) -> pl.Expr:
    """A live-in arrangement is visited within the monitoring interval."""
    return every("visited_on", law.monitoring_visit_live_in, since="started_on")


@deadline(
    "PRACTICE-VISIT-OTHER",
    about="arrangements_visited",
    clauses=_VISITS,
    severity="major",
    when=col("kind") != "live_in",
    says="This arrangement ({kind}) was last visited on {visited_on}; the next visit was due {due_on}",
    fix="Visit while the person is there, see them, and book the visits that follow.",
)
def other_arrangements_visited(law: Law) -> pl.Expr:
    """A short break, day support or other arrangement is visited within the monitoring interval."""
    return every("visited_on", law.monitoring_visit_other, since="started_on")


@deadline(
    "PRACTICE-VISIT-SEEN-ALONE",
    about="arrangements_visited",
    clauses={"england": _ENGLAND, "scotland": "sharedlivesplus-guidance/monitoring-visits"},
    severity="major",
    says="The person was last seen alone on {seen_alone_on}; this was due again by {due_on}",
    fix="See the person without the carer on the next visit, and record that you did.",
)
def person_seen_alone(law: Law) -> pl.Expr:
    """The person is seen without the carer at a monitoring visit within the interval."""
    return every("seen_alone_on", law.person_seen_alone_interval, since="started_on")
