#!/usr/bin/env python3
"""Texts to be translated: found in templates and code, kept in ``locale/<language>/LC_MESSAGES/django.po``.

    messages.py            bring the catalogues up to date and compile them; says how many texts wait for a translator
    messages.py --check    change nothing; 1 when a catalogue or what was compiled of it is out of date

No program of the system is needed: templates are read by Django's own reader, code by Python's.
"""

from __future__ import annotations

import argparse
import ast
import calendar
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

from nigehban.desk.wording import BOOKS
from nigehban.phrases import every_phrase
from nigehban.priority import Concern, Missing
from nigehban.priority.archive import REASONS

DESK = Path(__file__).resolve().parent.parent / "src" / "nigehban" / "desk"
LOCALES = DESK / "locale"
_FUNCTIONS = {"gettext", "gettext_lazy", "_", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "gettext_noop"}
_HEADER = {
    "Project-Id-Version": "nigehban",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
_CALENDAR = [*calendar.month_name[1:], *calendar.day_name]
"""Django's own names, which its Urdu catalogue lacks."""


class Text(NamedTuple):
    """A text with its plural (empty: none) and its context (empty: none)."""

    one: str
    many: str = ""
    context: str = ""


def texts() -> dict[Text, list[str]]:
    """Every text of the desk, and the files in which it stands."""
    found: dict[Text, list[str]] = {Text(name): ["the calendar"] for name in _CALENDAR}
    for path in sorted(DESK.rglob("*.html")):
        for text in in_template(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(path.relative_to(DESK).as_posix())
    for path in sorted(DESK.rglob("*.py")):
        if "migrations" not in path.parts:
            for text in in_code(path.read_text(encoding="utf-8")):
                found.setdefault(text, []).append(path.relative_to(DESK).as_posix())
    for sentence in of_rules():
        found.setdefault(Text(sentence), []).append("the rules")
    return found


def of_rules() -> Iterator[str]:
    """What the rules say; the desk translates it when it shows it."""
    yield from (phrase.template for book in BOOKS.values() for phrase in every_phrase(book))
    yield from (reason.sentence for reason in REASONS)
    yield from (sentence for one in Missing for sentence in one.sentences)
    yield from (label for concern in Concern for label in concern.labels)


def in_template(source: str) -> Iterator[Text]:
    """The texts of a template: Django turns its tags into calls, and blanks out everything else."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - settings come first

    calls = re.finditer(
        r"""\b(n?p?gettext)\((\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))*)""",
        templatize(source),
    )
    for call in calls:
        yield _text(call[1], [str(one) for one in ast.literal_eval(f"[{call[2]}]")])
    for call in re.finditer(r"""[\s(]_\((u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")\)""", templatize(source)):
        yield Text(str(ast.literal_eval(call[1])))


def in_code(source: str) -> Iterator[Text]:
    """The texts of a module: calls with literal arguments."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _FUNCTIONS:
            said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if said:
                yield _text(node.func.id, said)  # type: ignore[union-attr]


def _text(function: str, said: list[str]) -> Text:
    name = function.removesuffix("_lazy")
    if name == "pgettext":
        return Text(said[1], context=said[0])
    if name == "ngettext" and len(said) > 1:
        return Text(said[0], said[1])
    return Text(said[0])


def updated(language: str) -> polib.POFile:
    """The catalogue of a language with exactly today's texts; translations are kept, what is gone is dropped."""
    path = catalogue(language)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in old}
    new = polib.POFile(wrapwidth=120)
    new.metadata = {**_HEADER, "Language": language}
    for text, places in sorted(texts().items()):
        entry = known.get((text.one, text.many, text.context)) or _entry(text)
        entry.occurrences = [(place, "") for place in dict.fromkeys(places)]
        entry.flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", text.one) else []
        new.append(entry)
    return new


def _entry(text: Text) -> polib.POEntry:
    plural = {"msgid_plural": text.many, "msgstr_plural": {0: "", 1: ""}} if text.many else {}
    return polib.POEntry(msgid=text.one, msgctxt=text.context or None, **plural)


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


def catalogue(language: str) -> Path:
    """Where the catalogue of a language is."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def waiting(po: polib.POFile) -> list[polib.POEntry]:
    """The texts that nobody has translated yet."""
    return [entry for entry in po if not entry.translated()]


def is_current(language: str) -> bool:
    """Whether the catalogue and what was compiled of it hold today's texts."""
    path, po = catalogue(language), updated(language)
    compiled = path.with_suffix(".mo")
    return path.read_text(encoding="utf-8") == str(po) and compiled.exists() and compiled.read_bytes() == po.to_binary()


def main() -> int:
    """Bring the catalogues up to date, or say that they are not."""
    from django.conf import settings  # noqa: PLC0415 - the reader of templates asks for some

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = parser.parse_args()
    if not settings.configured:
        settings.configure()
    if wanted.check:
        old = [language for language in languages() if not is_current(language)]
        print(f"Out of date: {', '.join(old)}. Run: python tools/messages.py" if old else "The catalogues are current.")
        return 1 if old else 0
    for language in languages():
        po = updated(language)
        catalogue(language).write_text(str(po), encoding="utf-8")
        catalogue(language).with_suffix(".mo").write_bytes(po.to_binary())
        print(f"{language}: {len(po)} texts, {len(waiting(po))} wait for a translator")
    return 0


if __name__ == "__main__":
    sys.exit(main())
