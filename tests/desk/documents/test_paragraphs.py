"""Free words of a document, taken out as text and put back as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nigehban.desk.documents.paragraphs import MORE, free_paragraphs, with_paragraphs
from nigehban.desk.documents.sanitising import sanitise

TABLE = "<table><tbody><tr><td><p>in a table</p></td></tr></tbody></table>"
BODY = f"<p>One <strong>strong</strong></p>{TABLE}<p>a<br>b</p>tail"


def test_paragraphs_outside_of_tables_are_the_free_words():
    assert free_paragraphs(BODY) == ["One strong", "a\nb"]


def test_what_was_not_changed_keeps_its_markup():
    assert with_paragraphs(BODY, {"0": "One strong", "1": "a b"}) == with_paragraphs(BODY, {})
    assert "<strong>strong</strong>" in with_paragraphs(BODY, {"1": "other"})


def test_an_emptied_paragraph_goes_and_what_follows_it_stays():
    assert with_paragraphs("<p>One</p>tail<p>Two</p>", {"0": " "}) == "tail<p>Two</p>"
    assert free_paragraphs(with_paragraphs(BODY, {"0": "", MORE: "new\n\nones"})) == ["a\nb", "new", "ones"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_words_become_markup(first, more):
    made = sanitise(with_paragraphs(BODY, {"0": first, MORE: more}))
    tags = {one.tag for one in html.fragment_fromstring(made, create_parent="div").iterdescendants()}
    assert tags <= {"p", "br", "bdi", "strong", "table", "tbody", "tr", "td"}
    assert sum(one.tag == "table" for one in html.fragment_fromstring(made, create_parent="div")) == 1
