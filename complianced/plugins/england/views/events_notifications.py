"""England's register of notifiable events: section C of the regulation reference, from what the records hold.

The same views carry the rules on notices, so that the register and the findings speak of the same events. `clock` and
`trigger` name values of `law/values.yaml`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, Records, Rows, as_moment, col, latest, notifiable, register_of, view

_NHS = "nhs_trust"
_CHANGES = ("manager", "provider_name", "address", "directors", "nominated_individual", "legal_entity", "insolvency")
_REQUESTS = {
    "complaints_summary": "complaints_summary_answer",
    "governance_report": "governance_report_answer",
    "improvement_plan": "governance_report_answer",
    "quality_report": "governance_report_answer",
}
_LEDER_NEEDS = ("learning_disability", "autism")


@view("notifications_england", table="incidents", key=SUBJECT_ID)
def notifications_england(records: Records) -> Rows:
    """One row per event of which somebody outside the scheme is to be told, and recipient."""
    parts = (
        *_incidents(records),
        _deaths(records),
        *_concerns(records),
        *_absences(records),
        _changes(records),
        _purpose(records),
        _requests(records),
        _liberty(records),
    )
    return register_of(parts)


def _incidents(records: Records) -> list[Rows]:
    incidents = records.view("cqc_incidents")
    known = col(latest("aware_at"))
    stops = col("notice") == "service_disruption"
    # Equipment counts only where its hours are known; the rule on disruption reads it the same way.
    long_enough = (col("kind") == "service_disruption") | col("disruption_hours").is_not_null()

    def notices(which: pl.Expr, trigger: str | None, length: pl.Expr | None) -> Rows:
        return notifiable(
            incidents.where(which),
            "incidents",
            "incident_id",
            event=col("notice"),
            to="regulator",
            known=known,
            told=col("regulator_notified_at"),
            clock="cqc_notification",
            trigger=trigger,
            length=length,
        )

    breaches = notifiable(
        incidents.where(col("kind") == "data_breach"),
        "incidents",
        "incident_id",
        event="data_breach",
        to="information_commissioner",
        known=known,
        told=col("ico_notified_at"),
        clock="ico_notification",
    )
    candour = notifiable(
        incidents.where(col("candour_applies")),
        "incidents",
        "incident_id",
        event="candour",
        to="person",
        known=known,
        told=as_moment("candour_told_on"),
        clock="candour_notification",
    )
    return [
        notices(col("notice").is_not_null() & ~stops, None, None),
        notices(stops & long_enough, "service_disruption_trigger", col("disruption_hours")),
        breaches,
        candour,
    ]


def _deaths(records: Records) -> Rows:
    """Deaths that LeDeR hears of."""
    needs = pl.any_horizontal(col("support_needs").list.contains(need).fill_null(False) for need in _LEDER_NEEDS)
    concerned = needs | col("primary_need").is_in(_LEDER_NEEDS).fill_null(False)
    return notifiable(
        records.view("people_who_died").where(concerned),
        "people",
        "person_id",
        event="death",
        to="leder",
        known=as_moment("died_on"),
        told=as_moment("leder_notified_on"),
        clock="leder_notice",
    )


def _concerns(records: Records) -> list[Rows]:
    """Abuse and allegations; when the council hears of them is its own procedure, so that has no clock here."""
    concerns = records.view("concerns")
    to = {"regulator": ("regulator_notified_at", "cqc_notification"), "local_authority": ("referred_at", None)}
    return [
        notifiable(
            concerns,
            "concerns",
            "concern_id",
            event="abuse",
            to=recipient,
            known=col(latest("raised_at")),
            told=col(told),
            clock=clock,
        )
        for recipient, (told, clock) in to.items()
    ]


def _absences(records: Records) -> list[Rows]:
    away = records.view("cqc_absences").where(col("in_charge"))
    away = away.derive(days=(col("away_until") - col("started_on")).dt.total_days())
    planned = col("planned").fill_null(False)
    left = (col("staff_ended_on") <= col("ended_on")).fill_null(False)

    def absences(rows: Rows, event: str, known: str, told: str, clock: pl.Expr, *, ahead: bool = False) -> Rows:
        return notifiable(
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

    # Where it is not recorded that the absence was sudden, CQC is to know by the day on which it counts as long.
    sudden = (
        pl.when(col("planned").is_null())
        .then(pl.lit("manager_absence_trigger"))
        .otherwise(pl.lit("manager_absence_emergency_notice"))
    )
    return [
        absences(
            away.where(planned),
            "planned_absence",
            "started_on",
            "regulator_notified_on",
            pl.lit("manager_absence_notice"),
            ahead=True,
        ),
        absences(away.where(~planned), "sudden_absence", "started_on", "regulator_notified_on", sudden),
        absences(
            away.where((col("ended_on") <= records.today) & ~left),
            "return_of_manager",
            "ended_on",
            "return_notified_on",
            pl.lit("manager_return_notice"),
        ),
    ]


def _changes(records: Records) -> Rows:
    officers_of_nhs_body = (col("kind") == "directors") & col("provider_type").eq_missing(_NHS)
    return notifiable(
        records.view("changes").where(
            col("kind").is_in(_CHANGES) & ~officers_of_nhs_body & (col("happened_on") <= records.today)
        ),
        "changes",
        "change_id",
        event=pl.when(col("kind") == "insolvency").then(pl.lit("insolvency")).otherwise(pl.lit("change")),
        to="regulator",
        known=as_moment("happened_on"),
        told=as_moment("notified_on"),
        clock="change_notice",
    )


def _purpose(records: Records) -> Rows:
    return notifiable(
        records.view("purpose_versions").where(col("previous_document_id").is_not_null()),
        "documents",
        "document_id",
        event="statement_of_purpose_revised",
        to="regulator",
        known=as_moment("dated_on"),
        told=as_moment("regulator_sent_on"),
        clock="statement_of_purpose_notice",
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


def _liberty(records: Records) -> Rows:
    """Court applications whose outcome is known; the law wants it told then and counts no days."""
    return notifiable(
        records["liberty"].where(col("applied_on").is_not_null() & col("decided_on").is_not_null()),
        "liberty",
        "liberty_id",
        event="court_application",
        to="regulator",
        known=as_moment("decided_on"),
        told=as_moment("regulator_notified_on"),
        clock=None,
    )
