"""Views of carers' homes: their checks, their insurance, and how many people are there at one time."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view

# Weeks looked back over when people in a home are counted: long enough for a round of short breaks, short enough that
# the finding is about how things are now and not about an approval that has changed since.
_ROUND = "-4w"


@view("homes_in_use", table="households", key="household_id")
def homes_in_use(records: Records) -> Rows:
    """One row per household with a carer in role and somebody supported there now, with the last check of each kind."""
    checked = pl.col("checked_on")
    kinds = {kind: pl.col("kind") == kind for kind in records.choices("home_checks", "kind")}
    return (
        records["households"]
        .attach(
            records.view("carers_in_role"),
            "household_id",
            carers_in_role=pl.len(),
            drives_people=pl.col("drives_people").any(),
        )
        .attach(records.view("arrangements_live"), "household_id", live_arrangements=pl.len())
        .where((pl.col("carers_in_role") > 0) & (pl.col("live_arrangements") > 0))
        .attach(
            records["home_checks"],
            "household_id",
            **{f"{kind}_checked_on": checked.filter(mine).max() for kind, mine in kinds.items()},
            **{
                f"{kind}_until": pl.col("expires_on").filter(mine).sort_by(checked.filter(mine)).last()
                for kind, mine in kinds.items()
            },
        )
    )


@view("home_checks_current", table="home_checks", key="check_id")
def home_checks_current(records: Records) -> Rows:
    """One row per kind of check of a home where somebody is supported: the latest one."""
    return (
        records["home_checks"]
        .latest_by(["household_id", "kind"], "checked_on", "check_id")
        .attach(records.view("homes_in_use"), "household_id", in_use=pl.len())
        .where(pl.col("in_use") > 0)
    )


@view("homes_insured", table="households", key="household_id")
def homes_insured(records: Records) -> Rows:
    """One row per home where somebody is supported, with the last day of its home insurance, in whosever name."""
    home = records["insurances"].where(
        (pl.col("kind") == "home") & (pl.col("starts_on").is_null() | (pl.col("starts_on") <= records.today))
    )
    until = pl.col("expires_on").max()
    of_carers = home.where(pl.col("subject_type") == "carer").look_up(
        records["carers"], {"subject_id": "carer_id"}, household_id="household_id"
    )
    return (
        records.view("homes_in_use")
        .attach(home.where(pl.col("subject_type") == "household"), {"household_id": "subject_id"}, own_until=until)
        .attach(of_carers, "household_id", carers_until=until)
        .derive(home_insured_until=pl.max_horizontal("own_until", "carers_until"))
    )


@view("homes_full", table="households", key="household_id")
def homes_full(records: Records) -> Rows:
    """One row per household, with the most people supported there at any one moment of the last four weeks."""
    return _most_lately(records, "households", "household_id")


@view("carers_full", table="carers", key="carer_id")
def carers_full(records: Records) -> Rows:
    """One row per carer, with the most people they supported at any one moment of the last four weeks."""
    return _most_lately(records, "carers", "carer_id")


def _most_lately(records: Records, table: str, key: str) -> Rows:
    """The peak of people over the last round. Someone with two arrangements at once in the same place is one person."""
    round_began = records.today.dt.offset_by(_ROUND).cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London")
    present = records.view("presence").where(pl.col("until_at") > round_began)
    names = [key, "person_id"]
    spells = (
        present.frame.filter(pl.col(key).is_not_null())
        .sort(*names, "from_at", "until_at")
        .with_columns(reach=pl.col("until_at").cum_max().over(names).shift(1).over(names))
        .with_columns(spell=(pl.col("from_at") > pl.col("reach")).fill_null(True).cum_sum().over(names))
        .group_by(*names, "spell")
        .agg(pl.col("from_at").min(), pl.col("until_at").max())
    )
    steps = pl.concat(
        [
            spells.select(key, at="from_at", step=pl.lit(1)),
            spells.select(key, at="until_at", step=pl.lit(-1)),
        ]
    ).sort(key, "at", "step")
    peaks = (
        steps.with_columns(people=pl.col("step").cum_sum().over(key))
        .group_by(key)
        .agg(people_at_once=pl.col("people").max())
    )
    sources = present.base | present.reads(*map(pl.col, (key, "person_id", "from_at", "until_at")))
    summary = Rows(peaks, dict.fromkeys((key, "people_at_once"), sources))
    return (
        records[table]
        .look_up(summary, key, people_at_once="people_at_once")
        .where(pl.col("people_at_once").is_not_null())
    )
