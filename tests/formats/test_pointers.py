"""JSON pointers after RFC 6901."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.formats.pointers import escape, resolve, unescape

EXAMPLE = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, "~1": 9}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("", EXAMPLE), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/m~0n", 8), ("/~01", 9)],
)
def test_the_pointers_of_the_rfc_resolve(pointer: str, value: object) -> None:
    assert resolve(EXAMPLE, pointer) == value


@pytest.mark.parametrize("pointer", ["/foo/2", "/foo/-1", "/foo/x", "/nothing", "/foo/0/deeper"])
def test_a_pointer_to_nothing_is_an_error(pointer: str) -> None:
    with pytest.raises(LookupError):
        resolve(EXAMPLE, pointer)


@given(st.text())
def test_an_escaped_key_has_no_slash_and_comes_back(key: str) -> None:
    assert "/" not in escape(key)
    assert unescape(escape(key)) == key
