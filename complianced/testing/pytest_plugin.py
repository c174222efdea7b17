"""The pytest plugin: one test for each check and each case of a bundle that a test file names with `bundle_tests`.

pytest loads this module in every run, so it imports nothing but pytest until a test file asks for it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from complianced.testing.cases import Case
    from complianced.testing.conformance import Check
    from complianced.testing.suite import Suite


class BundleWarning(UserWarning):
    """Something that a check of a bundle could not decide, or that asks for more than must be."""


class _Wrong(Exception):
    """What a test of a bundle found, in words; no traceback tells more."""


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: object) -> Any:
    """The tests of a bundle in place of the one function that stands for them."""
    suite = vars(obj).get("complianced_suite") if isinstance(obj, FunctionType) else None
    if suite is None or not collector.istestfunction(obj, name):
        return None
    return BundleTests.from_parent(collector, name=name, suite=suite)


class BundleTests(pytest.Collector):
    """The checks and cases of one bundle."""

    def __init__(self, *, suite: Suite, **given: Any) -> None:
        super().__init__(**given)
        self.suite = suite

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each check, then one for each case. A bundle that cannot be read is an error of collection."""
        from complianced.testing.suite import NoBundle

        try:
            cases = self.suite.cases
        except NoBundle as error:
            raise self.CollectError(str(error)) from None
        for check in self.suite.checks:
            yield CheckTest.from_parent(self, name=f"check: {check.name}", suite=self.suite, check=check)
        seen: dict[str, int] = {}
        for case in cases:
            seen[case.name] = seen.get(case.name, 0) + 1
            again = f" #{seen[case.name]}" if seen[case.name] > 1 else ""
            # `::` parts the names of a test's id.
            name = f"{case.name}{again}".replace("::", ":")
            yield CaseTest.from_parent(self, name=name, suite=self.suite, case=case)


class _BundleTest(pytest.Item):
    """One test of a bundle: what it finds is said in words."""

    def __init__(self, *, suite: Suite, **given: Any) -> None:
        super().__init__(**given)
        self.suite = suite

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The words alone; the traceback where something else was raised."""
        return str(excinfo.value) if isinstance(excinfo.value, _Wrong) else super().repr_failure(excinfo, style)


class CheckTest(_BundleTest):
    """One check of a bundle; its warnings are pytest's."""

    def __init__(self, *, check: Check, **given: Any) -> None:
        super().__init__(**given)
        self.check = check

    def runtest(self) -> None:
        """Fails with every fault that the check finds."""
        found = self.check.faults(self.suite.inspected)
        for fault in found:
            if fault.warning:
                file = str(self.suite.folder.parent / (fault.where.file or "?"))
                warnings.warn_explicit(str(fault), BundleWarning, file, fault.where.line or 1)
        faults = [str(fault) for fault in found if not fault.warning]
        if faults:
            raise _Wrong("\n".join([self.check.about, "", *faults]))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The test file, and what the check asks."""
        return self.path, None, f"{self.parent.name if self.parent else ''} {self.name}"


class CaseTest(_BundleTest):
    """One case of a rule."""

    def __init__(self, *, case: Case, **given: Any) -> None:
        super().__init__(**given)
        self.case = case

    def runtest(self) -> None:
        """Fails with the place of the case, what it expects and what the rule said."""
        fault = self.suite.fault_of(self.case)
        if fault is not None:
            raise _Wrong(f"{fault.where}\n  {fault.fault}.\n  {fault.mend}")

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file and line of the case, and its name."""
        return self.suite.folder / "cases" / self.case.file, self.case.line - 1, self.name
