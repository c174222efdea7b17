"""When the responsible individual or the manager is away for 28 days, comes back or leaves.

WSI 2019/163 regs 5, 6, 51 and 63, Schedule 3 paragraphs 8-12, Schedule 4. A shorter absence needs nothing; whether one
is that long is judged by its planned end, or by the days so far.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, every, make_rule, present, rule, within, yes

_BY_MANAGER = ("wsi-2019-163/63(1)", "wsi-2019-163/63(3)", "wsi-2019-163/sch4")
_told = present("regulator_notified_on")


def _long(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_until") >= every("started_on", law.absence_trigger)
    return reached


def _long_already(law: Law) -> pl.Expr:
    reached: pl.Expr = col("away_so_far") >= every("started_on", law.absence_trigger)
    return reached


def _planned(law: Law) -> pl.Expr:
    last_day: pl.Expr = col("started_on") - law.absence_planned_notice
    return pl.coalesce("regulator_notified_on", law.today) <= last_day


def _sudden(law: Law) -> pl.Expr:
    return within("started_on", "regulator_notified_on", law.absence_unexpected_notice, law)


def _untold(_law: Law) -> pl.Expr:
    return _told


def _back(law: Law) -> pl.Expr:
    return present("return_notified_on") | within("ended_on", "return_notified_on", law.notification, law)


def _notices(whose: str, role: str, who: str, clauses: dict[str, str | tuple[str, ...]]) -> tuple[Rule, ...]:
    """The four notices of a long absence: planned, sudden, one that nobody told of in time, and the return."""
    of_them = col("role") == role
    parts = (
        (
            "PLANNED",
            "is told of a planned absence of",
            _planned,
            lambda law: of_them & _long(law) & col("planned"),
            "Planned absence from {started_on}; CIW told: {regulator_notified_on}, later than the Regulations allow",
            "Notify CIW now, with the cover arranged, and put the notice into the planning of absences.",
        ),
        (
            "SUDDEN",
            "is told in time of a sudden absence of",
            _sudden,
            lambda law: of_them & _long(law) & ~col("planned") & (_told | ~_long_already(law)),
            "Sudden absence from {started_on}; CIW told: {regulator_notified_on}, later than the Regulations allow",
            "Notify CIW now, with the cover arranged, and note why it was late.",
        ),
        (
            "UNTOLD",
            "knows of a long absence of",
            _untold,
            lambda law: of_them & _long_already(law) & ~col("planned").fill_null(False),
            "Away since {started_on}, long enough for CIW to be told, and no notice is recorded",
            "Notify CIW today: since when, why, and who covers.",
        ),
        (
            "RETURN",
            "is told of the return of",
            _back,
            lambda law: (
                of_them
                & _long(law)
                & (col("ended_on") <= law.today)
                & (col("staff_ended_on").is_null() | (col("staff_ended_on") > col("ended_on")))
            ),
            "Back on {ended_on} after a long absence; CIW told of the return: {return_notified_on}",
            "Tell CIW of the return now, and enter the day.",
        ),
    )
    return tuple(
        make_rule(
            f"WAL-{whose}-ABSENCE-{name}",
            RuleKind.CONDITION,
            f"CIW {title} {who}.",
            condition,
            about="leaders_away",
            clauses=clauses[name],
            severity="major",
            when=when,
            says=says,
            fix=fix,
            basis="law",
        )
        for name, title, condition, when, says, fix in parts
    )


NOTICES: tuple[Rule, ...] = (
    *_notices(
        "RESPONSIBLE-INDIVIDUAL",
        "responsible_individual",
        "the responsible individual",
        {
            "PLANNED": "wsi-2019-163/sch3/8",
            "SUDDEN": "wsi-2019-163/sch3/9",
            "UNTOLD": ("wsi-2019-163/sch3/10", "wsi-2019-163/5"),
            "RETURN": "wsi-2019-163/sch3/11",
        },
    ),
    *_notices(
        "MANAGER",
        "registered_manager",
        "the manager",
        {
            "PLANNED": _BY_MANAGER,
            "SUDDEN": _BY_MANAGER,
            "UNTOLD": (*_BY_MANAGER, "wsi-2019-163/51"),
            "RETURN": _BY_MANAGER,
        },
    ),
)


def _cover(name: str, clause: str, severity: str, whose: str, when: pl.Expr) -> Rule:
    def named(law: Law) -> pl.Expr:
        return yes("cover_named")

    return make_rule(
        f"WAL-{name}-COVER",
        RuleKind.CONDITION,
        f"CIW is told of the arrangements while {whose} is away for more than 28 days.",
        named,
        about="leaders_away",
        clauses=clause,
        severity=severity,
        when=lambda law: when & _long_already(law) & _told,
        says="Away since {started_on}; CIW was told on {regulator_notified_on}, and the notice is not shown to say who "
        "covers",
        fix="Tell CIW who covers and how, and record that the cover is named.",
    )


COVER: tuple[Rule, ...] = (
    _cover(
        "RESPONSIBLE-INDIVIDUAL",
        "wsi-2019-163/5",
        "major",
        "the responsible individual",
        (col("role") == "responsible_individual") & ~col("sole_trader"),
    ),
    _cover("SOLE-TRADER", "wsi-2019-163/6", "minor", "a sole trader", col("sole_trader")),
    _cover("MANAGER", "wsi-2019-163/51", "major", "the manager", col("role") == "registered_manager"),
)


@rule(
    "WAL-MANAGER-ABSENCE-PROVIDER",
    about="leaders_away",
    clauses="wsi-2019-163/51",
    severity="major",
    when=lambda law: (col("role") == "registered_manager") & _long_already(law),
    says="The manager has been away since {started_on} for 28 days or more; the provider was told: "
    "{provider_notified_on}",
    fix="Tell the provider in writing who manages meanwhile, and record the day.",
)
def provider_told_of_absence(law: Law) -> pl.Expr:
    """The provider is told of more than 28 days without the manager, and of the arrangements."""
    return present("provider_notified_on")


def _gone(whose: str, role: str, who: str, clauses: str | tuple[str, ...]) -> Rule:
    def told(law: Law) -> pl.Expr:
        return present("told_on") | (every("ended_on", law.notification) >= law.today)

    return make_rule(
        f"WAL-{whose}-GONE",
        RuleKind.CONDITION,
        f"CIW is told when {who} ceases.",
        told,
        about="leaders_gone",
        clauses=clauses,
        severity="major",
        when=col("role") == role,
        says="Left on {ended_on}; no notice to CIW of the change is recorded",
        fix="Notify CIW today, and enter the change with its day and the day of the notice.",
        basis="law",
    )


GONE: tuple[Rule, ...] = (
    _gone("RESPONSIBLE-INDIVIDUAL", "responsible_individual", "the responsible individual", "wsi-2019-163/sch3/12"),
    _gone("MANAGER", "registered_manager", "the manager", (*_BY_MANAGER, "wsi-2019-163/51")),
)
