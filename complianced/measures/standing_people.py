"""Facts of people supported and their arrangements: plans, reviews, risks, medicines, money, capacity and liberty."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from complianced.measures.fact import FactGroup
from complianced.measures.held import Held
from complianced.measures.readings import live_on
from complianced.measures.standing_day import Day

col = pl.col


def people_facts(day: Day) -> Iterator[FactGroup]:
    """People with a live arrangement on the day, and what is held for them."""
    yield from _people(day)
    yield from _arrangements(day)
    yield from _medicines_and_money(day)
    yield from _capacity_and_liberty(day)


def _people(day: Day) -> Iterator[FactGroup]:
    yield FactGroup("people", (day.people.total("People supported on the day"),))
    risks = day.rows("risk_assessments")
    assessed = day.people.having("assessed", risks, "person_id").having(
        "lately", risks, "person_id", day.within_a_year("assessed_on")
    )
    yield FactGroup(
        "risk_assessments",
        (
            assessed.fact("People with a risk assessment", col("assessed")),
            assessed.fact("People with a risk assessed in the last 12 months", col("lately")),
        ),
    )
    used = day.rows("equipment").having("supported", day.people, "person_id").where(col("supported"))
    yield FactGroup("equipment", (used.fact("Equipment past its service", col("service_due_on") < day.as_of),))


def _arrangements(day: Day) -> Iterator[FactGroup]:
    live, all_of_them = day.arrangements, day.rows("arrangements")
    begun = all_of_them.during("started_on", day.year)
    yield FactGroup(
        "arrangements",
        (
            live.total("Live arrangements", "kind"),
            live.fact("Live arrangements with a signed agreement", col("agreement_signed_on").is_not_null()),
            begun.total("Arrangements begun in the last 12 months"),
            begun.fact("Of these, in an emergency", col("emergency")),
            all_of_them.where(day.year.holds("ended_on")).total("Arrangements ended in the last 12 months"),
        ),
    )
    plans, reviews = day.rows("plans"), day.rows("plan_reviews")
    planned = live.having("planned", plans, "arrangement_id", col("made_at").is_not_null())
    yield FactGroup("plans", (planned.fact("Live arrangements with a plan", col("planned")),))
    reviewed = live.having("reviewed", reviews, "arrangement_id", day.within_a_year("held_on"))
    yield FactGroup(
        "plan_reviews", (reviewed.fact("Live arrangements with a review in the last 12 months", col("reviewed")),)
    )
    stays = day.rows("stays").during("started_at", day.year)
    yield FactGroup("stays", (stays.total("Stays for short breaks in the last 12 months"),))


def _medicines_and_money(day: Day) -> Iterator[FactGroup]:
    helped = day.people.where(col("medicines_support").is_in(["prompt", "assist", "administer"]))
    audits = day.rows("medicines_audits")
    lately = helped.having("audited", audits, "person_id", day.within_a_year("audited_on"))
    yield FactGroup(
        "medicines_audits",
        (
            helped.total("People helped with medicines", "medicines_support"),
            lately.fact("Of these, with an audit in the last 12 months", col("audited")),
            day.happened("medicines_audits", "audited_on").total("Medicines audits in the last 12 months"),
        ),
    )
    money = day.people.where(col("money_support").is_in(["help", "appointee", "deputy", "attorney", "guardian"]))
    checks = day.rows("money_checks")
    checked = money.having("checked", checks, "person_id", day.within_a_year("checked_on"))
    held = money.where(col("money_held_by").is_in(["scheme_staff", "carer"]))
    yield FactGroup(
        "money_checks",
        (
            money.total("People helped with money", "money_support"),
            held.total("Of these, whose money staff or a carer holds", "money_held_by"),
            checked.fact("People helped with money, with a check in the last 12 months", col("checked")),
            day.happened("money_checks", "checked_on").total("Money checks in the last 12 months", "kind"),
        ),
    )


def _capacity_and_liberty(day: Day) -> Iterator[FactGroup]:
    def of_people(table: str) -> Held:
        return day.rows(table).having("supported", day.people, "person_id").where(col("supported"))

    lacking = day.people.where(col("lacks_capacity")).having(
        "assessed", day.rows("capacity_assessments"), "person_id", col("assessed_on").is_not_null()
    )
    yield FactGroup(
        "capacity_assessments",
        (
            lacking.fact("People who lack capacity for a decision, with an assessment", col("assessed")),
            of_people("capacity_assessments").total("Decisions assessed for capacity", "outcome"),
        ),
    )
    entries = of_people("liberty")
    authorised = entries.where(col("authorised_on") <= day.as_of)
    current = authorised.where(col("expires_on").is_null() | (col("expires_on") >= day.as_of))
    screened = day.people.having("screened", day.rows("liberty"), "person_id", col("screened_on").is_not_null())
    waiting = entries.where(
        col("applied_on").is_not_null() & col("authorised_on").is_null() & col("decided_on").is_null()
    )
    yield FactGroup(
        "liberty",
        (
            screened.fact("People screened for deprivation of liberty", col("screened")),
            current.total("Authorities for deprivation of liberty, current", "authority"),
            current.fact("Of these, ending in the next 13 weeks", col("expires_on") <= day.soon),
            waiting.total("Applications for an authority, waiting"),
        ),
    )
    in_place = of_people("restrictions").where(live_on(day.as_of))
    yield FactGroup(
        "restrictions",
        (
            in_place.total("Restrictions in place", "kind"),
            in_place.fact("Of these, reviewed in the last 12 months", day.within_a_year("reviewed_on")),
        ),
    )
    powers = of_people("legal_authorities").where(col("expires_on").is_null() | (col("expires_on") >= day.as_of))
    yield FactGroup(
        "legal_authorities",
        (
            powers.total("Powers that others hold for people", "kind"),
            powers.fact("Of these, with the document seen", col("document_seen_on").is_not_null()),
        ),
    )
