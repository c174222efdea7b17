"""What goes wrong and what people say: incidents, concerns, complaints and answers, each handled right and in time."""

from __future__ import annotations

import polars as pl

from complianced.sample.dice import pick, weighted
from complianced.sample.frames import (
    NO_DAY,
    NO_TEXT,
    at,
    conform,
    days_between,
    later,
    look_up,
    plus,
    rank,
)
from complianced.sample.rhythm import repeated
from complianced.sample.setting import Setting

# Kind and harm, in the order in which a small set meets them.
INCIDENTS = (
    ("medicines_error", "none"),
    ("injury", "low"),
    ("serious_injury", "severe"),
    ("missing", "none"),
    ("equipment_failure", "none"),
    ("police", "low"),
    ("outbreak", "low"),
    ("serious_illness", "moderate"),
    ("service_disruption", "none"),
    ("theft", "none"),
    ("data_breach", "none"),
    ("fire", "none"),
    ("misconduct", "low"),
    ("serious_injury", "prolonged_psychological"),
    ("medicines_error", "low"),
    ("other", "none"),
)
OPEN_KINDS = ("medicines_error", "service_disruption", "equipment_failure", "missing")
CANDOUR = ("moderate", "severe", "prolonged_psychological")
ALLEGED = ("other", "carer", "family", "staff", "household_member", "unknown")
CATEGORIES = (
    "physical", "financial", "neglect", "psychological", "discriminatory", "self_neglect", "domestic", "sexual",
    "organisational",
)  # fmt: skip

OFTEN = weighted({"all_the_time": 60, "most_of_the_time": 35, "some_of_the_time": 5})
BELONGS = weighted({"all_the_time": 65, "most_of_the_time": 35})
CHANGED = weighted({"improved": 70, "no_change": 28, "worse": 2})
AGREES = weighted({"yes": 94, "no": 6})
QUESTIONS = {
    "belonging_family": BELONGS,
    "social_life": CHANGED,
    "friends": CHANGED,
    "community_involved": OFTEN,
    "community_helped": AGREES,
    "physical_health": CHANGED,
    "emotional_health": CHANGED,
    "choice": OFTEN,
    "independence": CHANGED,
    "safety": OFTEN,
    "control": OFTEN,
}


def incidents(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `incidents` table: one in every second arrangement, in turn of each kind, and each death."""
    dice = setting.dice
    room = days_between("started_on", "until")
    usual = every.filter((pl.col("n") % 2 == 0) & (room > 100) & pl.col("died_on").is_null()).with_columns(
        turn=pl.int_range(pl.len()) % len(INCIDENTS),
        happened=plus("started_on", dice.whole("n", "incident", 12, room - 75)),
    )
    usual = usual.with_columns(
        kind=pick(pl.col("turn"), [kind for kind, _ in INCIDENTS]),
        harm=pick(pl.col("turn"), [harm for _, harm in INCIDENTS]),
    )
    deaths = every.filter(pl.col("died_on").is_not_null()).with_columns(
        turn=pl.lit(0, dtype=pl.Int64), happened="died_on", kind=pl.lit("death"), harm=pl.lit("death")
    )
    # The last few days have theirs too: told at once, and not yet dealt with.
    here = pl.col("ended_on").is_null()
    recent = every.filter(here & (rank(here) % 12 == 3)).with_columns(
        turn=pl.lit(0, dtype=pl.Int64),
        happened=pl.lit(setting.ago(3)),
        kind=pick(pl.int_range(pl.len()), OPEN_KINDS),
        harm=pl.lit("none"),
    )
    found = pl.concat([each.with_columns(open=pl.lit(each is recent)) for each in (usual, deaths, recent)])
    found = found.sort("happened", "n")
    done = ~pl.col("open")
    occurred = at("happened", 9 * 60 + dice.whole("n", "hour", 5, 290))
    known = later(occurred, 75)
    kind, harm = pl.col("kind"), pl.col("harm")
    candour = harm.is_in(CANDOUR)
    judged = candour | (kind == "death")
    notified = ~((kind == "other") & (harm == "none"))
    oral = notified & (pl.col("n") % 4 == 2)
    learning = pl.col("need_learning_disability") | pl.col("need_autism")

    def after(days: int, when: pl.Expr) -> pl.Expr:
        return pl.when(when).then(plus("happened", days))

    return found.with_columns(
        occurred_at=occurred,
        known_at=known,
        carer_reported_at=known,
        carer_written_on=plus("happened", 1),
        regulator_notified_at=pl.when(notified).then(later(known, 95)),
        notice_oral=oral,
        regulator_written_on=pl.when(notified).then("happened"),
        authority_notified_at=pl.when(notified).then(later(known, 130)),
        missing_hours=pl.when(kind == "missing").then(dice.whole("n", "missing", 3, 15).cast(pl.Float64)),
        disruption_hours=pl.when(kind.is_in(["service_disruption", "equipment_failure"])).then(26.0),
        leder_notified_on=pl.when((kind == "death") & learning & pl.lit(setting.nation.name == "england")).then(
            plus("happened", 2)
        ),
        ico_notified_at=pl.when(kind == "data_breach").then(later(known, 170)),
        candour_applies=candour,
        candour_professional_opinion_on=after(1, judged),
        candour_professional_independent=pl.when(judged).then(True),
        candour_told_on=after(2, candour),
        candour_apology_on=after(2, candour),
        candour_letter_on=after(7, candour),
        candour_meeting_offered_on=after(7, candour),
        candour_note_sent_on=after(15, candour),
        candour_reviewed_on=after(45, candour),
        action_due_on=plus("happened", 21),
        action_done_on=pl.when(done).then(plus("happened", 12)),
        learning_recorded=pl.when(done).then(True),
        closed_on=pl.when(done).then(plus("happened", pl.when(candour).then(50).otherwise(20))),
    )


def make_concerns(setting: Setting, every: pl.DataFrame, members: pl.DataFrame, workers: pl.DataFrame) -> pl.DataFrame:
    """The `concerns` table: each made safe and passed on the same day, decided within the week."""
    dice = setting.dice
    room = days_between("started_on", "until")
    usual = (
        every.filter((pl.col("n") % 6 == 2) & (room > 130) & ~pl.col("harm") & pl.col("died_on").is_null())
        .filter(pl.col("placing_authority").is_not_null())
        .with_columns(turn=pl.int_range(pl.len()), raised=plus("started_on", dice.whole("n", "raised", 35, room - 75)))
        .with_columns(alleged=pick(pl.col("turn"), ALLEGED), category=pick(pl.col("turn"), CATEGORIES))
    )
    harmed = (
        every.filter(pl.col("harm") & (pl.col("lane") == 0))
        .unique("home", keep="first", maintain_order=True)
        .with_columns(
            turn=pl.lit(0, dtype=pl.Int64),
            raised="ended_on",
            alleged=pl.lit("carer"),
            category=pl.lit("neglect"),
        )
    )
    settled = members.filter(
        ~pl.col("newcomer") & pl.col("left_on").is_null() & (days_between("born_on", setting.start) > 6570)
    ).unique("home", keep="first", maintain_order=True)
    here = pl.col("ended_on").is_null() & pl.col("placing_authority").is_not_null() & ~pl.col("harm")
    # Nobody who was named before: two concerns about one carer would call for a look at both together.
    named = usual.filter(pl.col("alleged") == "carer").select("carer")
    recent = every.filter(here & (rank(here) % 14 == 5)).join(named, on="carer", how="anti", maintain_order="left")
    recent = recent.with_columns(
        turn=pl.int_range(pl.len()),
        raised=pl.lit(setting.ago(3)),
        alleged=pick(pl.int_range(pl.len()), ("carer", "family", "other")),
        category=pick(pl.int_range(pl.len()), ("financial", "psychological", "neglect")),
    )
    found = pl.concat([each.with_columns(open=pl.lit(each is recent)) for each in (usual, harmed, recent)])
    found = found.sort("raised", "n")
    done = ~pl.col("open")
    found = look_up(found, settled.select("home", "member_id"), "home").with_columns(
        alleged=pl.when((pl.col("alleged") == "household_member") & pl.col("member_id").is_null())
        .then(pl.lit("other"))
        .otherwise("alleged"),
        # The first of every five workers is on a professional register.
        pick=pl.col("n") % workers.height // 5 * 5,
    )
    staff = workers.select(pick=pl.int_range(0, pl.len(), dtype=pl.Int64), worker_id="staff_id")
    found = look_up(found, staff, "pick")
    raised = at("raised", 9 * 60 + dice.whole("n", "raised at", 5, 290))
    alleged = pl.col("alleged")
    trusted = alleged.is_in(["carer", "staff"])
    near = trusted | (alleged == "household_member")
    crime = pl.col("category").is_in(["physical", "financial", "sexual"]) | pl.col("harm")
    proven_staff = (alleged == "staff") & (pl.col("turn") % 12 == 3)
    outcome = (
        pl.when("harm")
        .then(pl.lit("yes"))
        .when(proven_staff)
        .then(pl.lit("partly"))
        .when(near)
        .then(pick(pl.col("n"), ("no", "inconclusive")))
    )
    removed_on = plus("raised", 12)
    return found.with_columns(
        alleged_carer_id=pl.when(alleged == "carer").then("carer_id").otherwise(NO_TEXT),
        alleged_staff_id=pl.when(alleged == "staff").then("worker_id").otherwise(NO_TEXT),
        alleged_member_id=pl.when(alleged == "household_member").then("member_id").otherwise(NO_TEXT),
        raised_at=raised,
        made_safe_at=later(raised, 35),
        referred_at=later(raised, 80),
        regulator_notified_at=later(raised, 120),
        police_notified_at=pl.when(crime).then(later(raised, 60)),
        crime_suspected=crime,
        three_point_test=pl.lit(True),
        position_of_trust_told_at=pl.when(trusted).then(later(raised, 90)),
        person_wishes_asked=pl.lit(True),
        decision=pl.when(pl.col("open") & (pl.col("turn") % 2 == 0))
        .then(pl.lit("pending"))
        .when("open")
        .then(pl.lit("no_enquiry"))
        .when(pl.col("n") % 5 == 3)
        .then(pl.lit("no_enquiry"))
        .otherwise(pl.lit("enquiry")),
        decided_on=pl.when(done).then(plus("raised", 4)).when(pl.col("turn") % 2 == 1).then(plus("raised", 2)),
        carer_risk_decision_on=pl.when(near).then("raised"),
        substantiated=pl.when(done).then(outcome.otherwise(pick(pl.col("n"), ("no", "partly", "yes", "inconclusive")))),
        person_outcomes_met=pl.when(done).then(pick(pl.col("n"), ("yes", "yes", "partly"))),
        barring_referral_on=pl.when("harm").then(plus(removed_on, 2)).otherwise(NO_DAY),
        professional_referral_on=pl.when("harm")
        .then(plus(removed_on, 2))
        .when(proven_staff)
        .then(plus("raised", 20))
        .otherwise(NO_DAY),
        lessons_recorded=pl.when(done).then(True),
        closed_on=pl.when(done).then(plus("raised", pl.when("harm").then(45).otherwise(30))),
    )


def after_concern(concerns: pl.DataFrame) -> pl.DataFrame:
    """The carer reviews that allegations called for."""
    return concerns.filter((pl.col("alleged") == "carer") & ~pl.col("harm") & ~pl.col("open")).select(
        "carer", "carer_id", held_on=plus("raised", 18), kind=pl.lit("after_concern")
    )


def complaints(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `complaints` table: acknowledged the next day, answered within the working week, some at a second stage."""
    dice = setting.dice
    room = days_between("started_on", "until")
    found = every.filter((pl.col("n") % 9 == 4) & (room > 90)).with_columns(
        turn=pl.int_range(pl.len()), some_day=plus("started_on", dice.whole("n", "complaint", 20, room - 50))
    )
    found = found.with_columns(received_on=plus("some_day", 1 - pl.col("some_day").dt.weekday().cast(pl.Int32)))
    here = pl.col("ended_on").is_null()
    recent = every.filter(here & (rank(here) % 16 == 7)).with_columns(
        turn=pl.int_range(pl.len()), some_day=pl.lit(setting.ago(3)), received_on=pl.lit(setting.ago(3))
    )
    found = pl.concat([each.with_columns(open=pl.lit(each is recent)) for each in (found, recent)])
    done = ~pl.col("open")
    later_stage = (pl.col("turn") % 5 == 4) & done
    outcomes = ("partly_upheld", "not_upheld", "upheld", "not_upheld")
    return found.with_columns(
        made_by=pick(pl.col("turn"), ("family", "person", "carer", "professional", "public")),
        stage=pl.when(later_stage).then(2).otherwise(1),
        acknowledged_on=plus("received_on", 1),
        responded_on=pl.when(done).then(plus("received_on", pl.when(later_stage).then(11).otherwise(4))),
        outcome=pl.when(done).then(pick(pl.col("turn"), outcomes)),
        action_recorded=pl.when(done).then(True),
        closed_on=pl.when(done).then(plus("received_on", pl.when(later_stage).then(16).otherwise(9))),
    ).sort("received_on", "n")


def surveys(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `surveys` table: eleven questions soon after the start and then under six months apart."""
    dice = setting.dice
    asked = repeated(
        every.select("n", "person", "person_id", "started_on", "until", "lacks_capacity"),
        first=plus("started_on", 18 + dice.whole("n", "first survey", 0, 14)),
        until="until",
        every=152,
        dice=dice,
        salt="surveys",
        jitter=10,
        on="answered_on",
    ).with_columns(key=pl.col("n") * 4099 + pl.col("time"))
    asked = asked.with_columns(
        declined=dice.chance("key", "declined", 2),
        answered_by=pl.when("lacks_capacity")
        .then(dice.choice("key", "for", ("proxy", "person_with_help")))
        .otherwise(dice.choice("key", "by", ("person", "person", "person_with_help"))),
    )
    parts = [
        asked.select(
            "person_id",
            "answered_on",
            "answered_by",
            "key",
            question=pl.lit(question),
            answer=pl.when("declined").then(pl.lit("declined")).otherwise(dice.choice("key", question, answers)),
        )
        for question, answers in QUESTIONS.items()
    ]
    return pl.concat(parts)


def make(setting: Setting, every: pl.DataFrame, concerns: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of events; `every` arrangement comes with what is known of its person."""
    table = setting.contract
    return {
        "incidents": conform(incidents(setting, every), table["incidents"], "I"),
        "concerns": conform(concerns, table["concerns"], "SG"),
        "complaints": conform(complaints(setting, every), table["complaints"], "CP"),
        "surveys": conform(surveys(setting, every), table["surveys"], "R"),
    }
