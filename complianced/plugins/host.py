"""The plugin host: finds plugins, loads each behind a guard, and says what came of it.

A plugin that fails to load is named and set aside; the others go on, and the run is marked incomplete.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from complianced.intake.offered import RecordSource
from complianced.model import PluginReport
from complianced.plugins.brought import Brought, PluginError, brought_by, refuse_clashes, refuse_unknown_api
from complianced.plugins.hookspecs import PROJECT
from complianced.reports.offered import OutputFormat, PackSection
from complianced.rules.rulebook import Rulebook
from complianced.rules.views import SHARED_VIEWS
from complianced.schemas.contract import RecordExtension, Table, extend
from complianced.schemas.registry import CONTRACT

ENTRY_POINT_GROUP = "complianced"
# The distribution whose bundles come with complianced itself.
OURS = "complianced"


@dataclass(frozen=True)
class Host:
    """The plugins that loaded: their rulebook, the record contract with their additions, and a report on each."""

    rulebook: Rulebook
    contract: Mapping[str, Table]
    brought: tuple[Brought, ...]
    reports: tuple[PluginReport, ...]

    @property
    def failed(self) -> tuple[PluginReport, ...]:
        """The plugins that did not load."""
        return tuple(report for report in self.reports if report.failed)

    @property
    def extensions(self) -> tuple[RecordExtension, ...]:
        """What plugins add to the record contract."""
        return tuple(each.records for each in self.brought if each.records is not None)

    @property
    def sources(self) -> tuple[RecordSource, ...]:
        """The kinds of source that plugins read records from."""
        return tuple(source for each in self.brought for source in each.sources)

    @property
    def formats(self) -> Mapping[str, OutputFormat]:
        """The formats that plugins write, by name."""
        return {each.name: each for brought in self.brought for each in brought.formats}

    def sections_for(self, served: Collection[tuple[str, str]]) -> tuple[PackSection, ...]:
        """The sections of the plugins that have something to say to schemes of these (nation, service).

        A plugin that brings no bundle speaks to all.
        """
        return tuple(
            section
            for each in self.brought
            for section in each.sections
            if each.bundle is None or any(each.bundle.serves(nation, service) for nation, service in served)
        )


class PluginsDirError(ValueError):
    """A `--plugins-dir` that is not a folder."""


@dataclass(frozen=True)
class _Candidate:
    """A plugin that may be loaded; `file` is that of its module, where it is known before it is imported.

    Its law is read at once where `whole` says so. Ours is read when it is needed, as it was checked before it was
    shipped, and that of a package on trial by its check, which says more about it.
    """

    name: str
    source: str
    version: str
    file: Path | None
    load: Callable[[], ModuleType]
    whole: bool = True


def load_host(plugins_dir: Path | None = None, *, package: Path | None = None) -> Host:
    """Every installed plugin and, for pilots, every module of a folder. Raises PluginsDirError.

    `package` is the folder of one Python package on trial; it stands in for an installed plugin of its name.
    """
    loaded: list[Brought] = []
    reports = []
    contract: Mapping[str, Table] = CONTRACT
    for candidate in _candidates(plugins_dir, package):
        try:
            brought = _loaded(candidate, loaded)
            contract = extend(contract, brought.records) if brought.records else contract
        except (Exception, SystemExit) as error:
            reports.append(_report(candidate, failed=_why(error)))
            continue
        loaded.append(brought)
        bundle = brought.bundle
        name = bundle.name if bundle else candidate.name
        version = bundle.version if bundle else candidate.version
        rules = len(bundle.rules) if bundle else 0
        reports.append(PluginReport(name, version, candidate.source, brought.hooks, rules, offers=brought.offers))
    return Host(_rulebook(loaded), contract, tuple(loaded), tuple(reports))


def _loaded(candidate: _Candidate, before: Sequence[Brought]) -> Brought:
    """What the plugin brings, if it goes with what was loaded before. Raises whatever is wrong with it."""
    if candidate.file is not None and candidate.file.is_file():
        refuse_unknown_api(candidate.file.read_text(encoding="utf-8", errors="replace"))
    brought = brought_by(candidate.load())
    refuse_clashes(brought, before)
    _rulebook([*before, brought]).views  # noqa: B018 - refuses two rules of one id, two views of one name
    if brought.bundle is not None and candidate.whole:
        brought.bundle.law.read_all()
    return brought


def _rulebook(brought: Sequence[Brought]) -> Rulebook:
    return Rulebook(tuple(each.bundle for each in brought if each.bundle is not None), SHARED_VIEWS)


def pilot_name(name: str) -> str:
    """The name under which a single module on trial is imported: one that cannot hide an installed module."""
    return f"complianced_pilot_{name}"


def _candidates(plugins_dir: Path | None, package: Path | None) -> Iterator[_Candidate]:
    """The installed plugins, then those on trial; a package on trial stands in for an installed one of its name."""
    trials = [] if plugins_dir is None else _trials(plugins_dir)
    packages = {trial.name for trial in trials if trial.is_dir()} | ({package.name} if package else set())
    found = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: (entry.value, entry.name))
    for entry in found:
        if entry.value not in packages:
            source, version = _distribution(entry)
            yield _Candidate(entry.name, source, version, _file_of(entry.module), entry.load, whole=source != OURS)
    for trial in trials:
        yield _on_trial(trial)
    if package is not None:
        yield replace(_on_trial(package), whole=False)


def _trials(plugins_dir: Path) -> list[Path]:
    """The modules and packages of a folder. Raises PluginsDirError."""
    if not plugins_dir.is_dir():
        raise PluginsDirError(f"--plugins-dir {plugins_dir}: not a folder")
    return [
        path
        for path in sorted(plugins_dir.iterdir())
        if not path.name.startswith("_") and (path.suffix == ".py" or (path / "__init__.py").is_file())
    ]


def _on_trial(path: Path) -> _Candidate:
    if path.is_dir():
        return _Candidate(path.name, str(path), "pilot", path / "__init__.py", partial(_package, path.resolve()))
    return _Candidate(path.stem, str(path), "pilot", path, partial(_module, path))


def _file_of(module: str) -> Path | None:
    """The file of a module that is not imported yet; None where it cannot be told."""
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return None
    return Path(spec.origin) if spec is not None and spec.origin else None


def _distribution(entry: EntryPoint) -> tuple[str, str]:
    return (entry.dist.name, entry.dist.version) if entry.dist else (entry.value, "unknown")


def _package(folder: Path) -> ModuleType:
    """A package read afresh from its folder, under its own name, so that it may import its own modules by that name."""
    if not folder.name.isidentifier() or folder.name in {*sys.stdlib_module_names, PROJECT}:
        raise PluginError(f"a package cannot be called {folder.name}; rename its folder to complianced_NAME")
    _forget(folder.name)
    sys.path.insert(0, str(folder.parent))
    try:
        return importlib.import_module(folder.name)
    finally:
        sys.path.remove(str(folder.parent))


def _module(file: Path) -> ModuleType:
    """A single module read afresh from its file, under its pilot name."""
    name = pilot_name(file.stem)
    _forget(name)
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _forget(name: str) -> None:
    """Lets a module and those inside it be imported afresh."""
    for loaded in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
        del sys.modules[loaded]
    importlib.invalidate_caches()


def _report(candidate: _Candidate, failed: str) -> PluginReport:
    return PluginReport(candidate.name, candidate.version, candidate.source, failed=failed)


def _why(error: BaseException) -> str:
    first = (str(error).strip() or "no message").split("\n")[0]
    return f"{type(error).__name__}: {first[:300]}"
