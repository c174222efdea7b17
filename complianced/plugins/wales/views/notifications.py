"""What CIW and commissioners are told of: incidents by the notice they call for, and the register of notifiable events.

WSI 2019/163 regs 41 and 63 with Schedules 3 and 4. The rules on notices read the same views, so that the register and
the findings speak of the same events. `clock` and `trigger` name values of `law/values.yaml`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, Records, Rows, as_moment, col, latest, notifiable, register_of, view
from complianced.plugins.wales.dates import REGULATED_FROM

# Harm that was lasting or prolonged, or that needed treatment to prevent it.
_SERIOUS = ("severe", "prolonged_psychological")
# Kinds that are no injury, or of which CIW is told under another heading.
_NO_INJURY = ("death", "police", "serious_illness", "outbreak", "data_breach", "conviction", "misconduct")
_OF_THE_PROVIDER = ("provider_name", "directors", "insolvency", "legal_entity", "conviction")
COMMISSIONERS_ASK = ("death", "serious_injury", "police", "outbreak", "missing")


@view("ciw_incidents", table="incidents", key="incident_id")
def ciw_incidents(records: Records) -> Rows:
    """One row per incident since the Regulations began, with the one notice to CIW that it may call for.

    `of_a_person` is false only for what befell a carer and nobody else.
    """
    kind, harm = col("kind"), col("harm")
    injury = (kind == "serious_injury") | (harm.is_in(_SERIOUS) & ~kind.is_in(_NO_INJURY)).fill_null(False)
    known_on = col(latest("aware_at")).dt.date()
    return (
        records.view("incidents")
        .where(col("aware_at").is_null() | (known_on >= REGULATED_FROM))
        .look_up(records["people"], "person_id", placing_authority="placing_authority")
        .derive(of_a_person=col("person_id").is_not_null() | col("carer_id").is_null())
        .derive(
            notice=pl.when(col("of_a_person") & ((kind == "death") | (harm == "death")).fill_null(False))
            .then(pl.lit("death"))
            .when(kind == "police")
            .then(pl.lit("police"))
            .when(col("of_a_person") & injury)
            .then(pl.lit("serious_injury"))
            .when(kind.is_in(["misconduct", "outbreak", "service_disruption"]))
            .then(kind),
            commissioned=pl.when(col("placing_authority").is_not_null()).then(
                pl.when(kind == "missing")
                .then(kind)
                .when((harm == "death").fill_null(False))
                .then(pl.lit("death"))
                .when(injury)
                .then(pl.lit("serious_injury"))
                .otherwise(kind)
            ),
        )
    )


@view("ciw_deaths", table="people", key="person_id")
def ciw_deaths(records: Records) -> Rows:
    """One row per person who died while placed, since the Regulations began, with how many incidents record it."""
    recorded = records["incidents"].where((col("kind") == "death") | (col("harm") == "death"))
    return (
        records.view("people_who_died")
        .where(col("died_on") >= REGULATED_FROM)
        .attach(recorded, "person_id", deaths_recorded=pl.len())
    )


@view("notifications_wales", table="incidents", key=SUBJECT_ID)
def notifications_wales(records: Records) -> Rows:
    """One row per event of which somebody outside the scheme is to be told, and recipient."""
    parts = (
        *_incidents(records),
        *_concerns(records),
        *_absences(records),
        *_gone(records),
        *_changes(records),
        _appointments(records),
        _purpose(records),
        _requests(records),
    )
    return register_of(parts)


def _incidents(records: Records) -> list[Rows]:
    incidents = records.view("ciw_incidents")
    known = col(latest("aware_at"))
    return [
        notifiable(
            incidents.where(col("notice").is_not_null()),
            "incidents",
            "incident_id",
            event=col("notice"),
            known=known,
            told=col("regulator_notified_at"),
            clock="notification",
        ),
        notifiable(
            incidents.where(col("commissioned").is_in(COMMISSIONERS_ASK)),
            "incidents",
            "incident_id",
            event=col("commissioned"),
            to="commissioner",
            known=known,
            told=col("authority_notified_at"),
            clock="commissioner_notice",
        ),
        notifiable(
            incidents.where(col("candour_applies")),
            "incidents",
            "incident_id",
            event="candour",
            to="person",
            known=known,
            told=as_moment("candour_told_on"),
            clock="candour_time",
        ),
    ]


def _concerns(records: Records) -> list[Rows]:
    """Allegations against those of the service, and enquiries about others; when the council hears is its procedure."""
    concerns = records.view("concerns")
    of_the_service = col("alleged").is_in(["carer", "staff"]).fill_null(False)
    raised = col(latest("raised_at"))
    return [
        notifiable(
            concerns.where(of_the_service),
            "concerns",
            "concern_id",
            event="abuse",
            known=raised,
            told=col("regulator_notified_at"),
            clock="notification",
        ),
        notifiable(
            concerns.where(~of_the_service & (col("decision") == "enquiry") & col("decided_on").is_not_null()),
            "concerns",
            "concern_id",
            event="enquiry",
            known=as_moment("decided_on"),
            told=col("regulator_notified_at"),
            clock="notification",
        ),
        notifiable(
            concerns,
            "concerns",
            "concern_id",
            event="abuse",
            to="local_authority",
            known=raised,
            told=col("referred_at"),
            clock=None,
        ),
    ]


def _absences(records: Records) -> list[Rows]:
    away = records.view("leaders_away").derive(days=(col("away_until") - col("started_on")).dt.total_days())
    planned = col("planned").fill_null(False)

    def absences(rows: Rows, event: str, known: str, told: str, clock: str, *, ahead: bool = False) -> Rows:
        return notifiable(
            rows,
            "absences",
            "absence_id",
            event=event,
            known=as_moment(known),
            told=as_moment(told),
            clock=clock,
            ahead=ahead,
            trigger="absence_trigger",
            length=col("days"),
        )

    back = (col("ended_on") <= records.today) & (
        col("staff_ended_on").is_null() | (col("staff_ended_on") > col("ended_on"))
    )
    return [
        absences(
            away.where(planned),
            "planned_absence",
            "started_on",
            "regulator_notified_on",
            "absence_planned_notice",
            ahead=True,
        ),
        absences(
            away.where((~col("planned")).fill_null(False)),
            "sudden_absence",
            "started_on",
            "regulator_notified_on",
            "absence_unexpected_notice",
        ),
        # Where it is not recorded that the absence was sudden, CIW is to know by the day on which it counts as long.
        absences(
            away.where(col("planned").is_null()),
            "sudden_absence",
            "started_on",
            "regulator_notified_on",
            "absence_trigger",
        ),
        absences(away.where(back), "return_of_manager", "ended_on", "return_notified_on", "notification"),
    ]


def _gone(records: Records) -> list[Rows]:
    return [
        notifiable(
            records.view("leaders_gone"),
            "staff",
            "staff_id",
            event="change",
            known=as_moment("ended_on"),
            told=as_moment("told_on"),
            clock="notification",
        )
    ]


def _changes(records: Records) -> list[Rows]:
    changes = records.view("changes").where(col("happened_on") >= REGULATED_FROM)
    happened, told = as_moment("happened_on"), as_moment("notified_on")
    return [
        notifiable(
            changes.where(col("kind").is_in(_OF_THE_PROVIDER) & (col("happened_on") <= records.today)),
            "changes",
            "change_id",
            event=pl.when(col("kind").is_in(["insolvency", "conviction"])).then("kind").otherwise(pl.lit("change")),
            known=happened,
            told=told,
            clock="notification",
        ),
        notifiable(
            changes.where(col("kind") == "address"),
            "changes",
            "change_id",
            event="change",
            known=happened,
            told=told,
            clock="office_move_notice",
            ahead=True,
        ),
    ]


def _appointments(records: Records) -> Rows:
    return notifiable(
        records.view("staff_in_post").where(
            (col("role") == "registered_manager") & (col("started_on") >= REGULATED_FROM)
        ),
        "staff",
        "staff_id",
        event="change",
        known=as_moment("started_on"),
        told=as_moment("regulator_notified_on"),
        clock="notification",
    )


def _purpose(records: Records) -> Rows:
    return notifiable(
        records.view("documents").where(
            (col("kind") == "statement_of_purpose")
            & col("previous_document_id").is_not_null()
            & (col("dated_on") >= REGULATED_FROM)
            & ~col("immediate_effect").fill_null(False)
        ),
        "documents",
        "document_id",
        event="statement_of_purpose_revised",
        known=as_moment("dated_on"),
        told=as_moment("regulator_sent_on"),
        clock="purpose_revision_notice",
        ahead=True,
    )


def _requests(records: Records) -> Rows:
    return notifiable(
        records.view("requests").where(col("kind").is_in(["accounts", "complaints_summary"])),
        "regulator_requests",
        "request_id",
        event="request_of_regulator",
        known=as_moment("received_on"),
        told=as_moment("answered_on"),
        clock="request_answer",
    )
