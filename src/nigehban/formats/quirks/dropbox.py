"""Dropbox states the time of an upload only in ``espMetadata``, under “Upload Date and Time”."""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.draft import Draft, each
from nigehban.formats.quirks.quirk import Quirk, Report, node_at, words

_UPLOADED: Final = "upload date and time"


def _apply(draft: Draft, report: Report) -> None:
    for file in draft.referral.files:
        node = node_at(draft, report, file.pointer)
        metadata = node.get("espMetadata") if isinstance(node, dict) else None
        for entry, at in each(metadata, f"{file.pointer}/espMetadata", "metadatas"):
            if file.uploaded is None and isinstance(entry, dict) and _is_upload_time(entry):
                file.uploaded = draft.time(entry.get("value"), f"{at}/value")


def _is_upload_time(entry: dict[str, object]) -> bool:
    name = entry.get("name")
    return isinstance(name, str) and name.strip().lower() == _UPLOADED


QUIRK: Final = Quirk("dropbox", words("dropbox"), _apply)
