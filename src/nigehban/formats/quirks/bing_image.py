"""Microsoft marks a search by image with the last name “Microsoft BingImage”: a product, not a person.

Left as a name it would make all searchers one person.
"""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.draft import Draft
from nigehban.formats.quirks.quirk import Quirk, Report, words
from nigehban.records import Tag

_MARK: Final = "microsoft bingimage"
_PLATFORM: Final = "Microsoft BingImage"


def _apply(draft: Draft, report: Report) -> None:
    del report
    referral = draft.referral
    for index, party in enumerate(referral.parties):
        if party.name is None or party.name_pointer is None or not party.name.lower().endswith(_MARK):
            continue
        referral.tags.append(Tag("image_search", party.name_pointer, "ESP"))
        referral.platform = _PLATFORM
        referral.mentions = [
            mention for mention in referral.mentions if not (mention.kind == "person_name" and mention.party == index)
        ]
        party.name = party.name_pointer = None


QUIRK: Final = Quirk("bing_image", words("microsoft", "bing"), _apply)
