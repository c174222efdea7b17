"""Files that are whole or not there at all: written beside their place, flushed to disk, then renamed.

A stop in mid-write (`kill -9`, a full disk) leaves at most a hidden `.part` file, never half a report under its real
name.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path` for bytes; on leaving without an error it takes the place of `path`.

    Makes the folder when it is missing. Raises OSError when the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` to `path`, whole or not at all, and hand back `path`."""
    with whole_file(path) as file:
        file.write(data)
    return path


def _keep_name(folder: Path) -> None:
    # The new name itself lives in the folder, which has to reach the disk too. Windows cannot open a folder.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
