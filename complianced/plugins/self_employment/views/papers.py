"""Views of paper: what agreements and policies are known to say, and which text each carer signed."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view

# The items of the checklist that the indicators look at. Whether an item should be there or not, its rule says.
ITEMS = (
    "appeal_route",
    "carer_may_nominate",
    "carers_consulted",
    "carers_involved",
    "control_basis_recorded",
    "daily_reports",
    "ending_terms",
    "excludes_carers",
    "exclusivity",
    "funded_breaks",
    "holiday_pay",
    "includes_carers",
    "may_decline_match",
    "may_nominate_support_carer",
    "may_work_elsewhere",
    "minimum_hours",
    "no_penalty_for_declining",
    "panel",
    "pension",
    "probation",
    "reasons",
    "restrictive_covenant",
    "scheme_need_not_offer",
    "sick_pay",
    "uniform",
)


# Who keeps one of these keeps papers of this kind; the others are asked of every scheme by the law of some nation.
_OWN_PAPERS = (
    "approval_review_policy",
    "support_carer_policy",
    "breaks_policy",
    "matching_policy",
    "fee_schedule",
    "charter",
)


@view("papers_kept", table="documents", key="document_id")
def papers_kept(records: Records) -> Rows:
    """One row per scheme and kind of document, with how many of the papers it is set beside the scheme keeps at all."""
    own = records["documents"].where(pl.col("kind").is_in(_OWN_PAPERS))
    return records.view("documents_by_kind").attach(own, "scheme_id", own_papers=pl.len())


@view("papers_looked_at", table="documents", key="document_id")
def papers_looked_at(records: Records) -> Rows:
    """One row per scheme and kind of document, with yes or no for each item that somebody has looked for in it.

    `gone_through` is true where somebody has looked for any of them, or, in a paper that no law asks for, for anything.
    """
    found = {item: pl.col("present").filter(pl.col("item") == item).max() for item in ITEMS}
    return (
        records.view("papers_kept")
        .attach(records["checklist"], "document_id", items_listed=pl.len(), **found)
        .derive(
            gone_through=pl.any_horizontal(pl.col(item).is_not_null() for item in ITEMS)
            | (pl.col("kind").is_in(_OWN_PAPERS) & (pl.col("items_listed") > 0))
        )
    )


@view("registers_kept", table="governance", key="event_id")
def registers_kept(records: Records) -> Rows:
    """One row per scheme and kind of event, with how many papers on self-employment the scheme keeps at all."""
    own = records["documents"].where(pl.col("kind").is_in(_OWN_PAPERS))
    return records.view("events_by_kind").attach(own, "scheme_id", own_papers=pl.len())


@view("papers_reviewed", table="documents", key="document_id")
def papers_reviewed(records: Records) -> Rows:
    """One row per carer agreement template in force, with the day it counts from and the last dated review."""
    reviews = records["governance"].where(pl.col("kind") == "self_employment_review")
    return (
        records.view("documents_by_kind")
        .where((pl.col("kind") == "carer_agreement_template") & pl.col("document_id").is_not_null())
        .attach(reviews, "scheme_id", last_review_on=pl.col("happened_on").max())
        .derive(counts_from=pl.max_horizontal("dated_on", "registered_on"))
    )


@view("agreements_in_use", table="carer_agreements", key="agreement_id")
def agreements_in_use(records: Records) -> Rows:
    """One row per agreement of a carer in role that has not ended, with the day of the text that was signed."""
    open_now = pl.col("ended_on").is_null() | (pl.col("ended_on") > records.today)
    return (
        records["carer_agreements"]
        .where(open_now)
        .attach(records.view("carers_in_role"), "carer_id", in_role=pl.len())
        .where(pl.col("in_role") > 0)
        .look_up(
            records["documents"],
            {"template_id": "document_id"},
            template_effective_on="effective_on",
            template_approved_on="approved_on",
        )
        .derive(text_dated_on=pl.coalesce("template_effective_on", "template_approved_on"))
    )
