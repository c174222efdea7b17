"""The scheme itself: its registration, the people who run it, who was away, and what changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from complianced.sample.frames import (
    NO_DAY,
    SCHEME_ID,
    conform,
    ids,
    numbered,
    plus,
    rank,
    renumber,
    rows,
)
from complianced.sample.names import FIRST, WORKER_FAMILY
from complianced.sample.rhythm import repeated
from complianced.sample.setting import Setting

CASELOAD = 14
"""Arrangements, and carers, per worker."""

# Roles in regulated work: they support, or day to day manage those who support.
REGULATED = ("registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead")
SUPERVISED = (*REGULATED, "administrator", "volunteer")
ACCOUNTABLE = ("responsible_individual", "nominated_individual", "registered_manager", "director")


def schemes(setting: Setting) -> pl.DataFrame:
    """The `schemes` table: one row."""
    nation = setting.nation
    homeshare = setting.service == "homeshare"
    rated = nation.name == "england" and not homeshare
    published = setting.ago(200)
    inspected: dict[str, Any] = {"last_inspected_on": setting.ago(240)}
    if rated:
        inspected |= {
            "latest_rating": "Good",
            "rating_published_on": published,
            "rating_shown_online_on": published + timedelta(days=4),
            "rating_shown_at_office_on": published + timedelta(days=5),
        }
    return rows(
        [
            {
                "scheme_id": SCHEME_ID,
                "name": nation.scheme_name.replace("Shared Lives", "Homeshare") if homeshare else nation.scheme_name,
                "service": setting.service,
                "nation": nation.name,
                "provider_name": nation.provider_name,
                "provider_type": "charity" if homeshare else nation.provider_type,
                "local_authority": nation.local_authority,
            }
            | (
                {}
                if homeshare
                else {
                    "regulator_registration": nation.registration,
                    "registered_on": setting.start,
                    "registered_services": list(nation.services),
                    "registration_certificate_shown": True,
                    **inspected,
                }
            )
        ]
    )


def make_staff(setting: Setting, workload: int) -> pl.DataFrame:
    """One row per person who works for the scheme: enough of them for the workload, one manager after another."""
    nation, dice = setting.nation, setting.dice
    handover = setting.part(0.35)
    begin = setting.start
    roles: list[tuple[str, date, date | None]] = [
        ("deputy_manager", setting.part(0.1), None),
        ("safeguarding_lead", begin, None),
        ("director", begin, None),
        ("director", begin, setting.part(0.5)),
        ("director", setting.part(0.5), None),
        ("administrator", begin, None),
        ("volunteer", setting.part(0.2), None),
    ]
    if setting.service == "shared_lives":
        accountable = {"england": ["nominated_individual"], "scotland": []}.get(nation.name, ["responsible_individual"])
        roles += [("registered_manager", begin, handover), ("registered_manager", handover, None)]
        roles += [(role, begin, None) for role in (*accountable, *["panel_member"] * 3)]
    fixed = rows({"role": role, "started_on": start, "ended_on": end} for role, start, end in roles)
    needed = max(-(-workload // CASELOAD), 2)
    # Beside those who have been there all along: one who left half-way, and the one who came.
    workers = pl.concat(
        [
            numbered(needed, "place")
            .with_columns(role=pl.lit("scheme_worker"), started_on=pl.lit(begin), ended_on=NO_DAY)
            .drop("place"),
            rows(
                [
                    {"role": "scheme_worker", "started_on": begin, "ended_on": setting.part(0.4)},
                    {"role": "scheme_worker", "started_on": setting.part(0.38), "ended_on": None},
                ]
            ),
        ]
    )
    staff = renumber(pl.concat([fixed, workers], how="vertical_relaxed"), "worker")
    manager = pl.col("role") == "registered_manager"
    # One scheme worker in five is a social worker or the like, and on a register as the manager is.
    registered = manager | ((pl.col("role") == "scheme_worker") & (rank(pl.col("role") == "scheme_worker") % 5 == 1))
    told = pl.col("role").is_in(["registered_manager", "responsible_individual", "nominated_individual"])
    return staff.with_columns(
        staff_id=ids("W", "worker"),
        name=dice.choice("worker", "worker/first", FIRST) + " " + dice.choice("worker", "worker/family", WORKER_FAMILY),
        regulator_notified_on=pl.when(told).then("started_on").otherwise(NO_DAY),
        provider_notified_on=pl.when(told).then("started_on"),
        workforce_regulator_notified_on=pl.when(manager).then("started_on"),
        regulator_registered_on=pl.when(manager).then("started_on"),
        full_time_equivalent=pl.when(pl.col("role").is_in([*REGULATED, "administrator"])).then(
            pl.when(pl.col("worker") % 6 == 0).then(0.8).otherwise(1.0)
        ),
        regulated_work=pl.col("role").is_in(REGULATED),
        professional_register=pl.when(registered).then(pl.lit(nation.manager_register)).otherwise(pl.lit("none")),
        professional_registration_applied_on=pl.when(registered).then(plus("started_on", -60)),
        professional_registered_on=pl.when(registered).then(plus("started_on", -20)),
        professional_registration_expires_on=pl.when(registered).then(
            pl.when(pl.col("ended_on").is_null())
            .then(plus(setting.as_of, dice.whole("worker", "renewal", 120, 300)))
            .otherwise(plus("ended_on", 90))
        ),
        handbook_given_on=plus("started_on", 0),
        services_managed=pl.when(manager).then(1),
        until=pl.col("ended_on").fill_null(setting.as_of),
    )


def supervisions(setting: Setting, staff: pl.DataFrame) -> pl.DataFrame:
    """The `supervisions` table: under eight weeks apart, an appraisal within the year, induction done in six weeks."""
    base = staff.filter(pl.col("role").is_in(SUPERVISED)).select("worker", "staff_id", "started_on", "until")

    def rhythm(kind: str, first: int, step: int, jitter: int) -> pl.DataFrame:
        return repeated(
            base,
            first=plus("started_on", first),
            until="until",
            every=step,
            dice=setting.dice,
            key="worker",
            salt=kind,
            jitter=jitter,
            on="held_on",
        ).with_columns(kind=pl.lit(kind))

    induction = base.with_columns(
        held_on=plus("started_on", 40), kind=pl.lit("induction_completed"), time=pl.lit(0, dtype=pl.Int32)
    )
    return (
        pl.concat([rhythm("supervision", 21, 45, 4), rhythm("appraisal", 180, 320, 10), induction], how="diagonal")
        .filter(pl.col("held_on") <= pl.col("until"))
        .sort("worker", "held_on", "kind")
    )


def absences(setting: Setting, staff: pl.DataFrame) -> pl.DataFrame:
    """The `absences` table: one planned and one sudden absence of the manager, both told in time, as was the return."""
    manager = staff.filter((pl.col("role") == "registered_manager") & pl.col("ended_on").is_null())["staff_id"][0]
    planned, sudden = setting.part(0.5), setting.part(0.75)

    def away(start: date, days: int, told: int, *, expected: bool) -> dict[str, Any]:
        return {
            "staff_id": manager,
            "started_on": start,
            "ended_on": start + timedelta(days=days),
            "planned": expected,
            "regulator_notified_on": start + timedelta(days=told),
            "provider_notified_on": start + timedelta(days=told),
            "notice_complete": True,
            "return_notified_on": start + timedelta(days=days + 1),
            "cover_named": True,
        }

    found = rows([away(planned, 42, -45, expected=True), away(sudden, 34, 2, expected=False)])
    accountable = staff.filter(pl.col("role") == "responsible_individual")
    if accountable.height:
        other = away(setting.part(0.62), 31, -40, expected=True) | {"staff_id": accountable["staff_id"][0]}
        found = pl.concat([found, rows([other])])
    return found


def changes(setting: Setting) -> pl.DataFrame:
    """The `changes` table: each was told before it happened."""
    told_before = {
        "manager": (0.35, 60),
        "directors": (0.5, 40),
        "premises": (0.55, 110),
        "address": (0.55, 110),
        "statement_of_purpose": (0.8, 40),
        "other": (0.3, 100),
    }
    found = []
    for kind, (share, before) in told_before.items():
        happened = setting.part(share)
        found.append(
            {
                "kind": kind,
                "happened_on": happened,
                "notified_on": happened - timedelta(days=before),
                "details_complete": True,
                "regulator_agreed": True,
            }
        )
    return rows(found)


def make(setting: Setting, staff: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of the organisation."""
    table = setting.contract
    return {
        "schemes": conform(schemes(setting), table["schemes"]),
        "staff": conform(staff, table["staff"]),
        "absences": conform(absences(setting, staff), table["absences"], "AB"),
        "supervisions": conform(supervisions(setting, staff), table["supervisions"], "SV"),
        "changes": conform(changes(setting), table["changes"], "CH"),
    }
