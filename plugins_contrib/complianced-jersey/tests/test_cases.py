import pytest

import complianced_jersey
from complianced.testing.pytest_kit import case_parameters


@pytest.mark.parametrize("said", case_parameters(complianced_jersey))
def test_the_rule_says_what_the_case_says(said):
    assert said() is None
