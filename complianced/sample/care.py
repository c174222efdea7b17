"""What is recorded for a person: risks, capacity, liberty, restrictions, medicines, money, powers, equipment."""

from __future__ import annotations

import polars as pl

from complianced.sample.dice import pick
from complianced.sample.frames import NO_DAY, at, days_between, earliest, later, latest_of, plus, rank
from complianced.sample.people import NEEDS
from complianced.sample.rhythm import repeated
from complianced.sample.setting import ACID_TEST_ENDED, Setting

# Which topic of a risk assessment a need calls for.
TOPICS = {
    "epilepsy": "epilepsy",
    "dysphagia": "dysphagia",
    "peg": "health",
    "diabetes": "health",
    "dementia": "health",
    "moving_and_handling": "moving_and_handling",
    "behaviour": "behaviour",
}
RESTRICTIONS = ("environmental", "physical", "mechanical", "surveillance", "chemical", "other")
DECISIONS = ("Where to live", "Medicines", "Money", "Medical treatment", "Sharing information")


def risk_assessments(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `risk_assessments` table: general for all, one per need, money where it is helped with; yearly."""
    asked = {
        "general": pl.lit(True),
        "community": pl.col("person") % 2 == 0,
        "finance": pl.col("money_support") != "none",
    }
    for need in NEEDS:
        if need in TOPICS:
            topic = TOPICS[need]
            asked[topic] = asked.get(topic, pl.lit(False)) | pl.col(f"need_{need}")
    topics = list(asked)
    base = people.with_columns(
        topic=pl.concat_list(pl.when(asked[topic]).then(pl.lit(topic)) for topic in topics).list.drop_nulls(),
        first=pl.when("emergency").then("started_on").otherwise(plus("started_on", -10)),
    ).select("person", "person_id", "topic", "first", "until")
    every = base.explode("topic").with_columns(n=pl.int_range(1, pl.len() + 1))
    return repeated(
        every, first="first", until="until", every=318, dice=setting.dice, salt="risk", jitter=10, on="assessed_on"
    ).with_columns(review_due_on=plus("assessed_on", 365))


def capacity_assessments(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `capacity_assessments` table: one decision or two for each who lacks capacity, looked at again every year."""
    dice = setting.dice
    doubted = people.filter(pl.col("lacks_capacity") | dice.chance("person", "doubted", 6))
    parts = [
        doubted.with_columns(part=pl.lit(part), decision=dice.choice("person", f"decision {part}", DECISIONS[part::2]))
        for part in (0, 1)
    ]
    every = (
        pl.concat(parts)
        .filter((pl.col("part") == 0) | dice.chance("person", "second decision", 40))
        .with_columns(
            first=pl.when("emergency").then("started_on").otherwise(plus("started_on", -20)),
            n=pl.col("person") * 2 + pl.col("part"),
        )
    )
    lacks = pl.col("lacks_capacity")
    return (
        repeated(
            every, first="first", until="until", every=318, dice=dice, salt="capacity", jitter=10, on="assessed_on"
        )
        .with_columns(
            outcome=pl.when(lacks).then(pl.lit("lacks_capacity")).otherwise(pl.lit("has_capacity")),
            best_interests_on=pl.when(lacks).then(earliest(plus("assessed_on", 2), setting.as_of)),
        )
        .sort("n", "assessed_on")
    )


def restrictions(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `restrictions` table: some passed the same day, some last and are looked at again within three months."""
    dice = setting.dice
    room = days_between("started_on", "until")
    here = (room > 110) & (pl.col("until") == setting.as_of)
    gone = (room > 110) & (pl.col("person") % 24 == 4)
    limited = people.filter((here & (rank(here) % 9 == 3)) | gone).with_columns(
        person_from="started_on",
        kind=pick(pl.int_range(pl.len()), RESTRICTIONS),
    )
    begun = plus("person_from", dice.whole("person", "restriction on", 20, room - 70))
    moment = at("started_on", 9 * 60 + 5 + dice.whole("person", "restriction at", 0, 300))
    brief = pl.col("kind") == "physical"
    recent = plus("until", -dice.whole("person", "restriction review", 12, 40))
    return limited.with_columns(started_on=begun).with_columns(
        started_at=moment,
        ended_on=pl.when(brief).then("started_on").when(pl.col("until") < setting.as_of).then("until"),
        recorded_on="started_on",
        recorded_at=later(moment, 55),
        provider_told_at=later(moment, 80),
        rationale=pl.lit(True),
        alternatives_considered=pl.lit(True),
        authorised_by=pl.when(brief)
        .then(pl.lit("Registered manager, after the event, within the support plan"))
        .otherwise(pl.lit("Best interests meeting with the authority")),
        reviewed_on=pl.when(brief).then(plus("started_on", 3)).otherwise(latest_of(plus("started_on", 14), recent)),
        regulator_notified_at=later(moment, 150),
    )


def liberty(setting: Setting, people: pl.DataFrame, limits: pl.DataFrame) -> pl.DataFrame:
    """The `liberty` table: all who lack capacity or are restricted are screened: at the start, yearly, on change."""
    dice = setting.dice
    restricted = limits.select("person", limited_on="started_on")
    screened = people.filter(pl.col("lacks_capacity")).join(restricted, on="person", how="anti", maintain_order="left")
    restricted_people = people.join(restricted, on="person", how="inner", maintain_order="left")
    both = pl.concat([screened.with_columns(limited_on=NO_DAY), restricted_people]).sort("person")
    if setting.nation.name == "northern_ireland":
        return _with_panel(setting, both)
    planned = pl.col("lacks_capacity") & ~pl.col("emergency") & (pl.col("until") == setting.as_of)
    both = both.with_columns(deprived=planned & (rank(planned) % 4 == 2))
    rounds = repeated(
        both,
        first=pl.when("emergency").then("started_on").otherwise(plus("started_on", -8)),
        until="until",
        every=270,
        dice=dice,
        key="person",
        salt="liberty",
        jitter=12,
        on="screened_on",
    ).drop("time")
    on_change = both.filter(pl.col("limited_on").is_not_null()).with_columns(
        screened_on=plus("limited_on", dice.whole("person", "on change", 2, 9))
    )
    sets = [rounds, on_change]
    if setting.nation.name in ("england", "wales") and setting.as_of > ACID_TEST_ENDED:
        # Everyone in an arrangement on the day of the ruling is screened afresh within the three weeks that follow.
        ruling = both.filter((plus("started_on", -8) < ACID_TEST_ENDED) & (pl.col("until") > ACID_TEST_ENDED))
        sets.append(
            ruling.with_columns(
                screened_on=earliest(plus(ACID_TEST_ENDED, dice.whole("person", "ruling", 3, 20)), "until")
            )
        )
    every = pl.concat(sets).unique(["person", "screened_on"], maintain_order=True).sort("person", "screened_on")
    return _with_court(setting, every)


def _with_court(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """England and Wales: the court's order. Scotland: a guardianship order. Always one in force."""
    scotland = setting.nation.name == "scotland"
    since = pl.col("screened_on") >= ACID_TEST_ENDED
    test = pl.lit("other") if scotland else pl.when(since).then(pl.lit("multi_factor")).otherwise(pl.lit("acid_test"))
    # Each order was made three weeks before the screening and lasts well past the next one.
    found = pl.col("deprived")
    granted = plus("screened_on", -20)
    return every.with_columns(
        test=test,
        outcome=pl.when(found).then(pl.lit("deprived")).otherwise(pl.lit("not_deprived")),
        person_objects=found & (pl.col("person") % 2 == 0),
        authority=pl.when(found)
        .then(pl.lit("guardianship" if scotland else "court_of_protection"))
        .otherwise(pl.lit("none")),
        applied_on=pl.when(found).then(plus("screened_on", -60)),
        decided_on=pl.when(found).then(granted),
        authorised_on=pl.when(found).then(granted),
        expires_on=pl.when(found).then(plus(granted, 364)),
        regulator_notified_on=pl.when(found).then(plus(granted, 1)),
    )


def _with_panel(setting: Setting, both: pl.DataFrame) -> pl.DataFrame:
    """Northern Ireland: a Trust panel's authority for six months at most, asked for anew well before it lapses."""
    deprived = pl.col("lacks_capacity") & (rank(pl.col("lacks_capacity")) % 3 == 1)
    every = repeated(
        both.with_columns(deprived=deprived),
        first=pl.when("emergency").then("started_on").otherwise(plus("started_on", -16)),
        until="until",
        every=pl.when(deprived).then(125).otherwise(310),
        dice=setting.dice,
        key="person",
        salt="panel",
        jitter=8,
        on="screened_on",
    ).drop("time")
    on_change = every.filter(pl.col("limited_on").is_not_null()).unique("person", keep="first", maintain_order=True)
    on_change = on_change.with_columns(screened_on=plus("limited_on", 4))
    every = pl.concat([every, on_change]).unique(["person", "screened_on"], maintain_order=True)
    found = pl.col("deprived")
    granted = pl.min_horizontal(
        plus("screened_on", pl.when("emergency").then(0).otherwise(12)), pl.lit(setting.as_of)
    )  # fmt: skip
    return every.sort("person", "screened_on").with_columns(
        test=pl.lit("mca_ni"),
        outcome=pl.when(found).then(pl.lit("deprived")).otherwise(pl.lit("not_deprived")),
        person_objects=found & (pl.col("person") % 2 == 0),
        authority=pl.when(found).then(pl.lit("trust_panel")).otherwise(pl.lit("none")),
        applied_on=pl.when(found).then("screened_on"),
        decided_on=pl.when(found).then(granted),
        authorised_on=pl.when(found).then(granted),
        expires_on=pl.when(found).then(plus(granted, 178)),
        regulator_notified_on=pl.when(found).then(granted),
    )


def medicines_audits(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `medicines_audits` table: under three months apart."""
    return repeated(
        people.filter(pl.col("medicines_support") != "none").select("person", "person_id", "started_on", "until"),
        first=plus("started_on", 20),
        until="until",
        every=74,
        dice=setting.dice,
        key="person",
        salt="medicines",
        jitter=6,
        on="audited_on",
    ).with_columns(record_complete=pl.lit(True))


def money_checks(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `money_checks` table: reconciled every four weeks less two days, audited twice a year."""
    helped = people.filter(pl.col("money_support") != "none").select("person", "person_id", "started_on", "until")

    def rhythm(kind: str, first: int, step: int, jitter: int) -> pl.DataFrame:
        return repeated(
            helped,
            first=plus("started_on", first),
            until="until",
            every=step,
            dice=setting.dice,
            key="person",
            salt=kind,
            jitter=jitter,
            on="checked_on",
        ).with_columns(kind=pl.lit(kind))

    return (
        pl.concat([rhythm("reconciliation", 20, 25, 1), rhythm("audit", 30, 155, 10)])
        .sort("person", "checked_on", "kind")
        .with_columns(balanced=pl.lit(True), receipts_kept=pl.lit(True))
    )


def legal_authorities(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `legal_authorities` table: powers over money, and in Scotland certificates for treatment."""
    first = pl.when("emergency").then("started_on").otherwise(plus("started_on", -15))
    held = people.filter(pl.col("money_authority_seen_on").is_not_null()).select(
        "person",
        "person_id",
        kind="money_support",
        scope=pl.lit("Property and affairs"),
        document_seen_on="money_authority_seen_on",
        # A guardian's or deputy's power has an end here, five years on.
        expires_on=pl.when(pl.col("money_support").is_in(["guardian", "deputy"])).then(
            latest_of(plus("started_on", 1800), plus(setting.as_of, 400))
        ),
    )
    if setting.nation.name != "scotland":
        return held
    treated = people.filter(pl.col("lacks_capacity"))
    certificates = repeated(treated, first=first, until="until", every=320, on="document_seen_on").select(
        "person",
        "person_id",
        kind=pl.lit("treatment_certificate"),
        scope=pl.lit("General medical treatment"),
        document_seen_on="document_seen_on",
        expires_on=plus("document_seen_on", 364),
    )
    return pl.concat([held, certificates]).sort("person", "kind", "document_seen_on")


def equipment(setting: Setting, people: pl.DataFrame) -> pl.DataFrame:
    """The `equipment` table: hoists and the like, each with its next service ahead."""
    dice = setting.dice
    suppliers = ("scheme", "authority", "health")
    return (
        people.filter("need_moving_and_handling")
        .sort((pl.col("until") < setting.as_of), "person")
        .with_columns(
            kind=pick(pl.int_range(pl.len()), ("Hoist", "Profiling chair", "Bath lift", "Walking frame")),
            supplied_by=dice.choice("person", "supplied", suppliers),
            service_due_on=plus(setting.as_of, dice.whole("person", "service", 35, 150)),
        )
        .sort("person")
    )
