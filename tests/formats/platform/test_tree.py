"""The XML tree: attacks and damage are refused in bounded time; every leaf keeps an XPath that finds it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import Damaged, TooLarge, Unsafe
from nigehban.formats.platform import tree
from tests.formats.xml_samples import check_facts

LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join("<!ENTITY a{} '{}'>".format(i, f"&a{i - 1};" * 10) for i in range(1, 30))
    + "]><r>&a29;</r>"
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        f'<!DOCTYPE r [<!ENTITY a "{"x" * 100_000}">]><r>{"&a;" * 10_000}</r>',
        '<!DOCTYPE r SYSTEM "https://example.org/evil.dtd"><r/>',
        '<!-- hidden --><!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><r/>',
        '<!DOCTYPE r [<!ATTLIST r a CDATA "default">]><r/>',
    ],
    ids=["laughs", "blowup", "external", "parameter", "default attribute"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.volume
def test_any_document_type_is_unsafe_and_costs_nothing(text, encoding):
    began = time.process_time()
    with pytest.raises(Unsafe, match="DOCTYPE"):
        tree.parse(text.encode(encoding))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "data",
    [
        b"<a>",
        b"<a></b>",
        b"<a>&unknown;</a>",
        b"<a>\0</a>",
        b"<a>\xff\xfe</a>",
        b'<a b="1" b="2"/>',
        b"<a/><b/>",
        b"<p:a/>",
        b"<a q:b='1'/>",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<a>&#xD800;</a>",
        "<a>é</a>".encode("utf-16")[:-3],
    ],
)
def test_damaged_documents_are_refused_with_the_place(data):
    with pytest.raises(Damaged):
        tree.parse(data)


def test_a_cut_document_is_refused_with_line_and_column():
    with pytest.raises(Damaged, match=r"line 2, column \d+"):
        tree.parse(b"<a>\n<b>text")


@pytest.mark.parametrize("data", [b"<a>" * 100_000, b"<a>" * 600 + b"</a>" * 600], ids=["open", "closed"])
def test_deep_nesting_is_refused(data):
    with pytest.raises(TooLarge):
        tree.parse(data)


def test_an_endless_text_is_refused():
    with pytest.raises(TooLarge):
        tree.parse(b"<a>" + b"x" * 20_000_000 + b"</a>")


def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(tree, "MAX_LEAVES", 1000)
    with pytest.raises(TooLarge, match="1,000"):
        tree.parse(b"<a>" + b"<b/>" * 1001 + b"</a>")


@pytest.mark.volume
def test_many_leaves_under_absurd_names_do_not_fill_the_memory():
    name = b"n" * 40_000
    with pytest.raises(TooLarge, match="too long"):
        tree.parse(b"<%b>%b</%b>" % (name, b"<b/>" * 10_000, name))


@pytest.mark.volume
def test_many_siblings_take_linear_time():
    def seconds(count: int) -> float:
        data = b"<a>" + b"<b>1</b><c/>" * count + b"</a>"
        began = time.process_time()
        tree.parse(data)
        return time.process_time() - began

    seconds(1_000)
    few, many = (min(seconds(count) for _ in range(3)) for count in (2_000, 20_000))
    assert many < 60 * max(few, 0.01), "ten times as many take a hundred times as long where time is quadratic"


def test_taking_a_leaf_marks_that_leaf_only():
    root = tree.parse(b"<a><b>1</b><b>2</b></a>")
    root.child("b").take()
    facts = [fact for element in root.walk() for fact in element.facts()]
    assert [(fact.value, fact.mapped) for fact in facts] == [("1", True), ("2", False)]


NAMES = st.sampled_from(["a", "b", "p:a", "p:b", "q:a", "نام"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), max_size=8)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.one_of(
        children,
        TEXTS.map(escaped),
        TEXTS.filter(lambda text: "--" not in text and not text.endswith("-")).map("<!--{}-->".format),
        TEXTS.filter(lambda text: "]]>" not in text).map("<![CDATA[{}]]>".format),
        st.just("<?p i?>"),
        st.just("\n  "),
    )
    attributes = st.dictionaries(NAMES, TEXTS.map(escaped), max_size=3)
    return st.builds(written, NAMES, attributes, st.lists(inside, max_size=5))


def written(name: str, attributes: dict[str, str], parts: list[str]) -> str:
    stated = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{stated}>{''.join(parts)}</{name}>"


@given(st.recursive(st.just("<a/>"), element, max_leaves=15))
@settings(max_examples=150, deadline=None)
def test_every_leaf_of_any_document_is_a_fact_whose_xpath_finds_it(text):
    data = f'<root xmlns:p="urn:p" xmlns:q="urn:q">{text}</root>'.encode()
    root = tree.parse(data)
    check_facts(data, [fact for each in root.walk() for fact in each.facts()])
