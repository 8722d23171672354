"""The files of a report, their hashes and their tags."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nigehban.records import Tag
from tests.formats.samples import capture, file, mentions, read_one, report

FILES = "/reportedInformation/uploadedFiles/uploadedFiles"
MD5 = "a" * 32
SHA1 = "b" * 40


@pytest.mark.parametrize("wrap", [lambda files: files, lambda files: {"uploadedFiles": files}])
def test_files_are_read_bare_and_wrapped(wrap: object) -> None:
    referral = read_one(report(uploadedFiles=wrap([file(1), file(2)])))  # type: ignore[operator]
    assert [(entry.name, entry.original_name) for entry in referral.files] == [
        ("delivered-1.jpg", "IMG_0001.jpg"),
        ("delivered-2.jpg", "IMG_0002.jpg"),
    ]


@pytest.mark.parametrize("none", [None, [], {"uploadedFiles": None}, {"uploadedFiles": []}])
def test_no_files_are_no_files(none: object) -> None:
    referral = read_one(report(uploadedFiles=none))
    assert referral.files == []
    assert referral.warnings == []


def test_a_file_says_who_looked_at_it_and_absent_is_not_false() -> None:
    referral = read_one(report(uploadedFiles=[file(1, viewedByEsp=False, publiclyAvailable="Yes")]))
    (entry,) = referral.files
    assert (entry.viewed, entry.exif_viewed, entry.public) == (False, None, True)
    assert (entry.external_id, entry.industry_class) == ("1", "A2")


def test_the_hash_of_the_centre_and_those_of_the_platform_belong_to_their_file() -> None:
    hashes = {"originalFileHashes": [{"hashType": "SHA-1", "value": SHA1}, {"hashType": "PhotoDNA", "value": "1,2,3"}]}
    referral = read_one(report(uploadedFiles=[file(1), file(2, verificationHash=MD5, originalFileHashes=hashes)]))
    found = [(m.raw, m.hint, m.pointer) for m in mentions(referral, "file_hash") if m.file == 1]
    assert found == [
        (MD5, "md5", "/reportedInformation/uploadedFiles/1/verificationHash"),
        (SHA1, "sha1", "/reportedInformation/uploadedFiles/1/originalFileHashes/originalFileHashes/0/value"),
        ("1,2,3", "photodna", "/reportedInformation/uploadedFiles/1/originalFileHashes/originalFileHashes/1/value"),
    ]


def test_the_tags_of_the_centre_and_of_the_platform_are_told_apart() -> None:
    tagged = file(1, fileAnnotations={"infant": True, "viral": False, "potentialMeme": None, "liveStreaming": {}})
    referral = read_one(report(uploadedFiles={"uploadedFiles": [tagged]}))
    assert referral.tags == [
        Tag("generative_ai", f"{FILES}/0/ncmecTags/groups/0/tags/0/value", "NCMEC", 0),
        Tag("infant", f"{FILES}/0/fileAnnotations/infant", "ESP", 0),
        Tag("live_streaming", f"{FILES}/0/fileAnnotations/liveStreaming", "ESP", 0),
    ]


def test_an_address_captured_at_a_file_belongs_to_the_file() -> None:
    source = {"sourceCaptures": [capture("IP Address", "203.0.113.50", eventName="Upload")]}
    referral = read_one(report(uploadedFiles=[file(1), file(2, sourceInformation=source)]))
    (ip,) = [mention for mention in mentions(referral, "ip") if mention.raw == "203.0.113.50"]
    assert (ip.file, ip.party) == (1, -1)


def test_a_stated_upload_time_is_read() -> None:
    (entry,) = read_one(report(uploadedFiles=[file(1, uploadedToEspTimestamp="2026-02-01T00:00:00Z")])).files
    assert entry.uploaded is not None
    assert entry.uploaded.utc == datetime(2026, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize("odd", ["x.jpg", 5, [3]])
def test_a_file_that_is_none_is_a_fact_with_a_warning(odd: object) -> None:
    referral = read_one(report(uploadedFiles={"uploadedFiles": odd}))
    assert referral.files == []
    assert any("no file" in warning for warning in referral.warnings)
