"""`findings.csv`: one line for each finding, safe to open in a spreadsheet."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from complianced.model import Audit
from complianced.reports.atomic import write_whole

FILE_NAME = "findings.csv"
COLUMNS = (
    "id",
    "severity",
    "basis",
    "scheme_id",
    "rule",
    "table",
    "record_id",
    "message",
    "fix",
    "clauses",
    "due_on",
    "values",
)
# What a spreadsheet may take for a formula; the wide forms are what some locales type.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def write_csv(audit: Audit, out_dir: Path) -> Path:
    """Write `findings.csv` in `out_dir` (made when missing) and hand back its path."""
    return write_whole(Path(out_dir) / FILE_NAME, csv_bytes(audit))


def csv_bytes(audit: Audit) -> bytes:
    """The bytes of `findings.csv`: UTF-8 with a mark that Excel reads, commas, CRLF, clauses joined by `; `."""
    rules = pl.DataFrame(
        {
            "rule": [rule.id for rule in audit.rules],
            "fix": [rule.fix for rule in audit.rules],
            "clauses": ["; ".join(rule.clauses) for rule in audit.rules],
        },
        schema={"rule": pl.String, "fix": pl.String, "clauses": pl.String},
    )
    frame = (
        audit.findings.with_columns(pl.col("severity", "basis", "rule").cast(pl.String), pl.col("due_on").cast(pl.Date))
        .join(rules, on="rule", how="left", maintain_order="left")
        .with_columns(pl.col("due_on").dt.to_string("%Y-%m-%d"))
        .select(plain_text(pl.col(name).cast(pl.String)).alias(name) for name in COLUMNS)
    )
    out = io.BytesIO()
    frame.write_csv(out, include_bom=True, line_terminator="\r\n")
    return out.getvalue()


def plain_text(cell: pl.Expr) -> pl.Expr:
    """A text cell that no spreadsheet runs: formula-like text gets a leading apostrophe."""
    return pl.when(cell.str.slice(0, 1).is_in(list(FORMULA_STARTS))).then(pl.lit("'") + cell).otherwise(cell)
