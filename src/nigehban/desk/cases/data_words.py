"""What the data of events are called, and what may be chosen for them."""

from __future__ import annotations

from nigehban.phrases import Book, Phrase

_KEYS = (
    "channel", "kind", "city", "province", "result", "complex", "register number", "offence", "journey hours", "sex",
    "age", "place", "journey start", "journey end", "grounds told", "lawyer", "relatives told", "medical", "days",
    "offence class", "reason", "ref", "deadline", "until", "order", "warrant", "items listed", "copy given",
    "witnesses", "items", "item kind", "contains csam", "sentence", "register entry", "action taken", "direction",
    "next", "victim", "video recorded", "support person", "list", "surety", "sections", "to", "into",
)  # fmt: skip
_CHOICES = (
    "helpline", "portal", "walk in", "letter", "foreign police", "hotline", "case", "enquiry", "nothing", "heard",
    "adjourned", "complete", "incomplete", "invalid", "irrelevant", "convicted", "acquitted", "yes", "no", "phone",
    "computer", "storage", "document", "other", "in", "out", "red book", "interpol",
)  # fmt: skip
KEYS, CHOICES = Book(*map(Phrase, _KEYS)), Book(*map(Phrase, _CHOICES))
