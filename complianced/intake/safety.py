"""What intake refuses to open: files outside the folder, files too big, archives and sheets that would swell.

The limits are far above any scheme's records; they keep a hostile file from filling memory before it is looked at.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from complianced.intake.errors import UnreadableError

MAX_FILE_BYTES = 2 << 30  # a CSV or Parquet file
MAX_WORKBOOK_BYTES = 256 << 20
MAX_UNPACKED_BYTES = 1 << 30
MAX_RATIO = 200  # unpacked to packed, for archives that unpack to more than RATIO_FROM_BYTES
RATIO_FROM_BYTES = 50 << 20
MAX_SHEET_CELLS = 50_000_000  # width × height: the reader holds every cell between the corners
MAX_PARQUET_ROWS = 100_000_000


def check_file(path: Path, root: Path | None = None, limit: int = MAX_FILE_BYTES) -> None:
    """Raise UnreadableError for a file that leads out of `root`, is no plain file, is empty or above `limit` bytes."""
    try:
        real = path.resolve(strict=True)
        facts = real.stat()
    except (OSError, RuntimeError):
        raise UnreadableError("cannot be opened. Check that it is there and that you may read it.") from None
    if root is not None and not real.is_relative_to(root.resolve()):
        raise UnreadableError("is a link to a place outside the folder. Put the file itself in the folder.")
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadableError("is not a plain file. Put the file itself in the folder.")
    if facts.st_size == 0:
        raise UnreadableError("is empty. Export it again; a table without records still has its headings.")
    if facts.st_size > limit:
        raise UnreadableError(
            f"is larger than {limit >> 20:,} MiB, the most that is read from one file. Split it by scheme, or use a "
            "database."
        )


def open_archive(path: Path) -> zipfile.ZipFile:
    """The workbook as an archive, once it is known not to swell. Raises UnreadableError; the caller closes it."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError("is damaged and cannot be opened as a workbook. Save it again and replace it.") from None
    unpacked = sum(part.file_size for part in archive.infolist())
    packed = max(1, path.stat().st_size)
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > RATIO_FROM_BYTES and unpacked / packed > MAX_RATIO):
        archive.close()
        raise UnreadableError(
            f"unpacks to {unpacked >> 20:,} MiB, far more than a workbook of records. It was not opened. Save the "
            "tables as CSV."
        )
    return archive
