"""Every case of every bundle, one test each."""

from __future__ import annotations

import pytest

from complianced.plugins.host import load_host
from complianced.testing.cases import Case, disagreement, read_cases, run_case

HOST = load_host()
CASES = [case for bundle in HOST.rulebook.bundles for case in read_cases(bundle)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rule_says_what_the_case_says(case: Case) -> None:
    assert disagreement(case, run_case(case, HOST.rulebook, HOST.contract)) is None
