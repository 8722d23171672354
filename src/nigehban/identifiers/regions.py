"""Where in a long text identifiers can stand.

Every identifier that free text is searched for holds a digit or one of ``@ / : = $``, or starts with ``www.``; what
explains it (*Easypaisa account*) stands close before. Most of what people write is far from any such sign, so only
their surroundings are searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BEFORE = 64
"""Characters before a sign that may hold the word that explains it."""
AFTER = 32
"""Characters behind a sign that may still belong to it. Words are never cut."""
_SIGNS = re.compile(r"[0-9@/:=$w](?:(?<=w)ww\.|(?<!w)[0-9@/:=$]*)")


def regions(text: str) -> Iterator[tuple[int, int]]:
    """The spans ``[start, end)`` to search, in order and apart from one another; none where no sign stands."""
    start, last, reach = -1, 0, 0
    for match in _SIGNS.finditer(text):
        here = match.start()
        if start >= 0 and here >= max(reach, last + BEFORE + AFTER):
            reach = _word_end(text, last + AFTER)
            if reach <= here:
                yield start, reach
                start = -1
        if start < 0:
            start = _word_start(text, here - BEFORE, reach)
        last = match.end()
    if start >= 0:
        yield start, _word_end(text, last + AFTER)


def _word_start(text: str, place: int, floor: int) -> int:
    """Where the word around ``place`` starts, but not before ``floor``, where the last region ended."""
    return max(text.rfind(" ", floor, place) + 1, floor) if place > floor else floor


def _word_end(text: str, place: int) -> int:
    space = text.find(" ", place)
    return len(text) if space < 0 else space
