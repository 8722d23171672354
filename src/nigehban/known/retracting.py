"""Taking a delivery back as a whole: its entries stay, but count as withdrawn from the next generation on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nigehban.known.drafting import Draft, check_key
from nigehban.known.errors import NoSourceError
from nigehban.known.generations import Generation, open_current
from nigehban.known.manifest import utc_text
from nigehban.known.publishing import publish, writing
from nigehban.known.signing import SigningKey


def retract(root: Path, number: int, *, key: SigningKey, now: datetime) -> Generation:
    """Publish a generation in which the source of that number is retracted. The same file can be added again then.

    Raises ``NoSourceError`` where there is none of that number or it is retracted already, and ``KnownError``.
    """
    open_current(root)  # what is no set is not written into
    with writing(root) as aside:
        before = open_current(root)
        check_key(before, key)
        draft = Draft(root, aside, before)
        moment, sources = utc_text(now), draft.sources
        if not 1 <= number <= len(sources) or sources[number - 1].retracted:
            raise NoSourceError(f"{root} has no source number {number} that stands. See nigehban known info.")
        sources[number - 1] = replace(sources[number - 1], retracted=moment)
        pointer = draft.finish(sources, draft.segments, draft.withdrawn, key=key, now=moment)
        publish(root, aside, pointer, key.public)
    return open_current(root)
