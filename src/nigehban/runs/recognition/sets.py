"""The sets of known hashes that a run asks, each at the generation that is current when the run begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from nigehban.known import Generation, open_current


class KnownSet(NamedTuple):
    """A set by the name of its folder (by its whole path, where two have one name)."""

    name: str
    generation: Generation

    @property
    def words(self) -> str:
        """The set as a reason names it."""
        return f"set {self.name}, generation {self.generation.number}"

    @property
    def algorithms(self) -> frozenset[str]:
        """The algorithms that anything can be found by here."""
        counts = self.generation.manifest.hashes_by_algorithm
        return frozenset(algorithm for algorithm, count in dict(counts).items() if count)


def open_sets(folders: Iterable[Path]) -> list[KnownSet]:
    """The sets in these folders, each once, in their order. Raises ``known.KnownError``."""
    paths = list(dict.fromkeys(folder.resolve() for folder in folders))
    named = Counter(path.name for path in paths)
    return [KnownSet(path.name if named[path.name] == 1 else str(path), open_current(path)) for path in paths]
