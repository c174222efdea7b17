"""A document that was not read, and why, in words that say what to do."""

from __future__ import annotations


class DocumentError(ValueError):
    """A document that cannot be read, or is refused; the message follows on the name of the file."""
