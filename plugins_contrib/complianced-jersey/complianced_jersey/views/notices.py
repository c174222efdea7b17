"""Views of what the Commission is told of: incidents, safeguarding concerns, and the register of both.

Which events the Regulations list was not seen; the kinds below are ours, from what care regulators list elsewhere.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, Records, Rows, latest, notifiable, register_of, view

from .running import since_the_regulations

NOTIFIABLE = (
    "death",
    "serious_injury",
    "serious_illness",
    "outbreak",
    "missing",
    "police",
    "theft",
    "service_disruption",
    "fire",
    "misconduct",
)
"""The kinds of incident that are taken to be notifiable, whatever the harm."""
_GRAVE = ("severe", "prolonged_psychological", "death")


@view("je_incidents", table="incidents", key="incident_id")
def je_incidents(records: Records) -> Rows:
    """One row per incident since the Regulations began of a kind, or with a harm, of which the Commission is told."""
    listed = pl.col("kind").is_in(NOTIFIABLE) | pl.col("harm").is_in(_GRAVE).fill_null(False)
    return records.view("incidents").where(listed & since_the_regulations("aware_at"))


@view("je_concerns", table="concerns", key="concern_id")
def je_concerns(records: Records) -> Rows:
    """One row per safeguarding concern raised since the Regulations began, closed ones included."""
    return records.view("concerns").where(since_the_regulations("raised_at"))


@view("notifications_jersey", table="incidents", key=SUBJECT_ID)
def notifications_jersey(records: Records) -> Rows:
    """One row per event of which the Commission is to be told."""
    told, clock = pl.col("regulator_notified_at"), "jersey_event_notice"
    return register_of(
        (
            notifiable(
                records.view("je_incidents"),
                "incidents",
                "incident_id",
                event=pl.col("kind"),
                known=pl.col(latest("aware_at")),
                told=told,
                clock=clock,
            ),
            notifiable(
                records.view("je_concerns"),
                "concerns",
                "concern_id",
                event="safeguarding",
                known=pl.col(latest("raised_at")),
                told=told,
                clock=clock,
            ),
        )
    )
