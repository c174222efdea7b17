"""What is on the file of each worker: papers received, accepted, asked for and refused."""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view

# SI 2014/2936 Schedule 3, as far as it is papers; certificates are disclosures. References are evidence of conduct.
SCHEDULE_3 = (
    "identity",
    "photograph",
    "conduct_evidence",
    "reason_for_leaving",
    "qualifications",
    "employment_history",
    "health",
)
CONDUCT = ("conduct_evidence", "personal_reference", "employer_reference")

_ON = {"subject_type": "subject_type", "subject_id": "subject_id"}
_NONE = pl.lit([], dtype=pl.List(pl.String))


@view("workers_papers", table="carers", key="subject_id")
def workers_papers(records: Records) -> Rows:
    """One row per carer in role and member of staff in post, with the items of their file by what became of them."""
    asked = records["file_checks"]
    received = asked.where(pl.col("received_on").is_not_null())
    last = received.latest_by(["subject_type", "subject_id", "item"], "received_on", "check_id")
    items = pl.col("item").unique().sort()
    conduct = pl.col("item").is_in(CONDUCT)
    return (
        records.view("workers")
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "role", "begun_on", "regulated")
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .attach(asked, _ON, asked=items)
        .attach(received, _ON, received=items, conduct_papers=conduct.sum())
        .attach(received.where(pl.col("satisfactory")), _ON, accepted=items)
        .attach(received.where(_is("fitness_declaration")), _ON, declared_on=pl.col("received_on").max())
        .attach(last.where(~pl.col("satisfactory")), _ON, refused=items)
        .derive(
            **{name: pl.coalesce(pl.col(name), _NONE) for name in ("asked", "received", "accepted", "refused")},
        )
        .derive(
            schedule_3_lacking=_lacking("received"),
            file_lacking=_lacking("accepted"),
        )
    )


def _is(item: str) -> pl.Expr:
    return pl.col("item") == item


def _lacking(held: str) -> pl.Expr:
    """The items of Schedule 3 that are not among those held; any paper on conduct will do."""

    def has(item: str) -> pl.Expr:
        one_of = CONDUCT if item == "conduct_evidence" else (item,)
        return pl.any_horizontal(pl.col(held).list.contains(each) for each in one_of)

    absent = [pl.when(~has(item)).then(pl.lit(item)) for item in SCHEDULE_3]
    return pl.concat_list(absent).list.drop_nulls()
