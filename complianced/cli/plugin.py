"""`complianced plugin`: begin a package of rules of one's own, and check it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complianced.cli.common import EXIT_FINDINGS, EXIT_INCOMPLETE, as_of_option, counted

if TYPE_CHECKING:
    from complianced.plugins.host import Host
    from complianced.rules.rulebook import Bundle
    from complianced.testing.faults import Fault


@click.group()
def plugin() -> None:
    """Write rules of one's own: begin a package that passes its checks, and check it as it grows.

    \b
    complianced plugin new jersey --nation jersey
    complianced plugin check complianced-jersey
    """


@plugin.command()
@click.argument("name")
@click.option(
    "--nation",
    default="england",
    show_default=True,
    metavar="NATION",
    help="Whose schemes the rules are for; one that is not known yet is added to the record contract.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Where to write the package; here unless given.",
)
def new(name: str, nation: str, out: Path) -> None:
    """Write the package complianced-NAME: one rule, its clause, its dated limit, its cases and a test."""
    from complianced.testing.scaffold import ScaffoldError, write_package

    try:
        written = write_package(name, out, nation=nation, today=date.today())
    except ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    for file in written:
        click.echo(str(file))
    folder = min(written, key=lambda file: len(file.parts)).parent
    click.echo(f"Next: pip install -e {folder} and complianced plugin check {folder}", err=True)


@plugin.command()
@click.argument("what", metavar="[PATH|NAME]", default=".")
@as_of_option
def check(what: str, as_of: date) -> None:
    """Check a package folder (PATH, this folder unless given) or an installed bundle (NAME), and run its cases.

    Each fault is one line with file, line and the mend. Ends with 1 when there is a fault and 3 when the package does
    not load. Warnings alone end with 0.
    """
    from complianced.testing.conformance import faults_of

    grave = 0
    for host, bundle in _found(what):
        faults = faults_of(bundle, host.rulebook, host.contract, as_of=as_of)
        for fault in faults:
            click.echo(_line(fault))
        warnings = sum(fault.warning for fault in faults)
        grave += len(faults) - warnings
        click.echo(
            f"{bundle.title}: {counted(len(bundle.rules), 'rule')}, {counted(len(faults) - warnings, 'fault')}, "
            f"{counted(warnings, 'warning')}.",
            err=True,
        )
    if grave:
        raise SystemExit(EXIT_FINDINGS)


def _line(fault: Fault) -> str:
    return f"warning: {fault}" if fault.warning else str(fault)


def _found(what: str) -> list[tuple[Host, Bundle]]:
    """The bundles to check, each with the host it is loaded in. A folder wins over a bundle of the same name."""
    from complianced.plugins.host import load_host
    from complianced.rules.rulebook import bundle_name

    path = Path(what)
    if path.is_dir():
        return [_loaded(load_host(package=folder), folder.name, bundle_name(folder.name)) for folder in _packages(path)]
    return [_loaded(load_host(), what, what)]


def _loaded(host: Host, name: str, bundle_name: str) -> tuple[Host, Bundle]:
    """The host and its bundle of that name. Ends the command where there is none."""
    from complianced.intake.likeness import did_you_mean

    for report in host.failed:
        if report.name == name:
            click.echo(f"plugin {name} did not load: {report.failed}", err=True)
            raise SystemExit(EXIT_INCOMPLETE)
    bundles = {bundle.name: bundle for bundle in host.rulebook.bundles}
    if bundle_name in bundles:
        return host, bundles[bundle_name]
    if bundle_name != name:
        click.echo(f"plugin {name} brings no bundle; give it a complianced_bundle hook", err=True)
        raise SystemExit(EXIT_INCOMPLETE)
    known = sorted(bundles)
    raise click.UsageError(
        f"{name}: no such folder or bundle; there are {', '.join(known)}.{did_you_mean(name, known)}"
    )


def _packages(path: Path) -> list[Path]:
    """The Python packages that a folder's pyproject.toml names as plugins, or the folder itself where it is one."""
    import tomllib

    path = path.resolve()
    if (path / "__init__.py").is_file():
        return [path]
    project = path / "pyproject.toml"
    if not project.is_file():
        raise click.UsageError(f"{path.name}: has no pyproject.toml; give the folder that `plugin new` wrote")
    try:
        content = tomllib.loads(project.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{project.name}: not readable as TOML: {error}") from None
    modules = content.get("project", {}).get("entry-points", {}).get("complianced", {}).values()
    if not modules:
        raise click.UsageError(f"{project.name}: names no plugin under [project.entry-points.complianced]")
    return [_folder_of(module, path) for module in modules]


def _folder_of(module: str, path: Path) -> Path:
    inside = Path(*module.partition(":")[0].split("."))
    for folder in (path / inside, path / "src" / inside):
        if (folder / "__init__.py").is_file():
            return folder
    raise click.UsageError(f"pyproject.toml: {module} is not in {path.name}; correct the entry point")
