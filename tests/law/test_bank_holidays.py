"""Working days are counted by the calendar of the nation, of those beside the four too."""

from __future__ import annotations

from datetime import date

import pytest

from complianced.law.bank_holidays import bank_holidays


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("england", date(2026, 8, 31)),
        ("scotland", date(2026, 11, 30)),
        ("northern_ireland", date(2026, 7, 13)),
        ("ireland", date(2026, 10, 26)),
        ("isle_of_man", date(2027, 7, 5)),
        ("jersey", date(2024, 5, 9)),
        ("guernsey", date(2024, 5, 9)),
    ],
)
def test_a_nation_has_its_own_bank_holidays(nation: str, day: date) -> None:
    assert day in bank_holidays(nation, day.year, day.year)


def test_a_nation_that_the_calendar_does_not_know_has_those_of_england() -> None:
    assert bank_holidays("elsewhere", 2026, 2026) == bank_holidays("england", 2026, 2026)
    assert date(2026, 10, 26) not in bank_holidays("elsewhere", 2026, 2026)
