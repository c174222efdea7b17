"""`[owners]` of the settings: which role answers for which findings, by the words of --select and `table:NAME`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from complianced.model import Audit
    from complianced.plugins.host import Host
    from complianced.reports.owners import Owners

TABLE = "table:"


def owners_of(audit: Audit, host: Host, settings: Mapping[str, Sequence[str]], file: str) -> Owners | None:
    """The owners of the audit's findings: the first pattern that names one wins, in the order of the settings.

    Ends the command with a usage error for a table that is not in the record contract; names on stderr what matches no
    rule at all. `file` is where the settings stand.
    """
    from complianced.intake.likeness import did_you_mean
    from complianced.reports.owners import Owners
    from complianced.rules.rulebook import matches

    if not settings:
        return None
    rules = {rule.id: (rule, bundle.domain.value) for bundle in host.rulebook.bundles for rule in bundle.all_rules}
    for role, patterns in settings.items():
        for pattern in patterns:
            table = pattern.removeprefix(TABLE)
            if pattern.startswith(TABLE):
                if table not in host.contract:
                    meant = did_you_mean(table, host.contract)
                    raise click.UsageError(f"{file}: `owners`, {role!r}: there is no table {table!r}.{meant}")
            elif not any(matches(rule, domain, pattern) for rule, domain in rules.values()):
                click.echo(f"{file}: `owners`, {role!r}: {pattern!r} names no rule", err=True)

    def names(pattern: str, rule_id: str, table: str) -> bool:
        if pattern.startswith(TABLE):
            return pattern == TABLE + table
        return rule_id in rules and matches(*rules[rule_id], pattern)

    by_rule = {}
    for rule_id, table in audit.findings.select("rule", "table").unique(maintain_order=True).iter_rows():
        owning = (role for role, given in settings.items() if any(names(each, rule_id, table) for each in given))
        if owner := next(owning, None):
            by_rule[(rule_id, table)] = owner
    return Owners(tuple(settings), by_rule)
