"""Wording: what the text scan of documents found (part 2c of the regulation reference, SE-P-05 to 08, 11, 16 and 17).

A word proves nothing. Each finding names lines for a person to read, and what the sector says in their place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule
from complianced.plugins.self_employment.prompts import NOTE
from complianced.plugins.self_employment.tables import CARER_PAPERS

_CARERS = col("kind").is_in(CARER_PAPERS)
_PUBLIC = col("kind").is_in(["advert", "website_copy"])
_ANY = pl.lit(True)


class _Words(NamedTuple):
    """One row of the lexicon, as the rule that reports it."""

    id: str
    row: str
    title: str
    severity: str
    clauses: tuple[str, ...]
    when: pl.Expr = _CARERS


_WORDS = (
    _Words(
        "ADVERT",
        "words_job",
        "Adverts and web pages speak of no job, wage or vacancy for carers",
        "minor",
        ("uksc-2018-29/all",),
        _PUBLIC,
    ),
    _Words(
        "JOB",
        "words_job",
        "Papers for carers speak of no job, wage or employer",
        "minor",
        ("hmrc-esm/0515",),
        _CARERS & ~_PUBLIC,
    ),
    _Words(
        "MANAGED",
        "words_managed",
        "Papers for carers speak of no line manager, supervision or appraisal",
        "minor",
        ("hmrc-esm/0515", "uksc-2024-29/all"),
    ),
    _Words(
        "DISCIPLINE",
        "words_discipline",
        "Papers for carers speak of no discipline, dismissal or grievance",
        "major",
        ("uksc-2018-29/all", "et-1800575-2017/all"),
    ),
    _Words(
        "LEAVE",
        "words_leave",
        "Papers for carers speak of no annual leave, holiday pay, sick pay or pension",
        "major",
        ("ukeat-0011-18/all", "ukeat-0049-18/all"),
    ),
    _Words(
        "ROTA",
        "words_rota",
        "Papers for carers speak of no rota, shift or timesheet",
        "minor",
        ("hmrc-esm/0524",),
    ),
    _Words(
        "ROTA-DAY",
        "words_rota_day",
        "Papers on day support speak of no rota, shift or timesheet",
        "advice",
        ("hmrc-esm/0524",),
    ),
    _Words(
        "KIT",
        "words_kit",
        "Papers for carers speak of no uniform or work vehicle",
        "minor",
        ("uksc-2018-29/all",),
    ),
    _Words(
        "PEOPLE",
        "words_people",
        "Documents speak of people, not of customers, clients or units",
        "advice",
        ("sector-language/people",),
        _ANY,
    ),
    _Words(
        "HOMES",
        "words_homes",
        "Documents speak of homes, not of beds or vacancies",
        "advice",
        ("sector-language/people",),
        _ANY,
    ),
)


def _rule(words: _Words) -> Rule:
    row = words.row
    return make_rule(
        f"SELF-WORDS-{words.id}",
        RuleKind.CONDITION,
        words.title,
        _none_found(row),
        about="documents_read",
        clauses=words.clauses,
        severity=words.severity,
        basis="convention",
        when=words.when,
        says=f"Words to look at in this document: {{{row}_found}} ({{{row}_hits}} in all; first at {{{row}_places}}). "
        f"The sector says: {{{row}_preferred}}",
        fix="Read the lines. Where they are about carers, say it in the sector's words; where they are about staff or "
        "quote law, leave them." + NOTE,
    )


def _none_found(row: str) -> Callable[[Law], pl.Expr]:
    def condition(_law: Law) -> pl.Expr:
        return col(f"{row}_hits") == 0

    return condition


WORDING: tuple[Rule, ...] = tuple(_rule(words) for words in _WORDS)
