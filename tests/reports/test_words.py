"""Nations are named as people write them, those that plugins bring too."""

from __future__ import annotations

import pytest

from complianced.reports.words import nation_name


@pytest.mark.parametrize(
    ("nation", "name"),
    [("northern_ireland", "Northern Ireland"), ("ireland", "Ireland"), ("isle_of_man", "Isle of Man")],
)
def test_a_nation_has_the_name_that_people_write(nation: str, name: str) -> None:
    assert nation_name(nation) == name
