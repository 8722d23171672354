"""The weights are reviewed data; what would let one weak identifier join persons is refused."""

from __future__ import annotations

import copy
import tomllib
from importlib.resources import files

import pytest

from nigehban.identifiers import KINDS
from nigehban.identifiers.kind import Proof
from nigehban.linking.weights import WeightsError, standard, weights

TABLE = tomllib.loads(files("nigehban.linking").joinpath("weights.toml").read_text("utf-8"))


def changed(kind: str, **values: object) -> dict[str, object]:
    table = copy.deepcopy(TABLE)
    table["kind"][kind].update(values)
    return table


@pytest.mark.parametrize("level", ["subject", "network"])
def test_a_weak_kind_that_would_join_by_itself_is_refused(level: str) -> None:
    with pytest.raises(WeightsError, match="'handle'"):
        weights(changed("handle", **{level: 10.0}), KINDS.values())


def test_a_kind_without_weights_is_refused() -> None:
    table = copy.deepcopy(TABLE)
    del table["kind"]["email"]
    with pytest.raises(WeightsError, match="no line for the kind 'email'"):
        weights(table, KINDS.values())


def test_weights_of_a_kind_that_is_not_there_are_refused() -> None:
    table = copy.deepcopy(TABLE)
    table["kind"]["shoe_size"] = table["kind"]["email"]
    with pytest.raises(WeightsError, match="shoe_size"):
        weights(table, KINDS.values())


def test_every_strong_kind_can_link_and_no_context_kind_can() -> None:
    standard_weights = standard()
    for kind in KINDS.values():
        if kind.proof is Proof.STRONG:
            assert standard_weights.links[kind.code], kind.name
        if kind.proof is Proof.CONTEXT:
            assert not standard_weights.links[kind.code], kind.name


def test_viral_files_are_over_the_cap_of_files() -> None:
    assert standard().viral_senders >= standard().cap[KINDS["file_hash"].code]
