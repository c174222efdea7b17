"""What each type of column accepts, one spelling at a time, and what is said of a spelling that it does not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial

from complianced.intake.likeness import did_you_mean, fold
from complianced.intake.moments import Wrong, read_date, read_moment
from complianced.schemas.contract import Column, Kind

# A value, the latest moment it may mean (moments only), and what is wrong. A list may have good words and wrong ones.
Read = tuple[object, object, Wrong | None]
Reader = Callable[[str], Read]

YES_NO = {"yes": True, "no": False, "true": True, "false": False, "y": True, "n": False, "1": True, "0": False}

_WHOLE = re.compile(r"([+-]?[0-9]{1,18})(?:\.0+)?")
_NUMBER = re.compile(r"([+-]?)£?\s?([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(\.[0-9]+|\.)?([eE][+-]?[0-9]{1,3})?")


def reader_of(column: Column, workbook: bool) -> Reader:
    """The reader of a column's cells; never raises, whatever the text."""
    if column.kind is Kind.DATE:
        return partial(_date, workbook=workbook)
    if column.kind is Kind.DATETIME:
        return partial(_moment, workbook=workbook)
    if column.kind is Kind.YESNO:
        return _yes_no
    if column.kind is Kind.WHOLE:
        return _whole
    if column.kind is Kind.NUMBER:
        return _number
    words = {fold(word): word for word in column.choices}
    if column.kind is Kind.CHOICE:
        return partial(_choice, words=words)
    if column.kind is Kind.CHOICES:
        return partial(_choices, words=words)
    return _text


def _text(text: str) -> Read:
    return text, None, None


def _date(text: str, workbook: bool) -> Read:
    day = read_date(text, workbook)
    return (None, None, day) if isinstance(day, Wrong) else (day, None, None)


def _moment(text: str, workbook: bool) -> Read:
    moment = read_moment(text, workbook)
    return (None, None, moment) if isinstance(moment, Wrong) else (moment.first, moment.last, None)


def _yes_no(text: str) -> Read:
    value = YES_NO.get(text.lower())
    if value is None:
        return None, None, Wrong("not_yes_or_no", "is neither yes nor no. Write yes or no, or leave the cell empty.")
    return value, None, None


def _whole(text: str) -> Read:
    match = _WHOLE.fullmatch(text)
    if match is None:
        return None, None, Wrong("not_a_number", "is not a whole number. Write it in figures, such as 3.")
    return int(match[1]), None, None


def _number(text: str) -> Read:
    match = _NUMBER.fullmatch(text)
    if match is not None and (match[3] or len(match[4] or "") > 1) and not (match[1] and match[2]):
        value = float(f"{match[1]}{match[2]}{(match[3] or '0').replace(',', '')}{match[4] or ''}{match[5] or ''}")
        if math.isfinite(value):
            return value, None, None
    return None, None, Wrong("not_a_number", "is not a number. Write it in figures, such as 412.50.")


def _choice(text: str, words: dict[str, str]) -> Read:
    word = words.get(fold(text))
    if word is None:
        return None, None, Wrong("unknown_choice", f"is not one of the choices.{_choose(text, words)}")
    return word, None, None


def _choices(text: str, words: dict[str, str]) -> Read:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    good = list(dict.fromkeys(words[fold(part)] for part in parts if fold(part) in words))
    strange = [part for part in parts if fold(part) not in words]
    if strange or not good:
        strange_one = strange[0] if strange else text
        way_out = " Separate words with semicolons." if "," in strange_one else _choose(strange_one, words)
        say = f"has a word that is not one of the choices.{way_out}"
        return good or None, None, Wrong("unknown_choice", say)
    return good, None, None


def _choose(text: str, words: dict[str, str]) -> str:
    """A likely word, or all of them where they are few."""
    likely = did_you_mean(text, words.values())
    if likely or len(words) > 12:
        return likely or " `complianced records show` lists them."
    return f" Write one of {', '.join(words.values())}."
