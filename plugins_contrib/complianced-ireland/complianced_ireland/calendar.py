"""`--format calendar`: what falls due in the next thirteen months as an iCalendar file (RFC 5545), a day's entry each.

An entry carries the id of a record and what is due, and no name. The same audit gives the same bytes.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from complianced.api import Audit, OutputFormat, write_whole

# RFC 5545, 3.1: no line is longer than this many bytes; a longer one goes on after a space.
LONGEST = 75


def write(audit: Audit, folder: Path) -> Path:
    """Writes `due.ics` and gives its path."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//complianced//due dates//EN",
        *_entries(audit),
        "END:VCALENDAR",
    ]
    content = "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))
    return write_whole(folder / "due.ics", content.encode())


def _entries(audit: Audit) -> Iterator[str]:
    titles = {rule.id: rule.title for rule in audit.rules}
    for rule, scheme, table, record, due in audit.due.select(
        "rule", "scheme_id", "table", "record_id", "due_on"
    ).iter_rows():
        yield "BEGIN:VEVENT"
        yield f"UID:{_plain(f'{rule}@{scheme}/{record}')}"
        yield f"DTSTAMP:{_day(audit.as_of)}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_day(due)}"
        yield f"DTEND;VALUE=DATE:{_day(due + timedelta(days=1))}"
        yield f"SUMMARY:{_plain(titles.get(rule, rule))}"
        yield f"DESCRIPTION:{_plain(f'{record} in {table}, {rule}')}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _plain(text: str) -> str:
    """The text as one value: what has a meaning in iCalendar is escaped (3.3.11), and what is no text is a space."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return printable.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most LONGEST bytes, no character cut in two."""
    piece, size = "", 0
    for character in line:
        bytes_of = len(character.encode())
        if size + bytes_of > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + bytes_of
    yield piece


CALENDAR = OutputFormat("calendar", "what falls due, as a file for any calendar program", write)
