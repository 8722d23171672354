"""Cues: few, reviewed, protective words in free text, read from ``cues/*.toml``.

The data holds plain words. In a phrase, ``a|b`` is either word, ``@name`` any entry of the file's word list of that
name, and ``...`` up to four other words. A cue that may be negated is passed over when a negation stands close before it
in the same clause, inside its gaps, or (in languages that put it there) right after it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from nigehban.priority.text import fold, quote

HERE = Path(__file__).parent / "cues"
WINDOW = 200_000
"""Characters looked at in one go, so that a text of any length takes bounded memory."""
_OVERLAP = 400
_GAP = 4
_NEAR = 3
_BETWEEN = r"\W+"
_WORD = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[.!?;,:\n۔،؟؛]")


class Hit(NamedTuple):
    """A cue that fired: the rule it feeds and the original words."""

    cue: str
    rule: str
    quote: str


@dataclass(frozen=True, slots=True)
class Negations:
    """How a language says no: the words, how many words after the cue they may stand, and what ends a clause."""

    words: frozenset[str]
    after: int
    breaks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a cue. ``slots`` are the words of which each place needs one: a cheap test before ``pattern``."""

    cue: str
    rule: str
    slots: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    negations: Negations | None
    unless_after: frozenset[str]

    def quoted(self, text: str, folded: str, words: set[str]) -> str | None:
        """The original words of the first place where the phrase stands and is not negated."""
        if any(slot.isdisjoint(words) for slot in self.slots):
            return None
        for match in self.pattern.finditer(folded):
            if not self._negated(folded, match.start(), match.end()):
                return quote(text, match.start(), match.end())
        return None

    def _negated(self, folded: str, start: int, end: int) -> bool:
        before = _clause_words(folded[max(0, start - 60) : start])[-_NEAR:]
        if not self.unless_after.isdisjoint(before):
            return True
        if self.negations is None:
            return False
        return _says_no(before, self.negations) or _follows(folded[end : end + 30], self.negations)


def _clause_words(before: str) -> list[str]:
    return _WORD.findall(_CLAUSE_END.split(before)[-1])


def _says_no(before: list[str], negations: Negations) -> bool:
    for word in reversed(before):
        if word in negations.breaks:
            return False
        if word in negations.words:
            return True
    return False


def _follows(after: str, negations: Negations) -> bool:
    if not negations.after:
        return False
    words = _WORD.findall(_CLAUSE_END.split(after)[0])[: negations.after]
    return not negations.words.isdisjoint(words)


def load(folder: Path = HERE) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of all languages, each under every word of its rarest place; a text without that word cannot hold
    the phrase."""
    index: dict[str, list[Phrase]] = {}
    for path in sorted(folder.glob("*.toml")):
        for phrase in _phrases(tomllib.loads(path.read_text("utf-8"))):
            for word in _anchor(phrase.slots):
                index.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in index.items()}


def _anchor(slots: tuple[frozenset[str], ...]) -> frozenset[str]:
    """The place whose shortest word is longest: long words are rare."""
    return max(slots, key=lambda slot: (min(map(len, slot)), -len(slot), sorted(slot)))


def _phrases(table: Mapping[str, Any]) -> Iterator[Phrase]:
    lists = {name: [fold(word) for word in words] for name, words in table.get("words", {}).items()}
    negations = Negations(
        frozenset(map(fold, table["negations"])), table["negation_after"], frozenset(map(fold, table["breaks"]))
    )
    for cue in table["cue"]:
        guard = negations if cue.get("negatable", True) else None
        for phrase in cue["phrases"]:
            places = [_alternatives(place, lists) for place in phrase.split()]
            yield Phrase(
                cue["id"],
                cue["rule"],
                tuple(_needed(place) for place in places if place),
                _compiled(places, guard),
                guard,
                frozenset(map(fold, cue.get("unless_after", ()))),
            )


def _alternatives(place: str, lists: Mapping[str, list[str]]) -> list[str]:
    """The folded words of one place; none for a gap."""
    if place == "...":
        return []
    words: list[str] = []
    for word in place.split("|"):
        words.extend(lists[word[1:]] if word.startswith("@") else [fold(word)])
    return words


def _needed(alternatives: list[str]) -> frozenset[str]:
    """A word that must be in the text for each alternative: the longest of those that it consists of."""
    return frozenset(max(_WORD.findall(words), key=len) for words in alternatives)


def _compiled(places: list[list[str]], guard: Negations | None) -> re.Pattern[str]:
    no = "|".join(sorted(map(re.escape, guard.words))) if guard else ""
    other = rf"(?!(?:{no})\b)\w+" if no else r"\w+"
    parts: list[str] = []
    for place in places:
        if place:
            parts.append(f"(?:{'|'.join(_literal(words) for words in sorted(place, key=len, reverse=True))})")
            parts.append(_BETWEEN)
        else:
            parts.append(f"(?:{other}{_BETWEEN}){{0,{_GAP}}}?")
    return re.compile(rf"\b{''.join(parts[:-1])}\b")


def _literal(words: str) -> str:
    return _BETWEEN.join(map(re.escape, words.split()))


_INDEX = load()


def find_cues(text: str) -> Iterator[Hit]:
    """Each cue that fires in the text, once, in the order of the cues' ids within a window of the text."""
    fired: set[str] = set()
    for part in _windows(text):
        for hit in _in_window(part):
            if hit.cue not in fired:
                fired.add(hit.cue)
                yield hit


def _windows(text: str) -> Iterator[str]:
    yield text[:WINDOW]
    for start in range(WINDOW, len(text), WINDOW):
        yield text[start - _OVERLAP : start + WINDOW]


def _in_window(text: str) -> Iterator[Hit]:
    folded = fold(text)
    words = set(_WORD.findall(folded))
    phrases = {phrase for word in _INDEX.keys() & words for phrase in _INDEX[word]}
    found: dict[str, Hit] = {}
    for phrase in sorted(phrases, key=_by_cue):
        if phrase.cue not in found:
            words_there = phrase.quoted(text, folded, words)
            if words_there is not None:
                found[phrase.cue] = Hit(phrase.cue, phrase.rule, words_there)
    yield from found.values()


def _by_cue(phrase: Phrase) -> tuple[str, str]:
    return phrase.cue, phrase.pattern.pattern
