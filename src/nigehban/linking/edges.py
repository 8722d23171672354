"""Links between accounts, with their scores and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from nigehban.linking.columns import F32, I32, I64, U8, Columns, Flags, Index


@dataclass(frozen=True, slots=True)
class Links(Columns):
    """``a`` and ``b`` are nodes (the referrals that show the main reason), the account of ``a`` the smaller.

    ``same_person`` and ``same_ring`` are the points; ``kind`` the code of the main reason; ``may_join`` says that the
    evidence suffices for one subject, ``firm`` that it holds even where names differ. ``refused`` is the rule that
    kept them apart nevertheless, 0 for none, with its two rows.
    """

    a: I32
    b: I32
    kind: U8
    same_person: F32
    same_ring: F32
    may_join: Flags
    firm: Flags
    refused: U8
    refused_a: I32
    refused_b: I32


@dataclass(frozen=True, slots=True)
class Reasons(Columns):
    """``rule`` is a code of ``rules`` or of an identifier kind; ``a`` and ``b`` the caller's rows that show it."""

    rule: U8
    a: I32
    b: I32


@dataclass(frozen=True, slots=True)
class Edges:
    """Links with their reasons: those of link ``i`` are ``start[i]`` to ``start[i + 1]``."""

    links: Links
    start: I64
    reasons: Reasons

    @classmethod
    def empty(cls) -> Self:
        """No links."""
        return cls(Links.empty(), np.zeros(1, "i8"), Reasons.empty())

    @classmethod
    def of(cls, links: Links, owner: I32, reasons: Reasons) -> Self:
        """Links with reasons in any order; ``owner`` says which link each reason belongs to."""
        order = np.argsort(owner, kind="stable")
        return cls(links, _starts(np.bincount(owner, minlength=len(links))), reasons.take(order))

    @classmethod
    def join(cls, *parts: Self) -> Self:
        """The links of all parts, one after another."""
        counts = np.concatenate([np.diff(each.start) for each in parts])
        return cls(
            Links.join(each.links for each in parts), _starts(counts), Reasons.join(each.reasons for each in parts)
        )

    def __len__(self) -> int:
        return len(self.links)

    def take(self, chosen: Flags | Index) -> Self:
        """These links with their reasons."""
        index = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        counts = np.diff(self.start)[index]
        start = _starts(counts)
        rows = np.repeat(self.start[:-1][index] - start[:-1], counts) + np.arange(start[-1])
        return type(self)(self.links.take(index), start, self.reasons.take(rows))

    def with_reasons(self, owner: Index, reasons: Reasons) -> Self:
        """The same with further reasons, each behind those that its owner has."""
        counts = np.diff(self.start) + np.bincount(owner, minlength=len(self.links))
        order = np.argsort(owner, kind="stable")
        place, further = self.start[owner[order] + 1], reasons.take(order)
        columns = {
            name: np.insert(getattr(self.reasons, name), place, getattr(further, name)) for name in Reasons.dtypes()
        }
        return type(self)(self.links, _starts(counts), Reasons(**columns))

    def save(self, stem: Path) -> None:
        """Write the columns beside each other as ``.npy`` files."""
        self.links.save(stem)
        self.reasons.save(stem.with_name(f"{stem.name}.reasons"))
        np.save(stem.with_name(f"{stem.name}.start.npy"), self.start)

    @classmethod
    def load(cls, stem: Path) -> Self:
        """The edges that ``save`` wrote, mapped from disk."""
        start = np.load(stem.with_name(f"{stem.name}.start.npy"), mmap_mode="c")
        return cls(Links.load(stem), start, Reasons.load(stem.with_name(f"{stem.name}.reasons")))


def _starts(counts: I64 | Index) -> I64:
    """Offsets from counts."""
    return np.concatenate([np.zeros(1, "i8"), np.cumsum(counts, dtype="i8")])
