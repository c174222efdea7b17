"""`complianced coverage`: each clause of a nation, and the rules that account for it or why there is none."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import click

from complianced.cli.common import (
    as_of_option,
    counted,
    exit_for,
    known_nation,
    plugins_dir_option,
    the_host,
    warn_of_failed_plugins,
)


@click.command()
@click.option("--nation", required=True, metavar="NATION", help="england, wales, scotland or northern_ireland.")
@click.option("--service", type=click.Choice(["shared_lives", "homeshare"]), default="shared_lives", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--gaps", is_flag=True, help="Only the clauses that nothing accounts for.")
@as_of_option
@plugins_dir_option
def coverage(nation: str, service: str, form: str, gaps: bool, as_of: date, plugins_dir: Path | None) -> None:
    """Name every clause of a nation's law and guidance, its rules, or why there is none.

    Each line: clause, how it is accounted for, how sure the text is (anything but "verified" was not read and should be
    checked before it is relied on), its gist, and the rules. Ends with 1 when a clause is accounted for by nothing.
    """
    from complianced.rules.coverage import coverage_of

    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    lines = coverage_of(host.rulebook, known_nation(nation, host), service, as_of)
    unaccounted = [line for line in lines if line.unaccounted]
    shown = unaccounted if gaps else lines
    rows = [
        {
            "clause": line.clause.ref,
            "how": line.clause.how.value,
            "sure": line.clause.sure.value,
            "kind": line.clause.kind.value,
            "offence": line.clause.offence,
            "gist": line.clause.gist,
            "rules": list(line.rules),
            "why": line.why,
            "source": line.clause.source,
        }
        for line in shown
    ]
    if form == "json":
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    elif form == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]) if rows else ["clause"], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "rules": "; ".join(row["rules"])} for row in rows)  # type: ignore[arg-type]
        click.echo(text.getvalue(), nl=False)
    else:
        for row in rows:
            click.echo(f"{row['clause']:<38} {row['how']:<15} {row['sure']:<10} {row['gist']}")
            click.echo(f"{'':<38} → {', '.join(row['rules']) or row['why']}")  # type: ignore[arg-type]
        hows = Counter(line.clause.how.value.replace("_", " ") for line in lines)
        click.echo(
            f"{counted(len(lines), 'clause')}: {', '.join(f'{number} {how}' for how, number in sorted(hows.items()))}; "
            f"{len(unaccounted)} unaccounted for."
        )
    exit_for(host)
    if unaccounted:
        raise SystemExit(1)
