"""Northern Ireland's register of notifiable events: part D of the regulation reference, from what the records hold.

`clock` and `trigger` name values of `law/values.yaml`. The rules on notices read the same views.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, Records, Rows, as_moment, col, latest, notifiable, register_of, view
from complianced.plugins.northern_ireland.shared import has_authority

_CHANGES = (
    "manager",
    "provider_name",
    "address",
    "directors",
    "responsible_individual",
    "legal_entity",
    "premises",
    "insolvency",
    "conviction",
)
_REQUESTS = {
    "quality_report": "quality_report_answer",
    "improvement_plan": "improvement_plan_answer",
    "complaints_summary": "request_answer",
}


@view("notifications_northern_ireland", table="incidents", key=SUBJECT_ID)
def notifications_northern_ireland(records: Records) -> Rows:
    """One row per event of which RQIA or the placing authority is to be told, and recipient."""
    parts = (
        *_incidents(records),
        _concerns(records),
        *_absences(records),
        _changes(records),
        _revisions(records),
        _requests(records),
    )
    return register_of(parts)


def _incidents(records: Records) -> list[Rows]:
    incidents = records.view("incidents_reported").where(col("notice").is_not_null())
    absence = col("notice") == "absence"
    parts = []
    for which, trigger, length in (
        (~absence, None, None),
        (absence, "absence_trigger", col("missing_hours")),
    ):
        for to, told, rows in (
            ("regulator", "regulator_notified_at", incidents.where(which)),
            ("placing_authority", "authority_notified_at", incidents.where(which & has_authority())),
        ):
            parts.append(
                notifiable(
                    rows,
                    "incidents",
                    "incident_id",
                    event=col("notice"),
                    to=to,
                    known=col(latest("aware_at")),
                    told=col(told),
                    clock="rqia_notice",
                    trigger=trigger,
                    length=length,
                )
            )
    return parts


def _concerns(records: Records) -> Rows:
    return notifiable(
        records.view("concerns"),
        "concerns",
        "concern_id",
        event="abuse",
        to="regulator",
        known=col(latest("raised_at")),
        told=col("regulator_notified_at"),
        clock="rqia_notice",
    )


def _absences(records: Records) -> list[Rows]:
    away = records.view("absences_of_managers").where(col("in_charge"))
    away = away.derive(days=(col("away_until") - col("started_on")).dt.total_days())
    planned = col("planned").fill_null(False)
    left = (col("staff_ended_on") <= col("ended_on")).fill_null(False)
    # Where it is not recorded that the absence was sudden, RQIA is to know by the day on which it counts as long.
    sudden = (
        pl.when(col("planned").is_null())
        .then(pl.lit("manager_absence_trigger"))
        .otherwise(pl.lit("manager_absence_emergency_notice"))
    )
    found = []
    for rows, event, known, told, clock, ahead in (
        (away.where(planned), "planned_absence", "started_on", "regulator_notified_on", "manager_absence_notice", True),
        (away.where(~planned), "sudden_absence", "started_on", "regulator_notified_on", sudden, False),
        (
            away.where((col("ended_on") <= records.today) & ~left),
            "return_of_manager",
            "ended_on",
            "return_notified_on",
            "manager_return_notice",
            False,
        ),
    ):
        found.append(
            notifiable(
                rows,
                "absences",
                "absence_id",
                event=event,
                to="regulator",
                known=as_moment(known),
                told=as_moment(told),
                clock=clock,
                ahead=ahead,
                trigger="manager_absence_trigger",
                length=col("days"),
            )
        )
    return found


def _changes(records: Records) -> Rows:
    apart = col("kind").is_in(["insolvency", "conviction"])
    return notifiable(
        records.view("changes").where(col("kind").is_in(_CHANGES) & (col("happened_on") <= records.today)),
        "changes",
        "change_id",
        event=pl.when(apart).then("kind").otherwise(pl.lit("change")),
        to="regulator",
        known=as_moment("happened_on"),
        told=as_moment("notified_on"),
        clock="forthwith",
    )


def _revisions(records: Records) -> Rows:
    revised = records.view("agency_documents").where(
        col("kind").is_in(["statement_of_purpose", "service_guide"]) & col("previous_document_id").is_not_null()
    )
    return notifiable(
        revised,
        "documents",
        "document_id",
        event=pl.format("{}_revised", "kind"),
        to="regulator",
        known=as_moment("dated_on"),
        told=as_moment("regulator_sent_on"),
        clock="revision_notice",
    )


def _requests(records: Records) -> Rows:
    return notifiable(
        records.view("requests").where(col("kind").is_in(list(_REQUESTS))),
        "regulator_requests",
        "request_id",
        event="request_of_regulator",
        to="regulator",
        known=as_moment("received_on"),
        told=as_moment("answered_on"),
        clock=col("kind").replace_strict(_REQUESTS, default=None, return_dtype=pl.String),
    )
