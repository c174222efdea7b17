"""The checks can fail: each defect here is put into a good pack, and has to be found."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from . import audits, checks
from .test_pdf import pdf_of

Defect = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def good() -> bytes:
    return pdf_of(audits.audit())


def spoiled(data: bytes, defect: Defect) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        defect(pdf)
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def in_metadata(old: bytes, new: bytes) -> Defect:
    def defect(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new))

    return defect


def in_page(old: bytes, new: bytes) -> Defect:
    def defect(pdf: Pdf) -> None:
        stream = pdf.pages[0].Contents
        assert old in stream.read_bytes()
        stream.write(stream.read_bytes().replace(old, new, 1))

    return defect


def without(*path: str) -> Defect:
    def defect(pdf: Pdf) -> None:
        at = pdf.Root
        for name in path[:-1]:
            at = at[name]
        del at[path[-1]]

    return defect


def renamed(role: str, other: str) -> Defect:
    def defect(pdf: Pdf) -> None:
        checks.elements(pdf, role)[0].S = Name("/" + other)

    return defect


def every(role: str, key: str) -> Defect:
    def defect(pdf: Pdf) -> None:
        for element in checks.elements(pdf, role):
            if key in element:
                del element[key]

    return defect


def links_without(key: str) -> Defect:
    def defect(pdf: Pdf) -> None:
        for leaf in pdf.pages:
            for box in leaf.obj.get("/Annots", []):
                if box.Subtype == Name.Link:
                    del box[key]

    return defect


def fonts_without(key: str) -> Defect:
    def defect(pdf: Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            holder = font.FontDescriptor if key == "/FontFile2" else font
            del holder[key]

    return defect


def ragged(pdf: Pdf) -> None:
    row = checks.elements(pdf, "TR")[8]
    del row.K[len(row.K) - 1]


def links_as_spans(pdf: Pdf) -> None:
    for element in checks.elements(pdf, "Link"):
        element.S = Name.Span


def no_tab_order(pdf: Pdf) -> None:
    for leaf in pdf.pages:
        del leaf.obj["/Tabs"]


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def wrong_width(pdf: Pdf) -> None:
    next(iter(pdf.pages[0].Resources.Font.values())).Widths[101] = 999


UA = {
    "no language": without("/Lang"),
    "not marked": without("/MarkInfo"),
    "title not shown": without("/ViewerPreferences"),
    "no structure": without("/StructTreeRoot"),
    "no way back": without("/StructTreeRoot", "/ParentTree"),
    "no title": in_metadata(b"<dc:title>", b"<dc:type>"),
    "does not say PDF/UA": in_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""),
    "chart without words": every("Figure", "/Alt"),
    "headings without scope": every("TH", "/A"),
    "heading skipped": renamed("H1", "H3"),
    "item outside a list": renamed("L", "Div"),
    "row outside a table": renamed("TR", "P"),
    "unknown role": renamed("P", "Blurb"),
    "ragged table": ragged,
    "text outside the tree": in_page(b"/H1 <</MCID 1>> BDC", b"/Other BMC"),
    "link without words": links_without("/Contents"),
    "link without a way back": links_without("/StructParent"),
    "link that is no link": links_as_spans,
    "no tab order": no_tab_order,
    "font not embedded": fonts_without("/FontFile2"),
    "font without meaning": fonts_without("/ToUnicode"),
    "wrong width": wrong_width,
}
ARCHIVE = {
    "does not say PDF/A": in_metadata(b"<pdfaid:part>3</pdfaid:part>", b""),
    "schema not described": in_metadata(b"pdfaExtension:schemas", b"pdfaExtension:other"),
    "no colour": without("/OutputIntents"),
    "attachment not associated": without("/AF"),
    "script": script,
    "printer's colour": in_page(b"BT", b"BT 0 0 0 1 k"),
    "link not printed": links_without("/F"),
}


def test_the_good_pack_is_good(good: bytes) -> None:
    assert checks.standards(good, "ua1", "3a") == []


@pytest.mark.parametrize("defect", UA.values(), ids=UA.keys())
def test_the_accessibility_gate_finds(good: bytes, defect: Defect) -> None:
    assert checks.standards(spoiled(good, defect), "ua1")


@pytest.mark.parametrize("defect", ARCHIVE.values(), ids=ARCHIVE.keys())
def test_the_archive_gate_finds(good: bytes, defect: Defect) -> None:
    assert checks.standards(spoiled(good, defect), "3a")


def test_the_tree_check_finds_what_validators_pass(good: bytes) -> None:
    def shuffled(pdf: Pdf) -> None:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        at = next(n for n in range(1, len(nums), 2) if isinstance(nums[n], Array))
        nums[at] = Array(reversed(list(nums[at])))

    assert checks.standards(spoiled(good, shuffled), "ua1") == []
    assert checks.tree_faults(spoiled(good, shuffled))


def test_hearing_the_text_finds_a_font_that_lies(good: bytes) -> None:
    def lying(pdf: Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0065>", b"<0066>"))

    assert checks.standards(spoiled(good, lying), "ua1") == []
    assert checks.spoken(spoiled(good, lying)) != checks.spoken(good)


def test_hearing_the_text_finds_words_left_to_the_eye(good: bytes) -> None:
    mute = in_page(b"/H1 <</MCID 1>> BDC", b"/Artifact BMC")
    assert checks.spoken(spoiled(good, mute)) != checks.spoken(good)
    with pikepdf.open(io.BytesIO(good)) as pdf:
        assert len(pdf.pages) > 5
