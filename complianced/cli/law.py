"""`complianced law`: the law as data — lint it, see what is unsure or due for review, show a clause or a value."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complianced.cli.common import (
    as_of_option,
    counted,
    exit_for,
    plugins_dir_option,
    the_host,
    warn_of_failed_plugins,
)

if TYPE_CHECKING:
    from complianced.law.values import Value
    from complianced.plugins.host import Host


@click.group()
def law() -> None:
    """The law as dated data, with its sources."""


@law.command()
@plugins_dir_option
def lint(plugins_dir: Path | None) -> None:
    """Check the law data: clauses without a way to be accounted for, unknown citations, gaps and overlaps in values.

    Ends with 1 when something is wrong.
    """
    from complianced.law.lint import framework_faults, unaccounted_clauses, unknown_citations, value_faults
    from complianced.law.yaml_file import LawError

    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    book = host.rulebook
    try:
        clauses = book.clauses
        rules = [rule for bundle in book.bundles for rule in bundle.all_rules]
        cited = {rule.id: {ref for refs in rule.clauses.values() for ref in refs} for rule in rules}
        faults = unknown_citations(cited, clauses)
        faults += unaccounted_clauses(clauses, frozenset().union(*cited.values()) if cited else frozenset())
        for bundle in book.bundles:
            faults += value_faults(bundle.name, bundle.law.values)
            for framework in bundle.law.frameworks:
                faults += framework_faults(framework, clauses)
    except LawError as error:
        raise click.ClickException(str(error)) from None
    for fault in faults:
        click.echo(str(fault))
    instruments = sum(len(bundle.law.instruments) for bundle in book.bundles)
    values = sum(len(bundle.law.values) for bundle in book.bundles)
    click.echo(
        f"{counted(instruments, 'instrument')}, {counted(len(clauses), 'clause')}, {counted(values, 'value')}, "
        f"{counted(len(rules), 'rule')}: {counted(len(faults), 'fault')}.",
        err=True,
    )
    exit_for(host)
    if faults:
        raise SystemExit(1)


@law.command()
@as_of_option
@plugins_dir_option
def status(as_of: date, plugins_dir: Path | None) -> None:
    """List what is past its review date or was never seen in its own text: check these before relying on them."""
    from complianced.law.lint import status_of

    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    values = {bundle.name: bundle.law.values for bundle in host.rulebook.bundles}
    lines = status_of(host.rulebook.clauses, values, as_of)
    for line in lines:
        due = f", review by {line.review_by}" if line.review_by else ""
        click.echo(f"{line.where:<44} {line.sure.value:<10} {line.why}{due}")
    click.echo(f"{counted(len(lines), 'entry', 'entries')} to check.", err=True)
    exit_for(host)


@law.command()
@click.argument("name")
@as_of_option
@plugins_dir_option
def show(name: str, as_of: date, plugins_dir: Path | None) -> None:
    """Show the value, clause or instrument NAME as it stands on a day, with its history and sources.

    \b
    complianced law show dbs_renewal --as-of 2024-01-01
    complianced law show wsi-2019-163/12
    """
    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    found = _show_values(name, host, as_of) + _show_clauses(name, host, as_of)
    if not found:
        from complianced.intake.likeness import did_you_mean

        names = [value for bundle in host.rulebook.bundles for value in bundle.law.values]
        raise click.UsageError(
            f"there is no value, clause or instrument {name}.{did_you_mean(name, [*names, *host.rulebook.clauses])}"
        )
    exit_for(host)


def _show_values(name: str, host: Host, as_of: date) -> int:
    found = 0
    for bundle in host.rulebook.bundles:
        value = bundle.law.values.get(name)
        if value is not None:
            found += 1
            click.echo(f"{value.name} ({bundle.name}): {value.about}")
            for nation in value.history:
                _show_history(value, nation, as_of)
    return found


def _show_history(value: Value, nation: str, as_of: date) -> None:
    now = value.at(as_of, nation)
    for dated in value.history[nation]:
        mark = "→" if dated is now else " "
        until = f" to {dated.ends}" if dated.ends else ""
        place = "" if nation == "*" else f" {nation}"
        kind = dated.kind.value.replace("_", " ")
        click.echo(
            f" {mark} from {dated.begins}{until}{place}: {dated.value} {dated.unit.value.replace('_', ' ')}, {kind}, "
            f"{dated.sure.value} ({dated.source}); checked {dated.verified_on}, review by {dated.review_by}"
        )
    if now is None:
        click.echo(f"   nothing in force in {nation} on {as_of}")


def _show_clauses(name: str, host: Host, as_of: date) -> int:
    found = 0
    for ref, clause in host.rulebook.clauses.items():
        if ref == name or (ref.startswith(name) and ref[len(name)] in "/("):
            found += 1
            state = "in force" if clause.in_force(as_of) else f"not in force on {as_of}"
            click.echo(f"{ref}: {clause.gist}")
            click.echo(f"   {clause.how.value.replace('_', ' ')}, {clause.kind.value.replace('_', ' ')}, {state}")
            click.echo(f"   {clause.sure.value}: {clause.source}")
            for words in (clause.why, clause.note):
                if words:
                    click.echo(f"   {words}")
            if clause.offence:
                click.echo("   breach is an offence")
    return found
