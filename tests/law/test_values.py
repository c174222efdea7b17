"""Values are dated, sourced and by nation; a scheme may tighten law and never loosen it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from complianced.law.book import Law, NotInForce, UnknownValue
from complianced.law.spans import Span, Unit
from complianced.law.values import OverrideError, Value, override, read_values
from complianced.law.yaml_file import LawError

DATED = "kind: law, source: somewhere, sure: verified, verified_on: 2026-11-22, review_by: 2027-11-22"

TEXT = f"""
dbs_renewal:
  about: How long a certificate counts
  unit: months
  stricter: smaller
  values:
    2019-04-29: {{value: 36, {DATED}}}
    2024-01-01: {{value: 24, {DATED}}}
visit:
  about: Gap between visits
  unit: weeks
  stricter: smaller
  values:
    england: {{2015-04-01: {{value: 12, {DATED.replace("kind: law", "kind: convention")}}}}}
    wales: {{2019-04-29: {{value: 3, unit: months, {DATED}}}}}
most_people:
  about: People at once
  unit: count
  stricter: smaller
  values:
    2019-04-29: {{value: 3, {DATED}}}
"""


@pytest.fixture
def values(tmp_path: Path) -> dict[str, Value]:
    return read_values(written(tmp_path, TEXT))


def written(folder: Path, text: str) -> Path:
    file = folder / "values.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("on", "months"),
    [(date(2019, 4, 29), 36), (date(2023, 12, 31), 36), (date(2024, 1, 1), 24), (date(2026, 11, 22), 24)],
)
def test_the_value_is_the_one_that_holds_that_day(values: dict[str, Value], on: date, months: int) -> None:
    span = Law(values, "wales", on).dbs_renewal
    assert isinstance(span, Span)
    assert (span.amount, span.unit) == (months, Unit.MONTHS)


def test_before_it_began_a_value_is_not_in_force_rather_than_nought(values: dict[str, Value]) -> None:
    with pytest.raises(NotInForce):
        _ = Law(values, "wales", date(2019, 4, 28)).dbs_renewal


def test_a_nation_has_its_own_value_and_unit(values: dict[str, Value]) -> None:
    assert str(Law(values, "england", date(2026, 1, 1)).visit) == "12 weeks"
    assert str(Law(values, "wales", date(2026, 1, 1)).visit) == "3 months"
    with pytest.raises(UnknownValue, match="scotland"):
        _ = Law(values, "scotland", date(2026, 1, 1)).visit


def test_what_is_not_a_time_is_a_plain_number(values: dict[str, Value]) -> None:
    assert Law(values, "wales", date(2026, 1, 1)).most_people == 3


def test_what_was_read_is_remembered(values: dict[str, Value]) -> None:
    law = Law(values, "wales", date(2026, 1, 1))
    _ = law.dbs_renewal, law.most_people
    assert [reading.name for reading in law.readings] == ["dbs_renewal", "most_people"]


def test_a_scheme_may_be_stricter_than_law(values: dict[str, Value]) -> None:
    own = override(values, {"dbs_renewal": 12})
    assert Law(own, "wales", date(2026, 1, 1)).dbs_renewal.amount == 12


@pytest.mark.parametrize("months", [25, 36, 400])
def test_a_scheme_may_not_be_looser_than_law(values: dict[str, Value], months: int) -> None:
    with pytest.raises(OverrideError, match="never looser"):
        override(values, {"dbs_renewal": months})


def test_convention_may_move_either_way_but_law_beside_it_may_not(values: dict[str, Value]) -> None:
    with pytest.raises(OverrideError, match="in wales"):
        override(values, {"visit": 26})


def test_a_setting_for_no_value_is_refused(values: dict[str, Value]) -> None:
    with pytest.raises(OverrideError, match="no such value"):
        override(values, {"dbs_renewel": 12})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x: {about: a, unit: fortnights, values: {2020-01-01: {value: 1}}}", "unit"),
        ("x: {about: a, unit: days, values: {}}", "missing or empty"),
        ("x: {about: a, unit: days, values: {2020-01-01: {value: 1}}}", "kind"),
        (f"x: {{about: a, unit: days, values: {{2020-01-01: {{value: yes, {DATED}}}}}}}", "must be a number"),
        (f"x: {{about: a, unit: days, valeus: 1, values: {{2020-01-01: {{value: 1, {DATED}}}}}}}", "unknown key"),
        ("x: [1, 2", "not readable as YAML"),
    ],
)
def test_bad_law_data_is_named_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(LawError, match=complaint):
        read_values(written(tmp_path, text))
