"""Whose the files are that lie beside documents: by an equal hash, by the name that a document gives, by the folder.

A file whose hash a document states is that document's file, wherever it lies. Else it is looked for by its name, then
given to the one referral of its folder (or of the folder above, where its own holds no documents). Where several
referrals could have it, it is nobody's: it is listed all the same, and raises nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.runs.arrays import numbers
from nigehban.runs.corpus import Corpus, unit_table
from nigehban.runs.recognition.hashes import Hashes, key_of
from nigehban.runs.recognition.held import BESIDE, Held

I64 = NDArray[np.int64]
U64 = NDArray[np.uint64]
_DIGESTS = ("md5", "sha1", "sha256")
_LEVELS = 2
"""A file's own folder and the one above."""


@dataclass(frozen=True)
class Contents:
    """The hashes of files that lay beside: one row a hash. ``row`` is the row of the media table."""

    row: I64
    key: U64
    text: list[str]
    quality: I64

    @property
    def hashes(self) -> Hashes:
        """To be looked up."""
        return Hashes.of(self.key, pa.array(self.text, pa.string()), self.quality)

    def without(self, rows: I64) -> Contents:
        """Those that are not of these rows of the media table."""
        left = np.flatnonzero(~np.isin(self.row, rows))
        return Contents(self.row[left], self.key[left], [self.text[at] for at in left], self.quality[left])


def contents_of(media: pa.Table) -> Contents:
    """Every hash of the media table (``media.MEDIA``); of pictures the PDQ of all turns, as nobody can tell which way
    round a known copy lies."""
    rows, texts, qualities = [], [], []
    for row, content in enumerate(media.to_pylist()):
        digests = [f"{algorithm}:{content[algorithm]}" for algorithm in _DIGESTS if content[algorithm]]
        turns = [f"pdq:{digits}" for digits in dict.fromkeys(content["turns"] or ())]
        rows += [row] * len(digests + turns)
        texts += digests + turns
        qualities += [-1] * len(digests) + [content["pdq_quality"]] * len(turns)
    keys = np.array([key_of(text) for text in texts], np.uint64)
    return Contents(np.array(rows, np.int64), keys, texts, np.array(qualities, np.int64))


def held_beside(corpus: Corpus, stated: Held, media: pa.Table, contents: Contents) -> Held:
    """The hashes of files beside, once for each file of a referral that they are."""
    if not len(media):
        return stated.take(np.zeros(0, np.int64))
    place = {sha256: row for row, sha256 in enumerate(media.column("sha256").to_pylist())}
    files = unit_table(corpus.folders, "attachments")
    paths = zip(files.column("path").to_pylist(), files.column("sha256").to_pylist(), strict=True)
    owners = _by_hash(stated, contents)
    owned = set(owners[:, 2].tolist())
    loose = {path: place[sha256] for path, sha256 in paths if place.get(sha256, -1) not in owned | {-1}}
    rest = np.array(list(_by_place(corpus, loose)), np.int64).reshape(-1, 3)
    return _held(np.concatenate([owners, rest]), contents)


def _by_hash(stated: Held, contents: Contents) -> I64:
    """Owners: corpus row, number of the file, row of the media table; here of files whose hash is stated."""
    files = stated.take(stated.file >= 0)
    order = np.argsort(files.key, kind="stable")
    at, hit = _joined(files.key[order], contents.key)
    found = files.take(order[at])
    return np.unique(np.stack([found.row, found.file, contents.row[hit]], axis=1), axis=0)


def _held(owners: I64, contents: Contents) -> Held:
    at, owner = _joined(contents.row, owners[:, 2])
    row, file, beside = owners[owner].T
    return Held(row, file, contents.key[at], np.full(len(row), -1, np.int64), beside)


def _joined(ascending: NDArray[np.generic], wanted: NDArray[np.generic]) -> tuple[I64, I64]:
    """All pairs of equal values: the place in ``ascending``, the place in ``wanted``."""
    first, stop = (np.searchsorted(ascending, wanted, side) for side in ("left", "right"))
    hit = np.repeat(np.arange(len(wanted)), stop - first)
    within = np.arange(len(hit)) - np.repeat(np.cumsum(stop - first) - (stop - first), stop - first)
    return first[hit] + within, hit


def _by_place(corpus: Corpus, loose: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Owners of files (path to row of the media table) by the names and the folders of documents."""
    if not loose:
        return
    above = {path: list(islice(_folders(path), _LEVELS)) for path in loose}
    rows_of = _rows_of_folders(corpus, {folder for folders in above.values() for folder in folders})
    named = _named(corpus, {_name(path) for path in loose})
    for path, media in loose.items():
        rows = next((rows_of[folder] for folder in above[path] if folder in rows_of), frozenset())
        owner = _owner(corpus, rows, [one for one in named[_name(path)] if one[0] in rows], media)
        if owner is not None:
            yield (*owner, media)


def _owner(corpus: Corpus, rows: AbstractSet[int], named: list[tuple[int, int]], media: int) -> tuple[int, int] | None:
    """The one file of these referral rows that has the name, or else the only referral, with a file more."""
    if len({(corpus.node[row], file) for row, file in named}) == 1:
        return max(named, key=lambda one: not corpus.superseded[one[0]])
    nodes = {int(corpus.node[row]) for row in rows}
    return (int(corpus.current[nodes.pop()]), BESIDE + media) if len(nodes) == 1 and not named else None


def _named(corpus: Corpus, names: AbstractSet[str]) -> dict[str, list[tuple[int, int]]]:
    """For each name the files of which a document says that they have it: row and number."""
    found = defaultdict(list)
    side = corpus.files
    for at, name in enumerate(side.table.column("name").to_pylist()):
        if name.casefold() in names and side.row[at] >= 0:
            found[name.casefold()].append((int(side.row[at]), int(side.table.column("file")[at].as_py())))
    return found


def _rows_of_folders(corpus: Corpus, folders: AbstractSet[str]) -> dict[str, frozenset[int]]:
    """The referral rows of the documents in and below each of these folders that has any."""
    documents = unit_table(corpus.folders, "documents")
    keys = defaultdict(set)
    for path, sha256 in zip(*(documents.column(name).to_pylist() for name in ("path", "sha256")), strict=True):
        for folder in _folders(path):
            if folder in folders:
                keys[folder].add(int(sha256[:16], 16))
    source = numbers(corpus.referrals, "source_key")
    order = np.argsort(source, kind="stable")
    of_keys = {folder: np.array(sorted(some), np.uint64) for folder, some in keys.items()}
    return {folder: frozenset(order[_joined(source[order], some)[0]].tolist()) for folder, some in of_keys.items()}


def _folders(path: str) -> Iterator[str]:
    """The folders (or ZIPs) that a path lies in, from the innermost."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _name(path: str) -> str:
    return path.rpartition("/")[2].casefold()
