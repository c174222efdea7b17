"""Every case of every rule, one test each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import complianced_ireland
from complianced.testing.pytest_kit import case_parameters


@pytest.mark.parametrize("said", case_parameters(complianced_ireland))
def test_the_rule_says_what_the_case_says(said: Callable[[], str | None]) -> None:
    assert said() is None
