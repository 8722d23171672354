"""The right reader is found by content, and what none takes is refused in words for a clerk."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from nigehban.formats import Damaged, NotAReferral, TooLarge, read_document, registry
from tests.formats.samples import encode, report


def test_a_report_is_read_whatever_its_file_is_called() -> None:
    data = encode(report())
    document = read_document(data, name="table.csv")
    assert document.format == "police_json"
    assert document.sha256 == sha256(data).hexdigest()
    assert [referral.id for referral in document.referrals] == ["NCMEC:104455667"]


def test_the_digest_is_that_of_the_bytes_as_they_arrived() -> None:
    data = b"\xef\xbb\xbf" + encode(report())
    assert read_document(data).sha256 == sha256(data).hexdigest()


@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_an_empty_document_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(Damaged, match=r"“a\.json” is empty"):
        read_document(data, name="a.json")


def test_json_that_is_no_report_is_refused() -> None:
    with pytest.raises(NotAReferral, match="no report was found"):
        read_document(b'{"hello": 1}')


def test_a_document_past_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_DOCUMENT_BYTES", 10)
    with pytest.raises(TooLarge, match="split it"):
        read_document(b'{"reportId": 1}')


def test_a_mapping_is_for_tables_and_leaves_reports_and_known_lists_alone(tmp_path: Path) -> None:
    mapping = tmp_path / "own.toml"
    mapping.write_text(
        'name = "own"\nscheme = "OTHER"\nrequires = ["ours"]\n'
        '[[column]]\nheaders = ["ours"]\nfield = "external_id"\n'
        '[[column]]\nheaders = ["mail"]\nidentifier = "email"\n'
    )
    own = read_document(b"ours,mail\n7,a@example.org\n", mapping=mapping)
    assert [referral.id for referral in own.referrals] == ["OTHER:7"]
    beside = read_document(encode(report()), mapping=mapping)
    assert [referral.id for referral in beside.referrals] == ["NCMEC:104455667"]
    hotline = read_document(b"report number,url\nH-1,https://example.org/a\n", mapping=mapping)
    assert [referral.id for referral in hotline.referrals] == ["HOTLINE:H-1"]
    with pytest.raises(NotAReferral):
        read_document(b"colour,taste\nred,sweet\n", mapping=mapping)
