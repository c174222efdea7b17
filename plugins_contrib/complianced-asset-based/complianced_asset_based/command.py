"""`complianced asset-areas RECORDS`: where the board stands in the seven areas, without the rest of the audit."""

from datetime import date

import click


@click.command()
@click.argument("records", metavar="RECORDS")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to look at; today unless given.")
def asset_areas(records: str, as_of: object) -> None:
    """Say where the board stands in the seven areas of an asset-based charity.

    RECORDS is a folder, a workbook or a database, as for `complianced audit`.
    """
    from complianced.api import audit_source

    day = getattr(as_of, "date", date.today)()
    try:
        audit = audit_source(records, day, select=["asset-based-charity"])
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    for result in audit.clauses:
        if result.clause.ref.startswith("asset-based-charity/"):
            click.echo(f"{result.outcome.replace('_', ' '):<14} {result.clause.gist}")
            for finding in audit.each_finding():
                if result.clause.ref in finding.clauses:
                    click.echo(f"{'':<14} {finding.record_id}: {finding.message}. {finding.fix}")
    for line in audit.incomplete:
        click.echo(line, err=True)
    raise SystemExit(3 if audit.incomplete else 0)
