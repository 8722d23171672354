"""What a phone number shows about a place: a country by its calling code, districts by a landline's area code.

A mobile number shows the country only: its prefix is an operator's, and numbers move between operators.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction.countries import country_calling
from nigehban.jurisdiction.fold import digits
from nigehban.jurisdiction.pack import Pack

_SHORTEST_NATIONAL = 8
_LONGEST_E164 = 15
_INVISIBLE = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff "


class Number(NamedTuple):
    """A number's country; ``districts`` of a landline; ``stated`` is False where no calling code was written."""

    country: str
    districts: tuple[str, ...] = ()
    mobile: bool = False
    stated: bool = True


class PhoneBook:
    """Reads the numbers of one pack's country, and tells foreign ones from them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._areas = {area.code: area for area in pack.area_codes}
        self._longest = max(map(len, self._areas), default=0)
        self._mobile = tuple(row.prefix for row in pack.mobile_prefixes)
        self.read = lru_cache(maxsize=65536)(self._read)

    def _read(self, raw: str, hint: str | None) -> Number | None:
        """A number as written, and its calling code where that stands apart; ``None`` if it shows no country."""
        text = raw.strip(_INVISIBLE)
        number = digits(text)
        if text.startswith(("+", "＋")):
            return self._international(number)
        if number.startswith("00"):
            return self._international(number[2:])
        calling = digits(hint) if hint else ""
        if calling:
            trunk = self._pack.trunk_prefix
            return self._international(calling + (number.removeprefix(trunk) if trunk else number))
        return self._bare(number)

    def _international(self, number: str) -> Number | None:
        calling = self._pack.calling_code
        if not len(calling) < len(number) <= _LONGEST_E164:
            return None
        if number.startswith(calling):
            national = number[len(calling) :].removeprefix(self._pack.trunk_prefix)
            return self._national(national) or Number(self._pack.code)
        country = country_calling(number)
        return Number(country) if country and len(number) >= _SHORTEST_NATIONAL else None

    def _bare(self, number: str) -> Number | None:
        """A number without a sign of its country: only if it has the shape of one of ours."""
        calling, trunk = self._pack.calling_code, self._pack.trunk_prefix
        if number.startswith(calling) and (found := self._national(number[len(calling) :])):
            return found._replace(stated=False)
        if trunk and number.startswith(trunk) and (found := self._national(number[len(trunk) :])):
            return found._replace(stated=False)
        return None

    def _national(self, number: str) -> Number | None:
        if number.startswith(self._mobile) and len(number) == self._pack.mobile_digits:
            return Number(self._pack.code, mobile=True)
        for length in range(self._longest, 0, -1):
            area = self._areas.get(number[:length])
            if area and len(number) - length in area.digits:
                return Number(self._pack.code, area.districts)
        return None


@lru_cache(maxsize=8)
def phone_book(pack: Pack) -> PhoneBook:
    """The phone book of a pack, made once."""
    return PhoneBook(pack)
