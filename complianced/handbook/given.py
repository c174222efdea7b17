"""What a case gives, as compact YAML: one line for each table, as it could stand in a case file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import yaml

from complianced.testing.cases import Case


def given_lines(case: Case) -> list[str]:
    """A line for each table, then what could not be read and the settings. Empty where nothing is given."""
    return [f"{name}: {_flow(said)}" for name, said in given_data(case).items()]


def given_data(case: Case) -> dict[str, Any]:
    """What is given, by table: its rows or `absent`; with `unreadable` and `settings` where a case has them."""
    data: dict[str, Any] = {name: [dict(row) for row in rows] for name, rows in case.given.items()}
    for path in case.absent:
        table, _, column = path.partition(".")
        if column:
            data[table] = [{**row, column: "absent"} for row in data.get(table) or [{}]]
        else:
            data[table] = "absent"
    if case.unreadable:
        data["unreadable"] = list(case.unreadable)
    if case.settings:
        data["settings"] = dict(case.settings)
    return data


def in_json(value: Any) -> Any:
    """The value with dates as ISO text, for JSON."""
    if isinstance(value, Mapping):
        return {str(key): in_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [in_json(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _flow(data: Any) -> str:
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list | tuple):
        return "[" + ", ".join(map(_flow, data)) + "]"
    return _scalar(data)


@lru_cache(maxsize=None, typed=True)
def _scalar(value: Any) -> str:
    """One cell as YAML; cases say the same few thousand over and over."""
    written: str = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=2**31 - 1)
    return written.strip()[1:-1]
