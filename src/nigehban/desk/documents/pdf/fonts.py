"""The fonts of documents, from the package: Nastaliq for Urdu, Noto Sans for Latin, Naskh for what Nastaliq lacks.

All are Noto fonts under the Open Font License (``typefaces/OFL.txt``). Each file holds a part of a script, so each is a
family of its own: Pango takes the first that has a letter.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

SCHEME = "font:"
"""What the style sheet writes before a file's name; no other address is ever opened."""
_FOLDER = Path(__file__).parent / "typefaces"


class Font(NamedTuple):
    """A font file."""

    family: str
    weight: int
    file: str


FONTS = (
    Font("Desk Latin", 400, "noto-sans-latin-400-normal.woff"),
    Font("Desk Latin", 700, "noto-sans-latin-700-normal.woff"),
    Font("Desk Latin More", 400, "noto-sans-latin-ext-400-normal.woff"),
    Font("Desk Nastaliq", 400, "noto-nastaliq-urdu-arabic-400-normal.woff"),
    Font("Desk Nastaliq", 700, "noto-nastaliq-urdu-arabic-700-normal.woff"),
    Font("Desk Naskh", 400, "noto-naskh-arabic-arabic-400-normal.woff"),
)


def faces() -> str:
    """The ``@font-face`` rules."""
    return "".join(
        f'@font-face {{ font-family: "{one.family}"; font-weight: {one.weight}; src: url("{SCHEME}{one.file}"); }}\n'
        for one in FONTS
    )


def font_file(address: str) -> Path | None:
    """The file of an address that the style sheet wrote; ``None`` for every other address."""
    known = {SCHEME + one.file: _FOLDER / one.file for one in FONTS}
    return known.get(address)
