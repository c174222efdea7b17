"""The provider's own duties, WSI 2019/163: means, openness, staffing, what staff are told, records, statements."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, latest, make_rule, present, rule, within

_SOLE_TRADER = (col("provider_type") == "individual").fill_null(False)
_HARM = ("moderate", "severe", "prolonged_psychological", "death")
_HARMFUL = ("death", "serious_injury")
_CANDOUR_TOLD = present("candour_told_on")


@deadline(
    "WAL-RESPONSIBLE-INDIVIDUAL-SUPPORTED",
    about="responsible_individuals",
    clauses="wsi-2019-163/5",
    severity="major",
    when=~_SOLE_TRADER,
    says="The responsible individual was last trained, or stated to be supported, on {supported_on}; due again by "
    "{due_on}",
    fix="Agree with the responsible individual what they need, train or support them, and record it.",
)
def responsible_individual_supported(law: Law) -> pl.Expr:
    """The provider sees to it every year that the responsible individual is supported and trained."""
    says_no = col("statement_met").is_in(["partly", "no"]).fill_null(False)
    due = every("supported_on", law.responsible_individual_training, since="started_on")
    return pl.when(~says_no | (col("last_trained_on") > col("statement_made_on"))).then(due)


@deadline(
    "WAL-SOLE-TRADER-TRAINED",
    about="responsible_individuals",
    clauses="wsi-2019-163/6",
    severity="minor",
    when=_SOLE_TRADER,
    says="The provider, who is the responsible individual, last trained on {last_trained_on}; due again by {due_on}",
    fix="Book training for the role, and record it.",
)
def sole_trader_trained(law: Law) -> pl.Expr:
    """A provider who is an individual trains for the role of responsible individual every year."""
    return every("last_trained_on", law.responsible_individual_training, since="started_on")


@deadline(
    "WAL-ACCOUNTS",
    about="documents_by_kind",
    clauses="wsi-2019-163/7",
    severity="major",
    when=col("kind") == "annual_accounts",
    says="Last annual accounts: {dated_on}; newer ones were looked for by {due_on}",
    fix="Enter the latest accounts, or the part of a larger body's accounts that is about the service.",
)
def accounts_recent(law: Law) -> pl.Expr:
    """Accounts are kept, and the last are recent."""
    return every("dated_on", law.accounts_interval, since="registered_on")


@deadline(
    "WAL-INSURED",
    about="scheme_insurances",
    clauses="wsi-2019-163/7",
    severity="major",
    basis="convention",
    says="The scheme's cover: public liability until {public_liability_until}, employers' liability until "
    "{employers_liability_until}",
    fix="Renew the policy today, or enter it; a council that carries the risk itself enters that as the policy.",
)
def insured(law: Law) -> pl.Expr:
    """The scheme's insurance is in date."""
    until = pl.min_horizontal("public_liability_until", "employers_liability_until")
    return pl.when(present("public_liability_until")).then(until)


@rule(
    "WAL-CANDOUR-CONSIDERED",
    about="incidents",
    clauses="wsi-2019-163/9",
    severity="major",
    when=present("person_id") & (col("harm").is_in(_HARM).fill_null(False) | col("kind").is_in(_HARMFUL)),
    says="Somebody was harmed ({kind}, harm: {harm}), known since {aware_at}; nothing says whether openness called for "
    "telling them",
    fix="Record whether the person or their representative is to be told, and tell them openly if so.",
)
def candour_considered(law: Law) -> pl.Expr:
    """Where somebody was harmed, it is on record whether they are to be told and given an apology."""
    still_time: pl.Expr = col(latest("aware_at")).dt.date() + law.candour_time >= law.today
    return present("candour_applies") | still_time.fill_null(False)


@rule(
    "WAL-CANDOUR-TOLD",
    about="incidents",
    clauses="wsi-2019-163/9",
    severity="major",
    when=col("candour_applies"),
    basis="law",  # openness is law, the days are custom
    says="Somebody was harmed, known since {aware_at}; the person or representative was told: {candour_told_on}",
    fix="Tell them openly what happened and what is done about it, and record the day.",
)
def candour_told(law: Law) -> pl.Expr:
    """A person who was harmed, or their representative, is told openly, or the reason for the delay is on record."""
    told = _CANDOUR_TOLD | present("candour_delay_reason")
    return told | within("aware_at", "candour_told_on", law.candour_time, law)


@rule(
    "WAL-CANDOUR-FOLLOWED",
    about="incidents",
    clauses="wsi-2019-163/9",
    severity="major",
    when=col("candour_applies") & _CANDOUR_TOLD,
    says="The person was told on {candour_told_on}; apology: {candour_apology_on}; letter: {candour_letter_on}",
    fix="Apologise, write to the person with what was found, and record both days. An apology admits no liability.",
)
def candour_followed(law: Law) -> pl.Expr:
    """Telling a person who was harmed is followed by an apology and a letter."""
    due: pl.Expr = every("candour_told_on", law.candour_time)
    return present("candour_apology_on", "candour_letter_on") | (due >= law.today)


@deadline(
    "WAL-STAFFING-BASIS",
    about="events_by_kind",
    clauses="wsi-2019-163/27",
    severity="major",
    when=col("kind") == "staffing_review",
    says="How many staff are needed was last worked out on {happened_on}; this was due again by {due_on}",
    fix="Work out with the team how many staff the service needs and why, and record it.",
)
def staffing_has_a_basis(law: Law) -> pl.Expr:
    """There is a recent written basis for the number of staff."""
    return every("happened_on", law.staffing_review_interval, since="registered_on")


@rule(
    "WAL-STAFF-TOLD",
    about="staff_told",
    clauses="wsi-2019-163/31",
    severity="minor",
    basis="law",  # telling is law, the days are custom
    says="In post since {started_on}; the handbook was given: {handbook_given_on}",
    fix="Go through the service, its policies and the codes of practice with them, and record the day.",
)
def staff_told_about_service(law: Law) -> pl.Expr:
    """Staff are told about the service and the codes of practice."""
    stated = (every("stated_on", law.attestation_interval) >= law.today) & (col("stated_on") >= col("started_on"))
    early = every("started_on", law.handbook_limit) >= law.today
    return present("handbook_given_on") | stated.fill_null(False) | early.fill_null(False)


@rule(
    "WAL-DISCIPLINE-CONTENTS",
    about="document_contents",
    clauses="wsi-2019-163/32",
    severity="minor",
    when=(col("kind") == "disciplinary_policy") & present("document_id"),
    says="The disciplinary policy is known to hold: {items}. It must provide for suspension, and make failing to "
    "report abuse a ground",
    fix="Add what is missing, tell staff, and tick it in the checklist.",
)
def discipline_complete(law: Law) -> pl.Expr:
    """The disciplinary policy provides for suspension, and failing to report abuse is a ground."""
    return col("items").list.contains("suspension") & col("items").list.contains("failure_to_report_abuse")


@deadline(
    "WAL-CONFLICTS-POLICY",
    about="documents_by_kind",
    clauses="wsi-2019-163/42",
    severity="minor",
    when=col("kind") == "conflicts_of_interest_policy",
    says="The policy on conflicts of interest was last reviewed on {last_reviewed_on}; next due {due_on}",
    fix="Review the policy, or write one: how conflicts are found, recorded and managed.",
)
def conflicts_policy_in_date(law: Law) -> pl.Expr:
    """The arrangements for conflicts of interest are there and in date."""
    own = pl.when(col("review_due_on") > col("last_reviewed_on")).then("review_due_on")
    return pl.min_horizontal(every("last_reviewed_on", law.policy_review_interval), own)


@rule(
    "WAL-RECORDS-KEPT",
    about="disposals",
    clauses="wsi-2019-163/40(2)",
    severity="major",
    when=col("subject_type") == "person",
    says="Records of a person were destroyed on {destroyed_on}; the last entry was on {last_entry_on}",
    fix="Report it to the responsible individual, look for copies, and set a rule for what may be destroyed when.",
)
def records_kept(law: Law) -> pl.Expr:
    """An adult's records are kept for the years that the law sets after the last entry."""
    until: pl.Expr = every("last_entry_on", law.records_retention)
    return col("destroyed_on") >= until


def _stated(name: str, clause: str, severity: str, words: str, what: str) -> Rule:
    """A statement on the clause that is dated within the interval and says that it is met."""

    def due(law: Law) -> pl.Expr:
        says_no = col("met").is_in(["partly", "no"]).fill_null(False)
        return pl.when(~says_no).then(pl.coalesce("made_on", "registered_on") + law.attestation_interval)

    ref = f"wsi-2019-163/{clause}"
    return make_rule(
        f"WAL-{name}",
        RuleKind.DEADLINE,
        f"It is stated every year that {words}.",
        due,
        about="clause_attestations",
        clauses=ref,
        severity=severity,
        when=col("clause") == ref,
        says=f"Last statement that {words}: {{made_on}}, met: {{met}}. Missing, too old, or something is open",
        fix=f"{what}, put right what is found, and state it in attestations.",
    )


STATED: tuple[Rule, ...] = (
    _stated(
        "INFORMATION", "18", "minor", "people have the information they need to choose and take part", "Ask people"
    ),
    _stated(
        "EMPLOYERS-CODE", "30", "minor", "Social Care Wales's code for employers is followed", "Go through the code"
    ),
    _stated("OFFICE-SUITABLE", "37", "minor", "the premises suit the statement of purpose", "Look over the office"),
    _stated(
        "OFFICE-FACILITIES", "38", "minor", "staff can be supervised and records kept securely", "Look over the office"
    ),
    _stated(
        "REGULATION-39", "39", "minor", "regulation 39 is met", "Read the regulation, whose text was not seen here"
    ),
    _stated(
        "WHISTLEBLOWING", "44", "major", "whistleblowers' concerns are looked into", "Look through the concerns raised"
    ),
    _stated("EVENTS-RECORDED", "56", "major", "incidents, complaints and notices are all recorded", "Sample the logs"),
    _stated("WHISTLEBLOWING-WORKS", "61", "minor", "the whistleblowing policy works", "Ask staff and carers about it"),
)
