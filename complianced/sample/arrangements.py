"""Arrangements: who is supported by whom, from the first meeting to the last day.

A home has as many lanes as people it may support at once, at most three. Arrangements follow each other in a lane and
never overlap there, so no home ever supports more than it may.
"""

from __future__ import annotations

import polars as pl

from complianced.sample.dice import pick
from complianced.sample.frames import (
    NO_DAY,
    NO_MOMENT,
    NO_TEXT,
    at,
    days_between,
    earliest,
    ids,
    if_by,
    look_up,
    plus,
    renumber,
)
from complianced.sample.rhythm import repeated
from complianced.sample.setting import Setting

# In this order, so that a small set has each kind.
KINDS = (
    "live_in", "short_break", "live_in", "day_support", "live_in", "live_in", "short_break", "live_in",
    "rapid_response", "live_in", "short_break", "live_in", "day_support", "live_in", "short_break", "live_in",
    "live_in", "day_support", "live_in", "short_break",
)  # fmt: skip

END_REASONS = (
    "Moved to a home of their own",
    "Moved nearer to family",
    "Short breaks came to their agreed end",
    "Needs changed; moved on with support",
)


def make_arrangements(setting: Setting, homes: pl.DataFrame) -> pl.DataFrame:
    """One row per arrangement: number, lane, carer, person, kind and dates; `until` is its last day or today."""
    dice = setting.dice
    lanes = (
        homes.filter(pl.col("state").is_in(["active", "ended"]))
        .with_columns(lane=pl.int_ranges(0, pl.col("lanes"), dtype=pl.Int64))
        .explode("lane")
        .with_columns(key=pl.col("home") * 3 + pl.col("lane"))
        .with_columns(
            start=plus(
                "approved_on",
                pl.when(pl.col("state") == "ended")
                .then(40 + 8 * pl.col("lane"))
                .otherwise(40 + 25 * pl.col("lane") + dice.whole("key", "start", 0, 60)),
            ),
            # The carer's last arrangement ends a while before the carer does; at once where someone was harmed.
            limit=pl.when("harm").then(plus("closed_on", -12)).otherwise(plus("closed_on", -10)),
        )
    )
    moved_on = plus("start", dice.whole("key", "phase", 110, days_between("start", setting.ago(130))))
    two = (pl.col("key") % 5 == 2) & (pl.col("state") == "active") & (pl.col("start") < setting.ago(260))
    first = lanes.with_columns(time=pl.lit(0), two=two, ends=pl.when(two).then(moved_on).otherwise("limit"))
    second = first.filter("two").with_columns(
        time=pl.lit(1), start=plus("ends", dice.whole("key", "gap", 30, 50)), ends=pl.col("limit")
    )
    every = (
        pl.concat([first, second])
        .filter(pl.col("start") <= setting.ago(10), pl.col("ends").is_null() | (pl.col("ends") > pl.col("start")))
        .sort("home", "lane", "time")
    )
    every = renumber(every, "n").with_columns(
        kind=pl.when("harm").then(pl.lit("live_in")).otherwise(pick(pl.col("n") - 1, KINDS))
    )
    rapid = pl.col("kind") == "rapid_response"
    rapid_end = earliest(plus("start", dice.whole("n", "rapid", 14, 40)), "ends")
    # One in thirteen of those who have been there for a while and are there still.
    settled = pl.col("ends").is_null() & ~rapid & (pl.col("start") < setting.ago(170))
    died = settled & (settled.cast(pl.Int32).cum_sum() % 13 == 6)
    died_on = plus("start", dice.whole("n", "died", 90, days_between("start", setting.ago(60))))
    every = every.with_columns(
        died_on=pl.when(died).then(died_on).otherwise(NO_DAY),
        ends=pl.when(rapid).then(if_by(rapid_end, setting.ago(6))).otherwise("ends"),
    ).with_columns(ended_on=pl.coalesce("died_on", "ends"), started_on="start")
    return _with_people(setting, every)


def _with_people(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """Whose arrangement it is: a person of its own, or one who lives elsewhere and comes here for short breaks."""
    lives_next_door = (
        (pl.col("kind") == "short_break")
        & pl.col("ended_on").is_null()
        & (pl.col("kind").shift(1) == "live_in")
        & pl.col("ended_on").shift(1).is_null()
        & (pl.col("state").shift(1) == "active")
        & (pl.col("home").shift(1) != pl.col("home"))
        & (pl.col("started_on").shift(1) <= plus("started_on", -60))
    )
    place = pl.col("lane") % pl.col("mains")
    last = pl.col("size") - 1
    backup = pl.when(place != last).then(last).otherwise(0)
    return every.with_columns(
        person=pl.when(lives_next_door.fill_null(False)).then(pl.col("n") - 1).otherwise("n"),
        arrangement_id=ids("A", "n"),
        carer=pl.col("first_carer") + place,
        carer_id=ids("C", pl.col("first_carer") + place),
        backup_carer_id=ids("C", pl.col("first_carer") + backup),
        until=pl.col("ended_on").fill_null(setting.as_of),
        emergency=(pl.col("kind") == "rapid_response") | ((pl.col("kind") == "live_in") & (pl.col("n") % 20 == 5)),
    ).with_columns(person_id=ids("P", "person"))


def change(setting: Setting) -> pl.Expr:
    """The day on which some people's needs changed, or they asked for a review; answered within nine days."""
    room = days_between("started_on", "until")
    changed = (pl.col("n") % 9 == 5) & (room > 150)
    return pl.when(changed).then(plus("started_on", setting.dice.whole("n", "change", 60, room - 60))).otherwise(NO_DAY)


def arrangements(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `arrangements` table, from `every` arrangement with what is known of its person."""
    dice = setting.dice
    hurry = pl.col("emergency")
    harmed = pl.col("harm")

    def before(days: int) -> pl.Expr:
        """So many days before the start; the very day in an emergency."""
        return pl.when(hurry).then("started_on").otherwise(plus("started_on", -days))

    overnight = pl.col("kind") != "day_support"
    shares = overnight & (pl.col("n") % 41 == 7)
    licence = pl.col("kind") == "live_in"
    years = days_between("started_on", "until") // 330
    commissioned = pl.col("placing_authority").is_not_null()
    ended = pl.col("ended_on").is_not_null()
    changed = pl.col("changed_on").is_not_null()
    limited = pl.col("representative") & (pl.col("n") % 13 == 6)
    no_choice = hurry | (pl.col("n") % 19 == 3)
    return every.with_columns(
        started_at=pl.when(hurry).then(at("started_on", 600 + dice.whole("n", "hour", 0, 240))).otherwise(NO_MOMENT),
        end_reason=pl.when(pl.col("died_on").is_not_null())
        .then(pl.lit("Died"))
        .when(harmed)
        .then(pl.lit("Moved at once after a safeguarding concern"))
        .when(ended & (pl.col("kind") == "rapid_response"))
        .then(pl.lit("Moved on as planned after the emergency"))
        .when(ended & (pl.col("state") == "ended"))
        .then(pl.lit("Carer gave up caring"))
        .when(ended)
        .then(dice.choice("n", "why", END_REASONS))
        .otherwise(NO_TEXT),
        end_notice_given_on=pl.when(
            ended & ~harmed & pl.col("died_on").is_null() & (pl.col("kind") != "rapid_response")
        ).then(plus("ended_on", -30)),
        end_consulted=pl.when(ended).then(~harmed),
        end_emergency=pl.when(ended).then(harmed),
        carer_records_returned_on=pl.when(ended).then(plus("ended_on", 3)),
        emergency_reason=pl.when(hurry).then(pl.lit("Family carer taken ill; nowhere safe to stay that night")),
        household_considered=pl.when(hurry).then(True),
        personal_care=(pl.col("n") % 5) != 3,
        relative=pl.lit(False),
        own_bedroom=pl.when(overnight).then(~shares),
        room_sharing_wish_recorded=pl.when(shares).then(True),
        needs_assessed_on=before(40),
        suitability_decided_on=before(12),
        wishes_recorded_on=before(38),
        choice_offered=~no_choice,
        choice_reason=pl.when(hurry)
        .then(pl.lit("Emergency: one home was free that night"))
        .when(no_choice)
        .then(pl.lit("The person asked for this carer, whom they knew")),
        authority_plan_received_on=pl.when(commissioned).then(before(45)),
        introductions=pl.when(hurry).then(0).otherwise(dice.whole("n", "introductions", 1, 4)),
        person_decision=pl.lit("yes"),
        person_decided_on=before(14),
        carer_decision=pl.lit("yes"),
        carer_decided_on=before(14),
        agreement_signed_on=before(5),
        person_party=~limited,
        person_party_reason=pl.when(limited).then(pl.lit("Could not agree to it; the representative signed")),
        authority_party=commissioned,
        agreement_copy_given_on=before(5),
        independent_person_named=pl.col("n") % 7 != 2,
        independent_person_reason=pl.when(pl.col("n") % 7 == 2).then(pl.lit("The person did not want anyone named")),
        room_recorded=pl.lit(True),
        fees_recorded=pl.lit(True),
        max_people_stated=pl.col("lanes"),
        licence_signed_on=pl.when(licence).then(before(2)),
        licence_renewed_on=pl.when(licence & (years > 0)).then(plus("started_on", years * 330)),
        significant_change_on=pl.when(changed & (pl.col("n") % 2 == 0)).then("changed_on"),
        review_requested_on=pl.when(changed & (pl.col("n") % 2 == 1)).then("changed_on"),
        needs_unmet_on=pl.when(_outgrown()).then(plus("ended_on", -35)),
        needs_unmet_told_on=pl.when(_outgrown()).then(plus("ended_on", -35)),
        weekly_fee=(300 + 5 * dice.whole("n", "fee", 0, 60)).cast(pl.Float64),
    )


def _outgrown() -> pl.Expr:
    return pl.col("ended_on").is_not_null() & (pl.col("state") == "active") & (pl.col("n") % 4 == 1) & (
        pl.col("died_on").is_null()
    ) & (pl.col("kind") != "rapid_response")  # fmt: skip


def plan_reviews(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `plan_reviews` table: plan, agreement and authority reviews, and those that a change called for."""
    dice = setting.dice
    base = every.select(
        "n",
        "arrangement_id",
        "started_on",
        "until",
        "changed_on",
        commissioned=pl.col("placing_authority").is_not_null(),
    )

    def rhythm(kind: str, first: int, step: int) -> pl.DataFrame:
        rows = base if kind != "authority" else base.filter("commissioned")
        start = plus("started_on", first - dice.whole("n", f"first {kind}", 0, 5))
        return repeated(
            rows, first=start, until="until", every=step, dice=dice, salt=kind, jitter=10, on="held_on"
        ).with_columns(kind=pl.lit(kind))

    answers = base.filter(pl.col("changed_on").is_not_null()).with_columns(
        held_on=plus("changed_on", dice.whole("n", "answer", 4, 9)), time=pl.lit(1000, dtype=pl.Int32)
    )
    reviews = pl.concat(
        [
            rhythm("plan", 33, setting.nation.plan_review),
            rhythm("agreement", 300, 330),
            rhythm("authority", 48, 330),
            *(answers.with_columns(kind=pl.lit(kind)) for kind in ("plan", "agreement")),
        ],
        how="diagonal",
    ).sort("n", "held_on", "kind")
    last_chance = pl.min_horizontal(plus("until", -20), pl.lit(setting.ago(20)))
    decided = (pl.col("time") == 1000) | dice.chance(pl.col("n") * 4099 + pl.col("time"), "revise", 30)
    return reviews.with_columns(
        person_took_part=pl.lit(True),
        views_recorded=pl.lit(True),
        authority_views_recorded=pl.lit(True),
        outcomes_reviewed=pl.lit(True),
        revise=(pl.col("kind") == "plan") & decided & (pl.col("held_on") <= last_chance),
    )


def plans(setting: Setting, every: pl.DataFrame, reviews: pl.DataFrame) -> pl.DataFrame:
    """The `plans` table: the first before the start, then one after each review that asked for it."""
    dice = setting.dice
    people = every.select(
        "n", "arrangement_id", "started_on", "started_at", "emergency", "representative", "placing_authority"
    )
    first = people.with_columns(
        made_at=pl.when("emergency")
        .then(pl.col("started_at") + pl.duration(minutes=90))
        .otherwise(at(plus("started_on", -6), 570 + dice.whole("n", "plan", 0, 300)))
    )
    revised = (
        reviews.filter("revise")
        .select("n", "held_on")
        .join(people, on="n", how="left", maintain_order="left")
        .with_columns(
            made_at=at(plus("held_on", dice.whole("n", "revised", 2, 6)), 570 + dice.whole("n", "at", 0, 300))
        )
        .drop("held_on")
    )
    made = pl.col("made_at").dt.date()
    return (
        pl.concat([first, revised])
        .unique(["n", "made_at"], maintain_order=True)
        .sort("n", "made_at")
        .with_columns(
            version=pl.int_range(1, pl.len() + 1).over("n"),
            person_involved=pl.lit(True),
            covers_daily_needs=pl.lit(True),
            covers_outcomes=pl.lit(True),
            covers_risks=pl.lit(True),
            covers_nutrition=pl.lit(True),
            shared_on=plus(made, 2),
            representative_copy_on=pl.when("representative").then(plus(made, 3)),
            authority_consulted=pl.col("placing_authority").is_not_null(),
            carer_copy_on=pl.when("emergency").then(made).otherwise(plus(made, 1)),
        )
    )


def stays(setting: Setting, every: pl.DataFrame) -> pl.DataFrame:
    """The `stays` table: two to four nights about every four weeks, all of them over."""
    dice = setting.dice
    breaks = every.filter(pl.col("kind") == "short_break").select("n", "arrangement_id", "started_on", "until")
    nights = dice.whole(pl.col("n") * 4099 + pl.col("time"), "nights", 2, 4)
    return repeated(breaks, first="started_on", until=plus("until", -5), every=28).with_columns(
        started_at=at("on", 15 * 60 + 30), ended_at=at(plus("on", nights), 10 * 60 + 15)
    )


def visits(setting: Setting, every: pl.DataFrame, carers: pl.DataFrame, workers: pl.DataFrame) -> pl.DataFrame:
    """The `visits` table: to each arrangement, and to carers while they have none.

    `workers` are those who have worked for the scheme all along.
    """
    dice, nation = setting.dice, setting.nation
    step = pl.when(pl.col("kind") == "live_in").then(nation.visit_live_in).otherwise(nation.visit_other)
    turn = pl.col("time") + pl.col("n")
    seen = repeated(
        every.select("n", "carer", "carer_id", "arrangement_id", "kind", "started_on", "until"),
        first=plus("started_on", 10 + dice.whole("n", "visit", 0, 4)),
        until="until",
        every=step,
        dice=dice,
        salt="visits",
        jitter=5,
        on="visited_on",
    ).select(
        *("n", "carer", "carer_id", "arrangement_id", "visited_on"),
        announced=turn % 4 != 3,
        person_seen=pl.lit(True),
        person_seen_alone=turn % 3 != 1,
        views_recorded=pl.lit(True),
    )
    alone = {
        "n": pl.lit(0, dtype=pl.Int64),
        "carer": pl.col("carer"),
        "carer_id": pl.col("carer_id"),
        "arrangement_id": NO_TEXT,
        "visited_on": pl.col("visited_on"),
        "announced": pl.lit(True),
        "person_seen": pl.lit(False),
        "person_seen_alone": pl.lit(False),
        "views_recorded": pl.lit(True),
    }
    rounds = repeated(
        carers.filter(pl.col("approved_on").is_not_null()).select("carer", "carer_id", "approved_on", "until"),
        first=plus("approved_on", 30),
        until="until",
        every=56,
        dice=dice,
        key="carer",
        salt="support visits",
        jitter=4,
        on="visited_on",
    )
    kept = ["carer", "visited_on"]
    busy = rounds.select(kept).join(every.select("carer", "started_on", "until"), on="carer")
    busy = busy.filter(pl.col("visited_on").is_between("started_on", "until")).select(kept).unique()
    free = rounds.join(busy, on=kept, how="anti", maintain_order="left").select(**alone)
    # Once a person has moved out, someone looks in on the carer within the week.
    after = every.filter(plus("ended_on", 4) <= pl.col("closed_on").fill_null(setting.as_of))
    after = after.with_columns(visited_on=plus("ended_on", 4)).select(**alone)
    all_visits = pl.concat([seen, free, after]).with_columns(
        turn=dice.bits("carer", "worker").cast(pl.Int64) % workers.height
    )
    names = workers.select(turn=pl.int_range(0, pl.len(), dtype=pl.Int64), staff_id="staff_id")
    return look_up(all_visits, names, "turn").sort("visited_on", "carer", "n")
