"""Reads references to law as officers write them: "19A PECA", "u/s 21(2), 22 of PECA r/w 292-C PPC", "دفعہ ۲۲ پیکا".

What a text says is taken apart and nothing more: whether there is such a section is for ``finding``. Names of acts and
words without meaning are the pack's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction.law import sentences as s
from nigehban.jurisdiction.law.patterns import Patterns, bare, make_patterns
from nigehban.jurisdiction.law.records import Law
from nigehban.jurisdiction.law.sections import Number, beside, of

_LONGEST = 400  # characters: a reference, not a judgment
_YEARS = range(1700, 2100)
_ACT = re.compile("\ue000(\\d+)\ue001")


class Reference(NamedTuple):
    """One section that was named; ``act`` is the act's id, ``None`` where none was named."""

    act: str | None
    number: Number


class Reading(NamedTuple):
    """What a text names. ``numbering``: another text of the act that it says it means. ``years``: those it gives to an
    act. ``unread``: its other words. ``doubts``: what was not read, in sentences.
    """

    references: tuple[Reference, ...]
    acts: tuple[str, ...]
    years: tuple[tuple[str, int], ...]
    numbering: str | None
    unread: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def read_reference(text: str, law: Law) -> Reading:
    """Take a text apart."""
    patterns = _patterns(law)
    years: list[tuple[str, int]] = []
    marked = patterns.acts.sub(lambda found: _mark(found, patterns, years), bare(text[:_LONGEST]))
    marked = _with_parts(marked, patterns)
    clauses = [list(_tokens(clause, patterns)) for clause in patterns.breaks.split(marked)]
    words = [token for clause in clauses for token in clause if isinstance(token, _Word)]
    numberings = {bare(word): name for word, name in law.wording.numberings.items()}
    return Reading(
        tuple(dict.fromkeys(_references(clauses))),
        tuple(dict.fromkeys(token for clause in clauses for token in clause if type(token) is str)),
        tuple(years),
        next((numberings[word.text] for word in words if word.text in numberings), None),
        tuple(dict.fromkeys(word.text for word in words if word.text not in numberings)),
        tuple(_doubts(text, marked, patterns)),
    )


def _doubts(text: str, marked: str, patterns: Patterns) -> Iterator[str]:
    if len(text) > _LONGEST:
        yield s.ONLY_FIRST(n=_LONGEST)
    if patterns.span.search(marked):
        yield s.SPAN()


def _with_parts(text: str, patterns: Patterns) -> str:
    """Put parts that are told in words behind their section: "clause (d) of sub-section (1) of section 21" is 21(1)(d),
    "506 part II" is 506(ii).
    """
    text = patterns.part_before.sub(lambda found: _behind(found, patterns), text)
    while (longer := patterns.part_after.sub(r"\1(\2) ", text)) != text:
        text = longer
    return text


def _behind(found: re.Match[str], patterns: Patterns) -> str:
    parts = patterns.part.findall(found[1])
    return found[found.re.groups] + "".join(f"({part})" for part in reversed(parts))


class _Word(NamedTuple):
    text: str


_Token = str | Number | _Word
"""An act's id, a section's number, or a word that means nothing here."""


@lru_cache(maxsize=16)
def _patterns(law: Law) -> Patterns:
    return make_patterns(law.acts, law.wording)


def _mark(found: re.Match[str], patterns: Patterns, years: list[tuple[str, int]]) -> str:
    """Put the number of its name in place of an act: what stands inside a name is not to be read again."""
    *names, year = found.groups()
    index = next(index for index, name in enumerate(names) if name is not None)
    if year:
        years.append((patterns.act_ids[index], int(year)))
    return f" \ue000{index}\ue001 "


def _tokens(clause: str, patterns: Patterns) -> Iterator[_Token]:
    position, last = 0, None
    while position < len(clause):
        found = _ACT.match(clause, position) or patterns.skip.match(clause, position)
        if found:
            if found.re is _ACT:
                yield patterns.act_ids[int(found[1])]
                last = None
        elif last and (found := patterns.more_parts.match(clause, position)):
            last = beside(last, patterns.letters.get(found[1], found[1]))
            yield last
        elif last and last.letter and (found := patterns.more_letters.match(clause, position)):
            last = of(last.digits, patterns.letters.get(found[1], found[1]), "")
            yield last
        elif found := patterns.number.match(clause, position):
            last = _number(found, patterns)
            if last:
                yield last
        elif found := patterns.word.match(clause, position):
            yield _Word(found[0])
        position = found.end() if found else position + 1


def _number(found: re.Match[str], patterns: Patterns) -> Number | None:
    """The section; ``None`` for a year, which is none."""
    letter = found[2] or found[3] or ""
    if len(found[1]) > 4 or (int(found[1]) in _YEARS and not letter and not found[4]):
        return None
    parts = found[4]
    for written, meant in patterns.letters.items():
        parts = parts.replace(written, meant)
    return of(found[1], patterns.letters.get(letter, letter), parts)


def _references(clauses: list[list[_Token]]) -> Iterator[Reference]:
    """Each number with its act: "PECA 21, 22" and "21, 22 PECA". A clause without an act takes its neighbour's, unless
    words that nobody knows follow its number: those may be the name of another law.
    """
    stated = [next((token for token in clause if type(token) is str), None) for clause in clauses]
    for index, clause in enumerate(clauses):
        before = next((act for act in reversed(stated[:index]) if act), None)
        after = next((act for act in stated[index + 1 :] if act), None)
        known = [token for token in clause if not isinstance(token, _Word)]
        is_foreign = bool(clause) and isinstance(clause[-1], _Word) and isinstance(next(iter(known), None), Number)
        yield from _within(known, None if is_foreign else before or after)


def _each_before(tokens: list[str | Number]) -> Iterator[Reference]:
    """Each number with the act that follows it: "22, 24 PECA & 292-A, 377-B PPC"."""
    waiting: list[Number] = []
    for token in tokens:
        if isinstance(token, Number):
            waiting.append(token)
        else:
            yield from (Reference(token, one) for one in waiting)
            waiting.clear()


def _within(tokens: list[str | Number], act: str | None) -> Iterator[Reference]:
    """The numbers of one clause with their acts; ``act`` for those that have none."""
    stated = [token for token in tokens if isinstance(token, str)]
    if stated and isinstance(tokens[0], Number) and isinstance(tokens[-1], str):
        yield from _each_before(tokens)
        return
    if stated and isinstance(tokens[-1], str):  # "21, 22 PECA"; of "PPC 292-C, 22 PECA" only the last is PECA's
        before = tokens[:-1] if len(stated) == 1 else tokens[-2:-1]
        yield from _within(tokens[: len(tokens) - 1 - len(before)], act)
        yield from (Reference(stated[-1], token) for token in before if isinstance(token, Number))
        return
    current = stated[0] if stated else act
    for token in tokens:
        if isinstance(token, str):
            current = token
        else:
            yield Reference(current, token)
