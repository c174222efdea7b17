"""`complianced statement`: each carer's weeks and fees in a tax year, for the carer to keep."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from complianced.cli.common import EXIT_INCOMPLETE, as_of_option, counted, plugins_dir_option, the_host

BUNDLE = "self_employment"


@click.command()
@click.argument("records_source", metavar="RECORDS")
@click.option("--tax-year", "label", required=True, metavar="YEAR", help="The tax year, such as 2025-26.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where to write it.")
@click.option("--carer", "carers", multiple=True, metavar="ID", help="Only this carer. May be given again.")
@as_of_option
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help="How your headings map to ours.")
@plugins_dir_option
def statement(
    records_source: str,
    label: str,
    out: Path,
    carers: tuple[str, ...],
    as_of: date,
    mapping: Path | None,
    plugins_dir: Path | None,
) -> None:
    """Write each carer's weeks and fees of a tax year: JSON, CSV, and a PDF with a page for each carer.

    Weeks run Monday to Sunday, 53 in some years. The amounts of qualifying care relief stand beside them, with how
    surely they are known. It is a statement, and no tax computation.

    \b
    complianced statement records/ --tax-year 2025-26 --out statements/
    complianced statement records/ --tax-year 2025-26 --carer C-0007 --out statements/
    """
    from complianced.intake import IntakeError, read_records
    from complianced.schemas.timing import as_known_on
    from complianced.statements.files import write_statements
    from complianced.statements.statement import StatementError, statements_of
    from complianced.statements.years import TaxYear, TaxYearError

    host = the_host(plugins_dir)
    bundle = next((bundle for bundle in host.rulebook.bundles if bundle.name == BUNDLE), None)
    if bundle is None:
        click.echo(f"The bundle {BUNDLE}, which has the amounts, did not load: see `complianced plugins`.", err=True)
        raise SystemExit(EXIT_INCOMPLETE)
    try:
        year = TaxYear.named(label)
        records = as_known_on(read_records(records_source, host.contract, mapping=mapping, offered=host.sources), as_of)
        made = statements_of(records, year, as_of, values=bundle.law.values, clauses=bundle.law.clauses, carers=carers)
    except (IntakeError, StatementError, TaxYearError) as error:
        raise click.UsageError(str(error)) from None
    if year.begins > as_of:
        raise click.UsageError(f"the tax year {year.label} begins on {year.begins}, after {as_of}")
    for path in write_statements(made, out):
        click.echo(f"Wrote {path}", err=True)
    click.echo(
        f"{counted(len(made.carers), 'carer')}, {year.weeks} weeks in {year.label}. No tax computation.", err=True
    )
