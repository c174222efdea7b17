"""How the tagged pack of many findings compares with drawing the same words plainly, in one run on one machine.

    python benchmarks/bench_pdf.py [findings] [rounds]

Prints the median ratio of times and the peak memory, each measured in a process of its own. The aim for 10,000 findings
is at most 2 times the plain drawing, and under 300 MB.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from complianced.model import (
    DUE_COLUMNS,
    Audit,
    Basis,
    Clause,
    ClauseResult,
    Domain,
    How,
    Outcome,
    RuleResult,
    Scheme,
    Severity,
    Sure,
)
from complianced.reports import blocks, fonts
from complianced.reports.canvas import TaggedCanvas
from complianced.reports.flow import FRAME, Pen
from complianced.reports.lines import Run, break_lines
from complianced.reports.pack import blocks_of, pdf_bytes
from complianced.reports.packs import known_pack

RULES = 40


def audit_of(findings: int) -> Audit:
    """An audit with so many findings, spread over forty rules, with Welsh letters in every other message."""
    rules = tuple(
        RuleResult(
            id=f"BENCH-RULE-{n:02d}", title=f"The record number {n} is signed on the day it is made", bundle="bench",
            domain=Domain.REGULATORY, severity=list(Severity)[n % 4], basis=Basis.LAW, clauses=(f"uksi-2014-2936/{n}",),
            outcome=Outcome.NOT_MET, tested=findings, failed=findings // RULES, fix="Sign it, date it and say why.",
        )
        for n in range(RULES)
    )  # fmt: skip
    clauses = tuple(
        ClauseResult(
            Clause(f"uksi-2014-2936/{n}", "Records are kept", How.RECORD, Sure.VERIFIED, "seen"),
            Outcome.NOT_MET,
            (rule.id,),
        )
        for n, rule in enumerate(rules)
    )
    ordered = sorted(rules, key=lambda rule: (rule.severity.rank, rule.id))
    rows = []
    for n in range(findings):
        rule = ordered[n * RULES // findings]
        welsh = " Nid oedd llofnod ar gofnod y dŵr." if n % 2 else " The manager was not told about it."
        rows.append(
            {
                "id": f"{n}", "rule": rule.id, "severity": rule.severity.value, "basis": rule.basis.value,
                "scheme_id": "S1", "table": "medicines", "record_id": f"MED-{n:06d}",
                "message": f"Medication record {n} was not signed on the day it was given; no reason is noted." + welsh,
                "due_on": date(2026, 1, 1) + timedelta(days=n % 300), "values": json.dumps({"given_on": "2026-01-01"}),
            }
        )  # fmt: skip
    frame = pl.DataFrame(rows)
    return Audit(
        as_of=date(2026, 11, 22), version="bench", plugins=(), rules=rules,
        schemes=(Scheme("S1", "Bench", "shared_lives", "england"),),
        clauses=clauses, findings=frame, waived=frame.clear(), problems=(),
        due=pl.DataFrame(schema={name: pl.Date if name == "due_on" else pl.String for name in DUE_COLUMNS}),
    )  # fmt: skip


def ready_lines(content: list[blocks.Block]) -> list[tuple[float, str]]:
    """Every line of the pack as (x, text), broken beforehand: what plain drawing is given for free."""
    canvas = TaggedCanvas()
    types = Pen(canvas).types
    lines: list[tuple[float, str]] = []

    def add(text: str, x: float, size: float, width: float) -> None:
        broken = break_lines([Run(text)], size, width, types)
        lines.extend((x, "".join(segment.text for segment in line)) for line in broken)

    for block in content:
        match block:
            case blocks.Heading(text=text):
                add(text, 0, 12, FRAME.width)
            case blocks.Paragraph(words=words):
                add(blocks.plain(words), 0, 11, FRAME.width)
            case blocks.Table(columns=columns, rows=rows):
                shares = sum(column.share for column in columns)
                widths = [FRAME.width * column.share / shares for column in columns]
                for row in rows:
                    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
                        text = cell.text if isinstance(cell, blocks.Marked) else blocks.plain(cell)
                        add(text, sum(widths[:at]), 10, width - 10)
    return lines


def draw_plainly(lines: list[tuple[float, str]]) -> bytes:
    """`canvas.drawString` of every line, as many to a page as the pack has, untagged."""
    fonts.faces()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=1)
    for at, (x, text) in enumerate(lines):
        if at % 130 == 0:
            if at:
                canvas.showPage()
            canvas.setFont(fonts.BODY, 10)
        canvas.drawString(56 + x, 780 - (at % 130) * 5.4, text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def measure(what: str, findings: int) -> dict[str, float]:
    """One run in this process: seconds, bytes and peak memory in MB."""
    audit = audit_of(findings)
    pack = known_pack("inspector")
    if what == "plain":
        content, _ = blocks_of(audit, pack)
        lines = ready_lines(content)
        del content
        started = time.perf_counter()
        data = draw_plainly(lines)
    else:
        started = time.perf_counter()
        data = pdf_bytes(audit, pack)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "bytes": len(data), "peak_mb": peak}


def main() -> None:
    """Run both in turn, in fresh processes, and print the ratios."""
    if len(sys.argv) == 4 and sys.argv[1] in ("plain", "tagged"):
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
        return
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    ratios = []
    for number in range(rounds):
        runs = {}
        for what in ("plain", "tagged"):
            command = [sys.executable, str(Path(__file__).resolve()), what, str(findings), "once"]
            runs[what] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        ratios.append(runs["tagged"]["seconds"] / runs["plain"]["seconds"])
        plain, tagged = runs["plain"], runs["tagged"]
        print(
            f"round {number + 1}: plain {plain['seconds']:.2f} s, tagged pack {tagged['seconds']:.2f} s, "
            f"ratio {ratios[-1]:.2f}, peak {tagged['peak_mb']:.0f} MB, {tagged['bytes'] / 1e6:.2f} MB on disk"
        )
    median = statistics.median(ratios)
    print(f"{findings} findings: {median:.2f} times plain drawing (median of {rounds}; aim: at most 2)")


if __name__ == "__main__":
    main()
