"""A finished canvas written as a PDF 1.7 file: small objects packed into compressed streams, an ID from the content.

reportlab writes every object apart, in PDF 1.4's way. The structure tree has tens of thousands of objects of a few
bytes each: in object streams (ISO 32000-1, 7.5.7) the file is a quarter of the size and is written in a fraction of
the time. Stream ends are as PDF/A asks (ISO 19005-2, 6.1.7.1), and nothing depends on the clock or on hash order.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress
from reportlab.pdfbase.pdfdoc import format as pdf_source

from complianced.reports.canvas import TaggedCanvas

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PER_STREAM = 200
# Both characters of the line end: with a line feed alone, data that end in a carriage return are read one byte short.
STREAM_END = b"\r\nendstream"
# An entry of the table of objects: its kind, its place in the file or the number of its pack, and its index there.
ENTRY = struct.Struct(">BIH")
_END = b"endstream\n"


def file_bytes(canvas: TaggedCanvas) -> bytes:
    """The bytes of the file. The canvas must be finished and declared, and cannot be used afterwards."""
    document = canvas._doc
    _prepare(canvas)
    out = _File()
    number = 0
    # Writing an object may register others after it.
    while (number := number + 1) in document.numberToId:
        item = document.idToObject[document.numberToId[number]]
        if item is not canvas.tree:
            out.add(number, pdf_source(item, document, toplevel=1))
    numbers = document.idToObjectNumberAndVersion
    for mark in canvas.marks:
        mark.number = numbers[mark.page.__InternalName__][0]
    for own, source in canvas.tree.sources(number, numbers):
        out.pack(own, source)
    return out.finish(
        catalogue=numbers[document.Catalog.__InternalName__][0],
        info=numbers[document.info.__InternalName__][0],
    )


def _prepare(canvas: TaggedCanvas) -> None:
    """What reportlab does before it writes a file, but for its checksums."""
    document = canvas._doc
    for mark in canvas.marks:
        # Left to itself reportlab adds an ASCII layer, a quarter again in size.
        mark.page.Contents = PDFStream(content=mark.page.stream, filters=[PDFZCompress])
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    document.encrypt.prepare(document)


class _File:
    """A file as it grows: where each object stands, by its number."""

    def __init__(self) -> None:
        self.data = bytearray(HEADER)
        self.entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._waiting: list[tuple[int, bytes]] = []
        self._packs: list[list[tuple[int, bytes]]] = []

    def add(self, number: int, source: bytes) -> None:
        """A stream by itself, anything else packed."""
        if source.endswith(_END):
            self._stand_alone(number, source[: -len(_END)] + STREAM_END)
        else:
            self.pack(number, source.rstrip(b"\n"))

    def pack(self, number: int, source: bytes) -> None:
        """An object that is no stream, into the pack at hand."""
        self._waiting.append((number, source))
        if len(self._waiting) == PER_STREAM:
            self._close_pack()

    def _close_pack(self) -> None:
        if self._waiting:
            self._packs.append(self._waiting)
            self._waiting = []

    def _stand_alone(self, number: int, source: bytes) -> None:
        self.entries[number] = (1, len(self.data), 0)
        self.data += b"%d 0 obj\n%b\nendobj\n" % (number, source)

    def finish(self, catalogue: int, info: int) -> bytes:
        """The packs, the table of where things are, and the end."""
        self._close_pack()
        number = max(max(self.entries), max(own for pack in self._packs for own, _ in pack))
        for pack in self._packs:
            number += 1
            self._write_pack(number, pack)
        number += 1
        start = len(self.data)
        self.entries[number] = (1, start, 0)
        table = b"".join(ENTRY.pack(*self.entries[at]) for at in range(number + 1))
        identity = hashlib.sha256(self.data).hexdigest()[:32]
        trailer = f"/Root {catalogue} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]"
        self._stand_alone(number, _stream(f"/Type/XRef/Size {number + 1}/W[1 4 2]{trailer}", table))
        self.data += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(self.data)

    def _write_pack(self, number: int, pack: list[tuple[int, bytes]]) -> None:
        heads: list[str] = []
        place = 0
        for index, (own, source) in enumerate(pack):
            heads.append(f"{own} {place}")
            place += len(source) + 1
            self.entries[own] = (2, number, index)
        head = " ".join(heads).encode() + b"\n"
        body = head + b"\n".join(source for _, source in pack)
        self._stand_alone(number, _stream(f"/Type/ObjStm/N {len(pack)}/First {len(head)}", body))


def _stream(entries: str, data: bytes) -> bytes:
    packed = zlib.compress(data)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode()
    return head + packed + STREAM_END
