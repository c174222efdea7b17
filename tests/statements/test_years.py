"""Tax years have 52 weeks, Monday to Sunday, and in some years 53."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from complianced.statements.years import TaxYear, TaxYearError


@pytest.mark.parametrize(
    ("label", "monday", "sunday", "weeks"),
    [
        ("2015-16", date(2015, 4, 6), date(2016, 4, 10), 53),
        ("2020-21", date(2020, 4, 6), date(2021, 4, 11), 53),
        ("2023-24", date(2023, 4, 10), date(2024, 4, 7), 52),
        ("2024-25", date(2024, 4, 8), date(2025, 4, 6), 52),
        ("2025-26", date(2025, 4, 7), date(2026, 4, 5), 52),
        ("2026-27", date(2026, 4, 6), date(2027, 4, 11), 53),
    ],
)
def test_the_week_in_which_5_april_falls_belongs_to_the_year_it_ends(label, monday, sunday, weeks):
    year = TaxYear.named(label)
    assert (year.first_monday, year.last_sunday, year.weeks) == (monday, sunday, weeks)


def test_no_week_is_lost_or_counted_twice():
    years = [TaxYear(start) for start in range(2010, 2060)]
    for before, after in pairwise(years):
        assert after.first_monday == before.last_sunday + timedelta(days=1)
        assert after.begins == before.ends + timedelta(days=1)


def test_53_weeks_come_in_the_years_that_the_reference_names():
    assert [year.label for year in map(TaxYear, range(2010, 2030)) if year.weeks == 53] == [
        "2015-16",
        "2020-21",
        "2026-27",
    ]


@pytest.mark.parametrize("label", ["2025", "2025/26", "2025-27", "25-26", "2025-2026", "", "x"])
def test_what_is_no_tax_year_is_told(label):
    with pytest.raises(TaxYearError, match="Write it as 2025-26"):
        TaxYear.named(label)


def test_a_year_before_the_relief_is_told():
    with pytest.raises(TaxYearError, match="2010-11"):
        TaxYear.named("2009-10")


def test_the_turn_of_a_century_is_a_tax_year():
    assert TaxYear.named("2099-00").label == "2099-00"
