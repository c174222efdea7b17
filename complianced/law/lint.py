"""The guards on law data: every clause accounted for, every citation known, every value whole and with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from complianced.law.frameworks import Framework
from complianced.law.values import Value
from complianced.model import Basis, Clause, How, Sure


@dataclass(frozen=True)
class LawFault:
    """Something wrong with the law data; `mend` says what to do."""

    where: str
    fault: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}. {self.mend}"


@dataclass(frozen=True)
class StatusLine:
    """Law that should be looked at again: past its review date, or never seen in its own text."""

    where: str
    sure: Sure
    review_by: date | None
    why: str


def unknown_citations(cited: Mapping[str, Iterable[str]], clauses: Mapping[str, Clause]) -> list[LawFault]:
    """Rules (by id) that cite a clause nobody has."""
    return [
        LawFault(rule, f"cites {ref}, which no instrument has", "Correct the reference, or add the clause.")
        for rule, refs in cited.items()
        for ref in refs
        if ref not in clauses
    ]


def unaccounted_clauses(clauses: Mapping[str, Clause], cited: frozenset[str]) -> list[LawFault]:
    """Clauses of record or evidence that no rule cites."""
    return [
        LawFault(
            ref, f"is tested by {clause.how.value} but no rule cites it", "Write the rule, or say why it has none."
        )
        for ref, clause in clauses.items()
        if clause.how in (How.RECORD, How.EVIDENCE) and ref not in cited
    ]


def value_faults(bundle: str, values: Mapping[str, Value]) -> list[LawFault]:
    """Dates that overlap or leave a gap, law that may be loosened, values without an end before the next."""
    faults = []
    for value in values.values():
        for nation, history in value.history.items():
            where = f"{bundle}, {value.name}" + ("" if nation == "*" else f", {nation}")
            for earlier, later in pairwise(history):
                if earlier.ends is not None and earlier.ends >= later.begins:
                    faults.append(LawFault(where, f"two values hold on {later.begins}", "Let the first end before it."))
                if earlier.ends is not None and earlier.ends + timedelta(days=1) < later.begins:
                    faults.append(
                        LawFault(where, f"no value holds between {earlier.ends} and {later.begins}", "Close the gap.")
                    )
            for dated in history:
                if dated.kind is Basis.LAW and value.stricter == "none" and not dated.unit.is_time and dated.value > 1:
                    faults.append(LawFault(where, "is law, but nothing says which way is stricter", "Set `stricter`."))
                if dated.review_by <= dated.verified_on:
                    faults.append(
                        LawFault(where, "its review date is not after the day it was checked", "Set it later.")
                    )
    return faults


def framework_faults(framework: Framework, clauses: Mapping[str, Clause]) -> list[LawFault]:
    """Headings that point at clauses nobody has."""
    return [
        LawFault(f"{framework.id}, {item.id}", f"{pattern} matches no clause", "Correct the reference.")
        for group in framework.groups
        for item in group.items
        for pattern in item.clauses
        if not any(item.holds(ref) for ref in clauses)
    ]


def status_of(
    clauses: Mapping[str, Clause], values: Mapping[str, Mapping[str, Value]], as_of: date
) -> list[StatusLine]:
    """What is past its review date on that day or whose text was not seen."""
    lines = [
        StatusLine(ref, clause.sure, None, f"text not seen: {clause.source}")
        for ref, clause in clauses.items()
        if clause.sure is not Sure.VERIFIED
    ]
    for bundle, named in values.items():
        for value in named.values():
            for nation, history in value.history.items():
                current = [dated for dated in history if dated.in_force(as_of)][-1:]
                for dated in current:
                    where = f"{bundle}, {value.name}" + ("" if nation == "*" else f", {nation}")
                    if dated.review_by < as_of:
                        lines.append(StatusLine(where, dated.sure, dated.review_by, "past its review date"))
                    elif dated.sure is not Sure.VERIFIED and dated.kind in (Basis.LAW, Basis.STATUTORY_GUIDANCE):
                        lines.append(StatusLine(where, dated.sure, dated.review_by, f"text not seen: {dated.source}"))
    return lines
