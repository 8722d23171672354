"""Whatever stands in a field stays text, and stays in its place."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from nigehban.jurisdiction.documents import FieldKind, body_html, load_documents
from nigehban.jurisdiction.documents.plain_text import direction, inline, paragraphs

from .made import PACKS, answer, complete

PK = load_documents(PACKS / "pk")
WRITTEN = [one for one in PK.documents.values() if not one.received]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</bdi></td></table><h1>ordered</h1>",
    "{{ court }}{% if x %}",
    "&lt;b&gt; &amp;amp;",
    "x\u202egnp.exe\u2066\u2069\u0000\ud800",
]
NAMES = ["ڏاهي ٻانهون ڪلهوڙو", "ښایسته ګل ځدران", "نُور\u200cعلی", "ਗੁਰਮੁਖੀ", "O’Neil & Søn"]


def tree(name: str, language: str, **values):
    document = PK.documents[name]
    text = body_html(PK, document, language, complete(PK, document) | values)
    return html.fragment_fromstring(text, create_parent="div")


def shape(one) -> list[str]:
    return [element.tag for element in one.iter()]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("text", [*HOSTILE, *NAMES])
def test_a_hostile_place_in_a_report_is_printed_as_text(language, text):
    plain = tree("fir", language, place="Islamabad", informant={"name": "A"})
    found = tree("fir", language, place=text, informant={"name": text})
    assert [tag for tag in shape(found) if tag != "bdi"] == [tag for tag in shape(plain) if tag != "bdi"]
    assert not any(name not in ("class", "dir", "scope") for one in found.iter() for name in one.attrib)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_out_of_its_line(text):
    one = html.fragment_fromstring(f"<div>before {inline(text)} after</div>")
    assert set(shape(one)) == {"div", "bdi"}
    assert len(one) == 1
    assert one[0].tail == " after"


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_narrative_breaks_out_of_its_place(text):
    one = html.fragment_fromstring(f"<div>{paragraphs(text)}<hr></div>")
    assert set(shape(one)) <= {"div", "p", "br", "hr", "bdi"}
    assert one[-1].tag == "hr"
    assert all(part.tag in ("p", "hr") for part in one)


@given(st.sampled_from(WRITTEN), st.sampled_from(["en", "ur"]), st.data())
@settings(max_examples=60, deadline=None)
def test_no_value_of_any_field_changes_the_shape_of_a_document(document, language, data):
    kinds = (FieldKind.TEXT, FieldKind.COURT, FieldKind.UNIT, FieldKind.CHOICE, FieldKind.DATE, FieldKind.MOMENT)
    field = data.draw(st.sampled_from([one for one in document.fields.values() if one.kind in kinds]))
    text = data.draw(st.text(min_size=1, max_size=100))
    shapes = [shape(tree(document.id, language, **{field.name: one})) for one in (answer(field), text)]
    assert [tag for tag in shapes[0] if tag != "bdi"] == [tag for tag in shapes[1] if tag != "bdi"]


def test_what_would_turn_the_line_is_shown_as_its_code_point():
    assert "[U+202E]" in inline("a\u202eb")
    assert "\u202e" not in inline("a\u202eb")
    assert unescape(re.sub("<[^>]+>", "", inline("نُور\u200cعلی"))) == "نُور\u200cعلی"


def test_a_narrative_of_ten_thousand_characters_is_kept_whole():
    text = "\n\n".join(f"Paragraph {number} " + "word " * 40 for number in range(46))
    assert len(text) > 9_500
    assert tree("fir", "en", narrative=text).text_content().count("word") == 46 * 40


def test_a_digest_may_be_broken_anywhere_in_its_cell_and_words_may_not():
    items = [{"number": "1", "description": "Mobile phone, black", "seal": "S-1", "sha256": "a" * 64}]
    cells = tree("seizure_memo", "en", items=items).findall(".//td")
    long = [one.text_content() for one in cells if one.get("class") == "long"]
    assert "a" * 64 in long
    assert "Mobile phone, black" not in long


def test_each_text_is_written_in_its_own_direction():
    assert direction("1. سلام hello") == "rtl"
    assert direction("(hello) سلام") == "ltr"
    assert direction("۱۲۳") == "ltr"


def test_a_number_in_an_urdu_sentence_keeps_the_order_of_its_digits():
    assert '<bdi dir="ltr">0300-0000000</bdi> بند' in inline("نمبر 0300-0000000 بند تھا")
    assert '<bdi dir="ltr">2026-10-01</bdi> کو' in paragraphs("مورخہ 2026-10-01 کو")
    assert "<bdi" not in paragraphs("the number 0300-0000000 was off")


def test_dates_are_written_as_each_language_writes_them():
    assert "21 November 2026, 12:00" in tree("challan", "en").text_content()
    assert "21 نومبر 2026ء، 12:00 بجے" in tree("challan", "ur").text_content()


def test_what_an_officer_wrote_wrongly_is_shown_as_it_was_written():
    assert "yesterday" in tree("fir", "en", reported_at="yesterday").text_content()
