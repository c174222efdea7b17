"""The bench, where cases are tried thousands of times, says what a whole audit says."""

from __future__ import annotations

import pytest

from complianced.plugins.host import load_host
from complianced.testing.bench import Bench
from complianced.testing.cases import Case, CaseError, read_cases, records_of, run_case

HOST = load_host()
BENCH = Bench(HOST.rulebook)
# One of a shared bundle, with every outcome there is, and one of a service of its own.
CASES = [case for name in ("outcomes", "homeshare") for case in read_cases(HOST.rulebook.bundle(name))][::4]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_bench_says_what_an_audit_says(case: Case) -> None:
    on_the_bench = BENCH.run(case, records_of(case, HOST.contract))
    assert on_the_bench == run_case(case, HOST.rulebook, HOST.contract)


def test_a_rule_that_does_not_run_in_the_cases_nation_is_refused() -> None:
    case = read_cases(HOST.rulebook.bundle("england"))[0]
    elsewhere = Case(**{**vars(case), "nation": "scotland"})
    with pytest.raises(CaseError, match=rf"{case.file}:{case.line}, {case.rule}: no such rule for .* in scotland"):
        BENCH.run(elsewhere, records_of(elsewhere, HOST.contract))
