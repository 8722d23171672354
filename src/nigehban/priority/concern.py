"""The five concerns that put a lead at the top and that no other rule can lower."""

from __future__ import annotations

from enum import IntFlag


class Concern(IntFlag):
    """What may be happening to a child now. A lead carries any number of them."""

    NONE = 0
    THREAT_TO_LIFE = 1
    SEXTORTION = 2
    SELF_HARM = 4
    CONTACT_ABUSE = 8
    PLANNED_MEETING = 16

    @property
    def labels(self) -> tuple[str, ...]:
        """The concerns in words an officer reads, for example ``("threat to life", "self harm")``."""
        return tuple(one.name.replace("_", " ").lower() for one in Concern if one in self and one.name)
