"""Which offences may have been meant by a reference that names none."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches

from nigehban.jurisdiction.fold import fold, words
from nigehban.jurisdiction.law.records import Law, Offence
from nigehban.jurisdiction.law.sections import Number, number

_MOST = 5
_LEAST = 0.5


def nearest(law: Law, text: str, numbers: Collection[Number] = (), acts: Collection[str] = ()) -> tuple[Offence, ...]:
    """Up to five offences, nearest first: of the acts named if any were, by number, then by the words of the title."""
    inside = [offence for offence in law.offences if not acts or offence.act in acts]
    scored = [(_score(law, offence, text, numbers), -index, offence) for index, offence in enumerate(inside)]
    best = sorted((item for item in scored if item[0] >= _LEAST), key=lambda item: item[:2], reverse=True)
    if not best and acts:  # whoever names an act is shown what it has, the nearest numbers first
        best = sorted(scored, key=lambda item: item[:2], reverse=True)
    return tuple(offence for _, _, offence in best[:_MOST])


def acts_like(law: Law, word: str) -> list[str]:
    """The acts whose short name is nearly that word: PECO for PECA."""
    names = {fold(name): act.id for act in law.acts for name in act.names}
    return [names[name] for name in get_close_matches(fold(word), names, n=2, cutoff=0.7)]


def _score(law: Law, offence: Offence, text: str, numbers: Collection[Number]) -> float:
    own = number(offence.section)
    by_number = max((_closeness(own, one) for one in numbers), default=0.0) if own else 0.0
    return max(by_number, _by_words(law, offence, text))


def _closeness(own: Number, asked: Number) -> float:
    """1 for the number itself, less for another letter, less again for a neighbour."""
    if own.base == asked.base:
        return 1.0
    if own.digits == asked.digits:
        return 0.9
    return 0.8 - abs(int(own.digits) - int(asked.digits)) / 10


def _by_words(law: Law, offence: Offence, text: str) -> float:
    """The part of the text's words that stand in the title, or how alike the text and the code are."""
    act = law.by_act.get(offence.act)
    told = {word for title in (*offence.title.values(), offence.heading or "") for word in words(title)}
    of_act = {word for name in (act.names if act else ()) for word in words(name)}
    asked = [word for word in words(text) if len(word) > 2 and word not in of_act]
    share = sum(word in told for word in asked) / len(asked) if asked else 0.0
    return max(share, SequenceMatcher(None, fold(text), fold(offence.code)).ratio() - 0.1)
