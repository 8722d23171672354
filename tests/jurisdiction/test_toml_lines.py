from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction.toml_lines import key_lines

TEXT = '''# a remark
title.en = "x = [" # [[no]]
many = [
  "[[a]]",
  "b = 1",
]
long = """
[[c]]
d = 2
"""
[[one]]
a = 1
[one.inner]
b = 2
[[one]]
a = { c = 3 }
[[one.two]]
d = 4
[[one.two]]
d = 5
'''


def test_every_table_and_key_is_found_on_its_line() -> None:
    found = key_lines(TEXT)
    assert found["title", "en"] == found["title",] == 2
    assert (found["many",], found["long",]) == (3, 7)
    assert (found["one", 0, "a"], found["one", 0, "inner", "b"]) == (12, 14)
    assert (found["one", 1], found["one", 1, "a"]) == (15, 16)
    assert [found["one", 1, "two", number, "d"] for number in (0, 1)] == [18, 20]


def test_what_stands_inside_of_strings_and_lists_is_no_key() -> None:
    found = key_lines(TEXT)
    assert not {("a",), ("b",), ("c",), ("d",), ("no",)} & set(found)


@given(st.lists(st.tuples(st.sampled_from(["one", "two"]), st.integers(0, 3)), max_size=12))
def test_the_numbers_of_tables_are_those_of_the_standard_reader(parts: list[tuple[str, int]]) -> None:
    text, expected = "", {}
    counts: dict[str, int] = {}
    for name, blank in parts:
        text += "\n" * blank + f"[[{name}]]\nkey = 1\n"
        expected[name, counts.get(name, 0), "key"] = text.count("\n")
        counts[name] = counts.get(name, 0) + 1
    read = tomllib.loads(text)
    assert {name: len(read[name]) for name in read} == counts
    assert {place: line for place, line in key_lines(text).items() if place[-1] == "key"} == expected
