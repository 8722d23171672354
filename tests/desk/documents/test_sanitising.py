"""What an officer edited, and what somebody may have put into it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from tests.jurisdiction.documents.made import PACKS, complete

from nigehban.desk.documents.sanitising import sanitise
from nigehban.jurisdiction.documents import body_html, load_documents
from nigehban.jurisdiction.documents.markup import TAGS, allowed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Plain</p>", "<p>Plain</p>"),
        ("<p onclick='x()' style='color:red' id='a'>Plain</p>", "<p>Plain</p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<script src=//example.com/x></script>", ""),
        ("<a href='javascript:x()'>link</a>", "link"),
        ("<img src=x onerror=y><p>z</p>", "<p>z</p>"),
        ("<p><b>bold</b> <strong>strong</strong></p>", "<p>bold <strong>strong</strong></p>"),
        ("<svg><p>x</p></svg><p>y", "<p>y</p>"),
        ("<!-- remark --><?php x ?><p>y</p>", "<p>y</p>"),
        ("<td colspan='9999999999'>x</td>", "<td>x</td>"),
        ("<p class='facts evil'>x</p>", "<p>x</p>"),
        ("<p dir='rtl'>سلام \u202e</p>", '<p dir="rtl">سلام [U+202E]</p>'),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<link rel=stylesheet href=x><base href=//example.com><meta http-equiv=refresh>", ""),
        ("   ", ""),
    ],
)
def test_only_what_a_document_may_hold_stays(written, kept):
    assert sanitise(written) == kept


@given(st.text(st.sampled_from("<>/=\"'&; apscriptonload{}\n\0\ud800\u202e؟ب"), max_size=120))
@example("<" * 500 + "p>" * 500)
@example("<p>" + "<span>" * 300 + "deep" + "</span>" * 300)
@example("<![CDATA[<p>]]><p/onclick=x>")
def test_whatever_was_written_nothing_but_plain_markup_comes_out_and_it_stays_the_same(written):
    once = sanitise(written)
    for one in html.fragment_fromstring(once, create_parent="div").iterdescendants():
        assert one.tag in TAGS
        assert all(allowed(name, value) for name, value in one.attrib.items())
    assert sanitise(once) == once


def test_a_document_that_nobody_edited_comes_out_as_it_was():
    documents = load_documents(PACKS / "pk")
    for document in documents.documents.values():
        for language in document.templates:
            text = body_html(documents, document, language, complete(documents, document))
            assert sanitise(text) == html_of(text)


def html_of(text: str) -> str:
    """The text without the difference between two ways to write an apostrophe."""
    return text.replace("&#39;", "&#x27;")
