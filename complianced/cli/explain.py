"""`complianced explain`: a rule, a clause or a finding in full: what was read, threshold, clause and remedy."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complianced.cli.common import (
    as_of_option,
    exit_for,
    known_nation,
    nation_option,
    plugins_dir_option,
    the_host,
    warn_of_failed_plugins,
)

if TYPE_CHECKING:
    from complianced.plugins.host import Host
    from complianced.rules.rule import Rule
    from complianced.rules.rulebook import Bundle


@click.command()
@click.argument("what", metavar="RULE|CLAUSE|FINDING")
@as_of_option
@nation_option(help="Whose law, where a rule runs in several nations.")
@click.option(
    "--from",
    "findings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The findings.json that holds the finding.",
)
@plugins_dir_option
def explain(what: str, as_of: date, nation: str | None, findings_file: Path | None, plugins_dir: Path | None) -> None:
    """Explain a RULE, a CLAUSE, or a FINDING (RULE@record, with --from findings.json).

    \b
    complianced explain ENG-NOMINATED-INDIVIDUAL
    complianced explain uksi-2014-2936/19
    complianced explain ENG-DBS-RENEWAL@DI-0012 --from audit/findings.json
    """
    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    nation = None if nation is None else known_nation(nation, host)
    if "@" in what:
        _explain_finding(what, findings_file, host, nation)
    else:
        rules = [(bundle, rule) for bundle in host.rulebook.bundles for rule in bundle.all_rules]
        named = [(bundle, rule) for bundle, rule in rules if what == rule.id or what in rule.formerly]
        if named:
            _explain_rule(*named[0], host, as_of, nation)
        else:
            _explain_clause(what, host, as_of)
    exit_for(host)


def _explain_rule(bundle: Bundle, rule: Rule, host: Host, as_of: date, nation: str | None) -> None:
    from complianced.rules.rulebook import nations_of

    nations = nations_of(rule, bundle)
    if nation is not None and nation not in nations:
        raise click.UsageError(f"{rule.id} does not run in {nation}; it runs in {', '.join(nations)}")
    view = host.rulebook.views.get(rule.about)
    click.echo(f"{rule.id}  ({rule.severity.value}, bundle {bundle.name} {bundle.version})")
    click.echo(f"  Holds when: {rule.title}")
    if view is not None:
        click.echo(f"  Looks at: {view.about[:1].lower()}{view.about[1:]}")
    click.echo(f"  Says when not: {rule.says}")
    click.echo(f"  What to do: {rule.fix}")
    if rule.replaces:
        click.echo(f"  Stands in for: {', '.join(rule.replaces)}")
    for each in (nation,) if nation else nations:
        click.echo(f"  In {each}:")
        for ref in rule.clauses_in(each):
            _show_clause(ref, host, as_of)
        _show_readings(bundle, rule, each, as_of)


def _show_clause(ref: str, host: Host, as_of: date) -> None:
    clause = host.rulebook.clauses.get(ref)
    if clause is None:
        click.echo(f"    {ref}: not in the law data")
        return
    state = "" if clause.in_force(as_of) else f"; not in force on {as_of}"
    click.echo(f"    {ref}: {clause.gist}")
    click.echo(f"      {clause.kind.value.replace('_', ' ')}, {clause.sure.value}: {clause.source}{state}")
    if clause.note:
        click.echo(f"      note: {clause.note}")


def _show_readings(bundle: Bundle, rule: Rule, nation: str, as_of: date) -> None:
    import polars as pl

    from complianced.law.book import Law, NotInForce
    from complianced.rules.weight import asked

    law = Law(bundle.law.values, nation, as_of)
    try:
        expressions = asked(rule, law)
    except NotInForce as reason:
        click.echo(f"      {reason}")
        return
    columns: set[str] = set()
    for expression in expressions:
        if isinstance(expression, pl.Expr):
            columns |= set(expression.meta.root_names())
    if columns:
        click.echo(f"      reads {', '.join(sorted(columns))}")
    for reading in law.readings:
        dated = reading.dated
        click.echo(
            f"      {reading.name} on {as_of}: {dated.value} {reading.unit.value.replace('_', ' ')} "
            f"({dated.kind.value.replace('_', ' ')}, {dated.sure.value}: {dated.source})"
        )


def _explain_clause(what: str, host: Host, as_of: date) -> None:
    from complianced.intake.likeness import did_you_mean

    found = [ref for ref in host.rulebook.clauses if ref == what or (ref.startswith(what) and ref[len(what)] in "/(")]
    if not found:
        ids = [rule.id for bundle in host.rulebook.bundles for rule in bundle.all_rules]
        raise click.UsageError(
            f"there is no rule or clause {what}.{did_you_mean(what, [*ids, *host.rulebook.clauses])}"
        )
    for ref in found:
        clause = host.rulebook.clauses[ref]
        _show_clause(ref, host, as_of)
        if clause.why:
            click.echo(f"      {clause.why}")
        for bundle in host.rulebook.bundles:
            for rule in bundle.all_rules:
                if any(ref in refs for refs in rule.clauses.values()):
                    click.echo(f"      {rule.id} ({rule.severity.value}): {rule.title}")


def _explain_finding(what: str, file: Path | None, host: Host, nation: str | None) -> None:
    if file is None:
        raise click.UsageError("a finding is explained from the audit that found it: give --from DIR/findings.json")
    try:
        audit = json.loads(file.read_text(encoding="utf-8"))
        findings: list[dict[str, Any]] = audit["findings"]
        as_of = date.fromisoformat(audit["as_of"])
        nations = {scheme["scheme_id"]: scheme["nation"] for scheme in audit["schemes"]}
    except (ValueError, KeyError, TypeError):
        raise click.UsageError(f"{file.name}: not a findings.json of complianced") from None
    found = next((finding for finding in findings if finding["id"] == what), None)
    if found is None:
        from complianced.intake.likeness import did_you_mean

        raise click.UsageError(f"{what} is not in {file.name}.{did_you_mean(what, [each['id'] for each in findings])}")
    click.echo(f"{found['id']}  ({found['severity']}, {found['basis'].replace('_', ' ')})")
    click.echo(f"  {found['message']}")
    click.echo(f"  Record: {found['table']} {found['record_id']}, scheme {found['scheme_id']}")
    for name, value in found["values"].items():
        click.echo(f"    {name}: {'not recorded' if value is None else value}")
    if found["due_on"]:
        click.echo(f"  Was due: {found['due_on']}")
    rules = [(bundle, rule) for bundle in host.rulebook.bundles for rule in bundle.all_rules]
    named = next(((bundle, rule) for bundle, rule in rules if rule.id == found["rule"]), None)
    if named is None:
        click.echo(f"  What to do: {found['fix']}")
        click.echo(f"  The rule {found['rule']} is not loaded here, so its law cannot be shown.")
    else:
        _explain_rule(*named, host, as_of, nation or nations.get(found["scheme_id"]))
