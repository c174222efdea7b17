"""Documents of every kind give their words with the line; hostile ones are refused, and say what to do."""

from __future__ import annotations

import io
import os
import zipfile

import pytest
from reportlab.pdfgen.canvas import Canvas

from complianced.textscan.documents import MAX_FILE_BYTES, find_file, read_document
from complianced.textscan.refused import DocumentError
from tests.textscan.made import MAKERS, OFFICE, TEXT, W, docx, word_xml, zipped

WORDS = ["# Breaks", "Each arrangement has funded breaks.", "Carer and person choose when."]


def written(tmp_path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    return read_document(name, tmp_path)


def refused(tmp_path, name: str, content: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        written(tmp_path, name, content)
    return str(caught.value)


def outcome(name: str, root) -> str:
    """The first passage of a document, or that there was too much of it."""
    try:
        return read_document(name, root)[0].text
    except DocumentError as error:
        return "too long" if "letters" in str(error) or "draws more" in str(error) else str(error)


@pytest.mark.parametrize("ending", MAKERS)
def test_every_kind_gives_the_same_paragraphs(tmp_path, ending):
    passages = written(tmp_path, f"breaks.{ending}", MAKERS[ending](WORDS))
    assert [passage.text.lstrip("# ") for passage in passages] == [text.lstrip("# ") for text in WORDS]


@pytest.mark.parametrize("ending", ["docx", "odt", "html", "md"])
def test_paragraphs_know_the_heading_over_them(tmp_path, ending):
    passages = written(tmp_path, f"breaks.{ending}", MAKERS[ending](WORDS))
    assert [passage.under for passage in passages] == ["", "Breaks", "Breaks"]


def test_lines_are_counted_as_a_person_counts_them(tmp_path):
    text = written(tmp_path, "a.md", b"# One\n\ntwo\nthree four\n\nfive")
    assert [passage.line_at(0).place for passage in text] == ["line 1", "line 3", "line 6"]
    assert text[1].line_at(text[1].text.index("four")).place == "line 4"
    pages = written(tmp_path, "a.pdf", MAKERS["pdf"](["First page", "Second page"]))
    assert [passage.line_at(3).place for passage in pages] == ["page 1, line 1", "page 2, line 1"]
    page = written(tmp_path, "a.html", b"<p>one\ntwo <b>three</b></p>\n<p>four</p>")
    assert page[0].text == "one two three"
    assert page[0].line_at(page[0].text.index("three")).number == 2
    assert page[1].line_at(0).number == 3


def test_a_phrase_may_run_over_a_line(tmp_path):
    assert written(tmp_path, "a.txt", b"a funded\nbreak")[0].text == "a funded break"


def test_unseen_letters_do_not_hide_a_word(tmp_path):
    hidden = "sick\u00a0p\u00ada\u200by".encode()
    assert written(tmp_path, "a.txt", hidden)[0].text == "sick pay"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_offices_write(tmp_path, encoding):
    assert written(tmp_path, "a.txt", "“Café”".encode(encoding))[0].text == "“Café”"


def test_scripts_styles_and_comments_of_a_page_are_not_text(tmp_path):
    page = b"<p>seen</p><script>var wages = '<p>unseen</p>'</script><style>x</style><!-- <p>unseen</p> --><p>too</p>"
    assert [passage.text for passage in written(tmp_path, "a.html", page)] == ["seen", "too"]


def test_a_page_that_never_ends_its_tags_is_read_in_time(tmp_path):
    for broken in (b"<!--" * 500_000, b"<p " * 500_000, b"<script>" * 200_000, b"<a b='" * 300_000, b"&" * 3_000_000):
        (tmp_path / "a.html").write_bytes(b"<p>seen</p>" + broken)
        assert outcome("a.html", tmp_path) in ("seen", "too long")


def test_headers_and_notes_of_a_word_document_are_read_and_struck_out_text_is_not(tmp_path):
    main = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>kept</w:t></w:r>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:tab/><w:t>text</w:t></w:r></w:p></w:body></w:document>"
    )
    header = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>head</w:t></w:r></w:p></w:hdr>'
    passages = written(tmp_path, "a.docx", zipped({"word/document.xml": main, "word/header1.xml": header}))
    assert [passage.text for passage in passages] == ["kept text", "head"]


def test_a_text_box_is_read_once(tmp_path):
    inner = "<w:p><w:r><w:t>inner</w:t></w:r></w:p>"
    main = f'<w:document xmlns:w="{W}"><w:p><w:r><w:t>outer</w:t></w:r>{inner}</w:p></w:document>'
    passages = written(tmp_path, "a.docx", zipped({"word/document.xml": main}))
    assert sorted(passage.text for passage in passages) == ["inner", "outer"]


def test_tracked_deletions_of_an_open_document_are_not_read(tmp_path):
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}"><text:tracked-changes><text:p>gone'
        "</text:p></text:tracked-changes><text:p>two<text:s/>words</text:p></office:document-content>"
    )
    assert [passage.text for passage in written(tmp_path, "a.odt", zipped({"content.xml": content}))] == ["two words"]


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "/etc/hosts", "a/../../outside.txt", "..\\outside.txt", "C:\\outside.txt", "a\x00.txt"],
)
def test_nothing_outside_the_folder_is_opened(tmp_path, name):
    (tmp_path / "outside.txt").write_text("secret")
    root = tmp_path / "records"
    root.mkdir()
    with pytest.raises(DocumentError, match="leads out of the folder"):
        find_file(name, root)


def test_a_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "outside.txt").write_text("secret")
    root = tmp_path / "records"
    root.mkdir()
    (root / "inside.txt").symlink_to(tmp_path / "outside.txt")
    (root / "docs").symlink_to(tmp_path)
    for name in ("inside.txt", "docs/outside.txt"):
        with pytest.raises(DocumentError, match="outside the folder"):
            find_file(name, root)


def test_what_is_no_plain_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt"):
        with pytest.raises(DocumentError, match="not a plain file"):
            find_file(name, tmp_path)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(DocumentError, match="is not there"):
        read_document("none.txt", tmp_path)


def test_other_kinds_of_file_are_named(tmp_path):
    assert "Save it as DOCX, ODT or PDF" in refused(tmp_path, "a.doc", b"old")


def test_a_file_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(DocumentError, match="larger than"):
        read_document("a.pdf", tmp_path)


def test_an_empty_file_is_told(tmp_path):
    assert "is empty" in refused(tmp_path, "a.txt", b" \n")


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    bomb = zipped({"word/document.xml": b"<a>" + b" " * (200 << 20)})
    assert len(bomb) < 1 << 20
    assert "unpacks to far more" in refused(tmp_path, "a.docx", bomb)


def test_an_archive_that_lies_about_its_size_is_read_no_further_than_the_limit(tmp_path):
    content = bytearray(zipped({"word/document.xml": b"<a>" + b" " * (40 << 20)}))
    size = (40 << 20) + 3
    lie = (1000).to_bytes(4, "little")
    content = content.replace(size.to_bytes(4, "little"), lie)
    said = refused(tmp_path, "a.docx", bytes(content))
    assert "damaged" in said or "far more" in said


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_external_entities_are_refused_before_parsing(tmp_path, encoding):
    declared = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]>'
    xml = word_xml(["hello"], before=declared, encoding=encoding).encode(encoding)
    assert "declares a document type" in refused(tmp_path, "a.docx", zipped({"word/document.xml": xml}))


def test_entities_that_multiply_are_refused(tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = word_xml(["&l9;"], before=f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>')
    assert "declares a document type" in refused(tmp_path, "a.odt", zipped({"content.xml": xml}))


def test_an_encoding_that_could_hide_a_declaration_is_refused(tmp_path):
    xml = b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE x><a/>".encode("cp037")
    assert "encoding" in refused(tmp_path, "a.docx", zipped({"word/document.xml": xml}))


def test_xml_nested_without_end_is_refused(tmp_path):
    xml = b"<a>" * 100_000 + b"</a>" * 100_000
    assert "nested deeper" in refused(tmp_path, "a.odt", zipped({"content.xml": xml}))


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_damaged_archive_is_told(tmp_path, ending):
    good = MAKERS[ending](WORDS)
    assert "damaged" in refused(tmp_path, f"a.{ending}", good[: len(good) // 2])
    assert refused(tmp_path, f"b.{ending}", zipped({"other.xml": "<a/>"}))


def test_an_archive_with_a_password_is_told(tmp_path):
    content = bytearray(docx(WORDS))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.find(mark, content.find(b"word/document.xml") - 60 if mark == b"PK\x03\x04" else 0)
        flags = at + (6 if mark == b"PK\x03\x04" else 8)
        while at >= 0:
            content[flags] |= 1
            at = content.find(mark, at + 4)
            flags = at + (6 if mark == b"PK\x03\x04" else 8)
    assert "password" in refused(tmp_path, "a.docx", bytes(content))


def test_a_damaged_pdf_is_told(tmp_path):
    assert "damaged" in refused(tmp_path, "a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 50)


def test_a_pdf_with_a_password_is_told(tmp_path):
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("open"))
    canvas.drawString(72, 720, "locked")
    canvas.save()
    assert "password" in refused(tmp_path, "a.pdf", out.getvalue())


def test_a_pdf_of_pictures_is_told(tmp_path):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert "no text" in refused(tmp_path, "a.pdf", out.getvalue())


def test_a_pdf_page_that_swells_is_refused(tmp_path):
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.drawString(72, 720, "x")
    canvas._code.append("0 0 m " * 2_000_000)
    canvas.save()
    assert len(out.getvalue()) < 1 << 20
    assert "unpacks to more" in refused(tmp_path, "a.pdf", out.getvalue())


def test_pdf_forms_that_draw_each_other_are_refused(tmp_path):
    """Each form draws the next one ten times: a million million drawings from a small file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> "
        b"/Font << /T 18 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
    ]
    for number in range(5, 17):
        drawn = b"/F Do " * 10 + b"BT /T 1 Tf (x) Tj ET"
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> "
            b"/Font << /T 18 0 R >> >> /Length %d >>\nstream\n%s\nendstream" % (number + 1, len(drawn), drawn)
        )
    objects.append(
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /T 18 0 R >> >> /Length 21 >>\n"
        b"stream\nBT /T 1 Tf (x) Tj ET\nendstream"
    )
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    (tmp_path / "a.pdf").write_bytes(bytes(out))
    # Refused, or each form followed once only: then there is little text.
    assert len(outcome("a.pdf", tmp_path)) < 100_000


def test_an_archive_of_too_many_parts_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(3_000):
            archive.writestr(f"part{number}.xml", "x")
    assert "far more" in refused(tmp_path, "a.docx", out.getvalue())
