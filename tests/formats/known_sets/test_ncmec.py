"""NCMEC's hash sharing: entries, deletions, every fingerprint; hostile XML is refused."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import NotAList, Refused, Unsafe
from nigehban.formats.known_sets import ncmec
from tests.formats.known_sets.gathering import Gathered, given_bytes, hash_of

CDATA = "<![CDATA[<image>]]>"
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


@pytest.mark.volume
def test_text_without_end_is_refused() -> None:
    with pytest.raises(Refused):
        read(document(image())[:-14] + b"<other>" + b"<x>1</x>" * 3_000_000 + b"</other></queryResult>")


# Entries that look alike are taken many at once

_TEXTS = st.sampled_from(
    ["", " ", "A1", "a&amp;b", "é", ' "q" \\ ', "50%s", "x>y", CDATA, "<!-- </image> -->", "&#65;", "&no;", "\n a\tb\n"]
)
_HASHES = st.sampled_from(
    [
        *(f"<md5>{hash_of('md5', seed)}</md5>" for seed in range(3)),
        f"<SHA1> {hash_of('sha1').upper()}\n</SHA1>",
        f'<pdq note="n">{hash_of("pdq")}</pdq>',
        f"<pdna>{hash_of('photodna')}</pdna>",
        "<md5>12</md5>",
        "<netclean>n</netclean>",
        "<md5/>",
    ]
)


@st.composite
def entries(draw: st.DrawFn) -> str:
    """An entry as somebody's tool may write it, right or wrong."""
    name = draw(st.sampled_from(["image", "video", "deletedImage"]))
    fields = [
        f'<member id="{draw(st.integers(1, 2))}">{draw(_TEXTS)}</member>',
        f"<id>{draw(_TEXTS)}</id>",
        f"<classification>{draw(_TEXTS)}</classification>",
        f"<fingerprints>{''.join(draw(st.lists(_HASHES, max_size=3)))}</fingerprints>",
        draw(st.sampled_from(["", "<feedback><negativeFeedback>n</negativeFeedback></feedback>", "<other a='1'/>"])),
    ]
    return f"<{name}>{draw(st.sampled_from(['', ' ', '~'])).join(fields)}</{name}>".replace("~", "\n  ")


@settings(max_examples=200, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=6).map(lambda found: found * 3))
def test_an_entry_among_others_like_it_is_read_as_if_it_stood_alone(texts: list[str]) -> None:
    together = read(document(*texts))
    alone = [read(document(text)) for text in texts]
    expected = [row | {"place": number} for number, found in enumerate(alone, 1) for row in found.rows]
    assert together.rows == expected
    assert [(one.entry, one.reason, one.kept) for one in together.rejected] == [
        (number, one.reason, one.kept) for number, found in enumerate(alone, 1) for one in found.rejected
    ]


@pytest.mark.volume
def test_ten_thousand_entries_of_many_shapes_keep_their_order() -> None:
    texts = [image(number, more="<x>1</x>" * (number % 3)) for number in range(10_000)]
    rows = read(document(*texts)).rows
    assert [(row["place"], row["entry_id"], row["md5"]) for row in rows] == [
        (number + 1, f"42-image{number}", bytes.fromhex(hash_of("md5", number))) for number in range(10_000)
    ]


# What is damaged costs itself


@pytest.mark.parametrize(
    "broken",
    [
        "<image><id>2</image>",
        "<image><id>a & b</id></image>",
        "<image><id>2</id>",
        "<image><id>2</id><fingerprints></image>",
        '<image a="1" a="2"><id>2</id></image>',
        "<image <id>2</id></image>",
        "<image><id>2</id><!-- </image>",
    ],
)
def test_a_damaged_entry_is_rejected_with_its_line_and_the_others_are_read(broken: str) -> None:
    found = read(document(image(1), broken, image(3), image(4)))
    assert [row["entry_id"] for row in found.rows] == ["42-image1", "42-image3", "42-image4"]
    assert (found.rejected[0].line, found.rejected[0].entry) == (4, 2)


@pytest.mark.volume
def test_the_line_is_right_beyond_the_65535_that_the_parser_counts() -> None:
    found = read(
        document(*(image(number) for number in range(70_000)), image(1, "<md5>1</md5>"), "<image>&no;</image>")
    )
    assert [one.line for one in found.rejected] == [70_003, 70_004]


def test_what_looks_like_an_entry_in_a_comment_is_none() -> None:
    found = read(document(f"<!-- {image(1)} -->", image(2), f"<!-- {image(3)}", "-->", image(4)))
    assert [row["entry_id"] for row in found.rows] == ["42-image2", "42-image4"]
    assert not found.rejected


def test_a_comment_that_never_ends_hides_nothing() -> None:
    found = read(document(image(1), "<!--", image(2)))
    assert [row["entry_id"] for row in found.rows] == ["42-image1", "42-image2"]
    assert (found.rejected[0].line, "breaks off" in found.rejected[0].reason) == (4, True)


def test_a_damaged_frame_is_said_and_the_entries_behind_it_are_read() -> None:
    found = read(document(image(1), "</other>", image(2)))
    assert [row["entry_id"] for row in found.rows] == ["42-image1", "42-image2"]
    assert [one.line for one in found.rejected] == [4]


def test_prefixes_of_namespaces_make_no_difference() -> None:
    text = (
        document(image(1), image(2), image(3))
        .decode()
        .replace("<", "<n:")
        .replace("<n:/", "</n:")
        .replace("<n:?", "<?")
    )
    assert read(text.replace("xmlns=", "xmlns:n=").encode()).entries.num_rows == 3


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252"])
def test_a_declared_encoding_is_followed(encoding: str) -> None:
    text = document(image(more="<note>café</note>")).decode().replace("UTF-8", encoding)
    found = read(text.encode(encoding))
    assert (json.loads(str(found.rows[0]["extra"]))["note"], found.known.warnings) == ("café", [])


def test_bytes_of_another_encoding_and_forbidden_signs_are_read_and_said() -> None:
    data = document(image(1), image(2, more="<note>caf?</note>"), image(3, more="<note>a!b</note>"))
    found = read(data.replace(b"caf?", b"caf\xe9").replace(b"a!b", b"a\x00b"))
    assert [json.loads(str(row["extra"])).get("note") for row in found.rows] == [None, "café", "a\ufffdb"]
    assert [warning.split(" on there")[0] for warning in found.known.warnings] == ["From line 4", "From line 5"]


def test_attributes_of_an_entry_and_of_a_fingerprint_are_kept() -> None:
    text = image(1, f'<md5 by="x">{hash_of("md5")}</md5>').replace("<image>", '<image lang="en">')
    (row,) = read(document(text)).rows
    extra = json.loads(str(row["extra"]))
    assert (extra["@lang"], extra["md5"]["@by"], row["md5"]) == ("en", "x", bytes.fromhex(hash_of("md5")))
