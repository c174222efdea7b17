"""What goes with a bundle beside its rules: it comes in by the public door, and its plants and pack order fit it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase

from complianced.law.pack_order import topic_is
from complianced.reports.packs import AUDIENCES, SECTION_NAMES
from complianced.rules.rulebook import Bundle
from complianced.sample.plant import PlantError
from complianced.testing.faults import Fault, Place, place_in
from complianced.testing.inspected import Inspected
from complianced.testing.planting import plants_of
from complianced.testing.purity import imported_modules, python_files

_PUBLIC = ("complianced.api", "complianced.testing")


def public_door(inspected: Inspected) -> Iterator[Fault]:
    """The bundle imports nothing of complianced but `complianced.api`."""
    folder = inspected.bundle.folder
    for path, file in python_files(folder, folder.name):
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"))
        except SyntaxError:
            continue  # said by the check of purity, or when the module is loaded
        for node in ast.walk(tree):
            for module in _imported(node):
                own = folder.name in module.split(".")
                public = any(module == each or module.startswith(f"{each}.") for each in _PUBLIC)
                if module.partition(".")[0] == "complianced" and not (own or public):
                    yield Fault(
                        Place(path, getattr(node, "lineno", 1)),
                        f"imports {module}, which is not public",
                        "Import from complianced.api; docs/plugins.md says what there is.",
                    )


def plants_fit(inspected: Inspected) -> Iterator[Fault]:
    """Each plant breaks a rule that there is, and every rule has one, so that the sample can carry its fault."""
    bundle = inspected.bundle
    try:
        plants = plants_of(bundle)
    except PlantError as error:
        yield Fault(Place(f"{bundle.folder.name}/plants.yaml"), str(error), "Write the plant as the others are.")
        return
    for rule in sorted(plants.keys() - inspected.rules.keys()):
        where = place_in(bundle, "plants.yaml", rule)
        yield Fault(where, f"there is no rule {rule}", "Correct the id, or take the plant out.")
    for rule in sorted(inspected.written - plants.keys()):
        words = "has no plant, so no sample of records can carry its fault"
        yield Fault(Place(f"{bundle.folder.name}/plants.yaml", None, rule), words, "Write one.", warning=True)


def order_fits(inspected: Inspected) -> Iterator[Fault]:
    """The pack order names topics, tables, audiences and sections that there are."""
    bundle, pack = inspected.bundle, inspected.bundle.law.pack
    topics = {(each.name, rule.topic) for each in inspected.rulebook.bundles for rule in each.all_rules}
    for theme in pack.themes:
        where = _place(bundle, f"id: {theme.id}").within(theme.id)
        for table in theme.tables:
            if table not in inspected.contract:
                yield Fault(where, f"names the table {table}, which is not there", "Correct it, or take it out.")
        for pattern in theme.rules:
            if not any(fnmatchcase(rule.id, pattern) for each in inspected.rulebook.bundles for rule in each.all_rules):
                yield Fault(where, f"names the rule {pattern}, which is not there", "Correct the id, or take it out.")
        for pattern in theme.topics:
            if not any(topic_is(pattern, name, topic) for name, topic in topics):
                words = f"names the topic {pattern}, which no loaded rule has"
                yield Fault(where, words, "A topic is the name of the module that a rule stands in.")
    for audience, sections in pack.order.items():
        where = _place(bundle, f"{audience}:").within(audience)
        if audience not in AUDIENCES:
            yield Fault(where, "is no audience", f"Choose from {', '.join(AUDIENCES)}.")
        for section in sections:
            if section not in SECTION_NAMES:
                words = f"names the section {section}, which complianced does not have"
                yield Fault(where, words, "A plugin's own section says itself where it stands.")


def _imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports, those that it takes out of `complianced` itself among them."""
    modules = imported_modules(node)
    if isinstance(node, ast.ImportFrom) and modules == ["complianced"]:
        modules += [f"complianced.{each.name}" for each in node.names]
    return modules


def _place(bundle: Bundle, text: str) -> Place:
    """The pack order with the line on which the text stands."""
    lines = (bundle.folder / "law" / "pack.yaml").read_text(encoding="utf-8").splitlines()
    line = next((at for at, line in enumerate(lines, start=1) if text in line), None)
    return Place(f"{bundle.folder.name}/law/pack.yaml", line)
