"""How a stranger spells the same thing: times, numbers, addresses, names, and lists that may be wrapped or left out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from bench.stranger.world import FIRST, LAST, Tip

Node = dict[str, Any]
KARACHI = timezone(timedelta(hours=5))
ORDINARY = "Child Pornography (possession, manufacture, and distribution)"
"""The format's own enumeration text."""
TYPES = {"enticement": "Online Enticement of Children for Sexual Acts"}
PLACEHOLDERS: dict[str, tuple[Any, ...]] = {
    "phones": ("0000000000", "+10000000000", "N/A", "+92 300 1234567"),
    "emails": ("noemail@example.com", "none@example.com", "test@example.com", "unknown"),
    "devices": (
        ("IMEI", "000000000000000"),
        ("IDFA", "00000000-0000-0000-0000-000000000000"),
        ("Device ID", "unknown"),
    ),
}


class Speller:
    """Spells by one generator of chance, which all writers share."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def time(self, at: datetime, *, naive: bool = False) -> str:
        """A time in one of the ISO forms, seldom without its zone."""
        local = at.astimezone(KARACHI)
        forms = [
            f"{at:%Y-%m-%dT%H:%M:%SZ}",
            f"{at:%Y-%m-%dT%H:%M:%S}.000Z",
            f"{at:%Y-%m-%dT%H:%M:%S}+00:00",
            f"{local:%Y-%m-%dT%H:%M:%S}+05:00",
            f"{at:%Y-%m-%d %H:%M:%S} UTC",
            f"{local:%Y-%m-%dT%H:%M:%S}+0500",
            f"{at:%Y-%m-%dT%H:%MZ}",
        ]
        return self.rng.choice([*forms, f"{at:%Y-%m-%dT%H:%M:%S}"] if naive else forms)

    def phone(self, number: str) -> str:
        """A number as people write it."""
        if not number.startswith("+92"):
            return self.rng.choice((number, f"00{number[1:]}"))
        rest = number[3:]
        arabic = "".join(chr(0x660 + int(char)) for char in f"0{rest}")
        return self.rng.choice(
            (
                number,
                f"0{rest[:3]}-{rest[3:]}",
                f"0092{rest}",
                number[1:],
                f"+92-{rest[:3]}-{rest[3:6]}-{rest[6:]}",
                f"0{rest[:3]} {rest[3:6]} {rest[6:]}",
                f"(0{rest[:3]}) {rest[3:]}",
                arabic,
                f"tel:{number}",
                f"+92 (0){rest}",
            )
        )

    def email(self, address: str) -> str:
        """An address with another case, a blank, a scheme or angle brackets."""
        return self.rng.choice(
            (
                address,
                address,
                address,
                address.upper(),
                address.title(),
                f" {address} ",
                f"mailto:{address}",
                f"<{address}>",
            )
        )

    def name(self, name: tuple[int, int]) -> tuple[str, str]:
        """First and last name, in Latin (several spellings) or Urdu script."""
        first, last = FIRST[name[0]], LAST[name[1]]
        if self.rng.random() < 0.2:
            return first[2], last[1]
        pair = self.rng.choice(first[:2]), last[0]
        return self.rng.choice((pair, pair, (pair[0].upper(), pair[1].upper())))

    def false(self, tip: Tip, kind: str) -> list[Any]:
        return [self.rng.choice(PLACEHOLDERS[kind])] if tip.false_values and self.rng.random() < 0.6 else []

    def some(self, node: Node, share: float = 0.7) -> Node:
        """Keys in another order; empty ones null, empty or left out."""
        items = [
            (key, value) for key, value in node.items() if value not in (None, "", [], {}) or self.rng.random() > share
        ]
        self.rng.shuffle(items)
        return dict(items)

    def wrapped(self, name: str, values: list[Any]) -> object:
        if not values:
            return self.rng.choice((None, [], {name: []}, {name: None}))
        return self.rng.choice(({name: values}, {name: values}, values))

    def valued(self, values: Sequence[str]) -> list[Node]:
        return [self.some({"value": one, "type": self.rng.choice((None, "Home", "Mobile"))}) for one in values]

    def remarks(self, tip: Tip) -> list[str]:
        """What only free text says of the person."""
        remarks = [f"CNIC {tip.cnic}"] if tip.cnic else []
        return [*remarks, f"Paid to wallet {tip.payment}"] if tip.payment else remarks
