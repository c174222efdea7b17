"""Training and disclosures at a glance: how many are in which state, out of how many. Counts, never names."""

from __future__ import annotations

from collections.abc import Iterator

from complianced.measures.matrix import Matrix
from complianced.model import Audit
from complianced.reports.blocks import Block, Heading, Heat, NewPage, Paragraph
from complianced.reports.context import Context


def at_a_glance(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Each matrix as a heat map and a table; nothing at all where the caller gave none."""
    del audit
    if not ctx.matrices:
        return
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("Training and disclosures at a glance"), "matrices")
    yield Paragraph(
        say("People in role on the day, by what the records hold. These are counts and not findings: nobody needs "
            "every course, and an old certificate may be kept current by status checks. Darker: a larger part of the "
            "row."),
    )  # fmt: skip
    for matrix in ctx.matrices:
        yield from _matrix(ctx, matrix)


def _matrix(ctx: Context, matrix: Matrix) -> Iterator[Block]:
    say = ctx.say
    yield Heading(3, say(matrix.title), f"matrix:{matrix.name}")
    if matrix.missing:
        yield Paragraph(
            say("Not counted, as the records do not hold it: {missing}.", missing=", ".join(matrix.missing))
        )
    if not matrix.counts:
        return
    if not any(matrix.denominators):
        yield Paragraph(say("Nobody is in role on the day."))
        return
    yield Paragraph(say(matrix.about) + ".", look="small", keep=True)
    if matrix.left_out:
        yield Paragraph(
            say("{n} records could not be placed: a cell could not be read, or names what the contract does not know.",
                n=f"{matrix.left_out:,}"), look="small", keep=True,
        )  # fmt: skip
    yield Heat(
        say(matrix.title),
        say("Of whom") if matrix.name == "disclosures" else say("Course"),
        say("Of"),
        [say(row) for row in matrix.rows],
        [say(column) for column in matrix.columns],
        matrix.counts,
        matrix.denominators,
    )
