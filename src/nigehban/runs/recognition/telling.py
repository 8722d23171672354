"""What is known of files as signals of priority: the rule, and in words the list, its category, set and generation.

A rule about all files of a referral fires only when each of its files has a hash that says so: what has no hash, or
none that a set could know, is not known to be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nigehban.priority import RULES
from nigehban.runs.arrays import numbers, taken
from nigehban.runs.columns import rows_to_table
from nigehban.runs.corpus import Corpus, Side
from nigehban.runs.recognition.judging import meaning_of
from nigehban.runs.recognition.recognising import Recognition
from nigehban.runs.tables import SIGNALS

I64 = NDArray[np.int64]
Flags = NDArray[np.bool_]
_NAMED: Final = 3
"""So many entries are named in a sentence; the table of known files has all."""


class _Told(NamedTuple):
    """A rule, and the hashes (rows of ``Recognition.held``) that made it fire, one a referral; with words for each."""

    rule: str
    hashes: I64
    words: list[str]


def with_signals(corpus: Corpus, known: Recognition) -> Side:
    """The corpus's signals with those of known files behind them."""
    told = [one for one in _told(corpus, known) if len(one.hashes)]
    cells = [
        (0, one.rule, f"{RULES[one.rule].sentence} {words}", pointer)
        for one in told
        for words, pointer in zip(one.words, pointers_of(corpus, known, one.hashes), strict=True)
    ]
    rows = [known.held.row[one.hashes] for one in told]
    table = pa.concat_tables([corpus.signals.table, rows_to_table(cells, SIGNALS)])
    return Side(table, np.concatenate([corpus.signals.row, *rows]))


def _told(corpus: Corpus, known: Recognition) -> Iterator[_Told]:
    judged = known.judged
    open_kind = ~judged.material & ~judged.harmless
    any_of: dict[str, Flags] = {
        "known_material": judged.material,
        "known_listed": open_kind,
        "known_child_unidentified": judged.child_unidentified & ~judged.child_identified,
    }
    all_of: dict[str, Flags] = {
        "all_files_known": judged.material | open_kind,
        "known_viral": judged.distributed,
        "known_child_identified": judged.child_identified,
        "harmless_files": judged.harmless & ~judged.material,
    }
    referrals = _Referrals(corpus, known)
    naming = _naming(known)
    for rule, flags in any_of.items():
        yield _named(known, rule, referrals.first(known.of_hashes(flags)), naming)
    for rule, flags in all_of.items():
        marked = known.of_hashes(flags)
        files = known.of_files(marked)
        if rule == "harmless_files":  # a list may call one hash of a file harmless, another list another one abusive
            files &= ~known.of_files(known.of_hashes(judged.material | open_kind))
        every = referrals.all_files(files)
        yield _named(known, rule, referrals.first(marked & every[referrals.node]), naming)
    yield _new(known, referrals)


def _named(known: Recognition, rule: str, hashes: I64, naming: Callable[[int], str]) -> _Told:
    paths = known.media.column("path").to_pylist()
    beside = known.held.beside[hashes].tolist()
    words = [naming(int(place)) for place in known.judgement[hashes]]
    return _Told(
        rule,
        hashes,
        [
            f"{each}; the file beside: {paths[row]}" if row >= 0 else each
            for each, row in zip(words, beside, strict=True)
        ],
    )


def _new(known: Recognition, referrals: _Referrals) -> _Told:
    """Referrals with files that some set could have known, and none does."""
    fresh = known.new_files
    hashes = referrals.first(np.append(fresh, False)[known.file] & known.comparable)
    some, every = (
        np.bincount(referrals.node_of_file[flags], minlength=referrals.count) for flags in (fresh, slice(None))
    )
    nodes = referrals.node[hashes]
    asked = "; ".join(one.words for one in known.sets)
    counts = zip(some[nodes].tolist(), every[nodes].tolist(), strict=True)
    return _Told("in_no_set", hashes, [f"{a:,} of {b:,} ({asked})." for a, b in counts])


class _Referrals:
    """The referrals (nodes) of hashes and files."""

    def __init__(self, corpus: Corpus, known: Recognition) -> None:
        self.count = corpus.nodes
        self.node = corpus.node[known.held.row]
        self.node_of_file = corpus.node[known.file_row]
        self._order = np.lexsort((known.held.key, known.held.beside >= 0, self.node))
        self._files = self._total(corpus, known)

    def first(self, flags: Flags) -> I64:
        """One of the flagged hashes of each referral that has any: stated before found beside, then by key."""
        marked = self._order[flags[self._order]]
        _, first = np.unique(self.node[marked], return_index=True)
        return marked[first]

    def all_files(self, flags: Flags) -> Flags:
        """The referrals of whose files every one has the flag."""
        marked = np.bincount(self.node_of_file[flags], minlength=self.count)
        return (marked > 0) & (marked >= self._files)

    def _total(self, corpus: Corpus, known: Recognition) -> I64:
        """How many files each referral has, with and without a hash."""
        stated = np.bincount(
            corpus.node, np.where(corpus.superseded, 0, numbers(corpus.referrals, "files")), self.count
        ).astype(np.int64)
        hashed = np.bincount(self.node_of_file, minlength=self.count)
        extra = np.bincount(self.node_of_file[known.is_beside_only], minlength=self.count)
        total: I64 = np.maximum(hashed, stated + extra)
        return total


def pointers_of(corpus: Corpus, known: Recognition, hashes: I64) -> list[str]:
    """Where each hash stands in its document; of a file beside the place of the file, else of the referral."""
    mention = np.where(known.held.mention[hashes] >= 0, known.held.mention[hashes], _of_file(known)[known.file[hashes]])
    stated = mention >= 0
    pointers = corpus.referrals.column("pointer")
    found = np.empty(len(hashes), object)
    found[stated] = taken(corpus.mentions.table.column("pointer"), mention[stated]).to_pylist()
    found[~stated] = taken(pointers, known.held.row[hashes[~stated]]).to_pylist()
    pointed: list[str] = found.tolist()
    return pointed


def _of_file(known: Recognition) -> I64:
    """For each file, and last for none, a mention that states a hash of it, -1 where there is none."""
    mention = np.full(len(known.file_row) + 1, -1, np.int64)
    np.maximum.at(mention, known.file, known.held.mention)
    mention[-1] = -1
    return mention


def _naming(known: Recognition) -> Callable[[int], str]:
    """A function that says in words who knows the hash of a row of ``judged``: the first entries, nearest first."""
    found = known.found.filter(pc.invert(known.found.column("expired")))
    key, distance, entry = (found.column(name).to_numpy() for name in ("key", "distance", "entry"))
    order = np.lexsort((entry, distance, key))
    start = np.searchsorted(key[order], known.judged.key)
    stop = np.append(start[1:], len(order))
    columns = [found.column(name) for name in _SPOKEN]

    def said(place: int) -> str:
        rows = order[start[place] : stop[place]]
        spoken = [tuple(column[int(row)].as_py() for column in columns) for row in rows]
        words = list(dict.fromkeys(_entry(known, *one) for one in spoken))
        more = f"; {len(words) - _NAMED} more" if len(words) > _NAMED else ""
        return "; ".join(words[:_NAMED]) + more

    return lru_cache(maxsize=100_000)(said)


_SPOKEN: Final = ("source", "category", "scheme", "scheme_version", "set", "algorithm", "distance", "disputed")


def _entry(
    known: Recognition,
    source: str,
    category: str | None,
    scheme: str | None,
    version: str | None,
    name: str,
    algorithm: str,
    distance: int,
    disputed: bool | None,
) -> str:
    """One entry in words: “Baseline”, category yes of ICSE (what it means); set interpol, generation 3; same MD5."""
    meaning = meaning_of(scheme, category, version)
    scale = f" of {scheme}" if scheme else ""
    kind = f", category {category}{scale}" if category else scale
    means = f" ({meaning.means})" if meaning else ""
    by = f"{distance} bits from its PDQ" if distance else f"same {algorithm.upper()}"
    (one,) = (one for one in known.sets if one.name == name)
    return f"“{source}”{kind}{means}, {one.words}, {by}{', disputed' if disputed else ''}"
