"""The kinds of records whose reading is logged."""

from __future__ import annotations

from nigehban.phrases import Book, Phrase

KINDS = Book(
    *map(
        Phrase,
        ("case", "document", "identity", "lead", "network", "operation", "party", "referral", "wanted"),
    )
)
