"""What people say of their lives: each is asked, early and in a rhythm, it is marked who answered, and a fall is seen.
My Shared Life; figures other than the rhythm are ours.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within


def _window_ends(last: str, law: Law) -> pl.Expr:
    """The last day on which an answer from that day still counts."""
    ends: pl.Expr = every(last, law.outcome_rhythm, since="started_on") + law.outcome_grace
    return ends


@deadline(
    "OUTCOMES-ASKED",
    about="people_asked",
    clauses="my-shared-life/rhythm",
    severity="advice",
    says="Last asked on {last_answered_on} (started on {started_on}); this was due by {due_on}",
    fix="Offer the person the questions, with help if they want it; declining is an answer, so record that too.",
)
def asked_in_rhythm(law: Law) -> pl.Expr:
    """Each person supported is asked about their life within the rhythm and its grace."""
    return _window_ends("last_answered_on", law)


def _baseline_matters(law: Law) -> pl.Expr:
    """Asked at all and started lately, or not asked yet while OUTCOMES-ASKED has not run out.

    Nobody is late whose arrangement began before the scheme asked anyone.
    """
    lately = every("started_on", law.outcome_baseline_look_back) >= law.today
    since_asking = (col("started_on") >= col("scheme_asks_since_on")).fill_null(True)
    asked = (col("answers") > 0) & lately
    not_asked = (col("answers") == 0) & (_window_ends("last_answered_on", law) >= law.today)
    return since_asking & (asked | not_asked)


@rule(
    "OUTCOMES-BASELINE",
    about="people_asked",
    clauses="my-shared-life/baseline",
    severity="advice",
    when=_baseline_matters,
    says="Started on {started_on}; first asked on {first_answered_on}",
    fix="Ask now, so that later answers have something to be compared with.",
)
def baseline_taken(law: Law) -> pl.Expr:
    """A person is first asked soon after they start."""
    return within("started_on", "first_answered_on", law.outcome_baseline, law)


@rule(
    "OUTCOMES-ANSWERED-BY",
    about="survey_occasions",
    clauses="my-shared-life/proxy",
    severity="minor",
    basis="convention",
    says="Of {answers} answers given on {answered_on}, {unmarked} do not say who gave them",
    fix="Mark each answer as given by the person, by the person with help, or by somebody else for them.",
)
def answerer_marked(law: Law) -> pl.Expr:
    """Each answer says whether the person gave it, with help or without, or somebody else did."""
    return present("answered_by")


@rule(
    "OUTCOMES-BELONGING-FELL",
    about="belonging",
    clauses="my-shared-life/drop",
    severity="advice",
    when=present("previous_on"),
    says="What this person says of belonging fell between {previous_on} and {answered_on}; the last review was on "
    "{last_review_on}",
    fix="Talk with the person about how it is for them there, alone if they like, and bring the review forward.",
)
def fall_followed_by_review(law: Law) -> pl.Expr:
    """Where what a person says of belonging falls far, a review follows."""
    return col("fall").lt(law.belonging_fall) | (col("last_review_on") >= col("answered_on")).fill_null(False)
