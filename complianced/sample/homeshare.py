"""A Homeshare organisation: householders and homesharers, their matches, and how it keeps in touch with both."""

from __future__ import annotations

import polars as pl

from complianced.sample import checks, governance, organisation
from complianced.sample.dice import weighted
from complianced.sample.frames import (
    NO_DAY,
    NO_TEXT,
    at,
    conform,
    days_between,
    ids,
    if_by,
    later,
    numbered,
    plus,
    renumber,
)
from complianced.sample.homes import HOME_CHECKS, POSTCODES
from complianced.sample.names import FAMILY, FIRST
from complianced.sample.rhythm import repeated
from complianced.sample.setting import Setting

TASKS = ("companionship", "cooking", "shopping", "cleaning", "gardening", "technology", "bills", "night_presence")
RENTS = weighted({"0": 4, "15": 1})
REASONS = (
    "The homesharer's course came to its end",
    "The householder moved to be near family",
    "Both felt it was time",
)


def make(setting: Setting) -> dict[str, pl.DataFrame]:
    """The tables of a Homeshare organisation; those of a Shared Lives scheme are left out."""
    table = setting.contract
    homes = _homes(setting)
    matches = _matches(setting, homes)
    householders, homesharers = _householders(setting, homes), _homesharers(setting, matches)
    staff = organisation.make_staff(setting, setting.households)
    concerns = _concerns(setting, matches)
    papers = governance.documents(setting)
    events = governance.make_governance(setting, concerns)
    in_order = pl.concat([governance.checklist(setting, papers, events), _elements_met(events)])
    return {
        "schemes": conform(organisation.schemes(setting), table["schemes"]),
        "staff": conform(staff, table["staff"]),
        "supervisions": conform(organisation.supervisions(setting, staff), table["supervisions"], "SV"),
        "households": conform(homes, table["households"]),
        "household_members": conform(_members(setting, homes), table["household_members"], "M"),
        "home_checks": conform(_home_checks(setting, homes), table["home_checks"], "HC"),
        "insurances": conform(_insurances(setting), table["insurances"], "INS"),
        "file_checks": conform(_file_checks(setting, staff, householders, homesharers), table["file_checks"], "FC"),
        "disclosures": conform(_disclosures(setting, staff, homesharers), table["disclosures"], "D"),
        "training": conform(_training(setting, staff), table["training"], "T"),
        "concerns": conform(concerns, table["concerns"], "SG"),
        "complaints": conform(_complaints(setting, matches), table["complaints"], "CP"),
        "documents": conform(papers, table["documents"]),
        "governance": conform(events, table["governance"]),
        "checklist": conform(in_order, table["checklist"], "CL"),
        "homeshare_participants": conform(
            pl.concat([householders, homesharers], how="diagonal"), table["homeshare_participants"]
        ),
        "homeshare_matches": conform(matches, table["homeshare_matches"]),
        "homeshare_contacts": conform(_contacts(setting, matches), table["homeshare_contacts"], "HN"),
    }


def _elements_met(events: pl.DataFrame) -> pl.DataFrame:
    """What each self-assessment found of the elements of the quality framework: all of them met."""
    elements = pl.DataFrame({"item": [f"element_{number}" for number in range(1, 9)]})
    assessed = events.filter(pl.col("kind") == "self_assessment")
    every = assessed.select("event_id").join(elements, how="cross", maintain_order="left_right")
    return every.select(NO_TEXT.alias("document_id"), "item", pl.lit(True).alias("present"), "event_id")


def _homes(setting: Setting) -> pl.DataFrame:
    """One row per home, with the day on which its householder registered; every ninth waits for a first match."""
    dice = setting.dice
    waiting = pl.col("home") % 9 == 4
    early = dice.whole("home", "registered", 5, max(setting.days // 2, 6))
    return (
        numbered(setting.households, "home")
        .with_columns(
            waiting=waiting,
            household_id=ids("H", "home"),
            postcode=dice.choice("home", "postcode", POSTCODES),
            tenure=dice.choice("home", "tenure", ("owned", "owned", "mortgaged", "social_rent")),
            rooms_for_people=pl.lit(1),
            joined=pl.when(waiting).then(pl.lit(setting.ago(50))).otherwise(plus(setting.start, early)),
        )
        .with_columns(
            insurer_told_on=plus("joined", 20),
            lender_or_landlord_consent_on=pl.when(pl.col("tenure") != "owned").then(plus("joined", 20)),
        )
    )


def _matches(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    """Up to two matches for each home, one after the other."""
    dice = setting.dice
    first = homes.filter(~pl.col("waiting")).with_columns(
        time=pl.lit(0), start=plus("joined", dice.whole("home", "start", 70, 105)), key=pl.col("home") * 2
    )
    ends = plus("start", dice.whole("home", "length", 210, 420))
    first = first.with_columns(ended_on=if_by(ends, setting.ago(20)))
    second = first.filter(pl.col("ended_on").is_not_null()).with_columns(
        time=pl.lit(1), start=plus("ended_on", dice.whole("home", "again", 30, 80)), ended_on=NO_DAY, key="key"
    )
    second = second.with_columns(key=pl.col("key") + 1)
    every = renumber(pl.concat([first, second]).filter(pl.col("start") <= setting.ago(8)).sort("key"), "n")
    ended = pl.col("ended_on").is_not_null()
    rent = dice.choice("n", "rent", RENTS).cast(pl.Float64)
    return every.with_columns(
        match_id=ids("HM", "n"),
        householder_id=ids("HH", "home"),
        homesharer_id=ids("HS", "n"),
        introduced_on=plus("start", -35),
        householder_decided_on=plus("start", -28),
        homesharer_decided_on=plus("start", -27),
        agreement_signed_on=plus("start", -6),
        started_on="start",
        end_reason=pl.when(ended).then(dice.choice("n", "reason", REASONS)),
        hours_per_week=pl.when(pl.col("n") % 4 == 0).then(8.0).otherwise(10.0),
        tasks=pl.concat_list(
            pl.lit("companionship"), dice.choice("n", "task", TASKS[1:4]), dice.choice("n", "task too", TASKS[4:])
        ),
        rent_weekly=rent,
        householder_resident=pl.lit(True),
        exclusive_possession=pl.lit(False),
        council_tax_advised_on=plus("start", -20),
        benefits_advised_on=plus("start", -20),
        insurer_told_on=plus("start", -10),
        until=pl.col("ended_on").fill_null(setting.as_of),
    )


def _householders(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    dice = setting.dice
    checks_since = days_between("joined", setting.as_of) // 300
    return homes.select(
        participant_id=ids("HH", "home"),
        role=pl.lit("householder"),
        name=dice.choice("home", "householder", FIRST) + " " + dice.choice("home", "householder/family", FAMILY),
        born_on=plus(setting.start, -dice.whole("home", "born", 365 * 70, 365 * 92)),
        household_id="household_id",
        registered_on="joined",
        interviewed_on=plus("joined", 8),
        needs_assessed_on=plus("joined", 8),
        capacity_recorded_on=plus("joined", 8),
        home_checked_on=plus("joined", 14),
        home_rechecked_on=pl.when(checks_since > 0).then(plus("joined", checks_since * 300)),
        key=pl.col("home"),
        until=pl.lit(setting.as_of),
    )


def _homesharers(setting: Setting, matches: pl.DataFrame) -> pl.DataFrame:
    dice = setting.dice
    limited = pl.col("n") % 5 == 0
    england = pl.lit(setting.nation.name == "england")
    return matches.select(
        participant_id="homesharer_id",
        role=pl.lit("homesharer"),
        name=dice.choice("n", "homesharer", FIRST) + " " + dice.choice("n", "homesharer/family", FAMILY),
        born_on=plus(setting.start, -dice.whole("n", "sharer born", 365 * 21, 365 * 45)),
        household_id=NO_TEXT,
        registered_on=plus("start", -68),
        interviewed_on=plus("start", -60),
        needs_assessed_on=plus("start", -60),
        capacity_recorded_on=plus("start", -60),
        right_to_rent_checked_on=pl.when(england).then(plus("start", -12)),
        right_to_rent_expires_on=pl.when(england & limited).then(plus("until", 400)),
        left_on=if_by(plus("ended_on", 14), setting.as_of),
        key=pl.col("n") + 1_000_000,
        until="until",
    )


def _members(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    dice = setting.dice
    return homes.filter(pl.col("home") % 6 == 2).with_columns(
        name=dice.choice("home", "member", FIRST) + " " + dice.choice("home", "householder/family", FAMILY),
        born_on=plus(setting.start, -dice.whole("home", "member born", 365 * 40, 365 * 60)),
        relationship=pl.lit("grown-up child"),
        joined_on=plus(setting.start, -2000),
        provides_support=pl.lit(False),
        risk_assessed_on=plus("joined", 14),
        fitness_decided_on=plus("joined", 14),
        fit=pl.lit(True),
    )


def _home_checks(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    kinds = pl.DataFrame({"kind": list(HOME_CHECKS), "valid": list(HOME_CHECKS.values())})
    every = homes.select("household_id", "joined").join(kinds, how="cross", maintain_order="left_right")
    return repeated(
        every, first=plus("joined", 14), until=setting.as_of, every=pl.col("valid") * 22 // 25, on="checked_on"
    ).with_columns(expires_on=plus("checked_on", "valid"), actions_open=pl.lit(0))


def _insurances(setting: Setting) -> pl.DataFrame:
    cover = pl.DataFrame(
        {"subject_type": ["scheme"] * 2, "subject_id": ["S-1"] * 2, "kind": ["public_liability", "employers_liability"]}
    )
    return repeated(cover, first=setting.start, until=setting.as_of, every=320, on="starts_on").with_columns(
        expires_on=plus("starts_on", 364), covers_shared_lives=pl.lit(False)
    )


def _file_checks(
    setting: Setting, staff: pl.DataFrame, householders: pl.DataFrame, homesharers: pl.DataFrame
) -> pl.DataFrame:
    sharer = homesharers.select(
        subject_type=pl.lit("homesharer"), subject_id="participant_id", key="key", by=plus("registered_on", 50)
    )
    holder = householders.select(
        subject_type=pl.lit("householder"), subject_id="participant_id", key="key", by=plus("registered_on", 20)
    )
    own = ("identity", "photograph", "right_to_work", *["personal_reference"] * 3, "interview", "language_ability")
    worker = staff.select(subject_type=pl.lit("staff"), subject_id="staff_id", key="worker", by="started_on")
    return pl.concat(
        [
            checks.items(worker, checks.STAFF_ITEMS, setting.dice, (15, 45)),
            checks.items(sharer, own, setting.dice, (5, 30)),
            checks.items(holder, ("identity", "personal_reference", "interview"), setting.dice, (5, 12)),
        ]
    )


def _disclosures(setting: Setting, staff: pl.DataFrame, homesharers: pl.DataFrame) -> pl.DataFrame:
    """Homesharers shop and see to bills, which is regulated activity: the check goes with that."""
    nation = setting.nation
    sharer = homesharers.select(
        subject_type=pl.lit("homesharer"),
        subject_id="participant_id",
        key=pl.col("key") * 4 + 3,
        first=plus("registered_on", 12),
        until="until",
        ended_on="left_on",
        regulated=pl.lit(True),
        level=pl.lit(nation.carer_level),
        young=pl.lit(False),
        home_based=pl.lit(True),
    )
    return checks.by_nation(setting, pl.concat([checks.staff_subjects(setting, staff), sharer]))


def _training(setting: Setting, staff: pl.DataFrame) -> pl.DataFrame:
    return checks.training_of(setting, checks.staff_learners(staff))


def _contacts(setting: Setting, matches: pl.DataFrame) -> pl.DataFrame:
    """With both soon after moving in, then with each by themselves every ten weeks; a need for care is passed on."""
    base = matches.select("n", "match_id", "started_on", "until")
    early = (
        base.join(pl.DataFrame({"after": [2, 9, 21]}), how="cross", maintain_order="left_right")
        .with_columns(contacted_on=plus("started_on", "after"), whom=pl.lit("both"))
        .drop("after")
    )
    after = [
        repeated(
            base,
            first=plus("started_on", first),
            until="until",
            every=66,
            dice=setting.dice,
            salt=whom,
            jitter=6,
            on="contacted_on",
        )
        .with_columns(whom=pl.lit(whom))
        .drop("time")
        for whom, first in (("householder", 30), ("homesharer", 34))
    ]
    every = pl.concat([early, *after]).filter(
        pl.col("contacted_on") <= pl.min_horizontal("until", pl.lit(setting.as_of))
    )
    seen = (pl.col("whom") == "householder") & (pl.col("n") % 10 == 6) & (
        pl.col("contacted_on").is_between(plus("started_on", 90), plus("started_on", 160))
    ) & (pl.col("contacted_on") <= setting.ago(10))  # fmt: skip
    return every.sort("n", "contacted_on", "whom").with_columns(
        pl.col("whom").alias("with"),
        personal_care_seen=seen,
        care_referral_on=pl.when(seen).then(plus("contacted_on", 2)),
    )


def _concerns(setting: Setting, matches: pl.DataFrame) -> pl.DataFrame:
    room = days_between("started_on", "until")
    found = matches.filter((pl.col("n") % 8 == 3) & (room > 100)).with_columns(
        raised=plus("started_on", setting.dice.whole("n", "raised", 20, room - 60))
    )
    raised = at("raised", 9 * 60 + setting.dice.whole("n", "raised at", 5, 290))
    return found.sort("raised", "n").with_columns(
        alleged=pl.when(pl.col("n") % 16 == 3).then(pl.lit("family")).otherwise(pl.lit("other")),
        category=pl.when(pl.col("n") % 16 == 3).then(pl.lit("financial")).otherwise(pl.lit("self_neglect")),
        raised_at=raised,
        made_safe_at=later(raised, 35),
        referred_at=later(raised, 80),
        police_notified_at=pl.when(pl.col("n") % 16 == 3).then(later(raised, 60)),
        crime_suspected=pl.col("n") % 16 == 3,
        three_point_test=pl.lit(True),
        person_wishes_asked=pl.lit(True),
        decision=pl.lit("enquiry"),
        decided_on=plus("raised", 4),
        substantiated=pl.lit("inconclusive"),
        person_outcomes_met=pl.lit("yes"),
        lessons_recorded=pl.lit(True),
        closed_on=plus("raised", 30),
    )


def _complaints(setting: Setting, matches: pl.DataFrame) -> pl.DataFrame:
    room = days_between("started_on", "until")
    found = matches.filter((pl.col("n") % 7 == 5) & (room > 80)).with_columns(
        some_day=plus("started_on", setting.dice.whole("n", "complaint", 20, room - 40))
    )
    monday = plus("some_day", 1 - pl.col("some_day").dt.weekday().cast(pl.Int32))
    return found.with_columns(
        made_by=pl.lit("person"),
        stage=pl.lit(1),
        received_on=monday,
        acknowledged_on=plus(monday, 1),
        responded_on=plus(monday, 4),
        outcome=pl.lit("partly_upheld"),
        action_recorded=pl.lit(True),
        closed_on=plus(monday, 8),
    ).sort("received_on", "n")
