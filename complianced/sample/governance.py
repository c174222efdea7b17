"""Governance and evidence: documents and what they contain, meetings and reports, requests, statements, disposals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from complianced.sample.attested import ATTESTED, SELF_EMPLOYMENT
from complianced.sample.frames import NO_DAY, NO_TEXT, conform, ids, if_by, plus, renumber, rows
from complianced.sample.rhythm import repeated
from complianced.sample.setting import PANEL_EVERY, Setting
from complianced.schemas.checklist import CHECKLIST, EVERY

# Days from one to the next: the strictest rhythm of any nation, with weeks to spare.
RHYTHMS = {
    "responsible_individual_visit": 78,
    "provider_visit": 320,
    "monthly_monitoring": 26,
    "quality_of_care_review": 160,
    "quality_audit": 78,
    "resource_report": 78,
    "statement_of_compliance": 320,
    "self_employment_review": 320,
    "control_register_review": 320,
    "legal_watch": 160,
    "risk_register_review": 160,
    "staffing_review": 160,
    "survey": 160,
    "board_report": 78,
    "self_assessment": 320,
    "policy_review": 320,
    "record_audit": 160,
}
RECIPIENTS = ["regulator", "manager", "directors", "provider"]

# The sector's agreements were redrafted in 2021: a scheme that is older took up the new text then.
REDRAFTED = date(2021, 6, 1)

# Kinds whose text a carer or a person is bound by: they took effect before the first was signed or given.
FROM_THE_START = timedelta(days=60)


def document_kinds(setting: Setting) -> tuple[str, ...]:
    """The kinds of document that a scheme keeps; a Homeshare organisation keeps those that concern it."""
    kinds = setting.contract["documents"].column("kind").choices
    if setting.service == "homeshare":
        return tuple(kind for kind in kinds if kind in _HOMESHARE_KINDS)
    return kinds


_HOMESHARE_KINDS = (
    "service_guide", "licence_template", "fee_schedule", "annual_accounts", "website_copy", "advert",
    "safeguarding_policy", "complaints_policy", "matching_policy", "confidentiality_policy", "equality_policy",
    "lone_working_policy", "business_continuity_plan",
)  # fmt: skip


def documents(setting: Setting) -> pl.DataFrame:
    """The `documents` table: one version in force of each kind, looked at within the year."""
    dice = setting.dice
    recent = pl.col("kind").is_in(["annual_accounts", "charter", "statement_of_purpose", "regulator_records_notice"])
    kinds = document_kinds(setting)
    made = pl.DataFrame({"kind": list(kinds), "first": [False] * len(kinds)})
    older = [kind for kind in ("statement_of_purpose",) if kind in kinds]
    if redrafted(setting) and "carer_agreement_template" in kinds:
        older.append("carer_agreement_template")
    made = pl.concat([made, pl.DataFrame({"kind": older, "first": [True] * len(older)}, schema=made.schema)])
    taken_up = (pl.col("kind") == "carer_agreement_template") & redrafted(setting)
    effective = (
        pl.when(recent & ~pl.col("first"))
        .then(pl.lit(setting.ago(170)))
        .when(taken_up & ~pl.col("first"))
        .then(pl.lit(REDRAFTED))
        .otherwise(pl.lit(setting.start - FROM_THE_START))
    )
    return (
        renumber(made, "n")
        .with_columns(effective_on=effective)
        .with_columns(
            document_id=ids("DOC", "n"),
            version=pl.when(recent & ~pl.col("first")).then(pl.lit("3")).otherwise(pl.lit("2")),
            approved_on=plus("effective_on", -50),
            reviewed_on=plus(setting.as_of, -dice.whole("n", "reviewed", 25, 150)),
            # Told before it takes effect (Wales), and so within the time after it (England, Northern Ireland).
            regulator_sent_on=plus("effective_on", -35),
            people_told_on=plus("effective_on", -34),
            immediate_effect=pl.lit(False),
            easy_read=pl.lit(True),
            welsh=pl.lit(setting.nation.name == "wales"),
            file=pl.lit("documents/") + pl.col("kind").str.replace_all("_", "-") + pl.lit(".md"),
        )
        .with_columns(review_due_on=plus("reviewed_on", 365))
    )


def redrafted(setting: Setting) -> bool:
    """Whether the scheme began with the agreements of before the redraft and has taken up the new ones since."""
    return setting.start - FROM_THE_START < REDRAFTED and setting.as_of > REDRAFTED + timedelta(days=60)


def document_scans(papers: pl.DataFrame) -> pl.DataFrame:
    """The `document_scans` table, where a plugin asks for it: every document was read, and no word was found."""
    return papers.select(
        pl.format("SCAN-{}", "document_id").alias("scan_id"), "document_id", read=pl.lit(True), passages=pl.lit(4)
    )


def make_governance(setting: Setting, concerns: pl.DataFrame) -> pl.DataFrame:
    """The `governance` table: every kind at its rhythm, yearly returns and reports, and a report on each concern."""
    as_of = setting.as_of
    rhythms = renumber(pl.DataFrame({"kind": list(RHYTHMS), "every": list(RHYTHMS.values())}), "n")
    events = repeated(
        rhythms,
        first=pl.min_horizontal(plus(setting.start, pl.col("every") // 3), pl.lit(setting.since(60))),
        until=as_of,
        every=pl.col("every"),
        dice=setting.dice,
        salt="governance",
        jitter=0,
        on="happened_on",
    ).select("kind", "happened_on", period_ends_on=plus("happened_on", -2))
    panels = repeated(
        pl.DataFrame({"kind": ["panel_meeting"]}),
        first=setting.panel_first,
        until=as_of,
        every=PANEL_EVERY,
        on="happened_on",
    ).select("kind", "happened_on", period_ends_on=NO_DAY)
    yearly = rows(_yearly(setting)) if _yearly(setting) else events.clear()
    reported = concerns.select(
        kind=pl.lit("concern_report"), happened_on="raised", period_ends_on=NO_DAY
    ).unique("happened_on")  # fmt: skip
    plain = pl.concat([events, *([panels] if setting.service == "shared_lives" else []), reported])
    all_events = pl.concat([plain, yearly.filter(pl.col("happened_on") <= as_of)], how="diagonal_relaxed")
    for column in ("report_on", "regulator_sent_on", "published_on"):
        if column not in all_events.columns:
            all_events = all_events.with_columns(NO_DAY.alias(column))
    all_events = all_events.sort("happened_on", "kind")
    visit = pl.col("kind").is_in(["responsible_individual_visit", "provider_visit"])
    quiet = pl.col("kind") == "panel_meeting"
    acts = pl.col("kind").is_in(
        ["quality_audit", "quality_of_care_review", "survey", "record_audit", "risk_register_review", "staffing_review"]
    )
    report = pl.col("report_on").fill_null(
        plus("happened_on", pl.when(pl.col("kind") == "concern_report").then(1).otherwise(5))
    )
    return renumber(all_events, "n").with_columns(
        event_id=ids("G", "n"),
        announced=pl.when(visit).then(True),
        visitor_role=pl.when(visit).then(pl.lit("responsible_individual")),
        people_met=pl.when(visit).then(4),
        carers_met=pl.when(visit).then(3),
        staff_met=pl.when(visit).then(3),
        records_inspected=pl.when(visit).then(True),
        report_on=if_by(report, as_of),
        report_recipients=pl.when(~quiet).then(pl.lit(RECIPIENTS)),
        regulator_sent_on=pl.when(~quiet).then(
            if_by(pl.col("regulator_sent_on").fill_null(plus("happened_on", 8)), as_of)
        ),
        actions_due_on=pl.when(acts).then(plus("happened_on", 60)),
        actions_done_on=pl.when(acts).then(if_by(plus("happened_on", 40), as_of)),
    )


def _yearly(setting: Setting) -> list[dict[str, Any]]:
    """Returns and reports tied to a year's end. Scotland's return has a window in January and February."""
    if setting.service == "homeshare":
        return []
    found: list[dict[str, Any]] = []
    for year in range(setting.start.year, setting.as_of.year + 1):
        march, december = date(year, 3, 31), date(year, 12, 31)
        ends = december if setting.nation.annual_return_month == 12 else march
        sent = ends + timedelta(days=25)
        for kind, end, held in (
            ("annual_return", ends, sent),
            ("candour_report", march, march + timedelta(days=22)),
            ("safeguarding_position_report", march, march + timedelta(days=40)),
        ):
            if setting.start < end and held <= setting.as_of:
                found.append(
                    {
                        "kind": kind,
                        "happened_on": held,
                        "period_ends_on": end,
                        "report_on": held,
                        "regulator_sent_on": held,
                        "published_on": held,
                    }
                )
    return found


def checklist(setting: Setting, papers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """The `checklist` table: each item that must be there is, and none that must not be."""
    listed = []
    for kind, items in CHECKLIST.items():
        listed += [{"kind": kind, "item": item, "present": True} for item in items.must_be_present]
        listed += [{"kind": kind, "item": item, "present": False} for item in items.must_be_absent]
    wanted = rows(listed)
    every = wanted.filter(pl.col("kind") == EVERY).drop("kind")
    of_documents = papers.select("document_id", "kind").join(
        wanted, on="kind", how="inner", maintain_order="left_right"
    )
    parts = [of_documents.select("document_id", "item", "present", event_id=NO_TEXT)]
    if setting.service == "shared_lives":
        to_all = papers.select("document_id").join(every, how="cross", maintain_order="left_right")
        parts.append(to_all.select("document_id", "item", "present", event_id=NO_TEXT))
    of_events = events.select("event_id", "kind").join(wanted, on="kind", how="inner", maintain_order="left_right")
    parts.append(of_events.select(NO_TEXT.alias("document_id"), "item", "present", "event_id"))
    return pl.concat(parts)


def attestations(setting: Setting, papers: pl.DataFrame) -> pl.DataFrame:
    """The `attestations` table: each clause that a person judges, stated as met, every ten months and a half."""
    accountable = setting.nation.name in ("wales", "northern_ireland")
    clauses = renumber(pl.DataFrame({"clause": [*ATTESTED[setting.nation.name], *SELF_EMPLOYMENT]}), "n")
    purpose = papers.filter(pl.col("kind") == "statement_of_purpose")["document_id"][0]
    return repeated(
        clauses, first=plus(setting.start, 20 + pl.col("n") % 15), until=setting.as_of, every=320, on="made_on"
    ).with_columns(
        met=pl.lit("yes"),
        made_by_role=pl.lit("responsible_individual" if accountable else "registered_manager"),
        document_id=pl.when((pl.col("n") % 4 == 0) & (pl.col("made_on") > setting.ago(150))).then(pl.lit(purpose)),
        note=pl.lit("Sampled records, visits and what people said since the last statement"),
    )


def requests(setting: Setting) -> pl.DataFrame:
    """The `regulator_requests` table: one of each kind a year, answered in twelve days; and those just come in."""
    kinds = setting.contract["regulator_requests"].column("kind").choices
    asked = renumber(pl.DataFrame({"kind": list(kinds)}), "n")
    answered = repeated(
        asked, first=plus(setting.start, 70 + pl.col("n") * 11), until=setting.ago(20), every=365, on="received_on"
    ).with_columns(answered_on=plus("received_on", 12))
    # An inspection is on its way: these came last week.
    waiting = asked.with_columns(received_on=pl.lit(setting.ago(5)), answered_on=NO_DAY)
    return pl.concat([answered.drop("time"), waiting]).with_columns(due_on=plus("received_on", 27))


def improvements(setting: Setting) -> pl.DataFrame:
    """The `improvements` table: each answered; the older ones done a fortnight early, the others not yet due."""
    sources = ("inspection", "inspection", "notice", "internal_audit", "complaint")
    found = renumber(pl.DataFrame({"source": list(sources)}), "n")
    due = plus(setting.start, 130 + pl.col("n") * max((setting.days - 180) // 8, 1))
    found = pl.concat([found.with_columns(due_on=due), found.with_columns(due_on=pl.lit(setting.as_of))])
    open_one = pl.col("n") > len(sources)
    found = renumber(found, "n").with_columns(due_on=pl.when(open_one).then(plus("due_on", 50)).otherwise("due_on"))
    return found.with_columns(
        reference=pl.lit("AFI-") + pl.col("n").cast(pl.String),
        times_stated=pl.lit(1),
        responded_on=plus("due_on", -70),
        done_on=pl.when(~open_one).then(plus("due_on", -15)),
    )


def disposals(setting: Setting) -> pl.DataFrame:
    """The `record_disposals` table: records of people long gone, kept well past eight years."""
    found = renumber(pl.DataFrame({"subject_type": ["person", "person", "person", "carer", "carer", "staff"]}), "n")
    return found.with_columns(
        subject_id=ids("GONE", "n"), destroyed_on=plus(setting.as_of, -30 - pl.col("n") * 40)
    ).with_columns(last_entry_on=plus("destroyed_on", -3100))


def make(setting: Setting, papers: pl.DataFrame, concerns: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of governance and evidence."""
    table = setting.contract
    events = make_governance(setting, concerns)
    scans = table.get("document_scans")
    return {
        **({} if scans is None else {"document_scans": conform(document_scans(papers), scans)}),
        "documents": conform(papers, table["documents"]),
        "governance": conform(events, table["governance"]),
        "checklist": conform(checklist(setting, papers, events), table["checklist"], "CL"),
        "improvements": conform(improvements(setting), table["improvements"], "IM"),
        "attestations": conform(attestations(setting, papers), table["attestations"], "AT"),
        "regulator_requests": conform(requests(setting), table["regulator_requests"], "RQ"),
        "record_disposals": conform(disposals(setting), table["record_disposals"], "RD"),
    }
