"""Households: who offers a home, since when, who else lives there, and what was checked before anyone moved in.

A household's state hangs on its number, so that even a small set has one of each: of every sixteen one has given up,
one is still applying, one is approved with nobody placed yet, and the rest support people today.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from complianced.sample.dice import weighted
from complianced.sample.frames import (
    NO_DAY,
    conform,
    days_between,
    earliest,
    ids,
    if_by,
    latest_of,
    numbered,
    plus,
)
from complianced.sample.names import FAMILY, FIRST
from complianced.sample.rhythm import repeated
from complianced.sample.setting import PANEL_EVERY, Setting

TENURES = weighted({"owned": 30, "mortgaged": 40, "social_rent": 15, "private_rent": 15})
POSTCODES = ("QQ1 1AA", "QQ2 4BD", "QQ3 7EF", "QQ5 2GH", "QQ8 9JL", "QQ9 3NP")
HOME_CHECKS = {"home_safety": 365, "gas": 365, "electrical": 1826, "smoke_and_co_alarms": 365, "fire_risk": 365}


def make_homes(setting: Setting) -> pl.DataFrame:
    """One row per household: number, state, key dates, how many carers, and how many people it may support.

    `panel_by` is the panel meeting, or for those still applying the one that they are heading for.
    """
    dice = setting.dice
    remainder = pl.col("home") % 16
    panels = max(int(setting.days * 0.6) // PANEL_EVERY, 1)
    early = max(int(setting.days * 0.2) // PANEL_EVERY, 0)
    late = max((setting.days - 21 - 30) // PANEL_EVERY, 0)
    homes = numbered(setting.households, "home").with_columns(
        state=pl.when(remainder == 5)
        .then(pl.lit("ended"))
        .when(remainder == 11)
        .then(pl.lit("applicant"))
        .when(remainder == 8)
        .then(pl.lit("waiting"))
        .otherwise(pl.lit("active")),
        harm=pl.col("home") % 64 == 21,
        household_id=ids("H", "home"),
        mains=dice.whole("home", "mains", 1, 2),
        lanes=dice.choice("home", "lanes", ("1",) * 11 + ("2",) * 7 + ("3",) * 2).cast(pl.Int32),
    )
    meeting = (
        pl.when(pl.col("state") == "ended")
        .then(dice.whole("home", "panel", 0, early))
        .when(pl.col("state") == "waiting")
        .then(pl.lit(late, dtype=pl.Int32))
        .otherwise(dice.whole("home", "panel", 0, panels))
    )
    approved = pl.col("state") != "applicant"
    return (
        homes.with_columns(
            panel_on=pl.when(approved).then(plus(setting.panel_first, meeting * PANEL_EVERY)),
            # Whoever has nobody beside them in the home has a support carer, so that cover is always there.
            supports=pl.when(pl.col("mains") == 1)
            .then(1)
            .otherwise(dice.chance("home", "supports", 15).cast(pl.Int64)),
        )
        .with_columns(
            panel_by=pl.col("panel_on").fill_null(setting.as_of + (setting.as_of - setting.ago(20))),
            approved_on=plus("panel_on", dice.whole("home", "approved", 2, 5)),
            size=pl.col("mains") + pl.col("supports"),
        )
        .with_columns(
            closed_on=pl.when(pl.col("state") == "ended").then(
                plus("approved_on", dice.whole("home", "closed", 180, days_between("approved_on", setting.ago(75))))
            ),
            first_carer=pl.col("size").cum_sum() - pl.col("size") + 1,
            fit_on=plus("panel_by", -30),
        )
        .with_columns(until=pl.col("closed_on").fill_null(setting.as_of))
    )


def households(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    """The `households` table."""
    dice = setting.dice
    return homes.with_columns(
        postcode=dice.choice("home", "postcode", POSTCODES),
        tenure=dice.choice("home", "tenure", TENURES),
        rooms_for_people=pl.col("lanes"),
        insurer_told_on=plus("panel_by", -35),
    ).with_columns(
        # A home that is owned outright has neither lender nor landlord.
        lender_or_landlord_consent_on=pl.when(pl.col("tenure") != "owned").then(plus("panel_by", -50)),
    )


def make_members(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    """Everyone else in the homes: children, some of whom come of age, parents, lodgers, newcomers, some who left."""
    dice, turn = setting.dice, pl.col("home") % 8
    always = turn.is_in([1, 2, 3, 4, 5, 6])
    places = (
        homes.select("home", "household_id", "state", "panel_by", "approved_on", "fit_on", "until")
        .join(pl.DataFrame({"place": [0, 1]}), how="cross", maintain_order="left")
        .with_columns(key=pl.col("home") * 2 + pl.col("place"))
        .filter(pl.when(pl.col("place") == 0).then(always).otherwise(dice.chance("key", "member", 35)))
    )
    room = days_between("approved_on", "until")
    newcomer = (pl.col("place") == 0) & turn.is_in([3, 4]) & (room > 140)
    leaver = (pl.col("place") == 0) & (turn == 6) & (room > 200)
    turns_16 = (pl.col("place") == 0) & (turn == 1)
    turns_18 = (pl.col("place") == 0) & (turn == 2)
    child = (pl.col("place") == 0) & (turn == 4)
    supports = (pl.col("place") == 0) & (turn == 5)
    coming_of_age = setting.part(0.85)
    born = (
        pl.when(turns_16)
        .then(pl.lit(coming_of_age).dt.offset_by("-16y"))
        .when(turns_18)
        .then(pl.lit(coming_of_age).dt.offset_by("-18y"))
        .when(child)
        .then(plus(setting.start, -365 * 8))
        .when(supports)
        .then(plus(setting.start, -dice.whole("key", "grown age", 365 * 24, 365 * 58)))
        .otherwise(plus(setting.start, -dice.whole("key", "age", 365 * 1, 365 * 78)))
    )
    members = places.with_columns(
        born_on=pl.when(turns_16 | turns_18).then(plus(born, -dice.whole("key", "born", 0, 60))).otherwise(born)
    ).with_columns(
        joined_on=pl.when(newcomer)
        .then(plus("approved_on", dice.whole("key", "joined", 60, room - 40)))
        .otherwise(latest_of("born_on", plus(setting.start, -dice.whole("key", "lived", 400, 5000)))),
        left_on=pl.when(leaver).then(plus("approved_on", dice.whole("key", "left", 100, room - 60))),
        newcomer=newcomer.fill_null(False),
        sixteen_on=pl.col("born_on").dt.offset_by("16y"),
        eighteen_on=pl.col("born_on").dt.offset_by("18y"),
        home_until="until",
        until=pl.min_horizontal("until", pl.when(leaver).then(plus("approved_on", 100))),
    )
    members = members.with_columns(until=earliest("home_until", "left_on"))
    came_of_age = [
        pl.when((pl.col(day) > pl.col("fit_on")) & (pl.col(day) > pl.col("joined_on")) & (pl.col(day) <= setting.as_of))
        .then(pl.col(day))
        .otherwise(NO_DAY)
        for day in ("sixteen_on", "eighteen_on")
    ]
    age = days_between("born_on", setting.as_of) // 365
    return members.with_columns(
        member_id=ids("M", pl.int_range(1, pl.len() + 1)),
        name=dice.choice("key", "member/first", FIRST) + " " + dice.choice("home", "family", FAMILY),
        relationship=pl.when(age < 16)
        .then(pl.lit("child"))
        .when(age < 60)
        .then(dice.choice("key", "grown", ("sibling", "lodger", "cousin", "younger relative")))
        .otherwise(dice.choice("key", "old", ("parent", "aunt or uncle", "lodger"))),
        provides_support=supports,
        fit=pl.lit(True),
        fitness_decided_on=pl.when("newcomer").then(plus("joined_on", -7)).otherwise("fit_on"),
        # On the very day that calls for it: someone joins, or turns 16 or 18.
        risk_assessed_on=latest_of("fit_on", pl.when("newcomer").then("joined_on").otherwise(NO_DAY), *came_of_age),
    )


def home_checks(setting: Setting, homes: pl.DataFrame, drivers: pl.DataFrame) -> pl.DataFrame:
    """The `home_checks` table: each kind before approval, then yearly; `drivers`: homes with a vehicle."""
    kinds = pl.DataFrame({"kind": list(HOME_CHECKS), "valid": list(HOME_CHECKS.values())})
    base = homes.select("home", "household_id", "panel_by", "until")
    every = pl.concat(
        [
            base.join(kinds, how="cross", maintain_order="left_right"),
            base.join(drivers, on="home", how="semi", maintain_order="left").with_columns(
                kind=pl.lit("vehicle"), valid=pl.lit(365, dtype=pl.Int64)
            ),
        ]
    ).with_columns(n=pl.int_range(1, pl.len() + 1))
    first = plus("panel_by", -setting.dice.whole("home", "home check", 55, 70))
    return repeated(
        every,
        first=first,
        until="until",
        every=pl.col("valid") * 22 // 25,
        dice=setting.dice,
        salt="home checks",
        jitter=9,
        on="checked_on",
    ).with_columns(expires_on=plus("checked_on", "valid"), actions_open=pl.lit(0))


def insurances(setting: Setting, homes: pl.DataFrame, carers: pl.DataFrame) -> pl.DataFrame:
    """The `insurances` table: a new policy always starts before the old one ends."""
    scheme = pl.DataFrame(
        {"subject_type": ["scheme"] * 2, "subject_id": ["S-1"] * 2, "kind": ["public_liability", "employers_liability"]}
    ).with_columns(first=pl.lit(setting.start), until=pl.lit(setting.as_of))
    begins = plus("panel_by", -20)
    own = {"first": begins, "until": pl.col("until")}
    home = homes.filter(pl.col("state") != "applicant").select(
        subject_type=pl.lit("household"), subject_id="household_id", kind=pl.lit("home"), **own
    )
    approved = carers.filter(pl.col("status") != "applicant")
    liability = approved.select(
        subject_type=pl.lit("carer"), subject_id="carer_id", kind=pl.lit("public_liability"), **own
    )
    motor = approved.filter("drives_people").select(
        subject_type=pl.lit("carer"), subject_id="carer_id", kind=pl.lit("motor"), **own
    )
    policies = pl.concat([scheme, home, liability, motor])
    return repeated(policies, first="first", until="until", every=320, on="starts_on").with_columns(
        expires_on=plus("starts_on", 364), covers_shared_lives=pl.lit(True)
    )


def carer_agreements(setting: Setting, carers: pl.DataFrame, templates: pl.DataFrame) -> pl.DataFrame:
    """The `carer_agreements` table: signed by both after approval, ended the day that the carer's approval ends.

    `templates` are the texts by date. A carer who signed an older text signs the new one a fortnight after it comes.
    """
    signed = plus("approved_on", setting.dice.whole("carer", "agreement", 2, 8))
    first, *later = templates.sort("effective_on").select("document_id", "effective_on").iter_rows()
    agreed = carers.filter(pl.col("approved_on").is_not_null()).with_columns(
        carer_signed_on=signed, template_id=pl.lit(first[0])
    )
    for template_id, effective_on in later:
        again = pl.lit(effective_on + timedelta(days=14))
        stays = pl.col("ended_on").is_null() | (pl.col("ended_on") > again)
        old = (pl.col("carer_signed_on") < effective_on) & stays
        renewed = agreed.filter(old).with_columns(carer_signed_on=again, template_id=pl.lit(template_id))
        new_text = pl.col("carer_signed_on") >= effective_on
        agreed = agreed.with_columns(
            ended_on=pl.when(old).then(again).otherwise("ended_on"),
            template_id=pl.when(new_text).then(pl.lit(template_id)).otherwise("template_id"),
        )
        agreed = pl.concat([agreed, renewed])
    return agreed.filter(pl.col("carer_signed_on") <= setting.as_of).with_columns(scheme_signed_on="carer_signed_on")


def make_carers(setting: Setting, homes: pl.DataFrame, wants: pl.DataFrame) -> pl.DataFrame:
    """One row per carer. `wants` tells by home what the people there need of their carers."""
    dice = setting.dice
    nation = setting.nation
    second = nation.second_language
    base = (
        homes.with_columns(place=pl.int_ranges(0, pl.col("size"), dtype=pl.Int64))
        .explode("place")
        .with_columns(carer=pl.col("first_carer") + pl.col("place"))
        .join(wants, on="home", how="left", maintain_order="left")
    )
    support = pl.col("place") >= pl.col("mains")
    status = (
        pl.when(pl.col("state").is_in(["active", "waiting"]))
        .then(pl.lit("approved"))
        .otherwise(pl.col("state"))
    )  # fmt: skip
    # Someone was harmed by one carer of the home; the others gave up with them.
    removed = pl.col("harm") & (pl.col("state") == "ended") & (pl.col("place") == 0)
    kinds = pl.concat_list(
        pl.lit("live_in"),
        pl.lit("short_break"),
        pl.lit("day_support"),
        pl.when(pl.col("wants_rapid")).then(pl.lit("rapid_response")),
    ).list.drop_nulls()
    languages = pl.when(pl.col("wants_second") | dice.chance("carer", "language", 15)).then(
        pl.lit(["en", second])
    ).otherwise(pl.lit(["en"]))  # fmt: skip
    return base.with_columns(
        carer_id=ids("C", "carer"),
        name=dice.choice("carer", "carer/first", FIRST) + " " + dice.choice("home", "family", FAMILY),
        born_on=plus(setting.start, -dice.whole("carer", "carer/born", 365 * 29, 365 * 66)),
        kind=pl.when(support).then(pl.lit("support_carer")).otherwise(pl.lit("carer")),
        status=status,
        suitability_signed_on="panel_on",
        fitness_decided_on=if_by(pl.col("fit_on"), setting.as_of),
        approved_arrangements=pl.when(pl.col("approved_on").is_not_null()).then(kinds),
        approved_max_people=pl.when(pl.col("approved_on").is_not_null()).then("lanes"),
        ended_on="closed_on",
        end_reason=pl.when(pl.col("state") == "ended").then(
            pl.when(removed)
            .then(pl.lit("harm"))
            .when("harm")
            .then(pl.lit("other"))
            .otherwise(dice.choice("home", "end", ("retired", "moved", "resigned")))
        ),
        removed=removed,
        unfit_on=pl.when(removed).then("closed_on"),
        handbook_given_on=pl.col("approved_on"),
        languages=languages,
        nominated_by_carer_id=pl.when(support).then(ids("C", "first_carer")),
        gives_medicines=pl.col("wants_medicines").fill_null(False) | dice.chance("home", "gives", 60),
        handles_money=pl.col("wants_money").fill_null(False),
        drives_people=dice.chance("home", "drives", 70),
        hmrc_registration_confirmed_on=if_by(plus("approved_on", dice.whole("carer", "hmrc", 25, 55)), setting.as_of),
    )


def make(setting: Setting, homes: pl.DataFrame, carers: pl.DataFrame, members: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of homes and carers, agreements excepted."""
    table = setting.contract
    drivers = carers.filter("drives_people").select("home").unique(maintain_order=True)
    return {
        "households": conform(households(setting, homes), table["households"]),
        "carers": conform(carers, table["carers"]),
        "household_members": conform(members, table["household_members"]),
        "home_checks": conform(home_checks(setting, homes, drivers), table["home_checks"], "HC"),
        "insurances": conform(insurances(setting, homes, carers), table["insurances"], "INS"),
    }
