"""`complianced plugins`: what is loaded, what it offers, and what could not be loaded."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from complianced.cli.common import counted, exit_for, plugins_dir_option, the_host, warn_of_failed_plugins


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@plugins_dir_option
def plugins(form: str, plugins_dir: Path | None) -> None:
    """List the plugins: version, where each comes from, what it brings, and any that did not load."""
    host = the_host(plugins_dir)
    if form == "json":
        click.echo(json.dumps([asdict(report) for report in host.reports], indent=1, ensure_ascii=False))
    else:
        for report in host.reports:
            state = "did not load" if report.failed else counted(report.rules, "rule")
            click.echo(f"{report.name:<18} {report.version:<10} {state:>12}  from {report.source}")
            for offer in report.offers:
                click.echo(f"    {offer}")
    warn_of_failed_plugins(host)
    exit_for(host)
