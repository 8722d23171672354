"""VICS: both forms, three versions, every vendor's spelling; damaged entries cost themselves only."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import NotAList, Refused
from nigehban.formats.known_sets import json_entries, json_text, vics
from nigehban.formats.known_sets.vics_export import export, new_frame
from nigehban.records.known import MAX_ROWS
from tests.formats.known_sets.gathering import Gathered, gather, given_bytes, hash_of

US = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"


def entry(number: int = 1, **fields: object) -> dict[str, object]:
    return {"MediaID": number, "Category": 1, "MD5": hash_of("md5", number).upper(), **fields}


def document(*entries: object, context: str = US, **head: object) -> bytes:
    return json.dumps({"@odata.context": context, **head, "value": list(entries)}).encode()


def read(data: bytes) -> Gathered:
    return given_bytes(vics.read, data)


def written_again(found: Gathered) -> bytes:
    out = io.BytesIO()
    export(found.entries.to_batches(), found.known.frame, out)
    return out.getvalue()


class Spelled(str):
    """A number by its digits."""

    __slots__ = ()


def exact(text: bytes) -> object:
    """A JSON value in which numbers keep their spelling, and objects the order and the repetition of their keys."""
    return json.loads(text, parse_int=Spelled, parse_float=Spelled, object_pairs_hook=lambda pairs: ("object", pairs))


# What columns take


def test_an_entry_is_taken_by_column() -> None:
    photodna = bytes.fromhex(hash_of("photodna"))
    found = read(
        document(
            entry(
                SHA1=hash_of("sha1"),
                MediaSize=2835,
                DateUpdated="2023-06-07T02:31:49.8300000Z",
                IsPrecategorized="false",
                VictimIdentified="true",
                OffenderIdentified=None,
                Series="A series",
                MimeType="image/jpeg",
                AlternativeHashes=[{"HashName": "PhotoDNA", "HashValue": base64.b64encode(photodna).decode()}],
            )
        )
    )
    (row,) = found.rows
    assert row == row | {
        "place": 1,
        "group": 0,
        "entry_id": "1",
        "media": "image",
        "category": "1",
        "md5": bytes.fromhex(hash_of("md5", 1)),
        "sha1": bytes.fromhex(hash_of("sha1")),
        "photodna": photodna,
        "size": 2835,
        "victim_identified": True,
        "offender_identified": None,
        "distributed": None,
        "precategorised": False,
        "withdrawn": False,
        "series": "A series",
        "updated": datetime(2023, 6, 7, 2, 31, 49, 830000, tzinfo=UTC),
        "updated_text": "2023-06-07T02:31:49.8300000Z",
        "extra": '{"MimeType":"image/jpeg"}',
    }
    assert not found.rejected


@pytest.mark.parametrize(
    ("key", "context", "version", "profile", "form"),
    [
        ("@odata.context", US, "2.0", "US", "Media"),
        ("odata.metadata", "http://example.org/DataModels/1.3.xml#Cases", "1.3", None, "Cases"),
        ("odata.metadata", "http://example.org/DataModels/1.2.xml/CAID_UK/#Media", "1.2", "CAID_UK", "Media"),
    ],
)
def test_version_and_regional_profile_are_known_before_the_first_portion(
    key: str, context: str, version: str, profile: str | None, form: str
) -> None:
    known = vics.read(io.BytesIO(json.dumps({key: context, "value": [entry()]}).encode()))
    assert (known.scheme, known.version, known.profile, known.stated["form"]) == ("VICS", version, profile, form)


def test_a_context_behind_the_entries_is_known_at_the_end() -> None:
    found = read(json.dumps({"value": [entry()], "@odata.context": US}).encode())
    assert (found.known.version, found.known.profile) == ("2.0", "US")


def test_the_media_of_each_case_are_a_group() -> None:
    cases = [{"CaseID": "a", "Media": [entry(1), entry(2)], "CaseNumber": "7"}, {"CaseID": "b", "Media": [entry(3)]}]
    found = read(document(*cases, context=US.replace("#Media", "#Cases")))
    assert [(row["entry_id"], row["group"], row["place"]) for row in found.rows] == [
        ("1", 0, 1),
        ("2", 0, 2),
        ("3", 1, 3),
    ]
    assert json.loads(written_again(found))["value"] == cases


def test_cases_are_known_by_their_media_when_the_context_says_nothing() -> None:
    found = read(json.dumps({"value": [{"CaseID": "a", "Media": [entry()]}]}).encode())
    assert found.entries.num_rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_unicode_is_read(encoding: str) -> None:
    text = json.dumps({"@odata.context": US, "value": [entry(Series="سلسلہ")]}, ensure_ascii=False)
    assert read(text.encode(encoding)).rows[0]["series"] == "سلسلہ"


def test_hashes_of_the_list_of_hashes_fill_columns() -> None:
    hashes = [{"HashName": name, "HashValue": hash_of(kind)} for name, kind in (("SHA-256", "sha256"), ("PDQ", "pdq"))]
    (row,) = read(document(entry(AlternativeHashes=hashes, PhotoDNA=None))).rows
    assert (row["sha256"], row["pdq"]) == (bytes.fromhex(hash_of("sha256")), bytes.fromhex(hash_of("pdq")))


@pytest.mark.volume
def test_ten_thousand_entries_of_many_shapes_keep_their_order() -> None:
    entries = [
        entry(n, **({"Series": "s"} if n % 3 else {}), **({"X": n} if n % 5 == 0 else {})) for n in range(10_000)
    ]
    data = json.dumps({"value": entries}, indent=1).encode()
    found = read(data)
    assert [row["entry_id"] for row in found.rows] == [str(number) for number in range(10_000)]
    assert json.loads(written_again(found)) == json.loads(data)


def test_portions_are_bounded() -> None:
    known = vics.read(io.BytesIO(document(*(entry(number) for number in range(MAX_ROWS + 1)))))
    assert [portion.entries.num_rows for portion in known.portions] == [MAX_ROWS, 1]


# The round trip

_TAKEN = ("MediaID", "Category", "MediaSize", "Series", "DateUpdated", "VictimIdentified", "IsDistributed", "SHA1")
_NAMES = st.sampled_from(
    [*_TAKEN, "sha256", "PhotoDNA", "AlternativeHashes", "Tags", "MimeType", "odata.id", "x", "é\u2028", ""]
)
_NUMBERS = st.sampled_from(["0", "-0", "1", "1.0", "1e3", "1E+2", "0.10", "12345678901234567890123", "-7", "1.5"])
_TEXTS = st.one_of(
    st.text(max_size=8), st.sampled_from(["", "true", "False", "TRUE", "null", hash_of("sha1"), hash_of("md5").upper()])
)


def _json(node: object, escape: bool) -> str:
    """JSON text in which numbers are spelled as given, and keys may be repeated."""
    if isinstance(node, Spelled):
        return str(node)
    if isinstance(node, list):
        return "[" + ", ".join(_json(one, escape) for one in node) + "]"
    if isinstance(node, tuple):
        return "{" + ",".join(f"{json.dumps(key)} :{_json(value, escape)}" for key, value in node) + "}"
    return json.dumps(node, ensure_ascii=escape)


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), _TEXTS, _NUMBERS.map(Spelled)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.lists(st.tuples(_NAMES, inner), max_size=3).map(tuple)),
    max_leaves=6,
)
_FIELDS = st.lists(st.tuples(_NAMES, _VALUES), max_size=7)


@st.composite
def entries_text(draw: st.DrawFn) -> tuple[tuple[str, object], ...]:
    """An entry with an MD5 somewhere among fields known and unknown, some of them repeated."""
    fields = draw(_FIELDS)
    md5 = hash_of("md5", draw(st.integers(0, 99)))
    fields.insert(draw(st.integers(0, len(fields))), ("MD5", draw(st.sampled_from([md5, md5.upper(), md5.title()]))))
    return tuple(fields)


@settings(max_examples=300, deadline=None)
@given(
    head=st.lists(st.tuples(st.sampled_from(["@odata.context", "odata.nextLink", "x"]), _VALUES), max_size=3),
    tail=st.lists(st.tuples(st.sampled_from(["odata.nextLink", "y"]), _VALUES), max_size=2),
    entries=st.lists(entries_text(), min_size=1, max_size=5),
    escape=st.booleans(),
)
def test_a_document_written_again_states_the_same_to_the_digit(
    head: list[object], tail: list[object], entries: list[object], escape: bool
) -> None:
    data = _json((*head, ("value", entries), *tail), escape).encode()
    found = read(data)
    assert found.entries.num_rows == len(entries)
    assert exact(written_again(found)) == exact(data)


@settings(max_examples=100, deadline=None)
@given(
    cases=st.lists(st.tuples(_FIELDS, st.lists(entries_text(), max_size=3), _FIELDS), min_size=1, max_size=4),
    escape=st.booleans(),
)
def test_cases_written_again_state_the_same_to_the_digit(cases: list[tuple[list, list, list]], escape: bool) -> None:
    value = [(*before, ("Media", entries), *after) for before, entries, after in cases]
    context = ("@odata.context", US.replace("#Media", "#Cases"))
    data = _json((context, ("value", value)), escape).encode()
    assert exact(written_again(read(data))) == exact(data)


def test_half_a_surrogate_pair_is_written_again() -> None:
    data = b'{"value":[{"MD5":"%b","Series":"a\\ud800b"}]}' % hash_of("md5").encode()
    found = read(data)
    assert json.loads(written_again(found)) == json.loads(data)
    assert found.rejected[0].kept


def test_entries_of_another_list_become_vics_2() -> None:
    found = read(document(entry(Series="s", MediaSize=3, VictimIdentified="true")))
    bare = found.entries.set_column(found.entries.schema.get_field_index("layout"), "layout", [[None]])
    out = io.BytesIO()
    export(bare.to_batches(), new_frame("US"), out)
    assert json.loads(out.getvalue()) == json.loads(
        document(entry(MediaSize=3, VictimIdentified=True, Series="s"), context=US)
    )


# What is wrong


def lines_of(*texts: str) -> bytes:
    """A document with one entry a line; the first stands on line 2."""
    return ('{"@odata.context": "x2.0", "value": [\n' + ",\n".join(texts) + "\n]}").encode()


def good(number: int) -> str:
    return json.dumps(entry(number))


@pytest.mark.parametrize(
    "broken",
    [
        '{"MediaID": 5, "MD5": }',
        '{"MediaID": 5 "MD5": 1}',
        '{"MediaID": 5, "MD5": "ab, "SHA1": "cd"}',
        '{"MediaID": 5, "MD5": "ab',
        '{"MediaID": 5, "MD5": "ab"',
        '{"MediaID": 5, "x": [1, 2}',
        "7",
        '"text"',
        "nonsense",
        "[]",
    ],
)
def test_a_damaged_entry_is_rejected_with_its_line_and_the_others_are_read(broken: str) -> None:
    data = lines_of(good(1), good(2), broken, good(3), good(4))
    found = read(data)
    assert [row["entry_id"] for row in found.rows] == ["1", "2", "3", "4"]
    (rejected,) = found.rejected
    assert (rejected.line, rejected.entry, rejected.kept) == (4, 3, False)
    assert rejected.offset == data.index(b"\n" + broken.encode()) + 1
    assert rejected.text.startswith(broken[:6])


def listing(number: int) -> str:
    """An entry that ends with lists."""
    hashes = [{"HashName": "Other", "HashValue": "x"}]
    return json.dumps(entry(number, Category=1, AlternativeHashes=hashes, Tags=["a"]))


@pytest.mark.parametrize("lost", ["}", "]", "]}", "}]", '"a"]}'])
@pytest.mark.parametrize("many", [20, 2_000])
@pytest.mark.parametrize("between", [",\n", ","])
@pytest.mark.volume
def test_an_entry_that_is_not_closed_swallows_no_other(lost: str, many: int, between: str) -> None:
    texts = [listing(number) for number in range(many)]
    head, _, tail = texts[5].rpartition(lost)
    texts[5] = head + tail
    found = read(f'{{"value":[\n{between.join(texts)}\n]}}'.encode())
    assert [row["entry_id"] for row in found.rows] == [str(number) for number in range(many) if number != 5]
    assert [(one.line, one.entry) for one in found.rejected] == [(7 if "\n" in between else 2, 6)]


CASES = json.dumps(
    {"value": [{"CaseID": case, "Media": [entry(10 * case + one) for one in range(10)]} for case in range(3)]}
)


@pytest.mark.parametrize(("whole", "damaged"), [("]}, ", ", "), ("]}, ", "}, "), ("]}, ", "], "), ("}]}, ", "}, ")])
def test_a_case_that_is_not_closed_swallows_no_media(whole: str, damaged: str) -> None:
    found = read(CASES.replace(whole, damaged, 1).encode())
    assert [row["entry_id"] for row in found.rows] == [str(number) for number in range(30)]
    assert found.rejected


@pytest.mark.parametrize("more", ["]}", "]", "}"])
def test_a_bracket_too_many_ends_nothing(more: str) -> None:
    found = read(lines_of(*(good(number) + (more if number == 5 else "") for number in range(20))))
    assert [row["entry_id"] for row in found.rows] == [str(number) for number in range(20)]
    assert next(one.line for one in found.rejected) in {7, 8}


def test_two_documents_in_one_file_are_both_read_and_it_is_said() -> None:
    found = read(document(entry(1), entry(2)) + b"\n" + document(entry(3)))
    assert [row["entry_id"] for row in found.rows] == ["1", "2", "3"]
    assert "goes on" in found.rejected[0].reason
    assert len(json.loads(written_again(found))["value"]) == 3


def test_files_of_an_entry_that_are_spelled_like_entries_stay_within_it() -> None:
    files = [{"MediaID": 1, "FileName": "a"}, {"MediaID": 1, "FileName": "b"}]
    entries = [entry(number, SHA1=hash_of("sha1", number), MediaSize=1, MediaFiles=files) for number in range(30)]
    found = read(document(*entries))
    assert (found.entries.num_rows, found.rejected) == (30, [])
    assert json.loads(written_again(found))["value"] == entries


@pytest.mark.volume
def test_many_damaged_entries_do_not_hide_the_good_between_them() -> None:
    texts = [good(n) if n % 3 else good(n).replace('"MD5": "', '"MD5": ', 1) for n in range(3_000)]
    found = read(lines_of(*texts))
    assert [row["entry_id"] for row in found.rows] == [str(n) for n in range(3_000) if n % 3]
    assert [one.line for one in found.rejected] == [n + 2 for n in range(0, 3_000, 3)]


def test_a_wrong_hash_beside_a_right_one_is_left_out_alone() -> None:
    found = read(lines_of(good(1), json.dumps(entry(2, SHA1="abc"))))
    assert [row["sha1"] for row in found.rows] == [None, None]
    (rejected,) = found.rejected
    assert (rejected.line, rejected.kept) == (3, True)
    assert "the SHA-1 has 3 characters, it must have 40" in rejected.reason


@pytest.mark.parametrize("md5", ["", None, "abc", "z" * 32, 7, hash_of("sha1")])
def test_an_entry_without_any_hash_is_rejected(md5: object) -> None:
    found = read(lines_of(good(1), json.dumps(entry(2) | {"MD5": md5}), good(3)))
    assert [row["entry_id"] for row in found.rows] == ["1", "3"]
    assert [(one.line, one.entry, one.kept) for one in found.rejected][-1] == (3, 2, False)


def test_a_flag_that_is_neither_true_nor_false_is_unknown_and_said_so() -> None:
    found = read(document(entry(IsDistributed="perhaps")))
    assert found.rows[0]["distributed"] is None
    assert "neither true nor false" in found.rejected[0].reason
    assert json.loads(written_again(found))["value"][0]["IsDistributed"] == "perhaps"


def test_a_repeated_field_is_said() -> None:
    twice = f'{{"MD5":"{hash_of("md5", 1)}","MD5":"{hash_of("md5", 2)}"}}'
    found = read(lines_of(twice))
    assert found.rows[0]["md5"] == bytes.fromhex(hash_of("md5", 2))
    assert "“MD5” stands more than once" in found.rejected[0].reason


@pytest.mark.parametrize("left", [1, 2, 5, 40, 60])
@pytest.mark.volume
def test_a_file_that_breaks_off_gives_all_whole_entries_and_says_where(left: int) -> None:
    data = document(*(entry(number) for number in range(5_000)))
    end = data.rindex(b'{"MediaID"') + left
    found = read(data[:end])
    assert found.entries.num_rows == 4_999
    (rejected,) = found.rejected
    assert (rejected.entry, rejected.offset) == (5_000, data.rindex(b'{"MediaID"'))
    assert "breaks off" in rejected.reason
    assert len(json.loads(written_again(found))["value"]) == 4_999


def test_a_file_that_breaks_off_between_cases_is_closed() -> None:
    cases = [{"CaseID": "a", "Media": [entry(1)]}, {"CaseID": "bbb", "Media": [entry(2)]}]
    data = json.dumps({"value": cases}).encode()
    found = read(data[: data.index(b"bbb") + 1])
    assert json.loads(written_again(found))["value"][0] == cases[0]
    assert [one.reason.startswith("The file breaks off") for one in found.rejected] == [True]


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252_and_said() -> None:
    data = document(entry(Series="caf?")).replace(b"caf?", b"caf\xe9")
    found = read(data)
    assert found.rows[0]["series"] == "café"
    assert "not UTF-8" in found.rejected[0].reason


def test_what_follows_the_document_is_said() -> None:
    assert "goes on" in read(document(entry()) + b" trailing").rejected[0].reason


@pytest.mark.parametrize("data", [b"", b"  ", b"null", b"MD5;SHA1", b"{}", b'{"value": 7}', b"<x/>", b"\xff\xfe"])
def test_what_is_no_vics_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read(data)


def test_another_json_document_is_no_list() -> None:
    with pytest.raises(NotAList):
        read(b'{"reportId": 7}')


# What is hostile


def test_a_deeply_nested_entry_costs_itself() -> None:
    deep = '{"MediaID": 5, "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    found = read(lines_of(good(1), deep, good(2)))
    assert [row["entry_id"] for row in found.rows] == ["1", "2"]
    assert found.rejected[0].line == 3


def test_an_entry_longer_than_the_limit_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_entries, "MAX_ENTRY_BYTES", 2**20)
    giant = json.dumps(entry(5, Comments="x" * 2**23))
    found = read(lines_of(good(1), giant, good(2)))
    assert [row["entry_id"] for row in found.rows] == ["1", "2"]
    assert (found.rejected[0].line, found.rejected[0].entry) == (3, 2)
    assert len(found.rejected[0].text) < 5_000


def test_a_frame_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_FRAME_BYTES", 1_000)
    with pytest.raises(Refused, match="Beside its entries"):
        read(document(entry(), Comments="x" * 2_000))


def test_the_stream_may_come_in_drops() -> None:
    class Drops(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(7)

    data = document(*(entry(n, Tags='a"]},{') for n in range(50)))
    assert gather(vics.read(Drops(data))).entries.num_rows == 50


@pytest.mark.parametrize(("old", "new"), [('"}', "}"), ('"}', '"'), ("1,", "nul,"), ('"MD5"', '"MD')])
@pytest.mark.volume
def test_ten_thousand_damaged_entries_are_given_up_one_by_one(old: str, new: str) -> None:
    found = read(lines_of(good(1), *(good(n).replace(old, new, 1) for n in range(10_000)), good(2)))
    assert [row["entry_id"] for row in found.rows] == ["1", "2"]
    assert [one.line for one in found.rejected] == list(range(3, 10_003))
