"""The result tables have the columns that are promised, whatever else they have, and hold what they say."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

PROMISED = {
    "referrals": "referral version source_sha256 lead network status rank danger solvability novelty deadline unit",
    "leads": "lead rank band danger solvability novelty deadline referrals network unit reasons raise_if",
    "links": "a b level kind score reasons",
    "facts": "referral source_sha256 name value pointer mapped",
    "quarantine": "path sha256 reason",
}
STRUCTS = {
    "leads": ["axis", "rule", "points", "text", "referral", "pointer"],
    "links": ["rule", "detail", "pointer_a", "pointer_b"],
}


@pytest.mark.parametrize("name", list(PROMISED))
def test_the_promised_columns_are_there(month, name):
    schema = pq.read_schema(month.out / f"{name}.parquet")
    assert set(PROMISED[name].split()) <= set(schema.names)


@pytest.mark.parametrize("name", list(STRUCTS))
def test_reasons_are_lists_that_begin_with_the_promised_fields(month, name):
    kind = pq.read_schema(month.out / f"{name}.parquet").field("reasons").type
    assert pa.types.is_list(kind)
    fields = [kind.value_type.field(i).name for i in range(kind.value_type.num_fields)]
    assert fields[: len(STRUCTS[name])] == STRUCTS[name]


def test_the_words_are_those_that_are_promised(month):
    referrals, links = (pq.read_table(month.out / f"{name}.parquet") for name in ("referrals", "links"))
    assert set(referrals.column("status").to_pylist()) <= {"open", "archived", "collapsed"}
    assert set(links.column("level").to_pylist()) == {"subject", "network"}
    assert set(pq.read_table(month.out / "leads.parquet").column("band").to_pylist()) <= {
        "immediate",
        "urgent",
        "elevated",
        "routine",
    }
