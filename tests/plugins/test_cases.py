"""Every case of every bundle, one test each.

They run on the bench, without an audit around them; some run in a whole audit too, to show that this says the same.
"""

from __future__ import annotations

import pytest

from complianced.plugins.host import load_host
from complianced.testing.bench import Bench
from complianced.testing.cases import Case, disagreement, read_cases, records_of, run_case

HOST = load_host()
BENCH = Bench(HOST.rulebook)
CASES = [case for bundle in HOST.rulebook.bundles for case in read_cases(bundle)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rule_says_what_the_case_says(case: Case) -> None:
    assert disagreement(case, BENCH.run(case, records_of(case, HOST.contract))) is None


@pytest.mark.parametrize("case", CASES[::50], ids=lambda case: case.name)
def test_a_whole_audit_says_the_same(case: Case) -> None:
    assert run_case(case, HOST.rulebook, HOST.contract) == BENCH.run(case, records_of(case, HOST.contract))
