"""What can be wrong with a wish for a document.

DocumentError
├── NoSuchDocumentError       the pack has no document of that id, or not in that language
├── ReceivedDocumentError     the document comes from others: it is filed, not written
└── IdentityNotAllowedError   a victim's name was asked for, and this document never carries one
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class DocumentError(Exception):
    """A document cannot be made as it was asked for."""


class NoSuchDocumentError(DocumentError):
    """The pack has no such document."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = list(known)
        near = get_close_matches(name, names, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known are: {', '.join(names)}."
        super().__init__(f"The pack has no document '{name}'. {hint}")


class ReceivedDocumentError(DocumentError):
    """A document of others."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The document '{name}' comes from others. File it with the case; it is not written here.")


class IdentityNotAllowedError(DocumentError):
    """A victim's identity would stand where it must not."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The document '{name}' never carries a victim's identity. Make it with the pseudonym, or choose a "
            "document whose court copy may carry it."
        )
