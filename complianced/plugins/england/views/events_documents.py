"""The statement of purpose and the yearly self-assessment, with what they are measured against.

SI 2009/3112 reg 12 with Schedule 3; CQC's guidance on right support, right care, right culture.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

_PURPOSE = "statement_of_purpose"
# The five headings of Schedule 3 in codes of the checklist; a manager's details only where there must be a manager.
SCHEDULE_3 = ("aims", "services", "range_of_needs", "provider_details", "legal_status", "locations")
_WITHOUT_MANAGER = ("individual", "nhs_trust")
# Changes that alter what the statement has to say.
_ALTERS = ("manager", "provider_name", "address", "premises", "legal_entity")


@view("purpose_statements", table="documents", key="document_id")
def purpose_statements(records: Records) -> Rows:
    """One row per scheme: its statement of purpose, the items it lacks, and the last change that it has to follow."""
    altering = records["changes"].where(col("kind").is_in(_ALTERS) & (col("happened_on") <= records.today))
    held = col("items").fill_null(pl.lit([], pl.List(pl.String)))
    no_manager = col("provider_type").is_in(_WITHOUT_MANAGER).fill_null(False)
    everybody, with_manager = list(SCHEDULE_3), [*SCHEDULE_3, "manager_details"]
    wanted = pl.when(no_manager).then(pl.lit(everybody)).otherwise(pl.lit(with_manager))
    return (
        records.view("document_contents")
        .where(col("kind") == _PURPOSE)
        .derive(missing=wanted.list.set_difference(held))
        .attach(altering, "scheme_id", last_changed_on=col("happened_on").max())
    )


@view("purpose_versions", table="documents", key="document_id")
def purpose_versions(records: Records) -> Rows:
    """One row per version of the statement of purpose; `revises` is true of all but the one a scheme registered with.

    Of an older scheme the first on record is a revision too: earlier ones were not kept or not supplied.
    """
    return (
        records.view("documents")
        .where(col("kind") == _PURPOSE)
        .look_up(records["schemes"], "scheme_id", registered_on="registered_on")
        .derive(
            revises=col("previous_document_id").is_not_null()
            | (col("dated_on") > col("registered_on")).fill_null(False)
        )
    )


@view("right_support", table="governance", key="event_id")
def right_support(records: Records) -> Rows:
    """One row per scheme: its last self-assessment, and how many people it is about."""
    of_concern = ("learning_disability", "autism")
    needs = pl.any_horizontal(col("support_needs").list.contains(need).fill_null(False) for need in of_concern)
    concerned = records.view("people_supported").where(needs | col("primary_need").is_in(of_concern).fill_null(False))
    return (
        records.view("events_by_kind")
        .where(col("kind") == "self_assessment")
        .attach(concerned, "scheme_id", people_concerned=pl.len())
    )
