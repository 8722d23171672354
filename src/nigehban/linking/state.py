"""Everything that linking knows, in arrays: what an update needs to give what a full rebuild would."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from nigehban.linking.bundles import FileSets
from nigehban.linking.columns import I32, I64, U64, Columns
from nigehban.linking.crowds import Crowds
from nigehban.linking.directory import Directory
from nigehban.linking.edges import Edges
from nigehban.linking.evidence import Chains, Elsewhere, Judgements, Nodes
from nigehban.linking.networks import Alarms
from nigehban.linking.rows import Rows
from nigehban.linking.store import Store
from nigehban.linking.weights import CODES

_FORMAT = 2


class StateError(ValueError):
    """A saved state can not be used here; linking anew makes a good one."""


@dataclass(frozen=True, slots=True)
class Places(Columns):
    """Where each node stands, each as the node with the smallest ``node_id``: its strand and account (``atoms``), its
    subject, its network, and ``whole``, the network without a limit."""

    strand: I32
    atom: I32
    subject: I32
    network: I32
    whole: I32


@dataclass(frozen=True, slots=True)
class LinkState:
    """``nodes`` in order of first appearance; ``edges`` are weighed links between accounts, ``bonds`` those inside.

    ``elsewhere`` is all that was said of files, ordered by key. ``viral`` are the keys of viral files, ``over_cap``
    counts values too common to link by kind code, ``mentions`` all mentions ever given. ``version`` is that of the
    weights.
    """

    version: int
    nodes: Nodes = field(default_factory=Nodes.empty)
    directory: Directory = field(default_factory=Directory.empty)
    places: Places = field(default_factory=Places.empty)
    files: FileSets = field(default_factory=FileSets.empty)
    store: Store = field(default_factory=Store)
    chains: Chains = field(default_factory=Chains.empty)
    judgements: Judgements = field(default_factory=Judgements.empty)
    edges: Edges = field(default_factory=Edges.empty)
    bonds: Edges = field(default_factory=Edges.empty)
    alarms: Alarms = field(default_factory=Alarms.empty)
    elsewhere: Elsewhere = field(default_factory=Elsewhere.empty)
    crowds: Crowds = field(default_factory=Crowds.empty)
    viral: U64 = field(default_factory=lambda: np.empty(0, "u8"))
    over_cap: I64 = field(default_factory=lambda: np.zeros(CODES, "i8"))
    mentions: int = 0

    def save(self, folder: Path) -> None:
        """Write the state into a folder, a new generation beside the old until it is whole, then without it.

        Rows that an earlier ``save`` wrote there are not written again.
        """
        folder.mkdir(parents=True, exist_ok=True)
        before: dict[str, Any] = {"generation": 0, "rows": []}
        if (folder / "state.json").exists():
            before = _manifest(folder)
        generation = before["generation"] + 1
        for name, chunk in zip(self.store.names, self.store.chunks, strict=True):
            if name not in before["rows"]:
                chunk.save(folder / name)
        stem = folder / f"g{generation}"
        for name, table in self._tables().items():
            table.save(stem.with_name(f"{stem.name}.{name}"))
        np.save(folder / f"g{generation}.viral.npy", self.viral)
        np.save(folder / f"g{generation}.over_cap.npy", self.over_cap)
        manifest = {
            "format": _FORMAT,
            "version": self.version,
            "generation": generation,
            "mentions": self.mentions,
            "rows": self.store.names,
        }
        part = folder / "state.json.part"
        part.write_text(json.dumps(manifest), "utf-8")
        part.replace(folder / "state.json")
        _sweep(folder, {f"g{generation}", *self.store.names})

    def _tables(self) -> dict[str, Columns | Edges]:
        """The tables by name."""
        return {name: getattr(self, name) for name in _TABLES}

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The state that ``save`` wrote, mapped from disk. Raises ``StateError`` for none, or one of another format."""
        manifest = _manifest(folder)
        stem = f"g{manifest['generation']}"
        tables = {name: kind.load(folder / f"{stem}.{name}") for name, kind in _TABLES.items()}
        return cls(
            version=manifest["version"],
            store=Store(tuple(Rows.load(folder / name) for name in manifest["rows"]), tuple(manifest["rows"])),
            viral=np.load(folder / f"{stem}.viral.npy"),
            over_cap=np.load(folder / f"{stem}.over_cap.npy"),
            mentions=manifest["mentions"],
            **tables,  # type: ignore[arg-type]
        )


_TABLES: dict[str, type[Columns | Edges]] = {
    "nodes": Nodes,
    "directory": Directory,
    "places": Places,
    "files": FileSets,
    "chains": Chains,
    "judgements": Judgements,
    "edges": Edges,
    "bonds": Edges,
    "alarms": Alarms,
    "crowds": Crowds,
    "elsewhere": Elsewhere,
}
"""What is written anew with each generation."""


def _manifest(folder: Path) -> dict[str, Any]:
    """The parsed manifest of a folder."""
    path = folder / "state.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StateError(f"{path} can not be read ({error}): link everything anew to replace it.") from error
    if manifest.get("format") != _FORMAT:
        raise StateError(f"{path} was written by another version of Nigehban: link everything anew to replace it.")
    return manifest


def _sweep(folder: Path, named: set[str]) -> None:
    """Remove what the manifest does not name."""
    for path in folder.glob("*.npy"):
        if path.name.split(".", 1)[0] not in named:
            path.unlink()
