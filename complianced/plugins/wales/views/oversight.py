"""What responsible individual and provider do and publish: events, returns by year, the statement of purpose."""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, col, view

# Schedule 2 of WSI 2017/1098 in codes of the checklist; healthcare only where some is given, so it is not asked for.
PURPOSE = (
    "provider_details",
    "responsible_individual_details",
    "age_range_and_sex",
    "range_of_needs",
    "how_service_is_provided",
    "management_and_staffing",
    "facilities",
    "cultural_and_religious_support",
    "consultation",
    "language_and_communication",
)
# How many ended financial years are looked at; older returns are CIW's to remember.
_YEARS = ("0", "1")


@view("oversight_events", table="governance", key="event_id")
def oversight_events(records: Records) -> Rows:
    """One row per governance event, with the one before it of the same kind and the kind of provider."""
    return records.view("governance_events").look_up(records["schemes"], "scheme_id", provider_type="provider_type")


@view("purpose_contents", table="documents", key="document_id")
def purpose_contents(records: Records) -> Rows:
    """One row per scheme: its statement of purpose, with the items of Schedule 2 that it lacks."""
    held = col("items").fill_null(pl.lit([], pl.List(pl.String)))
    return (
        records.view("document_contents")
        .where(col("kind") == "statement_of_purpose")
        .derive(missing=pl.lit(list(PURPOSE)).list.set_difference(held))
    )


@view("annual_returns", table="schemes", key="scheme_id")
def annual_returns(records: Records) -> Rows:
    """One row per scheme whose registration goes on, and each of the last two financial years it had.

    With the return of that year: when it was sent and published, and what it holds. A return that does not say which
    year it is for is for the one that ended last before it.
    """
    sent = records["governance"].where(col("kind") == "annual_return")
    sent = sent.derive(year_ends_on=pl.coalesce("period_ends_on", _year_end("happened_on")))
    last = sent.latest_by(["scheme_id", "year_ends_on"], "happened_on", "event_id")
    ended = col("registration_ended_on")
    return (
        records["schemes"]
        .where(ended.is_null() | (ended > records.today))
        .crossed_with("years_ago", _YEARS)
        .derive(year_ends_on=_year_end_before(records, col("years_ago")))
        .where(col("registered_on").is_null() | (col("registered_on") <= col("year_ends_on")))
        .look_up(
            last,
            {"scheme_id": "scheme_id", "year_ends_on": "year_ends_on"},
            event_id="event_id",
            sent_on="regulator_sent_on",
            published_on="published_on",
        )
        .attach(
            records["checklist"],
            "event_id",
            items=col("item").filter(col("present")).unique().sort(),
        )
        .derive(
            **{
                SUBJECT_TABLE: pl.when(col("event_id").is_not_null())
                .then(pl.lit("governance"))
                .otherwise(pl.lit("schemes")),
                SUBJECT_ID: pl.coalesce("event_id", "scheme_id"),
            }
        )
    )


def _year_end(day: str) -> pl.Expr:
    """The 31 March on or before the day."""
    this_year = pl.date(col(day).dt.year(), 3, 31)
    return pl.when(this_year <= col(day)).then(this_year).otherwise(pl.date(col(day).dt.year() - 1, 3, 31))


def _year_end_before(records: Records, years_ago: pl.Expr) -> pl.Expr:
    today = records.as_of
    last = today.year if (today.month, today.day) >= (3, 31) else today.year - 1
    return pl.date(pl.lit(last) - years_ago.cast(pl.Int32), 3, 31)
