"""Sample records have the contract's tables, columns and choices; every link leads somewhere; nothing lies ahead."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from complianced.sample import make_records
from complianced.sample.frames import DTYPES
from complianced.schemas.contract import Kind
from complianced.schemas.registry import CONTRACT
from complianced.schemas.timing import LOOKS_AHEAD
from tests.sample.records import AS_OF, HOMESHARE, SETS, records

EVERY = SETS + HOMESHARE


@pytest.mark.parametrize("which", EVERY)
def test_every_table_has_the_columns_and_types_of_the_contract(which):
    frames = records(*which)
    assert list(frames) == list(CONTRACT)
    for name, table in CONTRACT.items():
        assert dict(frames[name].schema) == {column.name: DTYPES[column.kind] for column in table.columns}


@pytest.mark.parametrize("which", EVERY)
def test_keys_are_given_and_given_once(which):
    for name, frame in records(*which).items():
        key = frame[CONTRACT[name].key]
        assert key.null_count() == 0, name
        assert key.n_unique() == frame.height, name


@pytest.mark.parametrize("which", EVERY)
def test_required_cells_are_filled_and_choices_are_known(which):
    for name, frame in records(*which).items():
        for column in CONTRACT[name].columns:
            cells = frame[column.name]
            if column.required:
                assert cells.null_count() == 0, f"{name}.{column.name}"
            if column.kind is Kind.CHOICES:
                cells = cells.explode()
            if column.choices:
                assert set(cells.drop_nulls()) <= set(column.choices), f"{name}.{column.name}"


@pytest.mark.parametrize("which", EVERY)
def test_every_link_leads_to_a_row(which):
    frames = records(*which)
    for name, frame in frames.items():
        for column in CONTRACT[name].columns:
            if column.links_to:
                target = frames[column.links_to][CONTRACT[column.links_to].key]
                assert set(frame[column.name].drop_nulls()) <= set(target), f"{name}.{column.name}"


@pytest.mark.parametrize("which", EVERY)
def test_every_subject_is_a_row_of_the_table_that_its_type_names(which):
    frames = records(*which)
    tables = {"staff": "staff", "carer": "carers", "household_member": "household_members", "scheme": "schemes"}
    tables |= {"household": "households", "homesharer": "homeshare_participants"}
    tables |= {"householder": "homeshare_participants"}
    for name in ("file_checks", "disclosures", "training", "insurances"):
        for kind, rows in frames[name].group_by("subject_type"):
            target = tables[str(kind[0])]
            assert set(rows["subject_id"]) <= set(frames[target][CONTRACT[target].key]), name


@pytest.mark.parametrize("which", EVERY)
def test_disposed_records_are_gone(which):
    frames = records(*which)
    there = set(frames["people"]["person_id"]) | set(frames["carers"]["carer_id"]) | set(frames["staff"]["staff_id"])
    assert not set(frames["record_disposals"]["subject_id"]) & there


@pytest.mark.parametrize("which", EVERY)
def test_nothing_that_happened_is_dated_after_the_day(which):
    as_of: date = which[-1]
    for name, frame in records(*which).items():
        for column in CONTRACT[name].columns:
            if column.name in LOOKS_AHEAD - {"started_on", "approved_on", "effective_on", "joined_on"}:
                continue
            if column.kind in (Kind.DATE, Kind.DATETIME):
                last = frame[column.name].cast(pl.Date).max()
                assert last is None or last <= as_of, f"{name}.{column.name} {last}"


@pytest.mark.parametrize("which", EVERY)
def test_no_moment_is_midnight_or_in_the_hour_that_the_clocks_skip(which):
    for name, frame in records(*which).items():
        for column in CONTRACT[name].columns:
            if column.kind is Kind.DATETIME:
                hours = frame[column.name].drop_nulls().dt.hour()
                assert hours.is_between(6, 22).all(), f"{name}.{column.name}"


def test_columns_that_a_scheme_fills_in_are_filled_somewhere():
    # What no compliant scheme writes down, or what only the other service has.
    empty_on_purpose = {
        "schemes": {"registration_ended_on"},
        "staff": {"regulator_consent_on"},
        "disclosures": {"extension_ends_on"},
        "incidents": {"candour_delay_reason"},
        "concerns": {"not_referred_reason"},
    }
    seen: dict[str, set[str]] = {}
    for which in EVERY:
        for name, frame in records(*which).items():
            seen.setdefault(name, set()).update(
                each for each in frame.columns if frame[each].null_count() < frame.height
            )
    for name, table in CONTRACT.items():
        missing = {column.name for column in table.columns} - seen[name] - empty_on_purpose.get(name, set())
        assert not missing, f"{name}: {missing}"


@pytest.mark.parametrize(("name", "column"), [("documents", "kind"), ("governance", "kind"), ("arrangements", "kind")])
@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_even_twenty_five_households_show_every_kind(nation, name, column):
    frames = records(nation, "shared_lives", 25, 3, 1, AS_OF)
    assert set(frames[name][column]) == set(CONTRACT[name].column(column).choices)


def test_twenty_five_households_show_most_of_what_can_happen():
    frames = records("england", "shared_lives", 25, 3, 1, AS_OF)
    assert len(set(frames["incidents"]["kind"])) >= 14
    assert {"applicant", "approved", "ended"} <= set(frames["carers"]["status"])
    assert {"approved", "declined", "withdrawn"} <= set(frames["applications"]["decision"])
    assert frames["arrangements"]["emergency"].any()
    assert frames["people"]["died_on"].null_count() < frames["people"].height
    assert "harm" in set(frames["carers"]["end_reason"])
    assert frames["arrangements"]["person_id"].n_unique() < frames["arrangements"].height
    assert frames["restrictions"].height
    assert frames["liberty"].height


def test_a_size_or_a_nation_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="nation"):
        make_records("cornwall", households=1, years=1, seed=1, as_of=AS_OF, contract=CONTRACT)
    with pytest.raises(ValueError, match="1 or more"):
        make_records("wales", households=0, years=1, seed=1, as_of=AS_OF, contract=CONTRACT)


def test_tables_that_a_plugin_adds_are_there_and_empty():
    from dataclasses import replace

    extra = replace(CONTRACT["visits"], name="phone_calls")
    frames = make_records(
        "wales", households=1, years=1, seed=1, as_of=AS_OF, contract={**CONTRACT, "phone_calls": extra}
    )
    assert frames["phone_calls"].is_empty()
