"""Reads the places and identifiers of a referral into evidence: one method a kind of source.

Only the reported person, the victim and the incident itself place a referral; third persons can only point abroad,
and the reporter (a platform's office) does neither. Results are kept, for the same words come again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from nigehban.jurisdiction import evidence as e
from nigehban.jurisdiction import sentences as s
from nigehban.jurisdiction.address_table import ip_table
from nigehban.jurisdiction.countries import countries, country_name, country_stated
from nigehban.jurisdiction.evidence import Abroad, Evidence
from nigehban.jurisdiction.fold import fold
from nigehban.jurisdiction.gazetteer import gazetteer
from nigehban.jurisdiction.locator import Answer, locator
from nigehban.jurisdiction.networks import networks
from nigehban.jurisdiction.pack import Carrier, NetworkKind, Pack
from nigehban.jurisdiction.phones import Number, phone_book
from nigehban.phrases import Phrase
from nigehban.records import Mention, Place, PlaceSource, Referral, Role

Item: TypeAlias = Evidence | Abroad
Named: TypeAlias = dict[str, str]
"""Whose place it is and where that is from, as phrases of evidence take it."""

_PLACING = frozenset({Role.REPORTED, Role.VICTIM, Role.NONE})
_PLACING_KINDS = frozenset({"ip", "phone", "iban"})
_CACHE = 65536


class Found(NamedTuple):
    """All that a referral says about where; what is said twice is kept once, with its first pointer."""

    evidence: list[Evidence]
    abroad: list[Abroad]


class Reader:
    """Reads for one pack as it is on one day."""

    def __init__(self, pack: Pack, on: date | None) -> None:
        self._pack = pack
        self._locator = locator(pack, on)
        self._names = gazetteer(pack)
        self._networks = networks(pack)
        self._phones = phone_book(pack)
        self._place = lru_cache(_CACHE)(self._read_place)
        self._ip = lru_cache(_CACHE)(self._read_ip)
        self._phone = lru_cache(_CACHE)(self._read_phone)
        self._country = lru_cache(_CACHE)(self._read_country)

    def said(self, referral: Referral) -> Iterator[tuple[tuple[Item, ...], str, Role]]:
        """What each place and identifier shows, still without its pointer, the pointer, and whose it is.

        In the order in which they stand in the referral.
        """
        for place in referral.places:
            if place.role is not Role.REPORTER:
                yield self._of_place(place), place.pointer, place.role
        for mention in referral.mentions:
            if mention.kind in _PLACING_KINDS and mention.role is not Role.REPORTER:
                yield self._of_mention(mention), mention.pointer, mention.role
        if referral.country is not None:
            yield self._country(referral.country.value), referral.country.pointer, Role.NONE

    def _of_place(self, place: Place) -> tuple[Item, ...]:
        key = (place.source, place.role, place.verified, place.ip, place.network)
        return self._place(*key, place.text, place.city, place.region, place.country)

    def _of_mention(self, mention: Mention) -> tuple[Item, ...]:
        if mention.kind == "ip":
            return self._ip(mention.raw, mention.role, mention.proxy)
        if mention.kind == "phone":
            return self._phone(mention.raw, mention.hint, mention.role)
        return self._iban(mention.raw, mention.role)

    def _read_place(
        self,
        source: PlaceSource,
        role: Role,
        verified: bool | None,
        ip: str | None,
        network: str | None,
        *words: str | None,
    ) -> tuple[Item, ...]:
        answer = self._locator.locate(*words)
        if source is PlaceSource.IP_LOOKUP and ip:
            answer = self._with_table(answer, ip)
        mobile = source is PlaceSource.IP_LOOKUP and self._networks.is_mobile(ip, network)
        named = _of(role, _source_words(source, verified, mobile))
        return tuple(self._from_answer(answer, source, _confidence(source, verified, mobile), named, role))

    def _from_answer(self, answer: Answer, source: str, confidence: float, named: Named, role: Role) -> Iterator[Item]:
        if answer.country is None:
            return
        if answer.country != self._pack.code:
            yield Abroad(answer.country, s.IS_IN(**named, place=answer.text), "", role)
            return
        text = s.SHOWS(**named, place=answer.text)
        if answer.unit is None:
            yield self._country_only(text, role)
            return
        yield Evidence(str(source), answer.unit, round(confidence * answer.factor, 3), text, "", role)
        for unit, name in answer.others:
            other = round(confidence * e.OTHER_MEANING, 3)
            yield Evidence(str(source), unit, other, s.COULD_MEAN(**named, name=name), "", role)

    def _with_table(self, answer: Answer, ip: str) -> Answer:
        """The sender's look-up beside our own table: it fills a gap, and a contradiction weakens."""
        country = self._country_of_ip(ip)
        if country is None or country == answer.country:
            return answer
        if answer.country is None:
            return Answer(country, text=self._name(country))
        note = s.TABLE_SAYS(place=answer.text, country=self._name(country))
        return answer._replace(factor=answer.factor * e.TABLE_DISAGREES, text=note)

    def _read_ip(self, raw: str, role: Role, proxy: bool | None) -> tuple[Item, ...]:
        country = self._country_of_ip(raw)
        if country is None:
            return ()
        carrier = self._networks.of(raw)
        hidden = proxy is True or (carrier is not None and carrier.kind is NetworkKind.HOSTING)
        place = s.PROXY(country=self._name(country)) if hidden else self._name(country)
        if country != self._pack.code:
            return (Abroad(country, s.IS_IN(**_of(role, s.IP), place=place), "", role, not hidden),)
        text = s.IS_IN(**_of(role, s.IP), place=_run_by(carrier, place))
        return (self._country_only(text, role, e.PROXY if hidden else e.COUNTRY_ONLY),)

    def _country_of_ip(self, ip: str) -> str | None:
        return self._pack.code if self._networks.of(ip) else ip_table().country(ip)

    def _read_phone(self, raw: str, hint: str | None, role: Role) -> tuple[Item, ...]:
        number = self._phones.read(raw, hint)
        if number is None:
            return ()
        named = _of(role, s.PHONE)
        if number.country != self._pack.code:
            return (Abroad(number.country, s.IS_OF(**named, country=country_name(number.country)), "", role),)
        if not number.districts:
            phrase = s.IS_MOBILE_OF if number.mobile else s.IS_OF
            return (self._country_only(phrase(**named, country=self._pack.name), role),)
        return tuple(self._landline(number, named, role))

    def _landline(self, number: Number, named: Named, role: Role) -> Iterator[Evidence]:
        found: dict[str, list[str]] = {}
        for unit, name in self._locator.districts(number.districts):
            found.setdefault(unit, []).append(name)
        factor = (e.SEVERAL_DISTRICTS if len(found) > 1 else 1.0) * (1.0 if number.stated else e.NO_CALLING_CODE)
        for unit, names in found.items():
            text = s.AREA_CODE(**named, names=", ".join(names))
            yield Evidence("landline", unit, round(e.LANDLINE * factor, 3), text, "", role)

    def _iban(self, raw: str, role: Role) -> tuple[Item, ...]:
        code = raw.strip()[:2].upper()
        if code not in countries() or not raw.strip()[2:4].isdecimal():
            return ()
        text = s.IS_IN(**_of(role, s.ACCOUNT), place=self._name(code))
        return (Abroad(code, text, "", role) if code != self._pack.code else self._country_only(text, role),)

    def _read_country(self, stated: str) -> tuple[Item, ...]:
        if self._names.is_country(fold(stated)):
            return (self._country_only(s.SENDER_NAMES(country=self._pack.name), Role.NONE),)
        code = country_stated(stated)
        return (Abroad(code, s.SENDER_NAMES(country=country_name(code)), "", Role.NONE),) if code else ()

    def _name(self, country: str) -> str:
        return self._pack.name if country == self._pack.code else country_name(country)

    def _country_only(self, text: str, role: Role, confidence: float = e.COUNTRY_ONLY) -> Evidence:
        return Evidence("country", None, confidence, text, "", role)


def gather(referral: Referral, pack: Pack, on: date | None = None) -> Found:
    """All that a referral says about where, read with a pack as it is on a day (``None``: the latest).

    A third person's place is evidence of nothing but abroad.
    """
    evidence: dict[tuple[str | None, str], Evidence] = {}
    abroad: dict[tuple[str, str], Abroad] = {}
    for items, pointer, role in reader(pack, on).said(referral):
        for item in items:
            if isinstance(item, Abroad):
                if (item.country, item.text) not in abroad:
                    abroad[item.country, item.text] = item._replace(pointer=pointer)
            elif role in _PLACING and (item.unit, item.text) not in evidence:
                evidence[item.unit, item.text] = item._replace(pointer=pointer)
    return Found(list(evidence.values()), list(abroad.values()))


@lru_cache(maxsize=8)
def reader(pack: Pack, on: date | None) -> Reader:
    """The reader of a pack on a day, made once."""
    return Reader(pack, on)


def _confidence(source: PlaceSource, verified: bool | None, mobile: bool) -> float:
    if mobile:
        return e.MOBILE_GATEWAY
    if source is PlaceSource.ESTIMATED and verified:
        return e.VERIFIED_ESTIMATE
    return e.CONFIDENCE[source]


def _of(role: Role, source: Phrase) -> Named:
    return {"whose": s.WHOSE[role](), "source": source()}


def _source_words(source: PlaceSource, verified: bool | None, mobile: bool) -> Phrase:
    if source is PlaceSource.ESTIMATED:
        return s.VERIFIED if verified else s.NOT_VERIFIED
    return s.MOBILE if mobile else s.SOURCES[source]


def _run_by(carrier: Carrier | None, country: str) -> str:
    if carrier is None:
        return country
    phrase = s.MOBILE_OPERATOR if carrier.kind is NetworkKind.MOBILE else s.OPERATOR
    return phrase(country=country, operator=carrier.brand or carrier.name)
