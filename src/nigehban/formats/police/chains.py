"""Explicit references to other reports of the same centre."""

from __future__ import annotations

import re
from typing import Final

from nigehban.formats.police.draft import Draft, each
from nigehban.records import Chain, Scheme

_BETWEEN: Final = re.compile(r"[\s,;]*[,;][\s,;]*(?=\S)|\s+(?=\d)")
"""Between the numbers of a list that is written as one text."""
_ID_KEYS: Final = ("value", "reportId", "cybertipReportId", "id")


def chain_to(draft: Draft, kind: str, value: object, pointer: str) -> None:
    """Each report id of a list, as a chain to the referral ``NCMEC:<id>``."""
    for entry, at in each(value, pointer):
        if isinstance(entry, bool):
            continue
        stated = draft.take_key(entry, at, *_ID_KEYS) if isinstance(entry, dict) else draft.take(entry, at)
        if stated is None:
            continue
        for number in _BETWEEN.split(stated.value.strip()):
            draft.referral.chains.append(Chain(kind, f"{Scheme.NCMEC}:{number}", stated.pointer))
