import pytest

import complianced_asset_based
from complianced.testing.pytest_kit import case_parameters


@pytest.mark.parametrize("said", case_parameters(complianced_asset_based))
def test_the_rule_says_what_the_case_says(said):
    assert said() is None
