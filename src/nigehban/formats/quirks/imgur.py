"""Imgur knows its uploader only by the IP address at the file, with the event UPLOAD: it is the reported person's."""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.draft import Draft
from nigehban.formats.quirks.quirk import Quirk, Report, suspect, words


def _apply(draft: Draft, report: Report) -> None:
    del report
    owner = suspect(draft)
    for mention in draft.referral.mentions:
        if mention.kind == "ip" and mention.file >= 0 and (mention.event or "").upper() == "UPLOAD":
            mention.role, mention.party = owner.role, owner.party


QUIRK: Final = Quirk("imgur", words("imgur"), _apply)
