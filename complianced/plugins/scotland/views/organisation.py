"""The scheme over the year: returns and reports, day support, changes, absences, and registration that ended."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Records, Rows, col, view


@view("scheme_years", table="schemes", key="scheme_id")
def scheme_years(records: Records) -> Rows:
    """One row per scheme, with its return for the last 31 December and candour reports for two years."""
    today = records.as_of
    year_end = date(today.year - 1, 12, 31)
    march = date(today.year if today >= date(today.year, 4, 1) else today.year - 1, 3, 31)
    march_before = date(march.year - 1, 3, 31)
    governance = records["governance"]
    # A return without its period is that of the year before it was sent.
    returned = governance.where(col("kind") == "annual_return").derive(
        year_ends_on=pl.coalesce("period_ends_on", pl.date(col("happened_on").dt.year() - 1, 12, 31))
    )
    reports = governance.where((col("kind") == "candour_report") & col("published_on").is_not_null())
    told = reports.where(col("regulator_sent_on").is_not_null())
    done = pl.max_horizontal("published_on", "regulator_sent_on").min()
    return (
        records["schemes"]
        .derive(
            return_for_on=pl.lit(year_end),
            report_for_on=pl.lit(march),
            report_for_before_on=pl.lit(march_before),
            optional_from_on=pl.lit(date(year_end.year, 10, 1)),
        )
        .attach(
            returned.where(col("year_ends_on") == year_end), "scheme_id", return_sent_on=col("regulator_sent_on").min()
        )
        .attach(told.where(col("period_ends_on") == march), "scheme_id", reported_on=done)
        .attach(told.where(col("period_ends_on") == march_before), "scheme_id", reported_before_on=done)
    )


@view("scheme_day_support", table="schemes", key="scheme_id")
def scheme_day_support(records: Records) -> Rows:
    """One row per scheme, with how many people have day support there and no accommodation."""
    live = records.view("arrangements_live")
    housed = live.where(col("kind") != "day_support")
    only_days = (
        live.where(col("kind") == "day_support").attach(housed, "person_id", housed=pl.len()).where(col("housed") == 0)
    )
    advice = records.view("clause_attestations").where(
        (col("clause") == "asp-2010-8/sch12/1") & col("current") & (col("met") == "yes")
    )
    return (
        records["schemes"]
        .attach(only_days, "scheme_id", day_support_only=pl.len())
        .attach(advice, "scheme_id", advice_statements=pl.len())
    )


@view("changes_of_scheme", table="changes", key="change_id")
def changes_of_scheme(records: Records) -> Rows:
    """One row per change, with when the scheme was registered."""
    return records.view("changes").look_up(records["schemes"], "scheme_id", registered_on="registered_on")


@view("manager_absences", table="absences", key="absence_id")
def manager_absences(records: Records) -> Rows:
    """One row per absence of a manager, with the day until which it has run, or is planned to."""
    return (
        records.view("absences")
        .where(col("role") == "registered_manager")
        .look_up(records["staff"], "staff_id", staff_ended_on="ended_on")
        .derive(
            away_until=pl.min_horizontal("ended_on", "staff_ended_on").fill_null(records.today),
        )
        .derive(away_so_far=pl.min_horizontal("away_until", records.today))
    )


@view("schemes_and_manager", table="schemes", key="scheme_id")
def schemes_and_manager(records: Records) -> Rows:
    """One row per scheme, with its manager's last day, deputies, full-time owners, and the notice given of its end."""
    deputies = records.view("staff_in_post").where(col("role") == "deputy_manager")
    owners = records.view("staff_in_post").where((col("role") == "director") & (col("full_time_equivalent") >= 1))
    ends = records["changes"].look_up(records["schemes"], "scheme_id", registration_ended_on="registration_ended_on")
    statements = records.view("clause_attestations").where((col("clause") == "ssi-2011-29/5") & (col("met") == "yes"))
    return (
        records.view("schemes")
        .attach(owners, "scheme_id", owners_full_time=pl.len())
        .attach(deputies, "scheme_id", deputies=pl.len())
        .attach(
            ends.where(col("happened_on") == col("registration_ended_on")),
            "scheme_id",
            end_applied_on=col("notified_on").min(),
            end_agreed=col("regulator_agreed").any(),
        )
        .attach(statements, "scheme_id", end_stated_on=col("made_on").max())
        .derive(
            open_now=col("registration_ended_on").is_null()
            | (col("registration_ended_on") > records.today)
            | (col("live_arrangements") > 0)
        )
    )
