"""The catalogues hold every text of templates and code, translated, with the same variables."""

from __future__ import annotations

import re

import polib
import pytest
from django.utils import translation
from tools.messages import Text, catalogue, in_code, in_template, is_current, languages, updated, waiting

_VARIABLES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def test_texts_are_found_in_every_form_of_a_template() -> None:
    source = """{% load i18n %}{% translate "One" %} plain
    {% blocktranslate with n=x %}{{ n }} of 5{% endblocktranslate %}
    {% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
    {% include "x.html" with a=_("Three") %}"""
    found = set(in_template(source))
    assert {Text("One"), Text("%(n)s of 5"), Text("%(n)s day", "%(n)s days"), Text("Three")} <= found
    assert not any("plain" in text.one for text in found)


def test_texts_are_found_in_code_with_their_plurals_and_contexts() -> None:
    source = 'a = _("One"); b = ngettext("a day", "%(n)d days", n); c = pgettext_lazy("court", "bail"); d = f("Not")'
    assert set(in_code(source)) == {Text("One"), Text("a day", "%(n)d days"), Text("bail", context="court")}


@pytest.mark.parametrize("language", languages())
def test_the_catalogue_is_current_and_nothing_waits_for_a_translator(language: str) -> None:
    assert is_current(language), "Run: python tools/messages.py"
    assert [entry.msgid for entry in waiting(updated(language))] == []


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_variables_of_its_text(language: str) -> None:
    for entry in polib.pofile(str(catalogue(language))):
        wanted = set(_VARIABLES.findall(entry.msgid + entry.msgid_plural))
        for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert set(_VARIABLES.findall(said)) <= wanted, entry.msgid
        last = entry.msgstr_plural[1] if entry.msgid_plural else entry.msgstr
        assert set(_VARIABLES.findall(last)) == wanted, entry.msgid


def test_the_desk_speaks_urdu() -> None:
    with translation.override("ur"):
        assert translation.gettext("Leads") != "Leads"
        assert translation.gettext("January") == "جنوری"
