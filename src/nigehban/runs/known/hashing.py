"""Files that are matched: hashed by ``nigehban.media``, each of their hashes a query under the file's path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from nigehban.media import Hashed, find_files, hash_files
from nigehban.runs.known.queries import BadFile, Queries

_ALGORITHMS: Final = ("md5", "sha1", "sha256", "pdq")
_PORTION: Final = 4096
"""Files that are matched together: few enough that an answer comes while others are still hashed."""


def hash_queries(paths: Iterable[str], *, workers: int = 0) -> Iterator[Queries]:
    """All files under the paths in portions; what could not be hashed, in whole or in part, is listed with the reason.

    Raises ``nigehban.media.MediaError`` when no process can be started.
    """
    portion = Queries()
    for hashed in hash_files(find_files(paths), workers=workers):
        _add(portion, hashed)
        if portion.items >= _PORTION:
            yield portion
            portion = Queries()
    yield portion


def _add(portion: Queries, hashed: Hashed) -> None:
    path = hashed.path.encode("utf-8", "backslashreplace").decode()
    for algorithm in _ALGORITHMS:
        digits = getattr(hashed, algorithm)
        if digits is not None:
            quality = hashed.pdq_quality if algorithm == "pdq" else None
            portion.add(algorithm, path, bytes.fromhex(digits), quality)
    portion.items += 1
    if hashed.error is not None:
        portion.bad.append(BadFile(path, hashed.error))
