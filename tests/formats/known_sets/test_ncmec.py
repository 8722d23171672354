"""NCMEC's hash sharing: entries, deletions, every fingerprint; hostile XML is refused."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from nigehban.formats import NotAList, Refused, Unsafe
from nigehban.formats.known_sets import ncmec
from tests.formats.known_sets.gathering import Gathered, given_bytes, hash_of

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def image(number: int = 1, fingerprints: str | None = None, more: str = "") -> str:
    found = f"<md5>{hash_of('md5', number)}</md5>" if fingerprints is None else fingerprints
    return (
        f'<image><member id="42">A member</member><timestamp>2017-10-24T15:00:00Z</timestamp><id>image{number}</id>'
        f"<classification>A1</classification><fingerprints>{found}</fingerprints>{more}</image>"
    )


def document(*entries: str, around: str = "images", after: str = "") -> bytes:
    lines = "\n".join(entries)
    return (
        f'{HEAD}<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">'
        f'<{around} count="1" maxTimestamp="2017-10-24T15:10:00Z">\n{lines}\n</{around}>{after}</queryResult>'
    ).encode()


def read(data: bytes) -> Gathered:
    return given_bytes(ncmec.read, data)


def test_an_entry_is_taken_by_column() -> None:
    photodna = bytes.fromhex(hash_of("photodna"))
    fingerprints = (
        f"<md5>{hash_of('md5')}</md5><sha1>{hash_of('sha1').upper()}</sha1><pdq>{hash_of('pdq')}</pdq>"
        f"<pdna>{base64.b64encode(photodna).decode()}</pdna><netclean>n&amp;1</netclean><tmk_pdqf>t</tmk_pdqf>"
    )
    found = read(document(image(1, fingerprints), after="<paging><next>/v2/entries?start=2</next></paging>"))
    (row,) = found.rows
    assert row == row | {
        "place": 1,
        "entry_id": "42-image1",
        "media": "image",
        "category": "A1",
        "md5": bytes.fromhex(hash_of("md5")),
        "sha1": bytes.fromhex(hash_of("sha1")),
        "pdq": bytes.fromhex(hash_of("pdq")),
        "photodna": photodna,
        "updated": datetime(2017, 10, 24, 15, tzinfo=UTC),
        "withdrawn": False,
        "disputed": None,
    }
    assert json.loads(str(row["extra"])) == {
        "member": {"@id": "42", "text": "A member"}, "netclean": "n&1", "tmk_pdqf": "t",
    }  # fmt: skip
    assert (found.known.version, found.known.stated["images/maxTimestamp"]) == ("2", "2017-10-24T15:10:00Z")
    assert found.known.stated["next"] == "/v2/entries?start=2"


def test_a_deletion_is_a_tombstone_with_the_same_id() -> None:
    gone = (
        '<deletedVideo><member id="42">M</member><id>v1</id><timestamp>2017-10-24T15:10:00Z</timestamp></deletedVideo>'
    )
    (row,) = read(document(gone, around="videos")).rows
    assert (row["entry_id"], row["media"], row["withdrawn"], row["md5"]) == ("42-v1", "video", True, None)


def test_feedback_is_kept_and_negative_feedback_disputes() -> None:
    feedback = '<feedback><negativeFeedback type="Md5"><reason guid="g">Not it</reason></negativeFeedback></feedback>'
    first, second = read(
        document(image(1, more=feedback), image(2, more=feedback.replace("negative", "affirmative")))
    ).rows
    assert (first["disputed"], second["disputed"]) == (True, None)
    assert "Not it" in str(first["extra"])


def test_several_fingerprints_of_a_kind_are_rows_of_one_entry() -> None:
    both = f"<md5>{hash_of('md5', 1)}</md5><md5>{hash_of('md5', 2)}</md5><sha1>{hash_of('sha1')}</sha1>"
    rows = read(document(image(1, both))).rows
    assert [(row["place"], row["md5"], row["sha1"]) for row in rows] == [
        (1, bytes.fromhex(hash_of("md5", 1)), bytes.fromhex(hash_of("sha1"))),
        (1, bytes.fromhex(hash_of("md5", 2)), None),
    ]


@pytest.mark.parametrize("fingerprints", ["", "<md5>abc</md5>", "<md5/>", f"<md5>{'g' * 32}</md5>", "<other>1</other>"])
def test_an_entry_that_names_no_file_is_rejected_with_its_line(fingerprints: str) -> None:
    found = read(document(image(1), image(2, fingerprints), image(3)))
    assert [row["entry_id"] for row in found.rows] == ["42-image1", "42-image3"]
    assert [(one.line, one.entry, one.kept) for one in found.rejected] == [(4, 2, False)]
    assert "image2" in found.rejected[0].text


def test_a_wrong_fingerprint_beside_a_right_one_is_left_out_alone() -> None:
    found = read(document(image(1, f"<md5>{hash_of('md5')}</md5><sha1>12</sha1>")))
    assert found.entries.num_rows == 1
    assert found.rejected[0].kept
    assert '"sha1":"12"' in str(found.rows[0]["extra"])


def test_a_file_that_breaks_off_gives_all_whole_entries_and_says_where() -> None:
    data = document(*(image(number) for number in range(3_000)))
    found = read(data[: data.index(b"image2500") + 20])
    assert found.entries.num_rows == 2_500
    (rejected,) = found.rejected
    assert (rejected.line, rejected.entry) == (2_503, 2_501)
    assert "breaks off" in rejected.reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = document(image()).decode().replace('encoding="UTF-8"', f'encoding="{encoding[:6].rstrip("-")}"')
    assert read(text.encode(encoding)).entries.num_rows == 1


BOMB = '<!DOCTYPE queryResult [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("doctype", [BOMB, "<!DOCTYPE queryResult>", '<!DOCTYPE q SYSTEM "file:///etc/passwd">'])
def test_a_document_type_is_refused(doctype: str) -> None:
    with pytest.raises(Unsafe):
        read(document(image(1, "<md5>&b;</md5>")).replace(HEAD.encode(), (HEAD + doctype).encode()))


@pytest.mark.parametrize("data", [b"", b"text", b"{}", b"<report/>", b"<a><b/></a>", b"<queryResult", HEAD.encode()])
def test_what_is_no_such_list_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read(data)


def test_an_empty_result_is_an_empty_list() -> None:
    found = read(b'<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"/>')
    assert (found.entries.num_rows, found.rejected) == (0, [])


def test_a_root_of_another_kind_is_no_list() -> None:
    with pytest.raises(NotAList):
        read(b"<rss><channel/></rss>")


def test_text_without_end_is_refused() -> None:
    with pytest.raises(Refused):
        read(document(image())[:-14] + b"<other>" + b"<x>1</x>" * 3_000_000 + b"</other></queryResult>")
