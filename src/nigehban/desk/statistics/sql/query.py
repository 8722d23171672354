"""A query in the making: its text, made of fixed parts only, and the values that go beside it.

Nothing of a pack or of a form becomes SQL text: types, keys and words are parameters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Values:
    """The parameters of one statement; a name is given to each value once."""

    named: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """The placeholder of a value."""
        name = f"v{len(self.named)}"
        self.named[name] = value
        return f"%({name})s"

    def texts(self, values: Sequence[str]) -> str:
        """The placeholder of a list of texts."""
        return f"{self(list(values))}::text[]"


@dataclass(frozen=True)
class Query:
    """A statement with its parameters."""

    text: str
    values: dict[str, Any]

    def digest_of(self, measure: str) -> str:
        """What was asked for a measure, as a number (SHA-256): equal digests asked the same question."""
        asked = json.dumps([measure, self.text, self.values], sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(asked.encode()).hexdigest()
