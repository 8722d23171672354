"""JSON is read exactly, from every encoding, and refused with the place where it breaks."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.formats import MAX_DEPTH, MAX_LEAF_CHARACTERS, Damaged, TooLarge, json_document
from nigehban.formats.json_document import load, looks_like_json
from nigehban.formats.json_exact import RepeatedKeys


def value_of(data: bytes) -> object:
    (root,) = load(data).roots
    assert root.pointer == ""
    return root.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_read_without_a_warning(encoding: str) -> None:
    data = '{"name": "زبیر", "n": 1}'.encode(encoding)
    assert looks_like_json(data)
    assert value_of(data) == {"name": "زبیر", "n": 1}
    assert load(data).warnings == []


def test_windows_bytes_are_read_with_a_warning_and_leave_the_utf8_around_them_alone() -> None:
    data = '{"a": "زبیر", "b": "caf'.encode() + b'\xe9 \x93x\x94"}'
    assert value_of(data) == {"a": "زبیر", "b": "café “x”"}
    (warning,) = load(data).warnings
    assert "byte 27" in warning


def test_utf16_that_breaks_off_is_damaged() -> None:
    with pytest.raises(Damaged, match="UTF-16"):
        load('{"a": 1}'.encode("utf-16")[:-1])


def test_both_values_of_a_repeated_key_are_kept() -> None:
    value = value_of(b'{"a": {"x": 1, "y": 2, "x": [3]}, "b": 0}')
    assert isinstance(value, dict)
    inner = value["a"]
    assert isinstance(inner, RepeatedKeys)
    assert inner == {"x": [3], "y": 2}
    assert inner.earlier == [("x", 1)]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a" :1,"a" : 1}',
        b'{"a":1,"\\u0061":1}',
        b'{"a\\\\":1,"a\\\\":1}',
        b'[{"k": {"a":1}, "k":2}]',
        b'{"a":":a\\":","a":":"}',
    ],
)
def test_no_spelling_of_a_repeated_key_slips_through(data: bytes) -> None:
    def repeated(node: object) -> bool:
        if isinstance(node, RepeatedKeys):
            return True
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return any(map(repeated, children))

    assert repeated(value_of(data))


@pytest.mark.parametrize(
    "digits",
    [
        "18446744073709551616", "123456789012345678901234567890", "-9223372036854775809", "0.1000", "1E5", "1e400",
        "3.14159265358979323846264338327950288", "-0", "-0.0", "9" * 5000,
    ],
)  # fmt: skip
def test_every_number_keeps_its_digits(digits: str) -> None:
    value = value_of(f'{{"n": {digits}}}'.encode())
    assert isinstance(value, dict)
    assert str(value["n"]) == digits


def test_half_a_surrogate_pair_becomes_text_and_a_whole_pair_stays_a_character() -> None:
    loaded = load(b'{"a": "x\\ud800y", "b": "\\ud83d\\ude00", "c": "\\\\ud800"}')
    assert loaded.roots[0].value == {"a": "x\\ud800y", "b": "😀", "c": "\\ud800"}
    assert any("1 broken characters" in warning for warning in loaded.warnings)
    assert value_of(b'{"a": "\xed\xa0\x80"}') == {"a": "\\ud800"}


def test_what_is_nearly_json_is_read_with_a_warning() -> None:
    loaded = load(b'{"a": NaN, "b": "line\nline", "c": -Infinity}')
    assert loaded.roots[0].value == {"a": "NaN", "b": "line\nline", "c": "-Infinity"}
    assert any("-Infinity, NaN" in warning for warning in loaded.warnings)
    assert any("not strict JSON" in warning for warning in loaded.warnings)


def test_nul_characters_are_kept_with_a_warning() -> None:
    loaded = load(b'{"a": "x\\u0000y"}')
    assert loaded.roots[0].value == {"a": "x\0y"}
    assert any("NUL" in warning for warning in loaded.warnings)


def test_a_truncated_document_is_refused_with_line_and_column() -> None:
    with pytest.raises(Damaged, match=r"line 3, column 2 .*sender"):
        load(b'{"a": 1,\n"b": [1,\n2')


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_nesting_beyond_the_limit_is_refused_with_its_place(opening: bytes) -> None:
    closing = b"]" if opening == b"[" else b"}"
    deepest = opening * MAX_DEPTH + b"1" + closing * MAX_DEPTH
    assert value_of(deepest)
    with pytest.raises(TooLarge, match=r"500 levels deep at line 2, column"):
        load(b"[\n" + deepest + b"]")
    with pytest.raises(TooLarge, match="500 levels"):
        load(opening * 100_000)


HUGE_TEXT = """
from pathlib import Path
from nigehban.formats.json_document import load
try:
    load(b'{"a": {"b/c": "' + b"x" * 100_000_000 + b'"}}')
except Exception as error:
    print(type(error).__name__, error)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""
"""Its own peak: what getrusage tells is that of the parent where that is larger."""


def test_a_hundred_megabytes_of_text_are_refused_in_bounded_memory() -> None:
    ran = subprocess.run([sys.executable, "-c", HUGE_TEXT], capture_output=True, text=True, check=True)
    reason, megabytes = ran.stdout.splitlines()
    assert reason.startswith("TooLarge The text at /a/b~1c has 100,000,000 characters")
    assert int(megabytes) < 700


@pytest.mark.parametrize("start", [b'[{"k": "', b'[1.0, {"'])
def test_a_text_or_a_key_past_the_limit_is_refused_with_its_place(start: bytes) -> None:
    data = start + b"x" * (MAX_LEAF_CHARACTERS + 1) + (b'"}]' if b"k" in start else b'": 1}]')
    with pytest.raises(TooLarge, match=r"The text at /\d.* has 16,777,217 characters"):
        load(data)


def test_more_values_than_the_limit_are_refused_before_they_are_built() -> None:
    with pytest.raises(TooLarge, match="values"):
        load(b"[" + b"[]," * (json_document.MAX_VALUES // 2 + 1) + b"0]")


def test_json_lines_are_read_a_line_each_with_the_line_in_the_pointer() -> None:
    loaded = load(b'{"reportId": 1}\n\n{"reportId": 2}\r\n')
    assert [(root.pointer, root.value) for root in loaded.roots] == [
        ("/0", {"reportId": 1}),
        ("/2", {"reportId": 2}),
    ]
    assert loaded.warnings == []


def test_a_damaged_line_is_named_and_the_others_are_read() -> None:
    loaded = load(b'{"reportId": 1}\n{"reportId": \n{"reportId": 3}')
    assert [root.pointer for root in loaded.roots] == ["/0", "/2"]
    (warning,) = loaded.warnings
    assert warning.startswith("Line 2: It was left out")


def test_many_damaged_lines_do_not_look_like_deep_nesting() -> None:
    loaded = load(b'{"reportId": [\n' * 1000 + b'{"reportId": 3}')
    assert [root.pointer for root in loaded.roots] == ["/1000"]
    assert len(loaded.warnings) == 101


def test_lines_of_which_none_is_whole_are_damaged() -> None:
    with pytest.raises(Damaged, match="No line"):
        load(b'{"reportId": \n{"reportId": \n')


@pytest.mark.parametrize("data", [b"id,name\n1,x", b"<report/>", b"PK\x03\x04", b"", b'"text"', b"\xff\xfe"])
def test_what_does_not_open_an_object_or_a_list_is_no_json(data: bytes) -> None:
    assert not looks_like_json(data)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(value=st.lists(JSON_VALUES), ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 3]))
def test_every_spelling_of_a_document_says_the_same_as_the_standard_parser(
    value: object, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    exact = json.loads(text, parse_float=str, parse_int=str)
    read = json.loads(json.dumps(value_of(text.encode())), parse_float=str, parse_int=str)
    assert read == exact


def test_a_byte_order_mark_before_what_is_no_utf8_is_read_with_a_warning() -> None:
    utf8, warnings = json_document.to_utf8(b'\xef\xbb\xbf{"a": "\xfe"}')
    assert utf8.decode() == '{"a": "þ"}'
    assert "Windows-1252" in warnings[0]
