"""A first mapping by likeness: it can be used at once, and says what it could not place."""

import tomllib

import pytest
from click.testing import CliRunner

from complianced.cli.records_map import map_records
from complianced.intake import IntakeError, draft_mapping
from complianced.schemas.registry import CONTRACT
from tests.intake.records import as_xlsx, codes, read

CARERS = (
    "Carer Ref,Full Name,Date of Birth,Carer Status,Approval Date,Gives Medicines?,Shoe size\n"
    "C1,Ann,04/03/1971,Approved carer,01/02/2024,Yes,5\nC2,Bob,,Zzz,,No,9\n"
)


@pytest.fixture
def exported(write):
    return write(**{"SL Carers Export.csv": CARERS, "Visits.csv": "visit_id,visited on\nV1,2026-01-01\n",
                    "qqq.csv": "a,b\n1,2\n"})  # fmt: skip


def test_a_draft_places_what_is_alike(exported):
    draft = tomllib.loads(draft_mapping(exported, CONTRACT).text)
    carers = draft["tables"]["carers"]
    assert carers["from"] == "SL Carers Export.csv"
    assert carers["columns"]["carer_id"] == "Carer Ref"
    assert carers["columns"]["born_on"] == "Date of Birth"
    assert carers["columns"]["status"] == "Carer Status"
    assert carers["values"]["status"] == {"Approved carer": "approved"}
    assert "visits" not in draft["tables"]


def test_a_draft_says_what_it_could_not_place(exported):
    unplaced = "\n".join(draft_mapping(exported, CONTRACT).unplaced)
    assert "Shoe size" in unplaced
    assert "qqq.csv" in unplaced
    assert '"Zzz"' in unplaced
    assert "Ann" not in unplaced


def test_a_draft_can_be_used_as_it_is(exported):
    (exported / "mapping.toml").write_text(draft_mapping(exported, CONTRACT).text)
    records = read(exported)
    assert records.frames["carers"]["carer_id"].to_list() == ["C1", "C2"]
    assert set(codes(records)) == {"unknown_table", "unknown_column", "unknown_choice"}


def test_records_that_fit_need_no_mapping(tmp_path):
    draft = draft_mapping(as_xlsx(tmp_path), CONTRACT)
    assert tomllib.loads(draft.text) == {}
    assert draft.unplaced == ()


def test_names_that_would_break_toml_are_quoted(write):
    folder = write(**{'Carers "new" \\ list.csv': 'Carer Ref,"Status\n\x7f"\nC1,"App""roved"\n'})
    tomllib.loads(draft_mapping(folder, CONTRACT).text)


def test_the_command_prints_the_draft_and_tells_the_rest_on_stderr(exported):
    result = CliRunner().invoke(map_records, [str(exported)])
    assert result.exit_code == 0
    assert tomllib.loads(result.stdout)["tables"]["carers"]
    assert "Shoe size" in result.stderr


def test_the_command_overwrites_only_when_told(exported, tmp_path):
    out = tmp_path / "mapping.toml"
    assert CliRunner().invoke(map_records, [str(exported), "--out", str(out)]).exit_code == 0
    written = out.read_text()
    out.write_text("mine")
    refused = CliRunner().invoke(map_records, [str(exported), "--out", str(out)])
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert CliRunner().invoke(map_records, [str(exported), "--out", str(out), "--force"]).exit_code == 0
    assert out.read_text() == written


def test_a_source_that_is_not_there_is_a_usage_error(tmp_path):
    assert CliRunner().invoke(map_records, [str(tmp_path / "nowhere")]).exit_code == 2
    with pytest.raises(IntakeError):
        draft_mapping(tmp_path / "nowhere", CONTRACT)
