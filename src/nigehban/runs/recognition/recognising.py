"""What sets of known hashes say of a corpus: which files are known, to whom, and which nobody has seen.

It is a pure function of the corpus, the sets' generations and the day: nothing of it is stored beside referrals, so a
new generation tells on everything that ever came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.linking import Elsewhere
from nigehban.runs.corpus import Corpus
from nigehban.runs.recognition.beside import Contents, contents_of, held_beside
from nigehban.runs.recognition.hashes import Hashes
from nigehban.runs.recognition.held import BESIDE, Held, stated_hashes, texts_of
from nigehban.runs.recognition.judging import Judged
from nigehban.runs.recognition.lookup import look_up
from nigehban.runs.recognition.sets import KnownSet

I64 = NDArray[np.int64]
Flags = NDArray[np.bool_]
WENT_ROUND = 1_000
"""Holders of a file that a list states as distributed, or as harmless: more than any limit of linking."""


@dataclass(frozen=True)
class Recognition:
    """What was asked and what came of it. ``held`` are the hashes of current documents and of files beside them;
    ``comparable`` marks those that some set could have known. ``media`` is what was made of files beside, ``nobodys``
    the hashes of those that are no referral's."""

    sets: tuple[KnownSet, ...]
    found: pa.Table
    judged: Judged
    held: Held
    comparable: Flags
    media: pa.Table
    nobodys: Contents
    file: I64
    """For each row of ``held`` the number of its file among all files, -1 for a hash in a text."""
    file_row: I64
    """For each file the corpus row that it belongs to."""

    def of_files(self, flags: Flags) -> Flags:
        """The files of which some hash (a row of ``held``) has the flag."""
        marked = self.file[flags & (self.file >= 0)]
        return np.bincount(marked, minlength=len(self.file_row)) > 0

    def of_hashes(self, flags: Flags) -> Flags:
        """The rows of ``held`` whose hash has the flag of ``judged``."""
        marked: Flags = np.append(flags, False)[self.judgement]
        return marked

    @cached_property
    def judgement(self) -> I64:
        """For each row of ``held`` the row of ``judged``, -1 where no list has the hash."""
        place = np.searchsorted(self.judged.key, self.held.key)
        known = np.append(self.judged.key, np.uint64(0))[place] == self.held.key
        return np.where(known, place, -1)

    @cached_property
    def known_files(self) -> Flags:
        """The files that any list has."""
        return self.of_files(self.judgement >= 0)

    @cached_property
    def new_files(self) -> Flags:
        """The files that some set could have known, and none does."""
        new: Flags = self.of_files(self.comparable) & ~self.known_files
        return new

    @cached_property
    def is_beside_only(self) -> Flags:
        """The files that no document states."""
        return ~self.of_files(self.held.file < BESIDE)

    @property
    def elsewhere(self) -> Elsewhere:
        """How many hold each known file beside those who sent it here: by all hashes that the file has."""
        judged = self.judged
        abusive = np.append(self.of_files(self.of_hashes(judged.material)), False)[self.file]
        harmless = self.of_hashes(judged.harmless & ~judged.material) & ~abusive
        holders = np.append(judged.lists, 0)[self.judgement]
        holders = np.where(self.of_hashes(judged.distributed) | harmless, WENT_ROUND, holders)
        most = np.zeros(len(self.file_row) + 1, np.int32)  # the last is of hashes in a text
        np.maximum.at(most, self.file, holders.astype(np.int32))
        most[-1] = 0
        of_file = np.maximum(most[self.file], holders)
        return Elsewhere(self.held.key, of_file.astype(np.int32)).take(of_file > 0)


def recognise(corpus: Corpus, media: pa.Table, sets: Sequence[KnownSet], day: date, *, threads: int = 1) -> Recognition:
    """Look up every hash of the corpus and of the ``media`` beside it (``media.MEDIA``).

    Terms of sources are looked at for the ``day``. Raises ``known.KnownError``.
    """
    stated = stated_hashes(corpus)
    contents = contents_of(media)
    texts = Hashes.join([texts_of(corpus, stated), contents.hashes])
    found = look_up(texts, sets, day, threads)
    held = Held.join([stated, held_beside(corpus, stated, media, contents)])
    held = held.take(~corpus.superseded[held.row])
    known_by = frozenset().union(*(one.algorithms for one in sets))
    of_files = held.file >= 0
    files, number = np.unique(held.row[of_files] << 24 | held.file[of_files], return_inverse=True)
    file = np.full(len(held), -1, np.int64)
    file[of_files] = number
    return Recognition(
        tuple(sets),
        found,
        Judged.of(found),
        held,
        comparable=texts.is_of(held.key, known_by),
        media=media,
        nobodys=contents.without(held.beside),
        file=file,
        file_row=files >> 24,
    )
