"""People supported: who they are, what they need, who pays, and what a scheme keeps for each of them."""

from __future__ import annotations

import polars as pl

from complianced.sample.dice import weighted
from complianced.sample.frames import NO_TEXT, days_between, plus, rank
from complianced.sample.names import FAMILY, FIRST
from complianced.sample.setting import Setting

PRIMARY = weighted(
    {
        "learning_disability": 46,
        "autism": 10,
        "mental_health": 12,
        "dementia": 8,
        "older_age": 7,
        "physical_disability": 5,
        "sensory": 3,
        "acquired_brain_injury": 3,
        "care_leaver": 3,
        "family_support": 2,
        "other": 1,
    }
)
# Beside the primary need: how many in a hundred have it.
ALSO = {"epilepsy": 12, "dysphagia": 7, "peg": 2, "diabetes": 9, "moving_and_handling": 11, "behaviour": 8}
NEEDS = ("learning_disability", "autism", *ALSO, "dementia")
MEDICINES = weighted({"none": 35, "prompt": 25, "assist": 20, "administer": 20})


def make_people(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """One row per person, with the whole `people` table and `need_…` flags, first start and last day."""
    dice, nation = setting.dice, setting.nation
    spans = every.group_by("person", maintain_order=True).agg(
        pl.col("started_on").min(),
        pl.col("emergency").sort_by("started_on").first(),
        pl.col("until").max(),
        pl.col("died_on").max(),
        pl.col("harm").any(),
        pl.col("person_id").first(),
    )
    died = pl.col("died_on").is_not_null()
    primary = (
        pl.when(died)
        .then(pl.when(rank(died) % 2 == 1).then(pl.lit("learning_disability")).otherwise(pl.lit("older_age")))
        .otherwise(dice.choice("person", "primary", PRIMARY))
    )
    people = spans.with_columns(primary_need=primary).with_columns(
        *(
            (
                (pl.col("primary_need") == need)
                | dice.chance("person", f"need/{need}", ALSO.get(need, 6 if need == "autism" else 2))
            ).alias(f"need_{need}")
            for need in NEEDS
        ),
        born_on=_born(setting),
        funding=_funding(setting),
        money_support=dice.choice("person", "money", _money(setting)),
        medicines_support=dice.choice("person", "medicines", MEDICINES),
        lacks_capacity=dice.chance("person", "capacity", 26) & (pl.col("primary_need") != "care_leaver"),
        preferred_language=pl.when(dice.chance("person", "language", 22 if nation.name == "wales" else 4))
        .then(pl.lit(nation.second_language))
        .otherwise(pl.lit("en")),
    )
    return people.with_columns(**_kept(setting))


def _born(setting: Setting) -> pl.Expr:
    dice, youngest = setting.dice, setting.nation.youngest
    need = pl.col("primary_need")

    def aged(low: int, high: int) -> pl.Expr:
        # At least a month past the birthday when the arrangement starts.
        return dice.whole("person", f"age {low}", low * 366 + 30, high * 365)

    # Where people may come from 16, some who came lately are not of age yet.
    lately = (
        pl.lit(youngest < 18)
        & (pl.col("started_on") > setting.ago(480))
        & pl.col("died_on").is_null()
        & ~pl.col("harm")
        & ~need.is_in(["dementia", "older_age"])
    )
    age = (
        pl.when(pl.col("died_on").is_not_null())
        .then(aged(62, 88))
        .when(lately & (rank(lately) % 6 == 1))
        .then(dice.whole("person", "not of age", youngest * 366 + 30, youngest * 366 + 120))
        .when(need == "care_leaver")
        .then(aged(youngest, 20))
        .when(need.is_in(["dementia", "older_age"]))
        .then(aged(67, 91))
        .otherwise(aged(19, 64))
    )
    return plus("started_on", -age)


def _funding(setting: Setting) -> pl.Expr:
    authority = setting.nation.authority_funding
    kinds = weighted({authority: 72, "nhs": 4, "self": 7, "part_self": 7, "direct_payment": 6, "joint": 4})
    return (
        pl.when(pl.col("harm") | pl.col("died_on").is_not_null())
        .then(pl.lit(authority))
        .otherwise(setting.dice.choice("person", "funding", kinds))
    )


def _money(setting: Setting) -> tuple[str, ...]:
    kinds = {"none": 55, "help": 20, "appointee": 14, "attorney": 6}
    kinds["guardian" if setting.nation.name == "scotland" else "deputy"] = 5
    return weighted(kinds)


def _kept(setting: Setting) -> dict[str, pl.Expr]:
    """The rest of the columns, for a person whose arrangement is in hand or was until it ended."""
    dice = setting.dice
    ends = pl.col("until")
    disabled = pl.any_horizontal("need_learning_disability", "need_autism")
    psychotropic = disabled & dice.chance("person", "psychotropic", 14)
    older = pl.col("primary_need").is_in(["older_age", "dementia"])
    dnacpr = older & (rank(older) % 5 == 2)
    pays = pl.col("funding").is_in(["self", "part_self"])
    held = pl.col("money_support") != "none"
    by_carer = held & (rank(held) % 9 == 4)
    declined = dice.chance("person", "declined", 3) & ~disabled
    powers = pl.col("money_support").is_in(["appointee", "deputy", "attorney", "guardian"])
    second = setting.nation.name == "wales"

    def before(days: int) -> pl.Expr:
        return pl.when("emergency").then("started_on").otherwise(plus("started_on", -days))

    def lately(salt: str, most: int) -> pl.Expr:
        return plus(ends, -dice.whole("person", salt, 20, most))

    return {
        "name": dice.choice("person", "person/first", FIRST) + " " + dice.choice("person", "person/family", FAMILY),
        "support_needs": pl.concat_list(
            pl.when(pl.col(f"need_{need}")).then(pl.lit(need)).otherwise(NO_TEXT) for need in NEEDS
        )
        .list.drop_nulls()
        .pipe(lambda needs: pl.when(needs.list.len() > 0).then(needs)),
        "placing_authority": pl.when(pl.col("funding") != "self").then(
            dice.choice("person", "authority", setting.nation.authorities)
        ),
        "funding_statement_on": pl.when(pays).then(before(10)),
        "welsh_offer_on": pl.when(pl.lit(second)).then(before(40)),
        "communication_needs_recorded": pl.lit(True),
        "communication_reviewed_on": lately("communication", 280),
        "adjustments_recorded": pl.lit(True),
        "equality_recorded": pl.lit(True),
        "representative": pl.col("lacks_capacity") | dice.chance("person", "representative", 35),
        "consent_recorded_on": before(5),
        "guide_given_on": before(12),
        "complaints_procedure_given_on": before(12),
        "file_access_explained_on": before(12),
        "emergency_plan_on": lately("emergency plan", 280),
        "hospital_passport_on": lately("passport", 280),
        "health_check_on": pl.when(~declined).then(lately("health", 280)),
        "health_action_plan_on": pl.when(~declined).then(plus(lately("health", 280), 6)),
        "health_check_declined": declined,
        "medicines_record_kept": pl.when(pl.col("medicines_support") != "none").then(True),
        "psychotropic": psychotropic,
        "psychotropic_indication": pl.when(psychotropic).then(True),
        "psychotropic_reviewed_on": pl.when(psychotropic).then(lately("psychotropic", 140)),
        "dnacpr_on": pl.when(dnacpr).then(plus(ends, -300)),
        "dnacpr_reason": pl.when(dnacpr).then(pl.lit("Advanced frailty; agreed with the person and their GP")),
        "dnacpr_person_involved": pl.when(dnacpr).then(True),
        "dnacpr_reviewed_on": pl.when(dnacpr).then(lately("dnacpr", 150)),
        "money_held_by": pl.when(by_carer)
        .then(pl.lit("carer"))
        .when(held)
        .then(dice.choice("person", "held", ("person", "family", "local_authority", "solicitor"))),
        "money_held_reason": pl.when(by_carer).then(
            pl.lit("Small cash sums for outings; nobody else lives near; agreed with the authority")
        ),
        "money_authority_seen_on": pl.when(powers).then(before(15)),
    }


def wants(people: pl.DataFrame, every: pl.DataFrame, second_language: str) -> pl.DataFrame:
    """By home: what the people supported there, ever, need of every carer who lives in it."""
    flags = [f"need_{need}" for need in NEEDS]
    known = people.select(
        "person",
        *flags,
        "preferred_language",
        "medicines_support",
        "money_support",
        minor=days_between("born_on", "started_on") < 18 * 366 + 5,
    )
    joined = every.select("home", "person", "kind").join(known, on="person", how="left", maintain_order="left")
    return joined.group_by("home", maintain_order=True).agg(
        *(pl.col(flag).any() for flag in flags),
        wants_second=(pl.col("preferred_language") == second_language).any(),
        wants_medicines=pl.col("medicines_support").is_in(["assist", "administer"]).any(),
        wants_money=(pl.col("money_support") != "none").any(),
        wants_rapid=(pl.col("kind") == "rapid_response").any(),
        wants_young=pl.col("minor").any(),
    )
