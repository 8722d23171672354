"""Habits of single platforms, one a module, that the general reader would misread or miss.

A new habit is a new module with ``QUIRK``, named in ``QUIRKS``.
"""

from __future__ import annotations

from functools import lru_cache

from nigehban.formats.police.draft import Draft
from nigehban.formats.quirks import (
    bing_image,
    block,
    dropbox,
    imgur,
    meetme,
    meta,
    tiktok,
    whatsapp,
    x,
    yahoo,
)
from nigehban.formats.quirks.quirk import Quirk, Report

QUIRKS = (
    bing_image.QUIRK,
    block.QUIRK,
    dropbox.QUIRK,
    imgur.QUIRK,
    meetme.QUIRK,
    meta.QUIRK,
    tiktok.QUIRK,
    whatsapp.QUIRK,
    x.QUIRK,
    yahoo.QUIRK,
)


def apply_quirks(draft: Draft, report: Report) -> None:
    """Runs the quirks of the platform that reports, and those of text that anyone may forward."""
    for quirk in quirks_of(draft.referral.reporter or ""):
        quirk.apply(draft, report)


@lru_cache(maxsize=1024)
def quirks_of(reporter: str) -> tuple[Quirk, ...]:
    """The quirks to expect from a reporter of this name."""
    return tuple(quirk for quirk in QUIRKS if quirk.sender is None or quirk.sender.search(reporter[:200]))


__all__ = ["QUIRKS", "Quirk", "apply_quirks", "quirks_of"]
