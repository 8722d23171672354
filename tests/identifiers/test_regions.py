"""Searching only the surroundings of signs finds what searching everything finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.identifiers import KINDS
from nigehban.identifiers.derivation import _ORDER, _search, _search_region
from nigehban.identifiers.regions import AFTER, BEFORE, regions

WRITTEN = [
    "0300-7654329",
    "+44 7700 900129",
    "ali.khan@example.com",
    "www.example.org",
    "https://example.org/a/very/long/page/that/goes/on/and/on/and/on/without/any/space/in/it/until/the/end",
    "IMEI number: 490154203237518",
    "Easypaisa account number is 0301 7654329",
    "visa card ending in 4242 exp 12/27",
    "passport no. AB1234599",
    "PK36 SCBL 0000 0011 2345 6702",
    "snap id: sara_k",
    "@sara.khan",
    "192.0.2.7",
    "9e107d9d372bb6826bd81d3542a419d6",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "car no LEA-1235",
    "cashapp $ali",
    "2024-05-06 07:08:09",
]
TEXT = st.lists(st.one_of(st.sampled_from(WRITTEN), st.text("abc .,\n", max_size=150)), max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_regions_lose_and_invent_nothing(text):
    everything = {(kind.name, found) for kind, found in _search_region(text, [KINDS[name] for name in _ORDER])}
    assert {(kind.name, found) for kind, found in _search(text)} == everything


@given(st.text("ab w.1@ \n", max_size=600))
def test_regions_are_apart_in_order_and_cut_no_word(text):
    last = 0
    for start, end in regions(text):
        assert last <= start < end
        assert start in {0, last} or text[start - 1] == " "
        assert end == len(text) or text[end] == " "
        last = end


def test_far_words_are_not_searched():
    far = "word " * 100
    assert list(regions(far)) == []
    ((start, end),) = regions(far + "call 0300-7654329 " + far)
    assert end - start < BEFORE + AFTER + 40
    assert len(list(regions(far + "0300-7654329 " + far + "a@example.com" + far))) == 2
