"""The tables that the text scan makes: nobody keeps them by hand.

`law/lexicon.yaml` has the words; its rows are the choices of `lexicon_row`.
"""

from complianced.api import MADE_BY_THE_AUDIT, Column, Kind, Table

LEXICON_ROWS = (
    "words_homes",
    "words_people",
    "words_job",
    "words_managed",
    "words_discipline",
    "words_leave",
    "words_rota_day",
    "words_rota",
    "words_kit",
)
# The kinds that speak to carers or to the public: rows about carers are looked for in these only.
CARER_PAPERS = (
    "carer_agreement_template",
    "placement_agreement_template",
    "licence_template",
    "carer_handbook",
    "fee_schedule",
    "charter",
    "website_copy",
    "advert",
    "matching_policy",
    "support_carer_policy",
    "breaks_policy",
    "approval_review_policy",
    "service_guide",
    "recruitment_policy",
)


def _key(name: str) -> Column:
    return Column(name, Kind.ID, "Made by the scan", required=True)


_LINKS = (
    Column("scheme_id", Kind.ID, links_to="schemes"),
    Column("document_id", Kind.ID, "The document that was scanned", required=True, links_to="documents"),
)

DOCUMENT_SCANS = Table(
    "document_scans",
    MADE_BY_THE_AUDIT,
    "One document whose text was looked for. Made by the audit; leave it out of your records",
    (
        _key("scan_id"),
        *_LINKS,
        Column("read", Kind.YESNO, "no: the file could not be read; the data problems say why"),
        Column("passages", Kind.WHOLE, "Paragraphs and headings read"),
    ),
)

DOCUMENT_HITS = Table(
    "document_hits",
    MADE_BY_THE_AUDIT,
    "One word found in a document, for a person to read. Made by the audit; leave it out of your records",
    (
        _key("hit_id"),
        *_LINKS,
        Column("lexicon_row", Kind.CHOICE, "The row of the lexicon", choices=LEXICON_ROWS),
        Column("word", Kind.TEXT, "The word as the lexicon flags it"),
        Column("place", Kind.TEXT, "Line, and page where there are pages"),
        Column("line", Kind.WHOLE, "The line"),
        Column("context", Kind.TEXT, "The sentence; it may name people and never leaves in a finding", personal=True),
        Column("preferred", Kind.TEXT, "What the sector says"),
    ),
)
