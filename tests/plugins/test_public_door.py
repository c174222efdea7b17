"""The public door is documented whole: every hook, every public name and every argument has its place in the docs."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import get_type_hints

import pytest

from complianced import api
from complianced.plugins import hookspecs
from complianced.rules.rule import RuleWords

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")
HOOKS = {name: hook for name, hook in vars(hookspecs).items() if hasattr(hook, f"{hookspecs.PROJECT}_spec")}
# What a plugin author only receives: how it is made is nobody's business but ours.
RECEIVED = {
    "Audit", "Bundle", "Clause", "ClauseResult", "Context", "Finding", "Law", "Records", "Rows", "Rule", "RuleResult",
    "Span", "Supplied", "View",
}  # fmt: skip


def heading(name: str) -> set[str]:
    """The arguments that the page gives a name, in the heading or table row that opens it."""
    opened = re.search(rf"^(?:### |\| )`{name}\(([^)]*)\)`", PAGE, re.MULTILINE) or re.search(
        rf"`{name}\(([^)]*)\)`", PAGE
    )
    assert opened is not None, f"docs/plugins.md has no `{name}(…)`"
    return {word.strip() for word in opened[1].split(",") if word.strip()}


def test_there_are_hooks_and_names_to_look_for() -> None:
    assert len(HOOKS) == 5
    assert len(api.__all__) > 50


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_and_its_arguments_are_documented(hook: str) -> None:
    assert heading(hook) == set(inspect.signature(HOOKS[hook]).parameters)
    assert inspect.getdoc(HOOKS[hook])


@pytest.mark.parametrize("name", api.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert re.search(rf"`{name}[`(]", PAGE), f"docs/plugins.md does not name `{name}`"


def callables() -> list[str]:
    made = [name for name in api.__all__ if name not in RECEIVED and name != "hookimpl"]
    return [
        name for name in made if inspect.isfunction(getattr(api, name)) or dataclasses.is_dataclass(getattr(api, name))
    ]


@pytest.mark.parametrize("name", callables())
def test_every_argument_of_what_an_author_calls_is_documented(name: str) -> None:
    arguments = set(inspect.signature(getattr(api, name)).parameters)
    if "words" in arguments:
        arguments = (arguments - {"words"}) | set(get_type_hints(RuleWords))
    assert heading(name) == arguments


def test_the_page_names_the_version_that_there_is() -> None:
    assert f'`API` is `"{api.API}"`' in PAGE
    assert f'COMPLIANCED_API = "{api.API}"' in PAGE


def test_nothing_is_public_that_does_not_say_what_it_is() -> None:
    silent = [
        name
        for name in api.__all__
        if (inspect.isfunction(each := getattr(api, name)) or inspect.isclass(each)) and not inspect.getdoc(each)
    ]
    assert silent == []
