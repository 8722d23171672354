"""From what an officer wrote to the offences of the pack. What was assumed on the way is said as a warning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction.law import sentences as s
from nigehban.jurisdiction.law.errors import UnknownReferenceError
from nigehban.jurisdiction.law.nearest import acts_like, nearest
from nigehban.jurisdiction.law.records import Law, Offence, Renumbering
from nigehban.jurisdiction.law.reference import Reading, Reference, read_reference
from nigehban.jurisdiction.law.sections import Number, lettered, number, roman

_MOST_WORDS = 8  # of those that were not understood, in a message
_SHOWN = 80  # characters of a reference that is repeated in a message

_Index = dict[tuple[str, str], list[tuple[Number, Offence]]]


class Found(NamedTuple):
    """The offences that a reference names, in its order; ``aliases`` are other numberings that led there."""

    offences: tuple[Offence, ...]
    aliases: tuple[str, ...]
    warnings: tuple[str, ...]


def find(law: Law, text: str) -> Found:
    """The offences of a code or of anything officers write. Raises ``UnknownReferenceError``."""
    coded = _codes(law).get(_code_key(text))
    if coded:
        return Found((coded,), (), ())
    reading = read_reference(text, law)
    if not reading.references:
        raise _unknown(law, text, reading, "names no section. Write it as 'PECA 22' or '22 PECA'.")
    finder = _Finder(law, text, reading)
    first, *others = finder.joined(reading.references)
    finder.add(first)
    for reference in others:
        finder.try_to_add(reference)
    return finder.found()


class _Finder:
    """Looks up one reference after another and keeps what is to be said about them."""

    def __init__(self, law: Law, text: str, reading: Reading) -> None:
        self._law, self._text, self._reading = law, text, reading
        self._offences: dict[str, Offence] = {}
        self._aliases: list[str] = []
        self._warnings: list[str] = []

    def joined(self, references: Sequence[Reference]) -> list[Reference]:
        """506/2 is 506(2) where the pack has that part: nobody is charged under section 2 of the same law."""
        found: list[Reference] = []
        for one in references:
            whole = found[-1] if found else None
            if whole and _is_part(self._law, whole, one):
                part = Number(whole.number.base, (one.number.base,))
                self._warn(s.READ_AS(written=f"{whole.number}/{one.number}", section=part))
                found[-1] = Reference(whole.act, part)
            else:
                found.append(one)
        return found

    def try_to_add(self, reference: Reference) -> None:
        """What is said beside the first section and is not known is left aside, and it is said."""
        try:
            self.add(reference)
        except UnknownReferenceError as error:
            why = str(error).removeprefix(f"'{_short(self._text)}' ").removeprefix("is not known: ")
            self._warn(s.SECTION_ASIDE(section=reference.number, why=why))

    def add(self, reference: Reference) -> None:
        act = reference.act or self._only_act(reference.number)
        asked = self._as_meant(act, reference.number)
        own = _with_parts(self._law, act, asked)
        renumbered = self._renumbered(act, asked)
        is_ours = (act, asked.base) in _by_section(self._law)
        if renumbered and (not is_ours or renumbered.numbering == self._reading.numbering):
            own = self._through(renumbered)
        elif renumbered:
            self._warn(_also(renumbered))
        if not own and asked.parts and asked.parts[0].isalpha():
            own = _with_parts(self._law, act, Number(asked.base))
        if not own:
            missing = self._missing(act, asked, renumbered)
            raise _unknown(self._law, self._text, self._reading, f"is not known: {missing}")
        if len(own) > 1:
            codes = ", ".join(offence.code for offence in own)
            self._warn(s.HOLDS_SEVERAL(section=asked, codes=codes))
        elif asked.parts and not _covers(own[0], asked):
            self._warn(s.AS_A_WHOLE(section=own[0].section, asked=asked))
        self._question_letter(act, asked)
        self._offences.update((offence.code, offence) for offence in own)

    def found(self) -> Found:
        if self._reading.unread:
            self._warn(s.LEFT_ASIDE(words=", ".join(self._reading.unread[:_MOST_WORDS])))
        for doubt in self._reading.doubts:
            self._warn(doubt)
        for act, year in self._reading.years:
            if (known := self._law.by_act[act].year) and known != year:
                self._warn(s.OTHER_YEAR(act=act, known=known, year=year))
        return Found(tuple(self._offences.values()), tuple(self._aliases), tuple(self._warnings))

    def _as_meant(self, act: str, asked: Number) -> Number:
        """292(C) where only 292-C can be meant: the pack has no section 292, and one with the letter."""
        joined = lettered(asked)
        if joined is None or (act, asked.base) in _by_section(self._law):
            return asked
        is_known = _with_parts(self._law, act, joined) or self._renumbered(act, joined)
        return joined if is_known else asked

    def _only_act(self, asked: Number) -> str:
        """The act of a section that was named without one, where only one act of the pack has such a section."""
        acts = {act.id: _with_parts(self._law, act.id, asked) for act in self._law.acts}
        having = [act for act, offences in acts.items() if offences]
        having = having or [row.act for row in self._law.renumberings if _number(row) == asked]
        if self._reading.unread or not having:
            raise _unknown(self._law, self._text, self._reading, "names no act that the pack knows.")
        if len(having) > 1:
            several = tuple(offence for act in having for offence in acts[act])
            problem = f"names a section of {', '.join(having)}. Name the act."
            raise UnknownReferenceError(f"'{_short(self._text)}' {problem}", several)
        self._warn(s.ONLY_ACT(act=having[0], section=asked))
        return having[0]

    def _renumbered(self, act: str, asked: Number) -> Renumbering | None:
        rows = [row for row in self._law.renumberings if row.act == act and _number(row).base == asked.base]
        return rows[0] if rows else None

    def _through(self, row: Renumbering) -> tuple[Offence, ...]:
        now = number(row.now)
        found = _with_parts(self._law, row.act, now) if now else ()
        if found:
            self._aliases.append(f"{row.section} ({row.numbering})")
            sureness = {} if row.confidence == "P" else {"confidence": row.confidence, "source": row.source}
            phrase = s.RENUMBERED_UNSURE if sureness else s.RENUMBERED
            self._warn(phrase(section=row.section, numbering=row.numbering, act=row.act, now=row.now, **sureness))
            if row.section.isdigit() and (row.act, row.section) not in _by_section(self._law):
                self._warn(s.NOT_HELD(section=row.section, act=row.act))
        return found

    def _missing(self, act: str, asked: Number, renumbered: Renumbering | None) -> str:
        inside = [offence.section for _, offence in _by_section(self._law).get((act, asked.base), ())]
        if inside and asked.parts:
            return f"of section {asked.base} of {act} the pack holds {', '.join(inside)}, and no {asked}."
        if renumbered:
            now = f"section {renumbered.now} of {act}, which the pack does not hold."
            return f"section {renumbered.section} of the {renumbered.numbering} is {now}"
        if any(offence.act == act for offence in self._law.offences):
            return f"the pack holds no section {asked} of {act}."
        return f"the pack names {act} and holds no section of it."

    def _question_letter(self, act: str, asked: Number) -> None:
        """22(A) is the part (a) of section 22; whoever wrote it may mean section 22-A."""
        joined = lettered(asked)
        meant = _with_parts(self._law, act, joined) if joined else ()
        if meant:
            self._warn(s.BRACKETS(section=joined, code=meant[0].code))

    def _warn(self, text: str) -> None:
        if text not in self._warnings:
            self._warnings.append(text)


def _also(row: Renumbering) -> str:
    return s.COUNTS_DIFFERENTLY(numbering=row.numbering, section=row.section, now=row.now, act=row.act)


def _is_part(law: Law, whole: Reference, one: Reference) -> bool:
    """Whether a single figure is a part of the section before it."""
    if whole.act is None or one.act != whole.act or whole.number.parts or one.number.parts:
        return False
    part = Number(whole.number.base, (one.number.base,))
    held = _with_parts(law, whole.act, part)
    return one.number.base.isdigit() and bool(held) and all(_covers(offence, part) for offence in held)


def _with_parts(law: Law, act: str, asked: Number) -> tuple[Offence, ...]:
    """The offences of a section: the subsection that was asked, or else all that the pack tells apart in it."""
    for one in (asked, roman(asked)):
        entries = _by_section(law).get((act, one.base), []) if one else []
        if one is None or not entries:
            continue
        held = [(own, offence) for own, offence in entries if one.parts[: len(own.parts)] == own.parts]
        if held:
            most = max(len(own.parts) for own, _ in held)
            return tuple(offence for own, offence in held if len(own.parts) == most)
        return tuple(offence for own, offence in entries if own.parts[: len(one.parts)] == one.parts)
    return ()


def _covers(offence: Offence, asked: Number) -> bool:
    own = number(offence.section)
    return own is not None and own.parts == asked.parts


def _number(row: Renumbering) -> Number:
    return number(row.section) or Number(row.section)


def _unknown(law: Law, text: str, reading: Reading, problem: str) -> UnknownReferenceError:
    numbers = [reference.number for reference in reading.references]
    acts = reading.acts or [act for word in reading.unread for act in acts_like(law, word)]
    return UnknownReferenceError(f"'{_short(text)}' {problem}", nearest(law, text, numbers, acts))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@lru_cache(maxsize=16)
def _by_section(law: Law) -> _Index:
    index: _Index = {}
    for offence in law.offences:
        own = number(offence.section)
        if own:
            index.setdefault((offence.act, own.base), []).append((own, offence))
    return index


@lru_cache(maxsize=16)
def _codes(law: Law) -> dict[str, Offence]:
    return {_code_key(offence.code): offence for offence in law.offences}


def _code_key(text: str) -> str:
    return text.strip().casefold().replace("_", "-")
