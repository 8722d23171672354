"""The patterns by which references are read, made of a pack's names of acts and words. Texts are folded before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nigehban.jurisdiction.fold import plain
from nigehban.jurisdiction.law.records import Act, Wording

_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("۔٫․", "."), "،": ",", "؛": ";", "§": " ", "⁄": "/"}
)
_AFTER_NO_LETTER = r"(?<![^\W\d_])"
_NO_LETTER = r"(?![^\W\d_])"
_YEAR = r"(?:[\s,(-]*(?:of\s)?\s*(1[789]\d\d|20\d\d)(?!\d)\)?)?"
_PART = r"\d{1,3}|[a-z]{1,2}|[ivx]{1,4}"
_NUMBERED = r"(?:[\s,]*\(?\s*(?:act\s+)?(?:no\.?\s*)?[ivxlc]+\s+of\s+(?:1[789]\d\d|20\d\d)\s*\)?)?"
_YEAR_AT_END = re.compile(r"[\s,-]*\d{4}$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,6}")


class Patterns(NamedTuple):
    """``acts`` has a group for every name, in the order of ``act_ids``, each followed by a group for the year."""

    acts: re.Pattern[str]
    act_ids: tuple[str, ...]
    breaks: re.Pattern[str]
    skip: re.Pattern[str]
    number: re.Pattern[str]
    more_letters: re.Pattern[str]
    more_parts: re.Pattern[str]
    word: re.Pattern[str]
    part: re.Pattern[str]
    part_before: re.Pattern[str]
    part_after: re.Pattern[str]
    span: re.Pattern[str]
    letters: dict[str, str]


def bare(text: str) -> str:
    """The text with letters, digits, dashes and stops of every script made one."""
    folded = plain(text.translate(_SIGNS))
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in folded)


def make_patterns(acts: Iterable[Act], wording: Wording) -> Patterns:
    """The patterns of a pack."""
    names = sorted(
        ((name, act.id) for act in acts for name in (act.id, *act.names, *act.title.values())),
        key=lambda pair: len(pair[0]),
        reverse=True,
    )
    letters = {bare(written): letter.lower() for written, letter in wording.letters.items()}
    other = "".join(f"|{re.escape(one)}" for one in letters)
    letter = f"(?:[a-z]|aa|bb|i{{2,3}}|iv{other}){_NO_LETTER}"
    near = f"(?:[a-h]|i{{2,3}}|iv{other}){_NO_LETTER}"
    skip = _any_of(wording.skip) + r"\.?"
    part = rf"{_any_of(wording.parts)}[\s.:-]*\(?\s*(\d{{1,3}}|[ivx]{{1,4}}|[a-z]{other})(?![^\W_])\s*\)?"
    section = rf"(?<![\ue000\d])(\d+(?![\d\ue001])(?:\s?-?\s?{near})?(?:\s*\(\s*\w{{1,4}}\s*\))*)"
    joins = f"\\s*(?:{_any_of(wording.joins)})\\s*"
    return Patterns(
        re.compile(
            f"{_AFTER_NO_LETTER}(?:{'|'.join(f'({_name(name)})' for name, _ in names)}){_NO_LETTER}{_YEAR}{_NUMBERED}"
        ),
        tuple(act for _, act in names),
        re.compile(_any_of(wording.breaks)),
        re.compile(skip),
        re.compile(rf"(\d+)(?:\s?[-./]?\s?(?<!\s)({letter})|\s?[-./]?\s({near}))?{_parts(other)}"),
        re.compile(f"{joins}({near})"),
        re.compile(rf"{joins}\(\s*({_PART}{other})\s*\)"),
        re.compile(r"[^\W\d_]+"),
        re.compile(part),
        re.compile(rf"((?:{part}(?:[\s,]|{skip})*)+){section}"),
        re.compile(rf"{section}[\s,.-]*\(?{part}"),
        re.compile(rf"\d[^\d;\ue000]{{0,4}}\s{_any_of(wording.spans)}\s[^\d;\ue000]{{0,12}}\d"),
        letters,
    )


def _parts(letters: str) -> str:
    return rf"((?:\s*\(\s*(?:{_PART}{letters})\s*\)|\.(?:\d+|[a-z])(?![^\W_]))*)"


def _name(name: str) -> str:
    """An acronym may be written with stops and spaces (Cr. P.C.), a name with other signs between its words. The year
    at its end is read apart: it may be left out, or be another.
    """
    name = _YEAR_AT_END.sub("", name)
    if _ACRONYM.fullmatch(name) and sum(sign.isupper() for sign in name) > 1:
        return r"[.\s]{0,2}".join(map(re.escape, bare(name))) + r"\.?"
    return r"[\s,.-]+".join(map(re.escape, re.findall(r"[^\s,.-]+", bare(name))))


def _any_of(phrases: Iterable[str]) -> str:
    """Longest first; a phrase of letters must not be part of a longer word."""
    found = []
    for phrase in sorted(map(bare, phrases), key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        start = _AFTER_NO_LETTER if phrase[0].isalpha() else ""
        end = _NO_LETTER if phrase[-1].isalpha() else ""
        found.append(f"{start}{pattern}{end}")
    return f"(?:{'|'.join(found)})" if found else r"(?!)"
