"""What the parts of the reader pass to each other: the referral so far, and whose identifiers are being read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nigehban.formats.platform.tree import Element
from nigehban.formats.times import instant
from nigehban.formats.vocabulary import yes_or_no
from nigehban.records import Instant, Mention, Narrative, Referral, Role, Stated


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose identifiers are being read: indexes into the referral's lists, and the service they belong to."""

    role: Role = Role.NONE
    party: int = -1
    file: int = -1
    service: str | None = None

    def on(self, service: str | None) -> Owner:
        """The same owner on another service, where one is stated."""
        return replace(self, service=service) if service else self


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class Draft:
    """A referral that is being filled."""

    referral: Referral

    def mention(self, kind: str, stated: Stated | None, owner: Owner, hint: str | None = None) -> Mention | None:
        """Add an identifier as stated; ``None`` where there is none."""
        if stated is None:
            return None
        mention = Mention(kind, stated.value, stated.pointer, owner.role, owner.party, owner.file, hint=hint)
        self.referral.mentions.append(mention)
        return mention

    def mentions(self, kind: str, element: Element, name: str, owner: Owner, hint: str | None = None) -> None:
        """Add every identifier that stands under ``name``."""
        for stated in element.values(name):
            self.mention(kind, stated, owner, hint)

    def narratives(self, kind: str, element: Element, name: str, owner: Owner = NOBODY) -> None:
        """Add every free text that stands under ``name``."""
        for stated in element.values(name):
            self.referral.narratives.append(Narrative(kind, stated.value, stated.pointer, owner.role, owner.party))

    def warn(self, sentence: str) -> None:
        """Keep a doubt beside the referral, for a person to see."""
        self.referral.warnings.append(sentence)

    def truth(self, stated: Stated | None) -> bool | None:
        """Yes or no as stated; a word that is neither is unknown, with a warning."""
        if stated is None:
            return None
        answer = yes_or_no(stated.value)
        if answer is None:
            self.warn(f"“{stated.value[:60]}” at {stated.pointer} is neither yes nor no; it counts as unknown.")
        return answer

    def time(self, stated: Stated | None) -> Instant | None:
        """A time as stated; one that cannot be read keeps its text, with a warning."""
        if stated is None:
            return None
        time = instant(stated.value)
        if time.utc is None:
            self.warn(f"“{stated.value[:60]}” at {stated.pointer} is not a time that can be read; its text is kept.")
        return time

    def number(self, stated: Stated | None, highest: int) -> int | None:
        """A whole number from 0 to ``highest``; anything else is unknown, with a warning."""
        if stated is None:
            return None
        if stated.value.isdecimal() and len(stated.value) <= 9 and int(stated.value) <= highest:
            return int(stated.value)
        self.warn(
            f"“{stated.value[:60]}” at {stated.pointer} is not a number from 0 to {highest}; it counts as unknown."
        )
        return None
