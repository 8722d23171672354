"""The uploaded files of a police form."""

from __future__ import annotations

from random import Random
from typing import Any

from nigehban.synthetic.content import Report, SharedFile

Json = dict[str, Any]
_META = frozenset({"Facebook", "Instagram"})
_VIEWED = {True: "Yes", False: "No", None: None}


def uploaded_files(rng: Random, report: Report) -> Json | list[Json] | None:
    """Null, wrapped, or a bare list: the form comes in all three."""
    if not report.files:
        return None
    entries = [_file(report, file) for file in report.files]
    return entries if rng.random() < 0.1 else {"uploadedFiles": entries}


def _file(report: Report, file: SharedFile) -> Json:
    return {
        "id": file.external_id,
        "filename": f"{file.external_id[:12]}-{file.name}",
        "originalFilename": file.name,
        "submittalId": str(report.plan.number) if report.plan.platform.name in _META else None,
        "verificationHash": file.md5,
        "viewedByEsp": _VIEWED[file.viewed],
        "exifViewedByEsp": None,
        "publiclyAvailable": None,
        "industryClassification": file.industry,
        "ncmecTags": _tags(file),
        "sourceInformation": None,
        "espMetadata": _metadata(report, file),
        "additionalInformations": None,
    }


def _tags(file: SharedFile) -> Json | None:
    if not file.tags:
        return None
    return {"groups": [{"name": "File", "tags": [{"value": tag} for tag in file.tags]}]}


def _metadata(report: Report, file: SharedFile) -> Json | None:
    if report.plan.platform.name != "Dropbox":
        return None
    return {"metadatas": [{"name": "Upload Date and Time", "value": file.uploaded}]}
