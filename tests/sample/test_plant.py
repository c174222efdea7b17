"""A plant changes exactly the rows it names, for one subject, and says when it cannot."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from complianced.sample.plant import Add, Delete, PlantError, Set, apply, load_plants, resolve
from complianced.schemas.registry import CONTRACT
from tests.sample.records import AS_OF, records

FRAMES = records("england", "shared_lives", 12, 2, 1, AS_OF)
SUBJECT = {
    "carer_id": "C-0001",
    "scheme_id": "S-1",
    "started_on": date(2026, 1, 31),
    "known_at": datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
    "ended_on": None,
}


def planted(*changes):
    return apply(FRAMES, changes, SUBJECT, AS_OF, CONTRACT)


def test_set_writes_into_the_rows_meant_and_no_others():
    after = planted(Set("carers", {"carer_id": "{carer_id}"}, {"approved_on": "as_of-40d", "drives_people": "no"}))
    mine = after["carers"].filter(pl.col("carer_id") == "C-0001")
    assert mine["approved_on"].to_list() == [date(2026, 10, 13)]
    assert mine["drives_people"].to_list() == [False]
    rest = pl.col("carer_id") != "C-0001"
    assert after["carers"].filter(rest).equals(FRAMES["carers"].filter(rest))
    assert all(after[name] is FRAMES[name] for name in FRAMES if name != "carers")


def test_the_frames_given_are_left_as_they_were():
    before = FRAMES["carers"].clone()
    planted(Set("carers", {"carer_id": "C-0001"}, {"status": "ended"}))
    assert FRAMES["carers"].equals(before)


def test_delete_takes_out_the_rows_meant():
    after = planted(Delete("visits", {"carer_id": "{carer_id}"}))
    assert "C-0001" not in set(after["visits"]["carer_id"])
    assert after["visits"].height < FRAMES["visits"].height


def test_add_makes_up_a_key_and_fills_in_the_scheme():
    row = {"kind": "death", "known_at": "as_of-10d 09:00", "carer_id": "{carer_id}"}
    after = planted(Add("incidents", row), Add("incidents", row))["incidents"]
    new = after.tail(2)
    assert new["incident_id"].n_unique() == 2
    assert after["incident_id"].n_unique() == after.height
    assert new["known_at"].to_list() == [datetime(2026, 11, 12, 9, 0)] * 2
    assert new["scheme_id"].to_list() == ["S-1"] * 2
    assert after.schema == FRAMES["incidents"].schema


def test_null_is_looked_for_and_written():
    after = planted(Set("carers", {"ended_on": None, "carer_id": "C-0001"}, {"panel_on": None}))
    assert after["carers"].filter(pl.col("carer_id") == "C-0001")["panel_on"].to_list() == [None]


def test_a_list_in_where_means_any_of_them():
    after = planted(Delete("training", {"subject_id": "C-0001", "course": ["medicines", "medicines_competence"]}))
    left = after["training"].filter(pl.col("subject_id") == "C-0001")["course"]
    assert "medicines" not in set(left)
    assert "first_aid" in set(left)


def test_lists_of_choices_are_written_as_lists():
    for value in (["live_in"], "live_in;day_support"):
        after = planted(Set("carers", {"carer_id": "C-0001"}, {"approved_arrangements": value}))
        kept = after["carers"].filter(pl.col("carer_id") == "C-0001")["approved_arrangements"].to_list()[0]
        assert kept == (value if isinstance(value, list) else value.split(";"))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("as_of", AS_OF),
        ("as_of-40d", date(2026, 10, 13)),
        ("as_of-2w", date(2026, 11, 8)),
        ("as_of-1y", date(2025, 11, 22)),
        ("as_of-1y+1d", date(2025, 11, 23)),
        ("{started_on}+1mo", date(2026, 2, 28)),
        ("{started_on}-1d", date(2026, 1, 30)),
        ("as_of-10d 09:00", datetime(2026, 11, 12, 9, 0)),
        ("{known_at}", datetime(2026, 7, 1, 9, 30)),
        ("{known_at}+26h", datetime(2026, 7, 2, 11, 30)),
        ("as_of-3h", datetime(2026, 11, 22, 9, 0)),
        ("{carer_id}", "C-0001"),
        ("X{carer_id}", "XC-0001"),
        ("plain words", "plain words"),
        (7, 7),
        (None, None),
    ],
)
def test_values_mean_what_they_say(word, meant):
    assert resolve(word, SUBJECT, AS_OF) == meant


def test_a_day_for_a_moment_is_never_midnight():
    after = planted(Add("incidents", {"kind": "fire", "known_at": "as_of-1d"}))
    assert after["incidents"]["known_at"][-1] == datetime(2026, 11, 21, 12, 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Set("carrers", {}, {}), "table carrers is not in the contract"),
        (Set("carers", {"carer": "x"}, {}), "carers.carer is not in the contract"),
        (Set("carers", {"carer_id": "{person_id}"}, {}), "the subject has no column person_id"),
        (Set("carers", {"carer_id": "C-9999"}, {"status": "ended"}), "carers: no row where carer_id is C-9999"),
        (Delete("visits", {"carer_id": "C-9999"}), "visits: no row"),
        (Set("carers", {"carer_id": "C-0001"}, {"status": "retired"}), '"retired" is not one of applicant'),
        (Set("carers", {"carer_id": "C-0001"}, {"born_on": "31/02/1960"}), "is not a date"),
        (Set("carers", {"carer_id": "C-0001"}, {"drives_people": "perhaps"}), "is not yes or no"),
        (Set("carers", {"carer_id": "C-0001"}, {"approved_max_people": "few"}), "is not a number"),
        (Set("carers", {"carer_id": "C-0001"}, {"ended_on": "{ended_on}+1d"}), "not a date"),
    ],
)
def test_what_cannot_be_planted_is_said(change, said):
    with pytest.raises(PlantError, match=said):
        planted(change)


def test_names_are_not_repeated_in_a_message():
    with pytest.raises(PlantError) as caught:
        planted(Delete("carers", {"name": "Somebody Real"}))
    assert "Somebody" not in str(caught.value)


def test_plants_are_read_from_yaml(tmp_path):
    path = tmp_path / "plants.yaml"
    path.write_text(
        """
ENG-MONITORING-VISIT:
  - set: {visits: {where: {carer_id: "{carer_id}"}, to: {visited_on: as_of-400d}}}
  - delete: {plan_reviews: {where: {arrangement_id: "{arrangement_id}"}}}
  - add: {incidents: {kind: death, known_at: "as_of-10d 09:00", person_id: "{person_id}"}}
""",
        encoding="utf-8",
    )
    plant = load_plants(path)["ENG-MONITORING-VISIT"]
    assert plant.rule == "ENG-MONITORING-VISIT"
    assert plant.changes == (
        Set("visits", {"carer_id": "{carer_id}"}, {"visited_on": "as_of-400d"}),
        Delete("plan_reviews", {"arrangement_id": "{arrangement_id}"}),
        Add("incidents", {"kind": "death", "known_at": "as_of-10d 09:00", "person_id": "{person_id}"}),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a list", "one entry per rule"),
        ("R-1: {}", "R-1: write a list"),
        ("R-1: [{change: {visits: {}}}]", "'change' is not set, delete or add"),
        ("R-1: [{set: {visits: {where: {}}}}]", "give where and to"),
        ("R-1: [{delete: {visits: {}}}]", "give where"),
        ("R-1: [unbalanced", "not readable as YAML"),
    ],
)
def test_a_plant_file_that_cannot_be_read_says_where(tmp_path, text, said):
    path = tmp_path / "plants.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlantError, match=said):
        load_plants(path)
