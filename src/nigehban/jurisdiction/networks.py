"""Who runs an address, from the pack's own table of the country's networks."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from nigehban.jurisdiction.addresses import read_address
from nigehban.jurisdiction.fold import fold, words
from nigehban.jurisdiction.pack import Carrier, NetworkKind, Pack

_MOBILE_WORDS = frozenset({"mobile", "cellular", "gsm", "wireless", "lte", "4g", "5g"})


class Networks:
    """The networks of one pack, by address and by name."""

    def __init__(self, pack: Pack) -> None:
        carriers = {carrier.asn: carrier for carrier in pack.carriers}
        rows = sorted(pack.networks)
        self._starts = {v: [row.start for row in rows if row.version == v] for v in (4, 6)}
        self._rows = {v: [(row.end, carriers[row.asn]) for row in rows if row.version == v] for v in (4, 6)}
        self._names = {fold(name): c.kind for c in pack.carriers for name in (c.name, c.brand) if name}
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, ip: str) -> Carrier | None:
        """The operator of an address of this country, ``None`` for any other address."""
        address = read_address(ip)
        if address is None:
            return None
        version, number = address
        at = bisect_right(self._starts[version], number) - 1
        if at < 0 or number > self._rows[version][at][0]:
            return None
        return self._rows[version][at][1]

    def is_mobile(self, ip: str | None, network: str | None) -> bool:
        """Whether an address belongs to a mobile operator, by the address or by the name that the sender gives."""
        carrier = self.of(ip) if ip else None
        if carrier is not None and carrier.kind is not NetworkKind.UNKNOWN:
            return carrier.kind is NetworkKind.MOBILE
        return bool(network) and self._sounds_mobile(network or "")

    def _sounds_mobile(self, name: str) -> bool:
        tokens = words(name)
        if self._names.get("".join(tokens)) is NetworkKind.MOBILE:
            return True
        return any(t in _MOBILE_WORDS or self._names.get(t) is NetworkKind.MOBILE for t in tokens)


@lru_cache(maxsize=8)
def networks(pack: Pack) -> Networks:
    """The networks of a pack, indexed once."""
    return Networks(pack)
