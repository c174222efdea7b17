"""Every nation that the calendar knows has its own bank holidays; any other has England's."""

from __future__ import annotations

from datetime import date

import pytest

from complianced.law.bank_holidays import bank_holidays

LIBERATION_DAY = date(2025, 5, 9)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("england", date(2025, 8, 25)),
        ("scotland", date(2025, 12, 1)),  # St Andrew's Day, moved from a Sunday
        ("northern_ireland", date(2025, 7, 14)),  # Battle of the Boyne, moved from a Saturday
        ("jersey", LIBERATION_DAY),
        ("guernsey", LIBERATION_DAY),
        ("isle_of_man", date(2025, 7, 7)),  # Tynwald Day, moved from a Saturday
        ("ireland", date(2025, 3, 17)),  # St Patrick's Day
    ],
)
def test_a_nation_has_its_own_bank_holidays(nation: str, day: date) -> None:
    assert day in bank_holidays(nation, 2025, 2025)


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_the_four_nations_do_not_keep_liberation_day(nation: str) -> None:
    assert LIBERATION_DAY not in bank_holidays(nation, 2025, 2025)


def test_the_last_year_counts_as_well_as_the_first() -> None:
    days = bank_holidays("jersey", 2025, 2028)
    assert {day.year for day in days} == {2025, 2026, 2027, 2028}
    assert list(days) == sorted(days)


def test_a_nation_that_the_calendar_does_not_know_has_those_of_england() -> None:
    assert bank_holidays("alderney", 2025, 2027) == bank_holidays("england", 2025, 2027)
