"""A scheme's own names for files, columns and words."""

import pytest

from complianced.intake import MappingError
from tests.intake.records import codes, one, problems, read

EXPORT = (
    "Carer Ref;Full Name;Status;Approval Date;House;Town\nC1;Ann;Active;28/02/2024;H1;Bath\nC2;Bob;Left!;soon;H1;Bath\n"
)
MAPPING = """
ignore = ["Rota.csv"]

[tables.carers]
from = "SL Carers Export.csv"
ignore = ["Town"]

[tables.carers.columns]
carer_id = "Carer Ref"
name = "Full Name"
approved_on = "Approval Date"
household_id = "House"

[tables.carers.values.status]
"Active" = "approved"
"left!" = "ended"

[tables.carers.constants]
kind = "carer"
gives_medicines = true

[tables.households]
from = "sl carers export"

[tables.households.columns]
household_id = "House"
"""


@pytest.fixture
def mapped(write):
    def write_mapped(mapping=MAPPING, **files):
        return write(**{"SL Carers Export.csv": EXPORT, "mapping.toml": mapping, "Rota.csv": "a\n1\n"}, **files)

    return write_mapped


def test_files_columns_words_and_constants_are_renamed(mapped):
    records = read(mapped())
    frame = records.frames["carers"]
    assert frame.select("carer_id", "name", "status", "kind", "gives_medicines").rows() == [
        ("C1", "Ann", "approved", "carer", True),
        ("C2", "Bob", "ended", "carer", True),
    ]
    assert {"kind", "gives_medicines", "status"} <= records.supplied["carers"]


def test_one_file_may_feed_two_tables_without_counting_a_record_twice(mapped):
    records = read(mapped())
    assert records.frames["households"].select("household_id", "_row").rows() == [("H1", 2)]
    assert codes(records) == ["not_a_date"]


def test_problems_name_the_schemes_own_heading_with_the_contracts_in_brackets(mapped):
    problem = one(read(mapped()))
    assert problem.problem.startswith("SL Carers Export.csv, row 3, column Approval Date (approved_on): ")
    assert (problem.table, problem.column) == ("carers", "approved_on")


def test_a_mapping_may_be_given_by_path(write, tmp_path_factory):
    path = tmp_path_factory.mktemp("settings") / "ours.toml"
    path.write_text(MAPPING)
    assert read(write(**{"SL Carers Export.csv": EXPORT}), mapping=path).frames["carers"].height == 2


def test_a_word_may_mean_not_recorded(mapped):
    mapping = MAPPING + '[tables.carers.values.approved_on]\n"Soon" = ""\n'
    records = read(mapped(mapping))
    assert problems(records) == []
    assert records.frames["carers"]["approved_on"].null_count() == 1


def test_words_of_a_list_are_renamed_one_by_one(write):
    mapping = '[tables.people.values.support_needs]\n"LD" = "learning_disability"\n'
    records = read(write(people="person_id,support_needs\nP1,LD; autism\n", **{"mapping.toml": mapping}))
    assert records.frames["people"]["support_needs"].to_list() == [["learning_disability", "autism"]]


def test_a_heading_that_is_no_longer_there_is_a_missing_column(mapped):
    mapping = MAPPING.replace("Approval Date", "Aproval Date")
    found = [problem for problem in read(mapped(mapping)).problems if problem.column == "approved_on"]
    assert 'Did you mean "Approval Date"?' in found[0].problem


@pytest.mark.parametrize(
    ("mapping", "named", "way_out"),
    [
        ("tables.carers = 3", "tables.carers", "section"),
        ("[tables.carer]", "tables.carer", 'Did you mean "carers"?'),
        ("[table.carers]", "top", 'Did you mean "tables"?'),
        ("[tables.carers]\nform = 'x'", "tables.carers", 'Did you mean "from"?'),
        ("[tables.carers]\nfrom = 'SL Carer Export.csv'", "tables.carers.from", 'Did you mean "SL Carers Export.csv"?'),
        ("[tables.carers]\nfrom = 3", "tables.carers.from", "quotation marks"),
        ("[tables.carers.columns]\naproved_on = 'x'", "columns.aproved_on", 'Did you mean "approved_on"?'),
        ("[tables.carers.columns]\nstatus = ''", "columns.status", "quotation marks"),
        ("[tables.carers.values.status]\nActive = 'aproved'", 'values.status."Active"', 'Did you mean "approved"?'),
        ("[tables.carers.constants]\nkind = 'wizard'", "constants.kind", "Write one of"),
        ("[tables.carers.constants]\napproved_on = 'soon'", "constants.approved_on", "is not a date"),
        ("[tables.carers.constants]\nkind = ['carer']", "constants.kind", "single value"),
        ("[tables.carers]\ncolumns = {kind = 'K'}\nconstants = {kind = 'carer'}", "constants.kind", "one of the two"),
        ("ignore = 'Rota.csv'", "ignore", "list of names"),
        ("[tables.carers", "mapping.toml", "not TOML"),
    ],
)
def test_a_mistake_in_the_mapping_names_the_file_the_key_and_the_way_out(mapping, named, way_out, mapped):
    with pytest.raises(MappingError) as wrong:
        read(mapped(mapping, people="person_id\nP1\n"))
    assert str(wrong.value).startswith("mapping.toml")
    assert named in str(wrong.value)
    assert way_out in str(wrong.value)


def test_a_mapping_that_is_not_there_is_told(write, tmp_path):
    with pytest.raises(MappingError, match=r"ours\.toml"):
        read(write(people="person_id\nP1\n"), mapping=tmp_path / "ours.toml")
