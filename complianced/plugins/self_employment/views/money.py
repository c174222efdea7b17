"""Views of money and tax: payments and whom they were for, what each carer is paid, and how many people a home had."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Records, Rows, view

_ENDLESS = date(2999, 1, 1)


@view("payments_and_people", table="payments", key="payment_id")
def payments_and_people(records: Records) -> Rows:
    """One row per payment, with the last day on which its carer supported somebody who was there by the period's end.

    Arrangements that the carer covers for another count, and so does the arrangement that the payment names.
    """
    people = records["people"]
    spells = (
        records["arrangements"]
        .look_up(people, "person_id", died_on="died_on")
        .derive(here_until=pl.coalesce(pl.min_horizontal("ended_on", "died_on"), pl.lit(_ENDLESS)))
    )
    payments = records["payments"].derive(
        paid_from=pl.coalesce("period_starts_on", "period_ends_on"),
        paid_until=pl.coalesce("period_ends_on", "period_starts_on"),
    )
    wanted = payments.pick("payment_id", "carer_id", "arrangement_id", "paid_until")
    found = [
        wanted.pick("payment_id", "paid_until", link=ours).each(
            spells, {"link": theirs}, started_on="started_on", here_until="here_until"
        )
        for ours, theirs in (
            ("carer_id", "carer_id"),
            ("carer_id", "backup_carer_id"),
            ("arrangement_id", "arrangement_id"),
        )
    ]
    begun = found[0].stacked_on(found[1]).stacked_on(found[2]).where(pl.col("started_on") <= pl.col("paid_until"))
    funded = (
        records.view("papers_looked_at")
        .where((pl.col("kind") == "breaks_policy") & pl.col("document_id").is_not_null())
        .pick("scheme_id", "funded_breaks")
    )
    return payments.attach(begun, "payment_id", supported_until=pl.col("here_until").max()).look_up(
        funded, "scheme_id", funded_breaks="funded_breaks"
    )


@view("carers_paid", table="carers", key="carer_id")
def carers_paid(records: Records) -> Rows:
    """One row per carer in role who was ever paid, with the first fee and the last payment of each doubtful sort."""
    fee, other = pl.col("kind") == "care_fee", pl.col("kind") == "other"
    whole = pl.col("period_starts_on").is_not_null() & pl.col("period_ends_on").is_not_null()
    begins = pl.col("period_starts_on")
    return (
        records.view("carers_in_role")
        .attach(
            records["payments"],
            "carer_id",
            payments=pl.len(),
            first_fee_on=begins.filter(fee).min(),
            last_fee_on=begins.filter(fee).max(),
            last_other_on=begins.filter(other).max(),
            last_without_payer_on=begins.filter(pl.col("payer").is_null()).max(),
            fees_without_period=whole.filter(fee & ~whole).count(),
        )
        .where(pl.col("payments") > 0)
        .derive(hmrc_told_by=_october_after(pl.col("first_fee_on")))
    )


@view("carers_with_kinds", table="carers", key="carer_id")
def carers_with_kinds(records: Records) -> Rows:
    """One row per carer in role who supports somebody now, with whether anyone has a bed in the home."""
    overnight = pl.col("kind") != "day_support"
    return (
        records.view("carers_in_role")
        .where(pl.col("live_arrangements") > 0)
        .attach(
            records.view("arrangements_live"),
            "carer_id",
            overnight_arrangements=overnight.filter(overnight).count(),
        )
    )


@view("homes_over_tax_years", table="households", key="household_id")
def homes_over_tax_years(records: Records) -> Rows:
    """One row per household, with the most people there at one moment since the start of the last tax year.

    `people_at_once` is the most of the last four weeks. Someone with two arrangements at once there is one person.
    """
    began = _last_tax_year_began(records.as_of)
    since = pl.lit(began).cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London")
    present = records.view("presence").where(pl.col("until_at") > since)
    names = ["household_id", "person_id"]
    spells = (
        present.frame.filter(pl.col("household_id").is_not_null())
        .sort(*names, "from_at", "until_at")
        .with_columns(reach=pl.col("until_at").cum_max().over(names).shift(1).over(names))
        .with_columns(spell=(pl.col("from_at") > pl.col("reach")).fill_null(True).cum_sum().over(names))
        .group_by(*names, "spell")
        .agg(pl.col("from_at").min(), pl.col("until_at").max())
    )
    steps = pl.concat(
        [
            spells.select("household_id", at="from_at", step=pl.lit(1)),
            spells.select("household_id", at="until_at", step=pl.lit(-1)),
        ]
    ).sort("household_id", "at", "step")
    peaks = (
        steps.with_columns(people=pl.col("step").cum_sum().over("household_id"))
        .sort("household_id", "people", "at", descending=[False, True, False])
        .unique("household_id", keep="first", maintain_order=True)
        .select("household_id", most_people="people", most_people_on=pl.max_horizontal(pl.col("at").dt.date(), began))
    )
    sources = present.base | present.reads(*map(pl.col, ("household_id", "person_id", "from_at", "until_at")))
    summary = Rows(peaks, dict.fromkeys(("household_id", "most_people", "most_people_on"), sources))
    return (
        records["households"]
        .look_up(summary, "household_id", most_people="most_people", most_people_on="most_people_on")
        .where(pl.col("most_people").is_not_null())
        .look_up(records.view("homes_full"), "household_id", people_at_once="people_at_once")
    )


def _october_after(day: pl.Expr) -> pl.Expr:
    """5 October after the end of the tax year, 6 April to 5 April, in which the day falls."""
    tax_year = day.dt.offset_by("-5d").dt.offset_by("-3mo").dt.year()
    return pl.date(tax_year + 1, 10, 5)


def _last_tax_year_began(day: date) -> date:
    this = day.year if (day.month, day.day) >= (4, 6) else day.year - 1
    return date(this - 1, 4, 6)
