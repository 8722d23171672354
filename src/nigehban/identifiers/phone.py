"""A telephone number in E.164 form. Numbers are given out again, so a shared one means one holder only for a while.

A number without a country is read as Pakistani. What is merely possible is kept (test blocks and new series are not
in any table); a warning says when the form is unusual. Carriers are not told from the prefix: numbers move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from nigehban.identifiers.calling import Calling, calling, table
from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import keep_digits, normalise_text

HOME = "92"
"""The calling code of a number that states none: Pakistan."""
_FORM = re.compile(
    r"(?:tel|phone|whatsapp|wa|mob|mobile|cell)?[:. ]*([+(0-9][0-9 ()./\-+\t\xa0]{3,40})(.*)", re.IGNORECASE | re.DOTALL
)
_USUAL = re.compile(r"(?:\+92|0092|92)?0?(3(?:[0-4]\d|55|64|7\d)\d{7})|\+([1-9]\d{7,14})", re.ASCII)
"""A number without its punctuation: a Pakistani mobile in any form, or any number with ``+``."""
_MARKS = str.maketrans("", "", " -().")
_ZERO_COUNTS = {"39", "225", "241", "242", "378"}
"""Codes where a zero in front belongs to the number: Italy, Ivory Coast, Gabon, Congo, San Marino."""
_RUNS = frozenset(
    {digit * 7 for digit in "0123456789"}
    | {run[start : start + 7] for run in ("01234567890123456", "65432109876543210") for start in range(10)}
)
"""Last seven digits that somebody typed to fill the field."""
_SHORTEST = 7
_TYPED = "Digits typed to fill the field"
_EXTENSION = re.compile(r"[,;]?\s*(?:x|ext\.?|extension|#)\s*\.?:?\s*\d{1,7}\s*", re.IGNORECASE)
_MOBILE = re.compile(r"3(?:[0-4]\d|55|64|7\d)\d{7}")
"""Mobile series in use: Jazz 30, 32; Zong 31, 37; Ufone 33; Telenor 34; SCO 355; Instaphone 364."""
_HOME_REGION = {"pk", "pak", "pakistan"}


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``+923007654321``; ``hint`` is a calling code (``+92``) for a number in national form."""
    at_home = hint is None or hint == "+92" or raw.startswith("+")
    plain = raw.translate(_MARKS)
    usual = _USUAL.fullmatch(plain) if at_home else None
    if usual:
        return _placed(HOME, "PK", usual[1], None) if usual[1] else _international(usual[2]) or _filled(plain)
    return _unusual(raw, hint)


def _unusual(raw: str, hint: str | None) -> Cleaned | None:
    """Numbers with an extension, in other digits, in national form of another country, or too short or long."""
    match = _FORM.fullmatch(normalise_text(raw).strip())
    if match is None or (match[2] and not _EXTENSION.fullmatch(match[2])):
        return None
    international, digits = _digits(match[1])
    return _read(digits, hint, international=international) or _filled(match[1])


def _filled(written: str) -> Cleaned | None:
    """What is no number of any country, but was typed to fill the field (“0000000000”, “+1 0000000”)."""
    digits = keep_digits(written)
    if len(digits) < _SHORTEST or digits[-_SHORTEST:] != digits[-1] * _SHORTEST:
        return None
    return Cleaned(f"+{digits}" if "+" in written else digits, None, _TYPED, links=False)


def _read(digits: str, hint: str | None, *, international: bool) -> Cleaned | None:
    if international:
        return _international(digits)
    code = _hinted_code(hint)
    if code == HOME:
        stated = digits.startswith(HOME) and len(digits) >= 11
        return _home(digits[2:] if stated else digits, stated=stated) or _bare_international(digits)
    return _abroad(digits, code)


def _digits(text: str) -> tuple[bool, str]:
    """Whether the number is in international form, and its digits without ``+`` or ``00``."""
    plus = text.lstrip("( ").startswith("+")
    digits = keep_digits(text)
    if not plus and digits.startswith("00"):
        return True, digits.lstrip("0")
    return plus, digits


def _hinted_code(hint: str | None) -> str:
    """The calling code of a hint; a hint that names none (a phone's type, say) counts as none."""
    if not hint:
        return HOME
    digits = keep_digits(hint).lstrip("0")
    return digits if digits in table() else HOME


def _international(digits: str) -> Cleaned | None:
    known = calling(digits)
    if known is None:
        return None
    national = digits[len(known.code) :]
    if known.code == HOME:
        national = national.lstrip("0")
        return _home(national, stated=True) or _checked(known, national)
    if national.startswith("0") and known.code not in _ZERO_COUNTS:
        national = national.lstrip("0")
        known = calling(known.code + national) or known
    return _checked(known, national)


def _home(digits: str, *, stated: bool) -> Cleaned | None:
    """A Pakistani number from its national digits, with or without trunk zero; ``stated``: the country is."""
    national = digits.removeprefix("0")
    if not 8 <= len(national) <= 11 or national.startswith("0"):
        return None
    mobile = bool(_MOBILE.fullmatch(national))
    usual = mobile or (national[0] != "3" and len(national) in {9, 10})
    warning = None if usual else "Not a number of a known Pakistani series"
    if usual and not (stated or mobile or digits != national):
        warning = "No country is stated; read as a Pakistani number"
    return _placed(HOME, "PK", national, warning)


def _bare_international(digits: str) -> Cleaned | None:
    """Digits too long for a Pakistani number: an international one that lost its ``+`` (as WhatsApp writes them)."""
    return _international(digits) if len(digits) >= 11 and digits[0] != "0" else None


def _abroad(digits: str, code: str) -> Cleaned | None:
    known = calling(code + digits) or table()[code]
    national = digits if known.code in {"39", "1"} else digits.removeprefix("0")
    if len(digits) > known.longest and digits.startswith(known.code):
        national = digits[len(known.code) :]
    if not known.shortest <= len(national) <= known.longest:
        return _looked_up(digits, known)
    return _checked(known, national)


def _looked_up(digits: str, known: Calling) -> Cleaned | None:
    """What the full metadata makes of a national number with an unusual trunk prefix."""
    import phonenumbers  # noqa: PLC0415  heavy, and few numbers need it

    try:
        number = phonenumbers.parse(digits, known.country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return _international(f"{number.country_code}{number.national_number}")


def _checked(known: Calling, national: str) -> Cleaned | None:
    if len(national) < 4 or not 7 <= len(known.code) + len(national) <= 15:
        return None
    usual = known.shortest <= len(national) <= known.longest
    warning = None if usual else f"Not as long as a number of +{known.code} should be"
    return _placed(known.code, known.country, national, warning)


def _placed(code: str, country: str | None, national: str, warning: str | None) -> Cleaned:
    value = f"+{code}{national}"
    if national[-7:] in _RUNS:
        return Cleaned(value, country, _TYPED, links=False)
    return Cleaned(value, country, warning)


_HOME_MOBILE = r"(?:(?:\+|00)?92[ .-]?(?:\(0\)|0)?[ .-]?\(?3\d\d|\(?0[ -]?3\d\d)\)?(?:[ .-]?\d){7}"
_ABROAD = r"\+[1-9]\d{0,2}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]?\d){6,13}"
_NATIONAL = r"\(?0\d{2,4}\)?[ .-]?\d{3,4}[ .-]?\d{3,5}|3\d{9}|[2-9]\d{2}[ .-]\d{3}[ .-]\d{4}|00[1-9]\d{8,13}"
_CHUNK = re.compile(r"[+(0-9][0-9 ().+\-]{6,}")
_NUMBER = re.compile(
    rf"(?<![\w+@])(?<!\d[-.:])(?<![^\d]/)(?:({_HOME_MOBILE})|({_ABROAD})|({_NATIONAL}))(?![\w@])(?![-.:]\d)"
)
_CALLED = re.compile(r"(?:phone|\bph|tel|mob|cell|call|contact|whats ?app|raa?bta|فون|موبائل|واٹس|رابطہ)[^0-9]{0,12}$")


def find(text: str) -> Iterator[Found]:
    """Numbers in a form that only a telephone number has; other national forms only after a word such as ``call``."""
    for chunk in _CHUNK.finditer(text):
        for match in _NUMBER.finditer(text, chunk.start(), min(len(text), chunk.end() + 2)):
            start = match.start()
            if match[3] and not _CALLED.search(text[max(0, start - 24) : start].lower()):
                continue
            raw = _within_limit(match[0]) if match[2] else match[0]
            yield Found(raw, start, start + len(raw))


def _within_limit(raw: str) -> str:
    """A number abroad without the digits that follow it in the sentence, going by its country's longest number."""
    digits = keep_digits(raw)
    known = calling(digits)
    limit = len(known.code) + known.longest if known else len(digits)
    while len(keep_digits(raw)) > limit and re.search(r"[ .-]", raw):
        raw = re.split(r"[ .-]+(?=[^ .-]*$)", raw)[0]
    return raw


KIND = Kind("phone", 4, Proof.STRONG, cap=8, clean=clean, window=timedelta(days=365), find=find)
"""``window``: Pakistani operators give a number out again after about a year without use."""
