"""What makes a PDF archival and accessible as a whole: its metadata, its colours, its attachments.

PDF/A-3a when files are attached, PDF/A-2a when not (ISO 19005), and PDF/UA-1 (ISO 14289-1) in both cases. Nothing
here reads the clock: every date is the audit's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from complianced.reports.canvas import TaggedCanvas
from complianced.reports.plain import clean


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF: the data that the pack was made from."""

    name: str
    mime: str
    data: bytes
    about: str


@dataclass(frozen=True)
class Meta:
    """What a PDF says about itself. `made_on` stands for the moment of making: equal input, equal bytes."""

    title: str
    subject: str
    author: str
    keywords: str
    creator: str
    made_on: date
    language: str = "en-GB"


# PDF/A wants every property of a schema that it does not know (here PDF/UA's) described in the metadata itself.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def declare(canvas: TaggedCanvas, meta: Meta, attachments: Sequence[Attachment] = ()) -> None:
    """Write the document level of a finished canvas, just before it is saved."""
    document = canvas._doc
    catalogue, info = document.Catalog, document.info
    _stop_the_clock(document, meta.made_on)
    words = {"language": meta.language, "producer": info.producer}
    for name in ("title", "author", "subject", "keywords", "creator"):
        words[name] = " ".join(clean(getattr(meta, name)).split())
        setattr(info, name, words[name])
    packet = _XMP.format(
        made=f"{meta.made_on.isoformat()}T00:00:00+00:00",
        part=3 if attachments else 2,
        **{name: _xml(text) for name, text in words.items()},
    ).encode()
    catalogue.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents", "AF"]
    catalogue.Metadata = XMP(creator=lambda _: packet)
    catalogue.Lang = PDFString(meta.language)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalogue.StructTreeRoot = document.Reference(canvas.tree)
    catalogue.OutputIntents = PDFArray([_srgb(document)])
    if attachments:
        _attach(document, attachments, meta.made_on)


def _xml(text: str) -> str:
    # The metadata stand uncompressed, and some readers look for the end of a stream by its word.
    return escape(text).replace("endstream", "endstrea&#109;").replace("endobj", "endob&#106;")


def _stop_the_clock(document: Any, day: date) -> None:
    stamp = document._timeStamp
    stamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
    stamp.dhh = stamp.dmm = 0
    stamp.tzname = "UTC"


def _srgb(document: Any) -> PDFDictionary:
    # What lcms makes for sRGB ("no copyright, use freely"), kept as a file because lcms stamps it with the clock.
    profile = (files(__package__) / "srgb.icc").read_bytes()
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(_stream(profile, N=3)),
        }
    )


def _stream(data: bytes, **entries: Any) -> PDFStream:
    return PDFStream(PDFDictionary(entries), data, [PDFZCompress])


def _attach(document: Any, attachments: Sequence[Attachment], day: date) -> None:
    names: list[Any] = []
    specs: list[Any] = []
    for item in sorted(attachments, key=lambda a: a.name):
        # reportlab does not escape the slash inside a name.
        mime = item.mime.replace("/", "#2F").replace("+", "#2B")
        checksum = hashlib.md5(item.data, usedforsecurity=False).hexdigest()
        params = {
            "Size": len(item.data),
            "ModDate": PDFString(day.strftime("D:%Y%m%d000000+00'00'")),
            "CheckSum": f"<{checksum}>",
        }
        file = document.Reference(
            _stream(item.data, Type="/EmbeddedFile", Subtype="/" + mime, Params=PDFDictionary(params))
        )
        spec = document.Reference(
            PDFDictionary(
                {
                    "Type": "/Filespec",
                    "F": PDFString(item.name),
                    "UF": PDFString(item.name),
                    "Desc": PDFString(item.about),
                    "AFRelationship": PDFName("Data"),
                    "EF": PDFDictionary({"F": file, "UF": file}),
                }
            )
        )
        specs.append(spec)
        names += [PDFString(item.name), spec]
    document.Catalog.AF = PDFArray(specs)
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})
