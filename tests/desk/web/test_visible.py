"""Text of strangers neither acts nor hides nor moves its neighbours."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.desk.web.visible import visible

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_markup_becomes_text() -> None:
    assert visible("<img src=x onerror=alert(1)>&\"'") == "&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#x27;"


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200f", "\u200b", "\x00", "\x1b", "\ud800", "\ufeff", "\U000e0041"]
)
def test_what_hides_or_acts_is_shown_as_its_code_point(sign: str) -> None:
    shown = visible(f"a{sign}b")
    assert f"U+{ord(sign):04X}" in shown
    assert sign not in shown


def test_a_joiner_is_shown_among_latin_letters_and_kept_where_urdu_needs_it() -> None:
    assert "U+200C" in visible("ali\u200cce@example.org")
    assert visible("می\u200cکند") == "می\u200cکند"
    assert visible("👩\u200d👧") == "👩\u200d👧"


def test_lines_and_tabs_stay() -> None:
    assert visible("a\n\tb") == "a\n\tb"


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_no_text_holds_markup_bidi_controls_or_what_can_not_be_encoded(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    bare = shown.replace('<span class="sign" title="', "").replace('">', "").replace("</span>", "")
    assert "<" not in bare
    assert '"' not in bare
    assert not {unicodedata.bidirectional(character) for character in shown} & BIDI
    assert visible(shown) == visible(str(shown))
