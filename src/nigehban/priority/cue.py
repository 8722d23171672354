"""Cues: few, reviewed, protective words in free text, read from ``cues/*.toml``.

The data holds plain words. In a phrase, ``a|b`` is either word, ``@name`` any entry of the file's word list of that
name, and ``...`` up to four other words. A cue that may be negated is passed over when a negation stands close before
it in the same clause, inside its gaps, or (in languages that put it there) right after it; words that deny a whole
clause (“no indication that”) reach from its beginning. A sentence of form text (a
platform's policy names every danger) fires nothing; in one that laughs, a cue may feed a lighter rule.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
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
_SENTENCE_END = re.compile(r"[.!?\n۔؟]")
_CLAUSE = 120
_SENTENCE = 300


class Hit(NamedTuple):
    """A cue that fired: the rule it feeds and the original words."""

    cue: str
    rule: str
    quote: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """What surrounds cues in a language. ``no`` are its negations, which may stand up to ``after`` words behind a cue
    and do not reach past ``breaks``; ``denials`` open a clause that says that something was not found, which a word of
    ``turns`` takes back; ``formal`` words mark form text, ``joking`` words a laugh or a song."""

    no: frozenset[str]
    denials: tuple[str, ...]
    turns: frozenset[str]
    after: int
    breaks: frozenset[str]
    formal: frozenset[str]
    joking: frozenset[str]

    def denies(self, clause: str, folded: str, end: int) -> bool:
        """Whether a negation reaches what stands between the clause before it and the place ``end``."""
        if self._denies_all(clause):
            return True
        for word in reversed(_WORD.findall(clause)[-_NEAR:]):
            if word in self.breaks:
                break
            if word in self.no:
                return True
        behind = _WORD.findall(_CLAUSE_END.split(folded[end : end + 30])[0])[: self.after]
        return not self.no.isdisjoint(behind)

    def _denies_all(self, clause: str) -> bool:
        """Whether the clause opens with a denial that no “but” takes back."""
        rests = [clause.partition(words)[2] for words in self.denials if words in clause]
        return any(self.turns.isdisjoint(_WORD.findall(rest)) for rest in rests)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a cue. ``slots`` are the words of which each place needs one: a cheap test before ``pattern``.

    ``lighter`` is the rule that it feeds in a sentence that laughs; ``unless_after`` are words close before that change
    the meaning.
    """

    cue: str
    rule: str
    slots: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    tongue: Tongue
    negatable: bool
    lighter: str | None
    unless_after: frozenset[str]

    def may_stand(self, words: set[str]) -> bool:
        """Whether a text with these words could hold the phrase."""
        return not any(slot.isdisjoint(words) for slot in self.slots)

    def hit(self, text: str, folded: str) -> Hit | None:
        """The first place where the phrase stands and means what it says."""
        for match in self.pattern.finditer(folded):
            rule = self._rule_at(folded, match.start(), match.end())
            if rule is not None:
                return Hit(self.cue, rule, quote(text, match.start(), match.end()))
        return None

    def _rule_at(self, folded: str, start: int, end: int) -> str | None:
        clause = _CLAUSE_END.split(folded[max(0, start - _CLAUSE) : start])[-1]
        if not self.unless_after.isdisjoint(_WORD.findall(clause)[-_NEAR:]):
            return None
        if self.negatable and self.tongue.denies(clause, folded, end):
            return None
        sentence = _sentence_words(folded, start, end)
        if not self.tongue.formal.isdisjoint(sentence):
            return None
        laughs = not self.tongue.joking.isdisjoint(sentence)
        return self.lighter if laughs and self.lighter else self.rule


def _sentence_words(folded: str, start: int, end: int) -> list[str]:
    before = _SENTENCE_END.split(folded[max(0, start - _SENTENCE) : start])[-1]
    after = _SENTENCE_END.split(folded[end : end + _SENTENCE])[0]
    return _WORD.findall(f"{before} {after}")


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
    lists = {name: [fold(word) for word in words] for name, words in table["words"].items()}
    tongue = Tongue(
        _folded(table["negations"]),
        tuple(map(fold, table.get("denials", ()))),
        _folded(table.get("turns", ())),
        table["negation_after"],
        _folded(table["breaks"]),
        _folded(table["formal"]),
        _folded(table["joking"]),
    )
    for cue in table["cue"]:
        for phrase in cue["phrases"]:
            yield _phrase(cue, [_alternatives(place, lists) for place in phrase.split()], tongue)


def _phrase(cue: Mapping[str, Any], places: list[list[str]], tongue: Tongue) -> Phrase:
    negatable = cue.get("negatable", True)
    return Phrase(
        cue["id"],
        cue["rule"],
        tuple(_needed(place) for place in places if place),
        _compiled(places, tongue.no if negatable else frozenset()),
        tongue,
        negatable,
        cue.get("if_joking"),
        _folded(cue.get("unless_after", ())),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


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


def _compiled(places: list[list[str]], no: frozenset[str]) -> re.Pattern[str]:
    """The phrase as one expression; none of the words ``no`` may stand in a gap."""
    other = rf"(?!(?:{'|'.join(sorted(map(re.escape, no)))})\b)\w+" if no else r"\w+"
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
    phrases = [phrase for word in _INDEX.keys() & words for phrase in _INDEX[word] if phrase.may_stand(words)]
    found: dict[str, Hit] = {}
    for phrase in sorted(phrases, key=_by_cue):
        hit = None if phrase.cue in found else phrase.hit(text, folded)
        if hit is not None:
            found[phrase.cue] = hit
    yield from found.values()


def _by_cue(phrase: Phrase) -> tuple[str, str]:
    return phrase.cue, phrase.pattern.pattern
