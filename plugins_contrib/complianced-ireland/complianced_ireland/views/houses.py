"""The people of a host family's house: hosts and members with their Garda vetting, couples and children."""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view

COUPLES = "ie-hse-home-sharing-2016/couples"
_COLUMNS = ("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "who", "born_on")


@view("house_vetting", table="household_members", key="subject_id")
def house_vetting(records: Records) -> Rows:
    """One row per host in role and member of their household, of any age, with their Garda vetting.

    `vettings` counts disclosures that came in; one that was asked for and is awaited does not count.
    """
    hosts = records.view("carers_in_role").derive(
        subject_type=pl.lit("carer"),
        who=pl.lit("host"),
        subject_id=pl.col("carer_id"),
        **{SUBJECT_TABLE: pl.lit("carers"), SUBJECT_ID: pl.col("carer_id")},
    )
    members = records.view("residents").derive(
        subject_type=pl.lit("household_member"),
        who=pl.lit("household member"),
        subject_id=pl.col("member_id"),
        **{SUBJECT_TABLE: pl.lit("household_members"), SUBJECT_ID: pl.col("member_id")},
    )
    vettings = records["disclosures"].where((pl.col("body") == "garda_vetting") & pl.col("issued_on").is_not_null())
    return (
        hosts.pick(*_COLUMNS)
        .stacked_on(members.pick(*_COLUMNS))
        .attach(
            vettings,
            {"subject_type": "subject_type", "subject_id": "subject_id"},
            vettings=pl.len(),
            last_vetted_on=pl.col("issued_on").max(),
        )
    )


@view("couples_statements", table="attestations", key="attestation_id")
def couples_statements(records: Records) -> Rows:
    """One row per scheme, with its couples, its youngest household member, and the last statement on meeting them."""
    couples = records.view("host_families").where(pl.col("hosts") > 1)
    return (
        records.view("clause_attestations")
        .where(pl.col("clause") == COUPLES)
        .attach(couples, "scheme_id", couples=pl.len())
        .attach(records.view("residents"), "scheme_id", youngest_born_on=pl.col("born_on").max())
    )
