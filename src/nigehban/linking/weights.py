"""The reviewed points of ``weights.toml`` beside the caps and windows of ``nigehban.identifiers``, as arrays by code.

Invariant: no identifier that only corroborates reaches the threshold of a subject by itself; a file of weights
that lets it is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from nigehban.identifiers.kind import Kind, Proof
from nigehban.linking.columns import F32, I32, I64, U8, Flags
from nigehban.linking.rules import FIRST_RULE, Rule

CODES = 256
NO_GROUP = 255
FOR_EVER = int(np.iinfo(np.int64).max)
PERSON_NAME = "person_name"


class WeightsError(ValueError):
    """The weights can not be used; the message says which line to correct."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One row a code (identifier kinds below 200, ``Rule`` from there on).

    ``links`` says whether a code may link at all; ``window`` is in seconds; ``half`` and ``again`` as in the file.
    ``exclusive`` marks what a person has only one of.
    """

    version: int
    subject_threshold: float
    network_threshold: float
    against_name: float
    against_birth: float
    verified: float
    unverified: float
    derived: float
    contested: float
    subject_limit: int
    network_limit: int
    wide: int
    neighbours: int
    viral_senders: int
    viral_set: int
    groups: tuple[str, ...]
    names: dict[int, str] = field(repr=False)
    group: U8 = field(repr=False)
    subject: F32 = field(repr=False)
    network: F32 = field(repr=False)
    half: F32 = field(repr=False)
    again: F32 = field(repr=False)
    firm: Flags = field(repr=False)
    personal: Flags = field(repr=False)
    unstated: F32 = field(repr=False)
    links: Flags = field(repr=False)
    exclusive: Flags = field(repr=False)
    cap: I32 = field(repr=False)
    window: I64 = field(repr=False)

    def code(self, name: str) -> int:
        """The code of a kind or rule by its name; 255, which no mention carries, when there is no such kind."""
        return next((code for code, each in self.names.items() if each == name), CODES - 1)


@cache
def standard() -> Weights:
    """The weights that ship with the package, for the kinds that ship with it."""
    from nigehban.identifiers import KINDS  # noqa: PLC0415 - the kinds load phone metadata

    text = files("nigehban.linking").joinpath("weights.toml").read_text("utf-8")
    return weights(tomllib.loads(text), KINDS.values())


def weights(table: Mapping[str, Any], kinds: Iterable[Kind]) -> Weights:
    """Weights from a parsed file, for these kinds. Raises ``WeightsError`` for what does not fit together."""
    linking = [each for each in kinds if each.proof is not Proof.CONTEXT and each.name != PERSON_NAME]
    strangers = set(table["kind"]) - {each.name for each in linking}
    if strangers:
        raise WeightsError(f"weights.toml has lines for kinds that do not link: {sorted(strangers)}. Remove them.")
    rows = {each.code: _of_kind(each, table["kind"]) for each in linking}
    rows |= {Rule[name.upper()]: {**row, "name": name} for name, row in table["rule"].items()}
    groups = tuple(sorted({row["group"] for row in rows.values()}))
    for each in linking:
        _check(each, rows[each.code], table["threshold"])
    return Weights(
        version=table["version"],
        **{f"{name}_threshold": points for name, points in table["threshold"].items()},
        **{f"against_{name}": points for name, points in table["against"].items()},
        **table["factor"],
        subject_limit=table["limit"]["subject"],
        network_limit=table["limit"]["network"],
        wide=table["limit"]["wide"],
        neighbours=table["limit"]["neighbours"],
        viral_senders=table["viral"]["senders"],
        viral_set=table["viral"]["same_set"],
        groups=groups,
        names={code: row["name"] for code, row in rows.items()},
        **_arrays(rows, groups),
    )


def _of_kind(kind: Kind, table: Mapping[str, Any]) -> dict[str, Any]:
    """A kind's row of the file with what the kind itself says."""
    if kind.name not in table:
        raise WeightsError(f"weights.toml has no line for the kind {kind.name!r}: add one under [kind].")
    if kind.code >= FIRST_RULE:
        raise WeightsError(f"The kind {kind.name!r} has code {kind.code}; codes from {FIRST_RULE} on belong to rules.")
    window = int(kind.window.total_seconds()) if kind.window else FOR_EVER
    own = {"name": kind.name, "cap": kind.cap, "window": window, "exclusive": kind.exclusive}
    return {**own, **table[kind.name]}


def _check(kind: Kind, row: Mapping[str, Any], threshold: Mapping[str, float]) -> None:
    """Refuse weights with which one weak identifier would join two persons, or tie a network."""
    levels = ("subject",) if row.get("ring") else ("subject", "network")
    for level in levels if kind.proof is Proof.CORROBORATING else ():
        if row[level] >= threshold[level]:
            raise WeightsError(
                f"weights.toml gives the kind {kind.name!r} {row[level]} points for a {level}: it only corroborates "
                f"and must stay below {threshold[level]}."
            )


def _arrays(rows: Mapping[int, Mapping[str, Any]], groups: tuple[str, ...]) -> dict[str, Any]:
    """The rows spread over arrays by code."""

    def spread(name: str, dtype: str, missing: object) -> Any:  # noqa: ANN401 - an array of the asked dtype
        values = np.full(CODES, missing, dtype)
        for code, row in rows.items():
            values[code] = row.get(name, missing)
        return values

    numbered = {code: {**row, "group": groups.index(row["group"])} for code, row in rows.items()}
    group = np.full(CODES, NO_GROUP, "u1")
    for code, row in numbered.items():
        group[code] = row["group"]
    return {
        "group": group,
        "links": group != NO_GROUP,
        "subject": spread("subject", "f4", 0),
        "network": spread("network", "f4", 0),
        "half": spread("half", "f4", 1),
        "again": spread("again", "f4", 0),
        "firm": spread("firm", "?", 0),
        "unstated": spread("unstated", "f4", 1),
        "personal": spread("personal", "?", 0),
        "exclusive": spread("exclusive", "?", 0),
        "cap": spread("cap", "i4", 0),
        "window": spread("window", "i8", FOR_EVER),
    }
