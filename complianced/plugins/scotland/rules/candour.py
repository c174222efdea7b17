"""The duty of candour: 2016 Act ss 21 and 24, SSI 2018/57. The procedure starts on the day the opinion is given.

One month and three months are law; ten working days are guidance; other patience is ours, where law has no number.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, latest, present, rule, within, yes

_ACT_21 = ("asp-2016-14/21", "ssi-2018-57/1(2)")
_BEGAN = date(2018, 4, 1)
_QUALIFIES = ("moderate", "severe", "prolonged_psychological", "death")
_CARRY_IT_OUT = ("registered_manager", "deputy_manager")

# The procedure began with this duty's own Regulations.
_applies = col("candour_applies") & (col("happened_on") >= _BEGAN)
_started = _applies & present("candour_professional_opinion_on")
_explained = present("candour_delay_reason")


def _not_yet(day: str, law: Law) -> pl.Expr:
    due: pl.Expr = pl.col(day) + law.candour_step
    return (due >= law.today).fill_null(False)


@rule(
    "SCO-CANDOUR-DECIDED",
    about="incidents_and_candour",
    clauses=_ACT_21,
    severity="critical",
    basis="law",
    when=(col("harm").is_in(_QUALIFIES) | (col("kind") == "death")) & (col("happened_on") >= _BEGAN),
    says="The harm ({harm}) may call for candour, and nobody has recorded whether it does; known since {aware_at}",
    fix="Ask a health professional who was not involved, and record opinion, day, and whether candour applies.",
)
def candour_decided(law: Law) -> pl.Expr:
    """For harm that may call for it, it is recorded whether the duty of candour applies."""
    still_time: pl.Expr = col(latest("aware_at")).dt.date() + law.candour_notification >= law.today
    return present("candour_applies") | still_time


@rule(
    "SCO-CANDOUR-OPINION",
    about="incidents_and_candour",
    clauses=_ACT_21,
    severity="critical",
    when=_applies,
    says="Candour applies; the professional's opinion is of {candour_professional_opinion_on}, and they were not "
    "involved: {candour_professional_independent}",
    fix="Have a registered health professional who was not involved give the opinion, and record its day.",
)
def opinion_independent(law: Law) -> pl.Expr:
    """Candour rests on the dated opinion of a health professional who was not involved."""
    return present("candour_professional_opinion_on") & yes("candour_professional_independent")


@rule(
    "SCO-CANDOUR-TOLD",
    about="incidents_and_candour",
    clauses=("ssi-2018-57/2", "ssi-2018-57/3", "ssi-2018-57/4"),
    severity="critical",
    basis="law",
    when=_started,
    says="The procedure began on {candour_professional_opinion_on}; the person was told on {candour_told_on}, and no "
    "attempt to reach them is recorded",
    fix="Tell the person, or who acts for them, what is known and what follows; record attempts where it fails.",
)
def person_told(law: Law) -> pl.Expr:
    """The person is told of the incident, or the attempts to reach them are on record."""
    in_time = within("candour_professional_opinion_on", "candour_told_on", law.candour_notification, law)
    return present("candour_told_on") | _explained | in_time


@rule(
    "SCO-CANDOUR-TOLD-PROMPTLY",
    about="incidents_and_candour",
    clauses="ssi-2018-57/4",
    severity="critical",
    when=_started & present("candour_told_on") & ~_explained,
    says="The procedure began on {candour_professional_opinion_on}; the person was told on {candour_told_on}, later "
    "than guidance has it, and no reason is recorded",
    fix="Record why it took so long, and say so openly to the person.",
)
def person_told_promptly(law: Law) -> pl.Expr:
    """The person is told as soon as guidance has it, or the reason is on record."""
    return within("candour_professional_opinion_on", "candour_told_on", law.candour_notification, law)


@rule(
    "SCO-CANDOUR-LATE-START",
    about="incidents_and_candour",
    clauses="ssi-2018-57/4",
    severity="critical",
    when=lambda law: _started & (col("candour_professional_opinion_on") > col("happened_on") + law.candour_start),
    says="The incident was on {happened_on} and the procedure began on {candour_professional_opinion_on}, over a month "
    "later; no reason is recorded",
    fix="Tell the person why the procedure began so late, and record the reason.",
)
def late_start_explained(law: Law) -> pl.Expr:
    """A procedure that began over one month after the incident has its reason on record."""
    return _explained


@rule(
    "SCO-CANDOUR-APOLOGY",
    about="incidents_and_candour",
    clauses=("ssi-2018-57/5", "hscs-2017/4.4"),
    severity="major",
    basis="law",
    when=_started & present("candour_told_on"),
    says="The person was told on {candour_told_on}; a written apology was offered on {candour_apology_on}",
    fix="Offer a written apology now, and record when. An apology admits no liability.",
)
def apology_offered(law: Law) -> pl.Expr:
    """A written apology is offered."""
    return present("candour_apology_on") | _not_yet("candour_told_on", law)


@rule(
    "SCO-CANDOUR-MEETING",
    about="incidents_and_candour",
    clauses="ssi-2018-57/6",
    severity="major",
    basis="law",
    when=_started & present("candour_told_on"),
    says="The person was told on {candour_told_on}; a meeting was offered on {candour_meeting_offered_on}, and no "
    "refusal is recorded",
    fix="Invite the person to a meeting, ask for their questions ahead, and record it.",
)
def meeting_offered(law: Law) -> pl.Expr:
    """A meeting is offered, or it is on record why not."""
    return present("candour_meeting_offered_on") | _explained | _not_yet("candour_told_on", law)


@rule(
    "SCO-CANDOUR-NOTE",
    about="incidents_and_candour",
    clauses="ssi-2018-57/6",
    severity="major",
    basis="law",
    when=_started & present("candour_meeting_offered_on"),
    says="A meeting was offered on {candour_meeting_offered_on}; the note of it, or the account for who did not come, "
    "was sent on {candour_note_sent_on}",
    fix="Send the note with the name of somebody to reach; who could not come has the account if they wish it.",
)
def note_sent(law: Law) -> pl.Expr:
    """A note and a contact follow the meeting, or it is on record that nothing was wanted."""
    return present("candour_note_sent_on") | _explained | _not_yet("candour_meeting_offered_on", law)


@rule(
    "SCO-CANDOUR-REVIEW",
    about="incidents_and_candour",
    clauses="ssi-2018-57/7",
    severity="major",
    when=_started,
    says="The procedure began on {candour_professional_opinion_on}; the review was done on {candour_reviewed_on}, over "
    "three months on, and no explanation is recorded",
    fix="Finish the review and its written report, explain the delay to the person, and offer them the report.",
)
def reviewed_or_explained(law: Law) -> pl.Expr:
    """The review is done within three months of the start, or the delay is explained."""
    due: pl.Expr = col("candour_professional_opinion_on") + law.candour_review
    return (pl.coalesce("candour_reviewed_on", law.today) <= due) | _explained


@rule(
    "SCO-CANDOUR-RECORD",
    about="incidents_and_candour",
    clauses=("ssi-2018-57/9", "ssi-2018-57/2(1)(a)"),
    severity="minor",
    basis="law",
    when=_started & present("closed_on"),
    says="The matter was closed on {closed_on}; the last statement that its record holds every document and attempt is "
    "of {record_stated_on}",
    fix="Check that one written record holds everything on the incident, and state it on the clause.",
)
def record_whole(law: Law) -> pl.Expr:
    """It is stated that the record of an incident with candour holds every document and every attempt."""
    recent: pl.Expr = col("record_stated_on") + law.candour_record_statement >= law.today
    return recent | (col("record_stated_on") >= col("closed_on")).fill_null(False)


@deadline(
    "SCO-CANDOUR-TRAINING",
    about="staff_training",
    clauses="ssi-2018-57/8",
    severity="minor",
    when=(col("course") == "duty_of_candour") & col("role").is_in(_CARRY_IT_OUT),
    says="This {role} last trained in the duty of candour on {completed_on}; it was due {due_on}",
    fix="Arrange the training, and record the day.",
)
def candour_trained(law: Law) -> pl.Expr:
    """Those who carry out the candour procedure are trained in it."""
    by_custom: pl.Expr = col("completed_on") + law.candour_training
    return pl.coalesce(pl.min_horizontal("expires_on", by_custom), "started_on")


@rule(
    "SCO-CANDOUR-REPORT",
    about="scheme_years",
    clauses="asp-2016-14/24",
    severity="major",
    basis="law",  # the months are ours, for the law's "as soon as reasonably practicable"
    when=lambda law: _provided_in("report_for_on", law) | _provided_in("report_for_before_on", law),
    says="Candour report for the year to {report_for_on}: published and told on {reported_on}; for the year to "
    "{report_for_before_on}: {reported_before_on}",
    fix="Write the report, even if there was nothing, name nobody in it, publish it, and tell the Care Inspectorate.",
)
def candour_reported(law: Law) -> pl.Expr:
    """Each financial year has its candour report, published and told to the Care Inspectorate."""
    done = {"report_for_on": "reported_on", "report_for_before_on": "reported_before_on"}
    return pl.all_horizontal(~_provided_in(year, law) | present(day) for year, day in done.items())


def _provided_in(year: str, law: Law) -> pl.Expr:
    """The service was registered in the year, the duty was law, and the time for the report has passed."""
    due: pl.Expr = pl.col(year) + law.candour_report
    return (col("registered_on") <= pl.col(year)).fill_null(True) & (pl.col(year) > _BEGAN) & (due < law.today)
