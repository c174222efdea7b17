"""`complianced rules`: every rule, its weight and its clauses."""

from __future__ import annotations

import json
from pathlib import Path

import click

from complianced.cli.common import console, exit_for, plugins_dir_option, the_host, warn_of_failed_plugins


@click.command()
@click.argument("what", nargs=-1, metavar="[WHAT]…")
@click.option("--nation", metavar="NATION", help="Only the rules that run in this nation.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@plugins_dir_option
def rules(what: tuple[str, ...], nation: str | None, form: str, plugins_dir: Path | None) -> None:
    """List the rules, or those that WHAT names: ids, globs, clauses or domains.

    \b
    complianced rules --nation wales
    complianced rules 'ENG-DBS-*' uksi-2014-2936/19
    """
    from complianced.cli.common import known_nation
    from complianced.rules.rulebook import nations_of, selected

    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    if nation is not None:
        nation = known_nation(nation, host)
    domains = {bundle.name: bundle.domain.value for bundle in host.rulebook.bundles}
    found = []
    for bundle in host.rulebook.bundles:
        for rule in selected(bundle.rules, domains, what, ()):
            nations = nations_of(rule, bundle)
            if nation is None or nation in nations:
                found.append((bundle, rule, nations))
    if form == "json":
        data = [
            {
                "id": rule.id,
                "title": rule.title,
                "bundle": bundle.name,
                "domain": bundle.domain.value,
                "severity": rule.severity.value,
                "about": rule.about,
                "nations": list(nations),
                "clauses": {name: list(refs) for name, refs in rule.clauses.items()},
                "fix": rule.fix,
            }
            for bundle, rule, nations in found
        ]
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        for _, rule, nations in found:
            refs = rule.clauses_in(nation) if nation else tuple(dict.fromkeys(sum(rule.clauses.values(), ())))
            click.echo(f"{rule.id:<44} {rule.severity.value:<9} {rule.title}")
            click.echo(f"{'':<44} {', '.join(nations)}: {'; '.join(refs)}")
        console(stderr=True).print(f"{len(found)} rules")
    exit_for(host)
