"""The files of a report: what they are called, what their hashes are, and whether a human looked at them."""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.captures import source_captures
from nigehban.formats.police.contacts import Handler, identifiers, narratives
from nigehban.formats.police.draft import Draft, Owner, each
from nigehban.formats.police.tags import annotation_tags, tag_groups
from nigehban.formats.vocabulary import hash_algorithm
from nigehban.records import File, Stated

_ALGORITHM_KEYS: Final = ("hashType", "algorithm", "type", "name")
_VALUE_KEYS: Final = ("value", "hash", "originalFileHash")
_ALGORITHM_OF_LENGTH: Final = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
_ID_KEYS: Final = ("id", "fileId")
_STORED_NAME_KEYS: Final = ("filename", "fileName")
_ORIGINAL_NAME_KEYS: Final = ("originalFilename", "originalFileName")


def files(draft: Draft, value: object, pointer: str) -> None:
    """Each uploaded file: the list comes as null, bare, or wrapped in its own name."""
    for entry, at in each(value, pointer, "uploadedFiles"):
        if isinstance(entry, dict):
            _file(draft, entry, at)
        else:
            draft.odd(at, "file")


def _file(draft: Draft, node: dict[str, object], pointer: str) -> None:
    if not node:
        return
    file = File(pointer)
    draft.referral.files.append(file)
    owner = Owner(file=len(draft.referral.files) - 1, platform=draft.referral.reporter)
    file.external_id = _text(draft.take_key(node, pointer, *_ID_KEYS))
    file.original_name = _text(draft.take_key(node, pointer, *_ORIGINAL_NAME_KEYS))
    file.name = _text(draft.take_key(node, pointer, *_STORED_NAME_KEYS)) or file.original_name
    for key, value in node.items():
        if value is not None and (handler := FIELDS.get(key)) is not None:
            handler(draft, owner, value, f"{pointer}/{key}")


def _text(stated: Stated | None) -> str | None:
    return None if stated is None else stated.value


def _hashes(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    for entry, at in each(value, pointer):
        if isinstance(entry, dict):
            algorithm = draft.take_key(entry, at, *_ALGORITHM_KEYS)
            stated = draft.take_key(entry, at, *_VALUE_KEYS)
        else:
            algorithm, stated = None, draft.take(entry, at)
        if stated is not None:
            hint = _by_length(stated) if algorithm is None else hash_algorithm(algorithm.value)
            draft.mention("file_hash", stated, owner, hint)


def _by_length(digest: Stated) -> str | None:
    """``verificationHash`` is an MD5; should that change, its length says so."""
    return _ALGORITHM_OF_LENGTH.get(len(digest.value.strip()))


def _file_of(draft: Draft, owner: Owner) -> File:
    return draft.referral.files[owner.file]


def _viewed(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).viewed = draft.flag(value, pointer)


def _exif_viewed(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).exif_viewed = draft.flag(value, pointer)


def _public(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).public = draft.flag(value, pointer)


def _industry_class(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).industry_class = _text(draft.take(value, pointer))


def _relevance(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).relevance = _text(draft.take(value, pointer))


def _media_type(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).media_type = _text(draft.take(value, pointer))


def _uploaded(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    _file_of(draft, owner).uploaded = draft.time(value, pointer)


def _ncmec_tags(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    tag_groups(draft, value, pointer, "NCMEC", owner.file)


def _annotations(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    annotation_tags(draft, value, pointer, "ESP", owner.file)


FIELDS: Final[dict[str, Handler]] = {
    "additionalInformations": narratives("additional"),
    "additonalInformations": narratives("additional"),
    "exifViewedByEsp": _exif_viewed,
    "fileAnnotations": _annotations,
    "fileRelevance": _relevance,
    "fileViewedByEsp": _viewed,
    "hash": _hashes,
    "hashes": _hashes,
    "industryClassification": _industry_class,
    "locationOfFile": identifiers("url", "url"),
    "MD5": _hashes,
    "md5": _hashes,
    "mediaType": _media_type,
    "mimeType": _media_type,
    "ncmecTags": _ncmec_tags,
    "originalFileHash": _hashes,
    "originalFileHashes": _hashes,
    "publiclyAvailable": _public,
    "SHA1": _hashes,
    "sha1": _hashes,
    "SHA256": _hashes,
    "sha256": _hashes,
    "sourceInformation": source_captures,
    "uploadedToEspTimestamp": _uploaded,
    "verificationHash": _hashes,
    "viewedByEsp": _viewed,
}
"""For each key of a file, who takes it."""
