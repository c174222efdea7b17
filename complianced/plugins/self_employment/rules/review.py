"""The dated reviews, and papers kept up to date: the status review, templates, fees, charter, control register, watch
list (SE-P-01, 02, 06 to 08, 12, 13, 21, 22 of the regulation reference), and the yearly statements on practice.

The review is a person's: the software brings evidence to it and draws no conclusion.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, make_rule, present, rule, within
from complianced.plugins.self_employment.prompts import LOOK, NOTE

_REVIEW = ("uksc-2021-5/all", "uksc-2011-41/all", "sharedlivesplus-guidance/status-review")
_TEMPLATES = "sharedlivesplus-guidance/agreements"
_ROTAS_AND_BREAKS = "hmrc-esm/0524"
_DIRECTIONS = "ukeat-0011-18/all"


@deadline(
    "SELF-REVIEW",
    about="events_by_kind",
    clauses=_REVIEW,
    severity="major",
    when=col("kind") == "self_employment_review",
    says="Agreements were last set beside what is really done on {happened_on}; the next dated review was due {due_on}",
    fix="Hold the review: a person sets agreements and policies beside the records, and dates what they decide.",
)
def practice_reviewed(law: Law) -> pl.Expr:
    """A dated review sets the agreements beside what is really done, every year."""
    return every("happened_on", law.status_review_interval, since="registered_on")


@rule(
    "SELF-REVIEW-TEMPLATE",
    about="papers_reviewed",
    clauses=_REVIEW,
    severity="major",
    says="The carer agreement template dates from {dated_on}; the last dated review was on {last_review_on}",
    fix="Look at the new template in a dated review, beside what is really done.",
)
def new_template_reviewed(law: Law) -> pl.Expr:
    """A new carer agreement template is looked at in a dated review."""
    reviewed = (col("last_review_on") >= col("dated_on")).fill_null(False)
    due: pl.Expr = col("counts_from") + law.status_review_after_template
    return reviewed | (due >= law.today)


@rule(
    "SELF-REVIEW-REPORT",
    about="events_by_kind",
    clauses=_REVIEW,
    severity="major",
    when=(col("kind") == "self_employment_review") & present("happened_on"),
    says="The dated review was held on {happened_on}; its report: {report_on}",
    fix="Write down what was looked at, what was decided and by whom, and record the day.",
)
def review_written_up(law: Law) -> pl.Expr:
    """The dated review is written up."""
    return within("happened_on", "report_on", law.status_review_report, law)


@rule(
    "SELF-TEMPLATE",
    about="documents_by_kind",
    clauses=_TEMPLATES,
    severity="major",
    when=(col("kind") == "carer_agreement_template") & present("document_id"),
    says="Carer agreement template in force: {document_id}, of {dated_on}. It is older than the sector's redraft, or "
    "it has no date",
    fix="Take up the present templates, fit them to what is really done, and record the day." + NOTE,
)
def template_is_current(law: Law) -> pl.Expr:
    """The carer agreement template in force is no older than the sector's redraft."""
    return col("dated_on") >= pl.date(law.agreement_redraft_year, 1, 1)


@rule(
    "SELF-SIGNED-TEXT",
    about="agreements_in_use",
    clauses=_TEMPLATES,
    severity="major",
    when=present("carer_signed_on"),
    says="The carer signed on {carer_signed_on}; the text signed dates from {text_dated_on} (template {template_id})",
    fix="Record which template was signed; where it is older than the redraft, go through the present one together."
    + NOTE,
)
def signed_text_is_current(law: Law) -> pl.Expr:
    """The text that a carer signed is no older than the sector's redraft."""
    redraft = pl.date(law.agreement_redraft_year, 1, 1)
    # Where nobody recorded which text it was, the day of signing is all there is to go by.
    text_is_current = pl.when(present("template_id")).then(col("text_dated_on") >= redraft).otherwise(pl.lit(True))
    return text_is_current & (col("carer_signed_on") >= redraft)


@deadline(
    "SELF-FEES-REVIEWED",
    about="papers_kept",
    clauses=("hmrc-esm/0515", "sharedlivesplus-guidance/fees"),
    severity="minor",
    when=(col("kind") == "fee_schedule") & (present("document_id") | (col("own_papers") > 0)),
    says="The fee schedule was last reviewed on {last_reviewed_on}; the next review was due {due_on}",
    fix="Review the fees with carers, and record the day." + NOTE,
)
def fees_reviewed(law: Law) -> pl.Expr:
    """The fee schedule is reviewed every year."""
    return every("last_reviewed_on", law.fee_review_interval)


@deadline(
    "SELF-CONTROL-REGISTER",
    about="registers_kept",
    clauses=("et-2020-02-12/all", "hmrc-esm/0519", "hmrc-esm/0528"),
    severity="major",
    when=(col("kind") == "control_register_review") & (present("happened_on") | (col("own_papers") > 0)),
    says="The control register was last gone through on {happened_on}; this was due again by {due_on}",
    fix="List each demand on carers with its reason: regulation, safeguarding, insurance or the person's plan. Drop "
    "those that have none." + NOTE,
)
def control_register_reviewed(law: Law) -> pl.Expr:
    """The register of what is demanded of carers, each with its reason, is gone through every year."""
    return every("happened_on", law.control_register_interval, since="registered_on")


@deadline(
    "SELF-LEGAL-WATCH",
    about="events_by_kind",
    clauses="legal-watch/status",
    severity="advice",
    when=col("kind") == "legal_watch",
    says="The watch list was last gone through on {happened_on}; this was due again by {due_on}",
    fix="Look up the appeal in Oni, the consultation on status and the fair pay body, and record the day." + NOTE,
)
def law_watched(law: Law) -> pl.Expr:
    """The list of what may change the law is gone through twice a year."""
    return every("happened_on", law.status_legal_watch_interval, since="registered_on")


@deadline(
    "SELF-CHARTER",
    about="documents_by_kind",
    clauses="sharedlivesplus-guidance/charter",
    severity="advice",
    when=col("kind") == "charter",
    says="The charter with carers was last looked at on {last_reviewed_on}; this was due again by {due_on}",
    fix="Write a local charter together with carers, or go through the one there is." + NOTE,
)
def charter_current(law: Law) -> pl.Expr:
    """There is a charter with carers, looked at within three years."""
    return every("last_reviewed_on", law.charter_interval)


@rule(
    "SELF-BREAKS-POLICY",
    about="documents_by_kind",
    clauses=_ROTAS_AND_BREAKS,
    severity="advice",
    basis="convention",
    when=col("kind") == "breaks_policy",
    says="There is no policy on breaks",
    fix="Write down, with carers, how breaks are funded and that carer and person choose when." + NOTE,
)
def breaks_policy_there(law: Law) -> pl.Expr:
    """There is a policy on breaks, so that who chooses them can be seen."""
    return present("document_id")


def _stated(_law: Law) -> pl.Expr:
    return col("met") == "yes"


CHOSEN_TIMES: Rule = make_rule(
    "SELF-CHOSEN-TIMES",
    RuleKind.ATTESTATION,
    "Carers stand on no rota of the scheme and choose breaks with the person",
    _stated,
    about="clause_attestations",
    clauses=_ROTAS_AND_BREAKS,
    severity="major",
    basis="convention",
    when=(col("clause") == _ROTAS_AND_BREAKS) & col("current"),
    says="The statement of {made_on} that carers stand on no rota or shifts of the scheme, and that carer and person "
    "choose breaks, says: {met}",
    fix="Look at rotas, timesheets and the dates of breaks, put right what is found, and state it in attestations."
    + LOOK,
)

DIRECTIONS: Rule = make_rule(
    "SELF-DIRECTIONS",
    RuleKind.ATTESTATION,
    "Directions beside the plan are few, and records asked of carers are in proportion",
    _stated,
    about="clause_attestations",
    clauses=_DIRECTIONS,
    severity="minor",
    basis="convention",
    when=(col("clause") == _DIRECTIONS) & col("current"),
    says="The statement of {made_on} on directions and records asked of carers says: {met}",
    fix="Look at the directions given last quarter beside plans and safeguarding, and state it in attestations." + LOOK,
)
