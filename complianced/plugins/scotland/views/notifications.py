"""Scotland's register of notifiable events: section 2 of the regulation reference, from what the records hold.

By law the Care Inspectorate is told immediately; the clocks are its guidance or
ours, and `law/values.yaml` says which.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import SUBJECT_ID, Records, Rows, as_moment, col, latest, notifiable, register_of, view

_AT_ONCE = ("conviction", "unfitness")
# The guidance asks for restrictive practice since its edition of March 2025.
_RESTRICTIONS_FROM = date(2025, 3, 1)


@view("notifications_scotland", table="incidents", key=SUBJECT_ID)
def notifications_scotland(records: Records) -> Rows:
    """One row per event of which somebody outside the scheme is to be told, and recipient."""
    parts = (
        _incidents(records),
        _candour(records),
        *_concerns(records),
        _managers(records),
        _changes(records),
        *_absences(records),
        _restrictions(records),
        _requests(records),
    )
    return register_of(parts)


def _incidents(records: Records) -> Rows:
    return notifiable(
        records.view("incidents_told").where(col("notice").is_not_null()),
        "incidents",
        "incident_id",
        event=col("notice"),
        to="regulator",
        known=col(latest("aware_at")),
        told=col("regulator_notified_at"),
        clock="ci_notification",
    )


def _candour(records: Records) -> Rows:
    return notifiable(
        records.view("incidents_and_candour").where(
            col("candour_applies") & col("candour_professional_opinion_on").is_not_null()
        ),
        "incidents",
        "incident_id",
        event="candour",
        to="person",
        known=as_moment("candour_professional_opinion_on"),
        told=as_moment("candour_told_on"),
        clock="candour_notification",
    )


def _concerns(records: Records) -> list[Rows]:
    """Protection concerns; when the council hears of them is looked at with the rest of a concern's life."""
    to = {"regulator": ("regulator_notified_at", "ci_notification"), "local_authority": ("referred_at", None)}
    return [
        notifiable(
            records.view("concerns"),
            "concerns",
            "concern_id",
            event="protection_concern",
            to=recipient,
            known=col(latest("raised_at")),
            told=col(told),
            clock=clock,
        )
        for recipient, (told, clock) in to.items()
    ]


def _managers(records: Records) -> Rows:
    return notifiable(
        records.view("staff_in_post").where((col("role") == "registered_manager") & col("started_on").is_not_null()),
        "staff",
        "staff_id",
        event="new_manager",
        to="regulator",
        known=as_moment("started_on"),
        told=as_moment("regulator_notified_on"),
        clock="immediate_notice",
    )


def _changes(records: Records) -> Rows:
    return notifiable(
        records.view("changes").where(col("kind").is_in(_AT_ONCE) & (col("happened_on") <= records.today)),
        "changes",
        "change_id",
        event=col("kind"),
        to="regulator",
        known=as_moment("happened_on"),
        told=as_moment("notified_on"),
        clock="immediate_notice",
    )


def _absences(records: Records) -> list[Rows]:
    away = records.view("manager_absences").derive(days=(col("away_until") - col("started_on")).dt.total_days())
    planned = col("planned").fill_null(False)
    left = (col("staff_ended_on") <= col("ended_on")).fill_null(False)
    back = (col("ended_on") <= records.today) & ~left
    kinds = (
        (away.where(planned), "planned_absence", "started_on", "regulator_notified_on", "ci_absence_planned_notice"),
        (away.where(~planned), "sudden_absence", "started_on", "regulator_notified_on", "ci_absence_notice"),
        (away.where(back), "return_of_manager", "ended_on", "return_notified_on", "ci_absence_return_notice"),
    )
    return [
        notifiable(
            rows,
            "absences",
            "absence_id",
            event=event,
            to="regulator",
            known=as_moment(known),
            told=as_moment(told),
            clock=clock,
            ahead=event == "planned_absence",
            trigger="ci_absence_trigger",
            length=col("days"),
        )
        for rows, event, known, told, clock in kinds
    ]


def _restrictions(records: Records) -> Rows:
    return notifiable(
        records.view("restrictions").where(col("started_on") >= _RESTRICTIONS_FROM),
        "restrictions",
        "restriction_id",
        event="restrictive_practice",
        to="regulator",
        known=pl.coalesce(col("started_at"), as_moment("started_on")),
        told=col("regulator_notified_at"),
        clock="ci_notification",
    )


def _requests(records: Records) -> Rows:
    return notifiable(
        records.view("requests").where(col("kind") == "complaints_summary"),
        "regulator_requests",
        "request_id",
        event="request_of_regulator",
        to="regulator",
        known=as_moment("received_on"),
        told=as_moment("answered_on"),
        clock="complaints_summary_answer",
    )
