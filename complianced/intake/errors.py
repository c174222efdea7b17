"""What stops intake altogether, and what stops one file of it."""

from __future__ import annotations


class IntakeError(ValueError):
    """The source cannot be used at all; the message says the way out."""


class MappingError(IntakeError):
    """mapping.toml asks for something that is not there; the message names the file and the key."""


class UnreadableError(Exception):
    """One file, sheet or table cannot be read; the message is the rest of the sentence that begins with its name."""
