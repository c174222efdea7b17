"""A whole Shared Lives scheme: every subject in turn, each from what the ones before it made."""

from __future__ import annotations

import polars as pl

from complianced.sample import (
    arrangements,
    care,
    checks,
    events,
    governance,
    homes,
    organisation,
    people,
    self_employment,
)
from complianced.sample.frames import conform, look_up
from complianced.sample.setting import Setting

# What other subjects ask of a person.
KNOWN = (
    "person", "placing_authority", "representative", "funding", "lacks_capacity", "need_learning_disability",
    "need_autism",
)  # fmt: skip


def make(setting: Setting) -> dict[str, pl.DataFrame]:
    """The tables of a Shared Lives scheme, Homeshare's left out."""
    table = setting.contract
    base = homes.make_homes(setting)
    every = arrangements.make_arrangements(setting, base)
    persons = people.make_people(setting, every)
    wants = people.wants(persons, every, setting.nation.second_language)
    carers = homes.make_carers(setting, base, wants)
    members = look_up(homes.make_members(setting, base), wants, "home")
    every = look_up(every, persons.select(KNOWN), "person")
    every = every.with_columns(changed_on=arrangements.change(setting))
    every = arrangements.arrangements(setting, every)
    staff = organisation.make_staff(setting, max(every.height, carers.height))
    workers = staff.filter(
        (pl.col("role") == "scheme_worker") & (pl.col("started_on") == setting.start) & pl.col("ended_on").is_null()
    )
    concerns = events.make_concerns(setting, every, members, workers)
    after = events.after_concern(concerns)
    papers = governance.documents(setting)
    templates = papers.filter(pl.col("kind") == "carer_agreement_template")
    reviews = arrangements.plan_reviews(setting, every)
    limits = care.restrictions(setting, persons)

    return {
        **organisation.make(setting, staff),
        **homes.make(setting, base, carers, members),
        "carer_agreements": conform(
            homes.carer_agreements(setting, carers, templates), table["carer_agreements"], "CA"
        ),
        **checks.make(setting, staff, carers, members, after),
        "people": conform(persons, table["people"]),
        "arrangements": conform(every, table["arrangements"]),
        "plans": conform(arrangements.plans(setting, every, reviews), table["plans"], "PL"),
        "plan_reviews": conform(reviews, table["plan_reviews"], "PR"),
        "risk_assessments": conform(care.risk_assessments(setting, persons), table["risk_assessments"], "RA"),
        "visits": conform(arrangements.visits(setting, every, carers, workers), table["visits"], "V"),
        "capacity_assessments": conform(
            care.capacity_assessments(setting, persons), table["capacity_assessments"], "MC"
        ),
        "liberty": conform(care.liberty(setting, persons, limits), table["liberty"], "L"),
        "restrictions": conform(limits, table["restrictions"], "RS"),
        "medicines_audits": conform(care.medicines_audits(setting, persons), table["medicines_audits"], "MA"),
        "money_checks": conform(care.money_checks(setting, persons), table["money_checks"], "MO"),
        "legal_authorities": conform(care.legal_authorities(setting, persons), table["legal_authorities"], "LA"),
        "stays": conform(arrangements.stays(setting, every), table["stays"], "ST"),
        "equipment": conform(care.equipment(setting, persons), table["equipment"], "EQ"),
        **events.make(setting, every, concerns),
        **governance.make(setting, papers, concerns),
        **self_employment.make(setting, every, carers, after.select("carer")),
    }
