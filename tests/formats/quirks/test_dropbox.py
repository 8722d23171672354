"""Dropbox: the time of the upload stands in the metadata."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.formats.samples import file, read_one, report


def metadata(name: str) -> dict[str, object]:
    entries = [{"name": "Folder", "value": "x"}, {"name": name, "value": "03-01-2026 10:05:09 UTC"}]
    return {"espMetadata": {"metadatas": entries}}


def test_the_upload_time_of_a_dropbox_file_is_read_from_its_metadata() -> None:
    document = report(
        reportingEsp={"espName": "Dropbox, Inc."}, uploadedFiles=[file(1, **metadata("Upload Date and Time"))]
    )
    referral = read_one(document)
    (entry,) = referral.files
    assert entry.uploaded is not None
    assert entry.uploaded.utc == datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)
    (fact,) = [fact for fact in referral.facts if fact.value == "03-01-2026 10:05:09 UTC"]
    assert fact.mapped


def test_other_metadata_and_other_senders_say_nothing_of_an_upload() -> None:
    other_name = report(reportingEsp={"espName": "Dropbox"}, uploadedFiles=[file(1, **metadata("Modified"))])
    other_sender = report(uploadedFiles=[file(1, **metadata("Upload Date and Time"))])
    for document in (other_name, other_sender):
        assert read_one(document).files[0].uploaded is None
