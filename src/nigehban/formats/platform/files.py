"""Files: what the platform says of each, and the receipts that name them."""

from __future__ import annotations

from nigehban.formats.platform.draft import Draft, Owner
from nigehban.formats.platform.incidents import read_tags
from nigehban.formats.platform.people import read_captures
from nigehban.formats.platform.tree import Element
from nigehban.formats.vocabulary import hash_algorithm
from nigehban.records import File, Role, Stated


def read_file(draft: Draft, element: Element, uploader: int) -> None:
    """Read one ``fileDetails``; ``uploader`` is the index of the reported party, -1 where it is not known."""
    owner = _new_file(draft, element, uploader)
    file = draft.referral.files[owner.file]
    file.external_id = _value(element.value("fileId"))
    file.name = file.original_name = _value(element.value("originalFileName", "originalFilename"))
    file.uploaded = draft.time(element.value("uploadedToEspTimestamp"))
    file.viewed = draft.truth(element.value("fileViewedByEsp", "viewedByEsp"))
    file.exif_viewed = draft.truth(element.value("exifViewedByEsp"))
    file.public = draft.truth(element.value("publiclyAvailable"))
    file.relevance = _value(element.value("fileRelevance"))
    file.industry_class = _value(element.value("industryClassification"))
    draft.mentions("url", element, "locationOfFile", owner)
    draft.narratives("additional", element, "additionalInfo")
    for tags in element.all("fileAnnotations"):
        read_tags(draft, tags, owner.file)
    _read_hashes(draft, element, owner)
    read_captures(draft, element, owner)


def read_receipt(draft: Draft, element: Element) -> None:
    """Read a receipt of the clearing house: it names the files that belong to the report."""
    holders = [element, *element.all("files")]
    for identity in (each for holder in holders for each in holder.all("fileId")):
        owner = _new_file(draft, identity, uploader=-1)
        draft.referral.files[owner.file].external_id = identity.take().value or None
        draft.mention("file_hash", element.value("hash"), owner, "md5")


def _new_file(draft: Draft, element: Element, uploader: int) -> Owner:
    draft.referral.files.append(File(element.pointer))
    return Owner(Role.REPORTED, uploader, len(draft.referral.files) - 1)


def _read_hashes(draft: Draft, element: Element, owner: Owner) -> None:
    hashes = Owner(file=owner.file)
    for stated in element.all("originalFileHash"):
        algorithm = stated.attribute("hashType")
        if stated.text:
            draft.mention("file_hash", stated.take(), hashes, hash_algorithm(algorithm.value) if algorithm else None)
    for details in element.all("details"):
        kind = details.attribute("type")
        if kind is not None and kind.value.upper() == "HASH":
            _read_hash_pairs(draft, details, hashes)


def _read_hash_pairs(draft: Draft, element: Element, owner: Owner) -> None:
    for pair in element.all("nameValuePair"):
        name = pair.value("name")
        draft.mention("file_hash", pair.value("value"), owner, hash_algorithm(name.value) if name else None)


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None
