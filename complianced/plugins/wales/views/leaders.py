"""The responsible individual and the manager, away, gone, trained; staff told: WSI 2019/163 regs 5, 6, 31, 51, 63."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view
from complianced.plugins.wales.dates import REGULATED_FROM

LEADERS = ("responsible_individual", "registered_manager")
_CHANGE = {"responsible_individual": "responsible_individual", "registered_manager": "manager"}


@view("schemes_led", table="schemes", key="scheme_id")
def schemes_led(records: Records) -> Rows:
    """One row per scheme whose registration has not ended, with its leaders and when a change of them was told."""
    changed = records["changes"].where(col("kind") == "responsible_individual")
    ended = col("registration_ended_on")
    return (
        records.view("schemes")
        .where(ended.is_null() | (ended > records.today))
        .attach(changed, "scheme_id", variation_sent_on=col("notified_on").max())
    )


@view("leaders_away", table="absences", key="absence_id")
def leaders_away(records: Records) -> Rows:
    """One row per absence of a responsible individual or manager since the Regulations began, and until when it ran.

    A planned absence runs until its planned end; `away_so_far` stops today. Whoever left while away is away no more.
    """
    return (
        records.view("absences")
        .where(col("role").is_in(LEADERS) & (col("started_on") >= REGULATED_FROM))
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .look_up(records["staff"], "staff_id", staff_ended_on="ended_on")
        .derive(away_until=pl.min_horizontal("ended_on", "staff_ended_on").fill_null(records.today))
        .derive(
            away_so_far=pl.min_horizontal("away_until", records.today),
            sole_trader=(col("provider_type") == "individual").fill_null(False)
            & (col("role") == "responsible_individual"),
        )
    )


@view("leaders_gone", table="staff", key="staff_id")
def leaders_gone(records: Records) -> Rows:
    """One row per responsible individual or manager who left since the Regulations began, and when that was told.

    A change of the same kind within four weeks of the leaving is about it.
    """
    gone = records["staff"].where(
        col("role").is_in(LEADERS) & (col("ended_on") >= REGULATED_FROM) & (col("ended_on") <= records.today)
    )
    changes = records["changes"].where(col("notified_on").is_not_null())
    about_it = (
        gone.derive(change_kind=col("role").replace_strict(_CHANGE, default=None, return_dtype=pl.String))
        .each(
            changes,
            {"scheme_id": "scheme_id", "change_kind": "kind"},
            changed_on="happened_on",
            change_told_on="notified_on",
        )
        .where(
            (col("changed_on") >= col("ended_on").dt.offset_by("-4w"))
            & (col("changed_on") <= col("ended_on").dt.offset_by("4w"))
        )
    )
    return gone.attach(about_it, "staff_id", told_on=col("change_told_on").min())


@view("responsible_individuals", table="staff", key="staff_id")
def responsible_individuals(records: Records) -> Rows:
    """One row per responsible individual in post, with training and the last statement that they are supported."""
    taken = records["training"].where(col("subject_type") == "staff")
    stated = (
        records["attestations"]
        .where(col("clause") == "wsi-2019-163/5")
        .latest_by("scheme_id", "made_on", "attestation_id")
    )
    return (
        records.view("staff_in_post")
        .where(col("role") == "responsible_individual")
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .attach(taken, {"staff_id": "subject_id"}, last_trained_on=col("completed_on").max())
        .look_up(stated, "scheme_id", statement_made_on="made_on", statement_met="met")
        .derive(
            supported_on=pl.max_horizontal(
                "last_trained_on", pl.when(col("statement_met") == "yes").then("statement_made_on")
            )
        )
    )


@view("staff_told", table="staff", key="staff_id")
def staff_told(records: Records) -> Rows:
    """One row per member of staff at work, with the last statement that all were told about the service and codes."""
    stated = records["attestations"].where((col("clause") == "wsi-2019-163/31") & (col("met") == "yes"))
    return (
        records.view("staff_in_post")
        .where(~col("role").is_in(["director", "panel_member", "responsible_individual", "nominated_individual"]))
        .attach(stated, "scheme_id", stated_on=col("made_on").max())
    )
