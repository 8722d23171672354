"""Sentences that rules make: filled when a rule speaks, found again in what was stored, said in another language.

What a rule says is stored in English. A ``Phrase`` makes it out of a template and takes it apart again, so that the one
who shows it needs to know a translation of each template and nothing else. What no phrase fits stays as it is.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
NUMBER = r"[\d.,]+"
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
_ANYTHING = ".+?"


class Voice(NamedTuple):
    """How phrases are said: ``words`` translates a template, ``value`` shows what was filled in."""

    words: Callable[[str], str]
    value: Callable[[str], str]


class Part(ABC):
    """What may stand in a place of a phrase."""

    pattern = _ANYTHING

    @abstractmethod
    def said(self, text: str, voice: Voice) -> str | None:
        """The text in another language; ``None`` for one that it did not make."""

    @abstractmethod
    def phrases(self) -> Iterator[Phrase]:
        """The phrases that it chooses from, without those inside of them."""


class Phrase:
    """A template with places. A place holds whatever fits a pattern (unless told: anything) or a ``Part``."""

    _tail = ""

    def __init__(self, template: str, **places: str | Part) -> None:
        self.template, self.places = template, places

    def __call__(self, **values: object) -> str:
        """The sentence with these values."""
        return self.template.format(**values)

    @cached_property
    def pattern(self) -> str:
        """A regular expression for what the phrase makes."""
        return "".join(self._pieces(_unnamed))

    @cached_property
    def opening(self) -> str:
        """The same up to the first place that may hold anything."""
        return "".join(takewhile(lambda piece: _ANYTHING not in piece, self._pieces(_unnamed)))

    def said(self, text: str, voice: Voice) -> str | None:
        """The text in another language; ``None`` for one that the phrase did not make."""
        found = self._matched.fullmatch(text)
        if found is None:
            return None
        values = found.groupdict()
        gap, words = values.pop("_gap", ""), values.pop("_words", "")
        told = voice.words(self.template).format(**{name: self._told(name, values[name], voice) for name in values})
        return told + gap + voice.value(words) if words else told

    def _told(self, name: str, value: str, voice: Voice) -> str:
        place = self.places.get(name)
        told = place.said(value, voice) if isinstance(place, Part) and value else None
        return voice.value(value) if told is None else told

    @cached_property
    def _matched(self) -> re.Pattern[str]:
        return re.compile("".join(self._pieces(_named())) + self._tail, re.DOTALL)

    def _pieces(self, of_place: Callable[[str, str], str]) -> Iterator[str]:
        for at, piece in enumerate(_PLACEHOLDER.split(self.template)):
            yield of_place(piece, self._pattern_of(piece)) if at % 2 else re.escape(piece)

    def _pattern_of(self, name: str) -> str:
        place = self.places.get(name, _ANYTHING)
        return place if isinstance(place, str) else place.pattern


class Trailed(Phrase):
    """A sentence that words of a document may follow."""

    _tail = r"(?P<_gap>\s*)(?P<_words>.*)"


def _named() -> Callable[[str, str], str]:
    """A place that comes again holds what it held before."""
    seen: set[str] = set()

    def of_place(name: str, pattern: str) -> str:
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{pattern})"

    return of_place


def _unnamed(_name: str, pattern: str) -> str:
    return f"(?:{pattern})"


class Book(Part):
    """Phrases of which one is meant. The beginning may be written with a capital."""

    def __init__(self, *phrases: Phrase) -> None:
        self._phrases = phrases

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._phrases)

    @cached_property
    def pattern(self) -> str:  # type: ignore[override]
        """Longer phrases first: one may begin like another."""
        longest = sorted(self._phrases, key=lambda phrase: -len(phrase.template))
        return "|".join(phrase.pattern for phrase in longest)

    def said(self, text: str, voice: Voice) -> str | None:
        for written in (text, text[:1].lower() + text[1:]):
            for phrase in self._phrases:
                told = phrase.said(written, voice)
                if told is not None:
                    return told
        return None

    def phrases(self) -> Iterator[Phrase]:
        return iter(self._phrases)


class Perhaps(Part):
    """A phrase of a book or anything else; the book may speak of itself."""

    def __init__(self, book: Callable[[], Book]) -> None:
        self._book = book

    def said(self, text: str, voice: Voice) -> str | None:
        return self._book().said(text, voice)

    def phrases(self) -> Iterator[Phrase]:
        return self._book().phrases()


class Several(Part):
    """Phrases of a book one after another, with one of ``between`` between them, or after the ``end`` of a sentence;
    what no phrase fits stays.
    """

    def __init__(self, book: Book, *between: str, end: str = "") -> None:
        self._book, self._between, self._end = book, between, end

    def said(self, text: str, voice: Voice) -> str | None:
        pieces = self._split.split(text)
        return "".join(
            voice.words(piece) if at % 2 else self._book.said(piece, voice) or voice.value(piece)
            for at, piece in enumerate(pieces)
        )

    def phrases(self) -> Iterator[Phrase]:
        yield from self._book.phrases()
        yield from (Phrase(one) for one in self._between if one.strip())

    @cached_property
    def _split(self) -> re.Pattern[str]:
        openings = "|".join(phrase.opening for phrase in self._book)
        between = "|".join(map(re.escape, self._between))
        return re.compile(f"(?<={re.escape(self._end)})({between})(?={openings})")


def every_phrase(part: Part) -> list[Phrase]:
    """The phrases of a part and, however deep, those that may stand in their places."""
    found: dict[int, Phrase] = {}
    waiting = list(part.phrases())
    while waiting:
        phrase = waiting.pop()
        if id(phrase) not in found:
            found[id(phrase)] = phrase
            waiting += [one for place in phrase.places.values() if isinstance(place, Part) for one in place.phrases()]
    return list(found.values())
