"""Text of unknown senders on an officer's terminal."""

from __future__ import annotations

WIDTH = 100
"""Characters of a sender's text on one line."""


def printable(text: str) -> str:
    """The text with every control character shown, never sent: a document must not command a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def cut(text: str, width: int = WIDTH) -> str:
    """One line of at most ``width`` characters and an ellipsis."""
    return printable(text) if len(text) <= width else f"{printable(text[:width])}…"
