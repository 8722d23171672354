"""Meta numbers files in ``submittalId``, and gives *viewed* a meaning of its own, which its reports explain.

For a video *yes* means that the entire contents were viewed. *No* does not mean that nobody ever looked: it means that
the hash is of a file which was viewed before, in another report.
"""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.draft import Draft
from nigehban.formats.quirks.quirk import Quirk, Report, node_at, words
from nigehban.records import File, Tag

VIEWED_IN_FULL: Final = "viewed_in_full"
HASH_VIEWED_BEFORE: Final = "hash_viewed_before"
_VIDEO_ENDINGS: Final = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".m4v", ".mpg", ".mpeg", ".wmv")


def _apply(draft: Draft, report: Report) -> None:
    for index, file in enumerate(draft.referral.files):
        node = node_at(draft, report, file.pointer)
        if isinstance(node, dict) and file.external_id is None:
            stated = draft.take_key(node, file.pointer, "submittalId")
            file.external_id = None if stated is None else stated.value
        tag = _meaning(file)
        if tag is not None:
            draft.referral.tags.append(Tag(tag, f"{file.pointer}/viewedByEsp", "ESP", index))


def _meaning(file: File) -> str | None:
    if file.viewed is None:
        return None
    if not file.viewed:
        return HASH_VIEWED_BEFORE
    return VIEWED_IN_FULL if _is_video(file) else None


def _is_video(file: File) -> bool:
    if file.media_type is not None:
        return file.media_type.lower().startswith("video")
    names = (file.name, file.original_name)
    return any(name.lower().endswith(_VIDEO_ENDINGS) for name in names if name is not None)


QUIRK: Final = Quirk("meta", words("meta", "facebook", "instagram", "whatsapp", "threads"), _apply)
