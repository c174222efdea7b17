"""Text from records and plugins made fit for any page: nothing in it that no reader can see or hear."""

from __future__ import annotations

import unicodedata

# Characters with a plain twin that says the same.
TWINS = {
    **dict.fromkeys("\u2010\u2011\u2212", "-"),
    **dict.fromkeys(
        "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\r\u2028\u2029\u0085\u000b\u000c", "\n"),
}


def clean(text: str) -> str:
    """`text` without what no reader can see or hear: controls, direction marks, lone surrogates; composed (NFC).

    Line breaks of every kind become a newline. Also fit for alternative texts and titles, which no font draws.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    text = text.replace("\r\n", "\n")
    kept = (TWINS.get(char, char) for char in text)
    seen = "".join(
        "\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char
        for char in kept
        if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf"}
    )
    return unicodedata.normalize("NFC", seen)
