"""Checks on people: files, disclosures, training, applications and carer reviews, each in time and in date."""

from __future__ import annotations

import polars as pl

from complianced.sample.dice import Dice
from complianced.sample.frames import NO_DAY, NO_TEXT, conform, days_between, earliest, if_by, latest_of, plus
from complianced.sample.organisation import ACCOUNTABLE
from complianced.sample.people import NEEDS
from complianced.sample.rhythm import repeated
from complianced.sample.setting import PVG_TERMS, Setting

SHARED_ITEMS = (
    "identity", "photograph", "right_to_work", "personal_reference", "personal_reference", "employer_reference",
    "conduct_evidence", "reason_for_leaving", "qualifications", "employment_history", "health", "language_ability",
    "interview",
)  # fmt: skip
STAFF_ITEMS = (*SHARED_ITEMS, "professional_registration", "job_description")
CARER_ITEMS = (
    *SHARED_ITEMS, "driving_licence", "lender_or_landlord_letter", "trust_or_authority_check", "assessment",
    "fitness_declaration",
)  # fmt: skip

# Months that a course stays in date; renewed a month earlier. None: once.
COURSES: dict[str, int | None] = {
    "induction": None,
    "safeguarding_adults": 12,
    "learning_disability_autism": 24,
    "medicines": 12,
    "medicines_competence": 12,
    "moving_and_handling": 12,
    "first_aid": 24,
    "fire_safety": 12,
    "infection_control": 24,
    "mental_capacity": 24,
    "deprivation_of_liberty": 24,
    "data_protection": 12,
    "food_hygiene": 24,
    "health_and_safety": 24,
    "equality": 24,
    "restraint": 12,
    "duty_of_candour": 24,
    "self_employment_awareness": 24,
}
BY_NEED = {
    "epilepsy": "epilepsy",
    "dysphagia": "dysphagia",
    "peg": "peg",
    "diabetes": "diabetes",
    "dementia": "dementia",
    "behaviour": "positive_behaviour_support",
}
NEED_VALID = 12


def file_checks(setting: Setting, staff: pl.DataFrame, carers: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """The `file_checks` table: every item of the nation's Schedule, seen before the work or the approval began."""
    dice = setting.dice
    parts = [
        items(
            staff.select(subject_type=pl.lit("staff"), subject_id="staff_id", key="worker", by="started_on"),
            STAFF_ITEMS,
            dice,
            (15, 45),
        ),
        items(
            carers.select(subject_type=pl.lit("carer"), subject_id="carer_id", key="carer", by="panel_by"),
            CARER_ITEMS,
            dice,
            (50, 92),
        ),
        items(
            members.filter("provides_support").select(
                subject_type=pl.lit("household_member"),
                subject_id="member_id",
                key=pl.col("key") + 900_000,
                by="panel_by",
            ),
            SHARED_ITEMS,
            dice,
            (50, 92),
        ),
        repeated(
            staff.filter(pl.col("role").is_in(ACCOUNTABLE)).select(
                "started_on", "until", subject_type=pl.lit("staff"), subject_id="staff_id", key="worker"
            ),
            first=plus("started_on", -12),
            until="until",
            every=320,
            on="received_on",
        ).select(
            "subject_type",
            "subject_id",
            "received_on",
            item=pl.lit("fitness_declaration"),
            satisfactory=pl.lit(True),
            known_years=pl.lit(None, dtype=pl.Float64),
        ),
    ]
    return pl.concat(parts, how="diagonal")


def items(subjects: pl.DataFrame, wanted: tuple[str, ...], dice: Dice, ahead: tuple[int, int]) -> pl.DataFrame:
    """Each of the wanted items for each subject, seen so many days (from, to) ahead of the subject's `by`."""
    listed = pl.DataFrame({"item": list(wanted), "place": range(len(wanted))})
    every = subjects.join(listed, how="cross", maintain_order="left_right")
    key = pl.col("key") * 64 + pl.col("place")
    reference = pl.col("item") == "personal_reference"
    return every.select(
        "subject_type",
        "subject_id",
        "item",
        received_on=plus("by", -dice.whole(key, "file", *ahead)),
        satisfactory=pl.lit(True),
        known_years=pl.when(reference).then(dice.whole(key, "known", 3, 20).cast(pl.Float64)),
    )


def staff_subjects(setting: Setting, staff: pl.DataFrame) -> pl.DataFrame:
    """Those who work for the scheme, as `by_nation` wants them."""
    nation = setting.nation
    level = pl.when("regulated_work").then(pl.lit(nation.barred_level)).otherwise(pl.lit(nation.other_level))
    return staff.select(
        subject_type=pl.lit("staff"),
        subject_id="staff_id",
        key=pl.col("worker") * 4,
        first=plus("started_on", -40),
        until="until",
        ended_on="ended_on",
        regulated="regulated_work",
        level=level,
        young=pl.lit(nation.name == "scotland"),
        home_based=pl.lit(False),
    )


def disclosures(setting: Setting, staff: pl.DataFrame, carers: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """The `disclosures` table: the right body, level and workforce, before the start, and renewed in time."""
    nation = setting.nation
    carer = carers.select(
        subject_type=pl.lit("carer"),
        subject_id="carer_id",
        key=pl.col("carer") * 4 + 1,
        first=plus("panel_by", -66),
        until="until",
        ended_on="ended_on",
        regulated=pl.lit(True),
        level=pl.lit(nation.carer_level),
        young=pl.col("wants_young").fill_null(False),
        home_based=pl.lit(True),
    )
    # From the age at which the nation's law or custom has anyone at all to ask, and never above that level.
    of_age = pl.col("born_on").dt.offset_by(f"{nation.member_age}y")
    member = (
        members.with_columns(
            first=latest_of(pl.when("newcomer").then(plus("joined_on", -30)).otherwise(plus("fit_on", -30)), of_age)
        )
        .filter(pl.col("first") <= pl.min_horizontal("until", pl.lit(setting.ago(10))))
        .select(
            subject_type=pl.lit("household_member"),
            subject_id="member_id",
            key=pl.col("key") * 4 + 2,
            first="first",
            until="until",
            ended_on="left_on",
            regulated="provides_support",
            level=pl.when("provides_support").then(pl.lit(nation.carer_level)).otherwise(pl.lit(nation.member_level)),
            young=pl.col("wants_young").fill_null(False),
            home_based=pl.lit(True),
        )
    )
    return by_nation(setting, pl.concat([staff_subjects(setting, staff), carer, member]))


def by_nation(setting: Setting, subjects: pl.DataFrame) -> pl.DataFrame:
    """Rows for subjects with `level`, `first`, `until` and so on, in the way of the nation's disclosure body."""
    nation, dice = setting.nation, setting.dice
    scotland = nation.name == "scotland"
    dbs = nation.disclosure_body == "dbs"
    # The DBS update service needs a check of status every year and no new certificate; it takes no basic checks.
    update = dice.chance("key", "update service", 65) & (pl.col("level") != "basic") if dbs else pl.lit(False)
    pvg = pl.col("regulated") if scotland else pl.lit(False)
    subjects = subjects.with_columns(update_service=update, pvg=pvg)
    once = pl.col("update_service") | pl.col("pvg")
    issued = repeated(
        subjects,
        first="first",
        until="until",
        every=pl.when(once).then(100_000).otherwise(980),
        on="issued_on",
    )
    checked = 300 * (days_between("issued_on", "until") // 300)
    copy_gone = plus("issued_on", dice.whole("key", "copy", 40, 140))
    content = dice.chance("key", "content", 4)
    joined_late = pl.lit(scotland) & (pl.col("issued_on") >= PVG_TERMS)
    noticed = pl.lit(scotland and setting.as_of >= PVG_TERMS) & ~joined_late & (pl.col("key") % 3 == 0)
    notice_on = plus(PVG_TERMS, dice.whole("key", "notice", 0, max((setting.as_of - PVG_TERMS).days, 0)))
    workforce = pl.when(pl.col("young")).then(pl.lit("both")).otherwise(pl.lit("adult"))
    return issued.with_columns(
        body=pl.when("pvg")
        .then(pl.lit("pvg"))
        .otherwise(pl.lit("disclosure_scotland" if scotland else nation.disclosure_body)),
        workforce=pl.when(pl.col("level").is_in(["basic", "level_1"])).then(pl.lit("other")).otherwise(workforce),
        permitted_purpose=pl.lit(True),
        seen_on=earliest(plus("issued_on", 4), "until"),
        status_checked_on=pl.when("update_service").then(
            plus(
                "issued_on",
                pl.min_horizontal(pl.max_horizontal(checked, pl.lit(4)), days_between("issued_on", "until")),
            )
        ),
        joined_on=pl.when("pvg").then("issued_on"),
        notice_on=pl.when(pl.col("pvg") & noticed).then(notice_on),
        renews_on=pl.when("pvg").then(
            pl.when(joined_late)
            .then(pl.col("issued_on").dt.offset_by("5y"))
            .when(noticed)
            .then(notice_on.dt.offset_by("5y"))
        ),
        end_told_on=pl.when("pvg").then(if_by(plus("ended_on", 9), setting.as_of)) if scotland else NO_DAY,
        listed=pl.lit(False),
        applied_by_provider=pl.lit(True),
        outcome=pl.when(content).then(pl.lit("has_content")).otherwise(pl.lit("clear")),
        risk_assessed_on=pl.when(content).then(earliest(plus("issued_on", 8), "until")),
        copy_destroyed_on=if_by(copy_gone, setting.as_of),
    )


def staff_learners(staff: pl.DataFrame) -> pl.DataFrame:
    """Those who work for the scheme, as `training_of` wants them; no home's needs are theirs."""
    return staff.select(
        *(pl.lit(False).alias(f"need_{need}") for need in NEEDS),
        subject_type=pl.lit("staff"),
        subject_id="staff_id",
        key=pl.col("worker") * 64,
        first=plus("started_on", 0),
        until="until",
    )


def training(setting: Setting, staff: pl.DataFrame, carers: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """The `training` table: core courses for all who support, and one for each need met in their home."""
    carer = carers.select(
        *(f"need_{need}" for need in NEEDS),
        subject_type=pl.lit("carer"),
        subject_id="carer_id",
        key=pl.col("carer") * 64 + 32_000_000,
        first=plus("panel_by", -34),
        until="until",
    )
    member = members.filter("provides_support").select(
        *(f"need_{need}" for need in NEEDS),
        subject_type=pl.lit("household_member"),
        subject_id="member_id",
        key=pl.col("key") * 64 + 64_000_000,
        first=plus("panel_by", -34),
        until="until",
    )
    return training_of(setting, pl.concat([staff_learners(staff), carer, member]))


def training_of(setting: Setting, learners: pl.DataFrame) -> pl.DataFrame:
    """Every course that the learners need, renewed before it lapses."""
    core = pl.DataFrame(
        {"course": list(COURSES), "months": list(COURSES.values()), "place": range(len(COURSES))},
        schema={"course": pl.String, "months": pl.Int32, "place": pl.Int64},
    )
    kept = ["subject_type", "subject_id", "key", "first", "until"]
    everyone = learners.select(kept).join(core, how="cross", maintain_order="left_right")
    own_only = pl.col("course") != "self_employment_awareness"
    everyone = everyone.filter(own_only | (pl.col("subject_type") == "staff"))
    special = [
        learners.filter(pl.col(f"need_{need}").fill_null(False)).select(
            *kept,
            course=pl.lit(course),
            months=pl.lit(NEED_VALID, dtype=pl.Int32),
            place=pl.lit(32 + place, dtype=pl.Int64),
        )
        for place, (need, course) in enumerate(BY_NEED.items())
    ]
    every = pl.concat([everyone, *special]).with_columns(n=pl.col("key") + pl.col("place"))
    days = pl.when(pl.col("months").is_null()).then(100_000).when(pl.col("months") == 12).then(322).otherwise(680)
    done = repeated(
        every,
        first="first",
        until="until",
        every=days,
        dice=setting.dice,
        salt="training",
        jitter=8,
        on="completed_on",
    )
    tier = pl.when(pl.col("subject_type") == "carer").then(pl.lit("Tier 2")).otherwise(pl.lit("Tier 1"))
    return done.with_columns(
        expires_on=pl.when(pl.col("months") == 12)
        .then(plus("completed_on", 365))
        .when(pl.col("months") == 24)
        .then(plus("completed_on", 730)),
        tier=pl.when(pl.col("course") == "learning_disability_autism").then(tier).otherwise(NO_TEXT),
    )


def applications(setting: Setting, carers: pl.DataFrame) -> pl.DataFrame:
    """The `applications` table: from enquiry to decision, with those who withdrew or were declined."""
    dice = setting.dice
    own = carers.filter(pl.col("place") < pl.col("mains")).select(
        "carer_id", "panel_by", "approved_on", key=pl.col("carer") * 4, decision=pl.lit("approved")
    )
    others = carers.filter((pl.col("carer") % 6 == 3) & pl.col("approved_on").is_not_null()).select(
        carer_id=NO_TEXT,
        panel_by="panel_by",
        approved_on="approved_on",
        key=pl.col("carer") * 4 + 1,
        decision=pl.when(pl.col("carer") % 4 == 1).then(pl.lit("declined")).otherwise(pl.lit("withdrawn")),
    )
    every = pl.concat([own, others]).sort("key")
    panel, left = pl.col("panel_by"), pl.col("decision") == "withdrawn"

    def stage(days: int, *, to_the_end: bool = False) -> pl.Expr:
        shown = if_by(plus(panel, -days), setting.as_of)
        return pl.when(~left).then(shown) if to_the_end else shown

    enquired = plus(panel, -118 - dice.whole("key", "enquired", 0, 8))
    decided = pl.when(left).then(plus(panel, -30)).when(pl.col("approved_on").is_not_null()).then("approved_on")
    pending = pl.col("approved_on").is_null()
    every = every.with_columns(
        enquired_on=enquired,
        contacted_on=plus(enquired, 1),
        home_visited_on=plus(enquired, 8),
        applied_on=plus(enquired, 15),
        checks_completed_on=stage(45, to_the_end=True),
        training_completed_on=stage(30, to_the_end=True),
        assessed_on=stage(24, to_the_end=True),
        report_shared_on=stage(14, to_the_end=True),
        panel_on=pl.when(~left & ~pending).then(panel),
        decided_on=decided,
        decision=pl.when(pending).then(NO_TEXT).otherwise("decision"),
    )
    lost = pl.col("decision").is_in(["declined", "withdrawn"])
    return every.with_columns(
        data_removed_on=pl.when(lost).then(if_by(plus("decided_on", 200), setting.as_of)).otherwise(NO_DAY)
    )


def carer_reviews(setting: Setting, carers: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The `carer_reviews` table: yearly, at the panel every other year, and `after` a concern."""
    approved = carers.filter(pl.col("approved_on").is_not_null())
    yearly = repeated(
        approved.select("carer", "carer_id", "approved_on", "until"),
        first=plus("approved_on", 320),
        until="until",
        every=320,
        dice=setting.dice,
        key="carer",
        salt="carer reviews",
        jitter=10,
        on="held_on",
    ).select(
        "carer",
        "carer_id",
        "held_on",
        kind=pl.when(pl.col("time") % 2 == 1).then(pl.lit("panel")).otherwise(pl.lit("annual")),
    )
    # A panel review counts as that year's review as well, for those who count annual reviews only.
    also = yearly.filter(pl.col("kind") == "panel").with_columns(kind=pl.lit("annual"))
    removed = approved.filter("removed").select(
        "carer", "carer_id", held_on=plus("closed_on", -2), kind=pl.lit("panel")
    )
    return pl.concat([yearly, also, removed, after]).sort("carer", "held_on", "kind")


def make(
    setting: Setting, staff: pl.DataFrame, carers: pl.DataFrame, members: pl.DataFrame, after: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The tables of checks on people."""
    table = setting.contract
    return {
        "file_checks": conform(file_checks(setting, staff, carers, members), table["file_checks"], "FC"),
        "disclosures": conform(disclosures(setting, staff, carers, members), table["disclosures"], "D"),
        "training": conform(training(setting, staff, carers, members), table["training"], "T"),
        "applications": conform(applications(setting, carers), table["applications"], "AP"),
        "carer_reviews": conform(carer_reviews(setting, carers, after), table["carer_reviews"], "CR"),
    }
