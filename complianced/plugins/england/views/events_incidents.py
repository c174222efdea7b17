"""Incidents and deaths as CQC asks to be told of them: SI 2009/3112 regs 16 and 18.

Both regulations speak of people for whom the regulated activity, personal care, is carried on. Somebody is outside it
only where every arrangement of theirs says so; where nothing is recorded, they are taken to be inside.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# Harm that a health professional would call lasting or prolonged, or that needed treatment to prevent it.
QUALIFYING_HARM = ("severe", "prolonged_psychological")
# Kinds that are no injury, or of which CQC is told under another limb.
_NO_INJURY = ("death", "police", "serious_illness", "outbreak", "data_breach", "conviction")
_STOPS_THE_SERVICE = ("service_disruption", "equipment_failure")


@view("cqc_incidents", table="incidents", key="incident_id")
def cqc_incidents(records: Records) -> Rows:
    """One row per incident, with the one notice to CQC that it may call for."""
    kind, harm = col("kind"), col("harm")
    of_a_person = col("of_a_person")
    injury = (kind == "serious_injury") | (harm.is_in(QUALIFYING_HARM) & ~kind.is_in(_NO_INJURY))
    police = (kind == "police") & col("provider_type").ne_missing("nhs_trust")
    return (
        _with_scope(records.view("incidents"), records)
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .derive(of_a_person=col("person_id").is_not_null() | col("carer_id").is_null())
        .derive(
            notice=pl.when(~col("personal_care_given"))
            .then(None)
            .when(of_a_person & ((kind == "death") | (harm == "death")))
            .then(pl.lit("death"))
            .when(police)
            .then(pl.lit("police"))
            .when(of_a_person & injury)
            .then(pl.lit("serious_injury"))
            .when(kind.is_in(_STOPS_THE_SERVICE))
            .then(pl.lit("service_disruption"))
        )
    )


@view("cqc_deaths", table="people", key="person_id")
def cqc_deaths(records: Records) -> Rows:
    """One row per person who died while supported, with how many incidents record the death."""
    recorded = records["incidents"].where((col("kind") == "death") | (col("harm") == "death"))
    return _with_scope(records.view("people_who_died"), records).attach(recorded, "person_id", deaths_recorded=pl.len())


def _with_scope(rows: Rows, records: Records) -> Rows:
    """Whether the person concerned gets personal care; true where no person is named or nothing says otherwise."""
    return rows.attach(
        records["arrangements"],
        "person_id",
        arrangements=pl.len(),
        arrangements_without_personal_care=(~col("personal_care")).fill_null(False).sum(),
    ).derive(
        personal_care_given=(col("arrangements") == 0)
        | (col("arrangements_without_personal_care") < col("arrangements"))
    )
