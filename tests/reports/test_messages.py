"""Findings' messages in another language, from the values that findings carry."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from complianced.reports.languages import read_language
from complianced.reports.messages import NEEDED, Messages
from complianced.reports.said import foreign
from complianced.reports.words import Language

from .audits import RULES, audit

WELSH = read_language("cy").messages


def said(template: str, values: str = "{}", due_on: date | None = None, **more: Any) -> str | None:
    return Messages({"R": template}, WELSH.choices, months=WELSH.months, words=WELSH.words, **more).of(
        "R", values, due_on
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ('{"x": "2026-05-03"}', "3 Mai 2026"),
        ('{"x": "2026-11-22T09:05"}', "09:05 ar 22 Tachwedd 2026"),
        ('{"x": "2026-11-22T00:00"}', "22 Tachwedd 2026"),
        ('{"x": null}', "heb ei gofnodi"),
        ('{"x": "recorded"}', "wedi’i gofnodi"),
        ('{"x": true}', "ie"),
        ('{"x": false}', "na"),
        ('{"x": "short_break"}', "seibiant byr"),
        ('{"x": ["identity", "interview"]}', "prawf o bwy yw’r person, cyfweliad"),
        ('{"x": []}', ""),
        ('{"x": 3}', "3"),
        ('{"x": 2.0}', "2"),
        ('{"x": 2.456}', "2.46"),
    ],
)
def test_each_kind_of_value_is_put_into_welsh(values: str, words: str) -> None:
    assert said("Gwerth: {x}", values) == f"Gwerth: {words}"


def test_the_due_date_comes_from_the_finding() -> None:
    assert said("Erbyn: {due_on}", due_on=date(2027, 8, 1)) == "Erbyn: 1 Awst 2027"
    assert said("Erbyn: {due_on}") == "Erbyn: ddim yn hysbys"


def test_ids_and_quoted_columns_stand_as_they_are() -> None:
    assert said("{document_id}", '{"document_id": "short_break"}') == "short_break"
    assert said("{words_found}", '{"words_found": ["short_break", "sack"]}', quoted=("words_*",)) == "short_break, sack"


@pytest.mark.parametrize("values", ['{"x": "of_no_list"}', '{"x": ["identity", "of_no_list"]}', '{"y": 1}'])
def test_a_value_without_a_word_leaves_the_message_to_the_english(values: str) -> None:
    assert said("Gwerth: {x}", values) is None


def test_a_rule_without_a_message_stays_english_and_is_tagged() -> None:
    told = Language("cy-GB", messages=WELSH).message("R", "In English", "{}", None)
    assert (told, foreign(told)) == ("In English", "en-GB")
    assert foreign(Language().message("R", "In English", "{}", None)) is None


def test_welsh_has_what_every_message_needs() -> None:
    assert len(WELSH.months) == 12
    assert set(NEEDED) <= WELSH.words.keys()


def test_data_carry_the_messages_of_the_language() -> None:
    rule = RULES[0].id
    words = Language("cy-GB", messages=Messages({rule: "Dim"}, months=WELSH.months, words=WELSH.words))
    told = words.of(audit()).findings
    assert set(told.filter(pl.col("rule") == rule)["message"]) == {"Dim"}
    assert told.filter(pl.col("rule") != rule).equals(audit().findings.filter(pl.col("rule") != rule))


def test_a_rule_made_from_a_clause_has_the_words_that_such_rules_share() -> None:
    assert WELSH.of("WAL-ATTEST-X-1", '{"made_on": "2026-05-03", "met": "partly"}', None) == (
        "Dyddiad y datganiad ar y cymal hwn: 3 Mai 2026; mae’n dweud: yn rhannol"
    )
