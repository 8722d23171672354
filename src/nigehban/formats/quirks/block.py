"""Block (Cash App, Square) states the identifiers of the person reported only in free text: lines and $cashtags."""

from __future__ import annotations

import re
from typing import Final

from nigehban.formats.police.draft import Draft
from nigehban.formats.quirks.labels import mention_labelled
from nigehban.formats.quirks.quirk import Quirk, Report, derived, owned_texts, words

PLATFORM: Final = "Cash App"
_CASHTAG: Final = re.compile(r"(?<![\w$])\$[A-Za-z][A-Za-z0-9_-]{0,19}(?![\w-])")
"""A dollar sign and a letter; with a digit it is a sum of money."""


def _apply(draft: Draft, report: Report) -> None:
    del report
    for text, pointer, owner in owned_texts(draft):
        before = len(draft.referral.mentions)
        mention_labelled(draft, owner, text, pointer, PLATFORM)
        known = {mention.raw for mention in draft.referral.mentions[before:]}
        for cashtag in dict.fromkeys(_CASHTAG.findall(text)):
            if cashtag not in known:
                derived(draft, owner, "handle", cashtag, pointer, PLATFORM)


QUIRK: Final = Quirk("block", words("block", "cash app", "cashapp", "square"), _apply)
