"""A bundle that has `locale/<code>.yaml` claims that language: every rule has its words there, and no others do.

Where the file names `nations`, it claims the language for the rules that run there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from complianced.law.yaml_file import LawError, load
from complianced.rules.rule import Rule
from complianced.rules.rulebook import nations_of
from complianced.testing.faults import Fault, Place, place_in
from complianced.testing.inspected import Inspected
from complianced.testing.messages import stray_brace

_WORDS = ("title", "fix", "says")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WISHES = {"fix": "remedy", "says": "message"}


def languages_whole(inspected: Inspected) -> Iterator[Fault]:
    """Every rule has a title in each language of the bundle, in which messages fill in what the English ones do."""
    folder = inspected.bundle.folder / "locale"
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            yield from _faults_in(file, inspected)


def _faults_in(file: Traversable, inspected: Inspected) -> Iterator[Fault]:
    path = f"locale/{file.name}"
    whole = Place(f"{inspected.bundle.folder.name}/{path}")
    try:
        content = load(file)
    except LawError as error:
        yield Fault(whole, str(error), "Put it right; nothing else of this language was checked.")
        return
    if not isinstance(content.get("checked_by_reader"), bool):
        fault = "does not say whether somebody who reads the language well has checked it"
        yield Fault(whole, fault, "Write `checked_by_reader: false`, and true once it is so.")
    rules, pack = content.get("rules") or {}, content.get("pack") or {}
    if not isinstance(rules, dict) or not isinstance(pack, dict):
        yield Fault(whole, "`rules` and `pack` must be mappings", "Write `RULE-ID: {title: …, fix: …, says: …}`.")
        return
    known = {rule.id: rule for bundle in inspected.rulebook.bundles for rule in bundle.all_rules} | inspected.rules
    for name, words in rules.items():
        where = place_in(inspected.bundle, path, str(name)).within(str(name))
        if str(name) not in known:
            yield Fault(where, f"there is no rule {name}", "Correct the id, or take its words out.")
        elif not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
            yield Fault(where, "must be a mapping of texts", "Write `{title: …, fix: …, says: …}`.")
        else:
            yield from _faults_of_rule(known[str(name)], words, where)
    nations = content.get("nations") or inspected.bundle.nations
    yield from _missing(rules, path, frozenset(nations), inspected)
    said = _said_in_packs(inspected, file.name)
    for english in pack:
        if str(english) not in said:
            where = place_in(inspected.bundle, path, str(english)).within(str(english))
            yield Fault(where, "no pack says this", "Write the English exactly as the bundle's law data has it.")


def _faults_of_rule(rule: Rule, words: Mapping[Any, str], where: Place) -> Iterator[Fault]:
    for key, text in words.items():
        if key not in _WORDS:
            yield Fault(where, f"has the key `{key}`, which nobody reads", f"Known are {', '.join(_WORDS)}.")
        elif key != "says" and ("{" in text or "}" in text):
            yield Fault(where, f"its {key} has a brace, and nothing is filled in there", "Say it in words.")
    if "says" not in words:
        return
    own = words["says"]
    strange = [name for name in _PLACEHOLDER.findall(own) if name not in rule.placeholders]
    lost = [name for name in rule.placeholders if f"{{{name}}}" not in own]
    if strange:
        fault = f"the message names {{{strange[0]}}}, which the English message does not"
        yield Fault(where, fault, "Use the names in braces as they stand in English.")
    if lost:
        fault = f"the message leaves out {{{lost[0]}}}, which the English message names"
        yield Fault(where, fault, "Use the names in braces as they stand in English.")
    if stray := stray_brace(own):
        yield Fault(where, f"the message has `{stray}`, which names no column", "Take the brace out.")


def _missing(rules: Mapping[Any, Any], path: str, nations: frozenset[str], inspected: Inspected) -> Iterator[Fault]:
    code = path.removeprefix("locale/").removesuffix(".yaml")
    whole = Place(f"{inspected.bundle.folder.name}/{path}")
    for rule in inspected.bundle.rules:
        if nations.isdisjoint(nations_of(rule, inspected.bundle)):
            continue
        words = rules.get(rule.id)
        if not isinstance(words, dict) or not words.get("title"):
            yield Fault(whole.within(rule.id), f"has no title in {code}", "Write one, or do not claim the language.")
            continue
        wanted = [name for key, name in _WISHES.items() if not words.get(key)]
        if wanted:
            where = place_in(inspected.bundle, path, rule.id).within(rule.id)
            fault = f"has no {' and no '.join(wanted)} in {code}, and stays English there"
            yield Fault(where, fault, "Write it beside the title.", warning=True)


def _said_in_packs(inspected: Inspected, file: str) -> set[str]:
    """The English words of packs: those that the packs themselves have in this language, and those of the law data."""
    own = files("complianced.reports") / "locale" / file
    said = {str(english) for english in (load(own).get("pack") or {})} if own.is_file() else set()
    for bundle in inspected.rulebook.bundles:
        law = bundle.law
        said |= {bundle.title} | {theme.title for theme in law.pack.themes}
        said |= {instrument.title for instrument in law.instruments.values()}
        said |= {clause.gist for clause in law.clauses.values()}
        for framework in law.frameworks:
            said |= {framework.title} | {group.name for group in framework.groups}
            said |= {item.name for group in framework.groups for item in group.items}
        said |= {str(word) for term in law.terms.values() if isinstance(term, dict) for word in term.values()}
    return said
