"""People with a live arrangement, with what England's rules on their care and rights ask of their records."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view

# Which topics of risk assessment answer a recorded need. Needs not named are covered by any assessment.
TOPICS_FOR_NEED = {
    "epilepsy": ("epilepsy",),
    "dysphagia": ("dysphagia",),
    "peg": ("health", "dysphagia", "other"),
    "diabetes": ("health", "other"),
    "moving_and_handling": ("moving_and_handling",),
    "behaviour": ("behaviour",),
}

# Needs that the Equality Act counts as disability; older age alone and addiction are not among them.
DISABILITIES = (
    "learning_disability",
    "autism",
    "mental_health",
    "dementia",
    "physical_disability",
    "sensory",
    "acquired_brain_injury",
)

# Where the answer of an advocacy service, or the request to it, is stated: there is no column for one person.
ADVOCACY_CLAUSES = (
    "ukpga-2005-9/35",
    "ukpga-2005-9/36",
    "ukpga-2005-9/37",
    "ukpga-2005-9/38",
    "ukpga-2005-9/39",
    "ukpga-2014-23/67",
)


@view("people_in_care", table="people", key="person_id")
def people_in_care(records: Records) -> Rows:
    """One row per person with a live arrangement, with needs, powers, advocacy and whether personal care is given."""
    live = records.view("arrangements_live")
    not_ended = pl.col("expires_on").is_null() | (pl.col("expires_on") >= records.today)
    powers = records["legal_authorities"].where(pl.col("kind").is_in(["attorney", "deputy"]) & not_ended)
    last_statement = (
        records["attestations"]
        .where(pl.col("clause").is_in(ADVOCACY_CLAUSES))
        .latest_by("scheme_id", "made_on", "attestation_id")
    )
    return (
        records.view("people_supported")
        .attach(
            live,
            "person_id",
            # Not recorded for one arrangement and not given in the others: not known.
            regulated=pl.col("personal_care").any(ignore_nulls=False),
            first_start_emergency=pl.col("emergency").sort_by("started_on").first(),
        )
        .attach(powers, "person_id", powers_recorded=pl.len())
        .look_up(last_statement, "scheme_id", advocacy_stated="met", advocacy_stated_on="made_on")
        .derive(
            learning_disability=has_need("learning_disability"),
            autistic=has_need("autism"),
            disabled=pl.col("primary_need").is_in(DISABILITIES).fill_null(False)
            | (pl.col("support_needs").list.len() > 0).fill_null(False),
            needs_unassessed=_needs_unassessed(),
            dnacpr_on_file=pl.col("dnacpr_on").is_not_null() | pl.col("dnacpr_reason").is_not_null(),
        )
    )


def has_need(need: str) -> pl.Expr:
    """True where the need is the main one or among the others."""
    among = pl.col("support_needs").list.contains(need).fill_null(False)
    return (pl.col("primary_need") == need).fill_null(False) | among


def _needs_unassessed() -> pl.Expr:
    """The recorded needs of a kind that wants a risk assessment of its own, and has none."""

    def unassessed(need: str, topics: tuple[str, ...]) -> pl.Expr:
        answered = pl.any_horizontal(pl.col("risk_topics").list.contains(topic).fill_null(False) for topic in topics)
        return pl.when(has_need(need) & ~answered).then(pl.lit(need)).otherwise(pl.lit(None, pl.String))

    return pl.concat_list(unassessed(need, topics) for need, topics in TOPICS_FOR_NEED.items()).list.drop_nulls()


@view("capacity_decisions", table="capacity_assessments", key="assessment_id")
def capacity_decisions(records: Records) -> Rows:
    """One row per person with a live arrangement and decision: the latest assessment of capacity for it."""
    return (
        records["capacity_assessments"]
        .latest_by(["person_id", "decision"], "assessed_on", "assessment_id")
        .each(records.view("people_supported"), "person_id", born_on="born_on")
    )


@view("powers_held", table="legal_authorities", key="authority_id")
def powers_held(records: Records) -> Rows:
    """One row per attorney's or deputy's power for a person with a live arrangement, ended ones included.

    `renewed` says that the person has another of the kind without end or with a later one.
    """
    powers = records.view("legal_authorities").where(pl.col("kind").is_in(["attorney", "deputy"]))
    series = ["person_id", "kind"]
    lasting = pl.col("expires_on").is_null()
    return powers.attach(
        powers,
        {name: name for name in series},
        last_expires_on=pl.col("expires_on").max(),
        lasting=lasting.filter(lasting).len(),
    ).derive(renewed=(pl.col("lasting") > 0) | (pl.col("last_expires_on") > pl.col("expires_on")))


@view("equipment_in_use", table="equipment", key="equipment_id")
def equipment_in_use(records: Records) -> Rows:
    """One row per piece of equipment of a person with a live arrangement, or of nobody in particular."""
    return (
        records["equipment"]
        .attach(records.view("people_supported"), "person_id", supported=pl.len())
        .where(pl.col("person_id").is_null() | (pl.col("supported") > 0))
        .derive(lifts_people=pl.col("kind").str.to_lowercase().str.contains(r"\b(hoists?|slings?)\b"))
    )
