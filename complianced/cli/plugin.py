"""`complianced plugin`: begin a package of rules of one's own, and check it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complianced.cli.common import EXIT_FINDINGS, EXIT_INCOMPLETE, as_of_option, progress_line

if TYPE_CHECKING:
    from complianced.plugins.host import Host
    from complianced.rules.rulebook import Bundle


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
    """Write the package complianced-NAME: one rule, its clause, its dated limit, its cases and a test.

    It passes `plugin check` as it stands. Its README says what to do next.
    """
    from complianced.testing.scaffold import ScaffoldError, write_package

    try:
        written = write_package(name, out, nation=nation, today=date.today())
    except ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    for file in written:
        click.echo(str(file))
    folder = min(written, key=lambda file: len(file.parts)).parent
    click.echo(f"Next: complianced plugin check {folder}, and read {folder / 'README.md'}", err=True)


@plugin.command()
@click.argument("what", metavar="[PATH|NAME]", default=".")
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text unless given.")
def check(what: str, as_of: date, form: str) -> None:
    """Check a package folder (PATH, this folder unless given) or an installed bundle (NAME), and run its cases.

    Each fault is named with file, line and the mend; the name of the check that found it stands in brackets. Ends with
    1 when there is a fault and 3 when the package does not load. Warnings alone end with 0.

    \b
    ids           begin with the bundle's prefix, and nobody else has them
    citations     every rule cites a clause, every clause is accounted for
    law           values without gap or overlap, none past its review_by
    rules         views, columns and values are there, in every nation
    messages      placeholders exist, nothing personal is printed
    languages     every rule has its words in each language of locale/
    purity        no clock, no network, no files, no chance
    completeness  cases met, not met, not supplied, and a day apart
    door          nothing is imported but complianced.api
    plants        each breaks a rule that there is; every rule has one
    themes        law/pack.yaml names topics, tables and sections that are there
    cases         each comes out as it says
    order         each says the same with the rows shuffled
    absence       a table or column taken away: not tested, and named
    mutation      the condition turned round: a case fails
    denominator   `when` left out: a case fails (a warning)
    recording     a case in which what is read is not recorded (a warning)
    """
    from complianced.cli.plugin_report import Checked, as_data, as_text, summary
    from complianced.testing.conformance import faults_of

    tell = progress_line()
    checked = []
    for host, bundle in _found(what):
        faults = faults_of(bundle, host.rulebook, host.contract, as_of=as_of, progress=tell)
        tell("")
        checked.append(Checked(bundle, faults))
        if form == "text":
            for line in as_text(checked[-1]):
                click.echo(line)
            click.echo(summary(checked[-1]), err=True)
    if form == "json":
        click.echo(json.dumps(as_data(checked, as_of), indent=2, ensure_ascii=False))
    if any(each.grave for each in checked):
        raise SystemExit(EXIT_FINDINGS)


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
