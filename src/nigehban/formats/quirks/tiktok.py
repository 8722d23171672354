"""TikTok lists login IP addresses under the reported person, often without saying that they are logins."""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.draft import Draft
from nigehban.formats.quirks.quirk import Quirk, Report, words
from nigehban.records import Role


def _apply(draft: Draft, report: Report) -> None:
    del report
    for mention in draft.referral.mentions:
        if mention.kind == "ip" and mention.role is Role.REPORTED and mention.event is None:
            mention.event = "Login"


QUIRK: Final = Quirk("tiktok", words("tiktok", "tik tok"), _apply)
