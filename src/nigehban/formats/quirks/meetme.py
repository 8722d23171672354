"""MeetMe puts profile, IP log and messages into free text: labelled lines, and lines of an address and a time."""

from __future__ import annotations

import re
from typing import Final

from nigehban.formats.police.draft import Draft, Owner
from nigehban.formats.quirks.labels import mention_labelled
from nigehban.formats.quirks.quirk import Quirk, Report, derived, owned_texts, words
from nigehban.formats.times import instant

PLATFORM: Final = "MeetMe"
_IP: Final = re.compile(
    r"(?<![\w.:])(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}|(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{1,4})(?![\w:])"
)
_TIME: Final = re.compile(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[0-9]{4})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?:\.[0-9]{1,9})?(?:Z| ?[+-][0-9]{2}:?[0-9]{2}| ?[A-Z]{3,4}\b)?"
)


def _apply(draft: Draft, report: Report) -> None:
    del report
    for text, pointer, owner in owned_texts(draft):
        mention_labelled(draft, owner, text, pointer, PLATFORM)
        for line in text.splitlines():
            _logged_address(draft, owner, line, pointer)


def _logged_address(draft: Draft, owner: Owner, line: str, pointer: str) -> None:
    """An address beside a time is an entry of the log; without one it is left to the general search of free text."""
    time = _TIME.search(line)
    if time is None:
        return
    rest = line[: time.start()] + " " * len(time[0]) + line[time.end() :]
    for address in _IP.findall(rest):
        derived(draft, owner, "ip", address, pointer).at = instant(time[0])


QUIRK: Final = Quirk("meetme", words("meetme", "meet me", "the meet group"), _apply)
