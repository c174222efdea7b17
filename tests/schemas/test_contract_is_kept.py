"""The subject modules say exactly what the frozen copy of the record contract says, and say it in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from complianced.schemas.checklist import CHECKLIST, EVERY, codes_with
from complianced.schemas.contract import Column, Kind, RecordExtension, Table
from complianced.schemas.registry import CONTRACT
from complianced.schemas.wording import SUBJECTS, by_subject, note

HERE = Path(__file__).parent


def frozen() -> dict[str, dict[str, str]]:
    tables = yaml.safe_load((HERE / "records.yaml").read_text(encoding="utf-8"))["tables"]
    return {str(name): {str(column): spec for column, spec in columns.items()} for name, columns in tables.items()}


def in_yaml_notation(column: Column) -> str:
    """The column as records.yaml would write it."""
    if column.links_to:
        text = f"id -> {column.links_to}"
    elif column.choices:
        text = (
            ("list " if column.kind is Kind.CHOICES else "") + "|".join(column.choices) + ("+" if column.open else "")
        )
    else:
        text = column.kind.value
    return text + ("!" if column.required else "")


def every_column() -> Iterator[tuple[Table, Column]]:
    return ((table, column) for table in CONTRACT.values() for column in table.columns)


def test_there_are_46_tables_in_the_order_of_the_contract() -> None:
    assert list(CONTRACT) == list(frozen())
    assert len(CONTRACT) == 46


@pytest.mark.parametrize("name", list(CONTRACT))
def test_a_table_has_the_columns_of_the_contract(name: str) -> None:
    assert {column.name: in_yaml_notation(column) for column in CONTRACT[name].columns} == frozen()[name]
    assert [column.name for column in CONTRACT[name].columns] == list(frozen()[name])


def test_every_link_leads_to_a_table() -> None:
    assert [
        column.links_to for _, column in every_column() if column.links_to and column.links_to not in CONTRACT
    ] == []


def test_every_table_says_what_one_row_is() -> None:
    silent = [table.name for table in CONTRACT.values() if not table.about.startswith("One ")]
    assert silent == []


def test_only_columns_whose_name_says_it_all_have_no_note() -> None:
    silent = {column.name for table, column in every_column() if not note(table, column)}
    assert silent == {"name", "born_on", "postcode", "service", "kind"}
    assert [table.name for table, column in every_column() if column.name == "kind" and not note(table, column)] == [
        "insurances"
    ]


def test_notes_are_one_short_line_without_a_full_stop() -> None:
    awkward = [
        f"{table.name}.{column.name}"
        for table, column in every_column()
        if column.about and (column.about.endswith(".") or "\n" in column.about or len(column.about) > 270)
    ]
    assert awkward == []


def test_notes_explain_only_words_that_the_column_offers() -> None:
    """A note such as `peg: feeding through a tube` must not outlive the word it explains."""
    stray = []
    for table, column in every_column():
        if not column.choices:
            continue
        for part in column.about.split(";"):
            label, colon, _ = part.strip().partition(":")
            if colon and "_" in label and " " not in label and label not in column.choices:
                stray.append(f"{table.name}.{column.name}: {label}")
    assert stray == []


def test_text_that_may_name_a_person_is_marked_personal() -> None:
    plain = {
        f"{table.name}.{column.name}"
        for table, column in every_column()
        if column.kind is Kind.TEXT and not column.personal
    }
    assert plain == {
        "schemes.name",
        "schemes.provider_name",
        "schemes.regulator_registration",
        "schemes.local_authority",
        "schemes.latest_rating",
        "training.tier",
        "people.placing_authority",
        "equipment.kind",
        "documents.version",
        "documents.file",
        "checklist.item",
        "improvements.reference",
        "attestations.clause",
        "attestations.made_by_role",
    }


def test_every_subject_has_a_title_and_all_its_tables() -> None:
    grouped = [(title, [table.name for table in tables]) for title, tables in by_subject(CONTRACT.values())]
    assert [title for title, _ in grouped] == list(SUBJECTS.values())
    assert [name for _, names in grouped for name in names] == list(CONTRACT)


def test_a_plugins_own_subject_comes_last() -> None:
    extra = Table("pets", "animals_at_home", "One pet", (Column("pet_id", Kind.ID, required=True),))
    assert [title for title, _ in by_subject([extra, *CONTRACT.values()])][-1] == "Animals at home"


def test_the_checklist_has_the_codes_of_the_contract() -> None:
    written: dict[str, Any] = yaml.safe_load((HERE / "checklist.yaml").read_text(encoding="utf-8"))
    ours = {
        kind: {
            name: list(codes)
            for name, codes in (("must_be_present", items.must_be_present), ("must_be_absent", items.must_be_absent))
            if codes
        }
        for kind, items in CHECKLIST.items()
    }
    assert ours == written


def test_checklist_kinds_are_kinds_of_documents_and_events() -> None:
    kinds = {*CONTRACT["documents"].column("kind").choices, *CONTRACT["governance"].column("kind").choices, EVERY}
    assert set(CHECKLIST) <= kinds


def test_plugins_add_codes_to_a_kind_of_ours_and_to_one_of_their_own() -> None:
    ours = RecordExtension(checklist_items={"charter": ("signed_by_all",)})
    theirs = RecordExtension(checklist_items={"island_guide": ("ferry_times",)})
    codes = codes_with([ours, theirs])
    assert codes["charter"] == {"carers_involved", "signed_by_all"}
    assert codes["island_guide"] == {"ferry_times"}
    assert codes["licence_template"] == {"shared_home", "rent", "notice", "exclusive_possession"}
    assert CHECKLIST["charter"].codes == {"carers_involved"}
