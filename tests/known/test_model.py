"""A set answers like a plain list of everything that was ever delivered, whatever came in whatever order."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.known import ANSWER, WIDTHS, answer, match, open_current, verify

from .made import Row, md5, pdq, put, stack

LISTS = ("hotline", "police")
RADIUS = 31
ALGORITHMS = ("md5", "pdq", "photodna")
HASHES = {
    "md5": [md5(number) for number in range(4)],
    "pdq": [pdq(number % 2, flipped=10 * (number // 2)) for number in range(6)],
    "photodna": [bytes([number]) * 144 for number in range(2)],
}


@dataclass
class Entry:
    """An entry as the model keeps it: beside its row, whose it is and whether it was taken back."""

    row: Row
    name: str
    withdrawn: bool


def _may_be_one_file(row: Row, stone: Row) -> bool:
    shared = [one for one in ("md5", "photodna", "pdq") if row.get(one) and stone.get(one)]
    return not shared or row[shared[0]] == stone[shared[0]]


@dataclass
class Model:
    """The whole history, searched from end to end."""

    entries: list[Entry] = field(default_factory=list)
    delivered: set[tuple[str, str]] = field(default_factory=set)
    generation: int = 0

    def deliver(self, name: str, content: str, rows: list[Row]) -> None:
        if (name, content) in self.delivered:
            return
        self.delivered.add((name, content))
        self.generation += 1
        for row in rows:
            if row["withdrawn"]:
                self._withdraw(name, row)
            self.entries.append(Entry(row, name, bool(row["withdrawn"])))

    def _withdraw(self, name: str, stone: Row) -> None:
        surest = next((one for one in ("md5", "photodna", "pdq") if stone.get(one)), None)
        by = "entry_id" if stone.get("entry_id") is not None else surest
        for entry in self.entries:
            if by and entry.name == name and entry.row.get(by) == stone[by] and _may_be_one_file(entry.row, stone):
                entry.withdrawn = True

    def matches(self, algorithm: str, queries: list[bytes], *, withdrawn: bool) -> list[tuple]:
        found = []
        for number, query in enumerate(queries):
            for place, entry in enumerate(self.entries):
                distance = self._distance(algorithm, query, entry.row)
                if distance is not None and (withdrawn or not entry.withdrawn):
                    found.append((number, distance, place, entry.name, entry.row.get("category"), entry.withdrawn))
        return sorted(found)

    def _distance(self, algorithm: str, query: bytes, row: Row) -> int | None:
        held = row.get(algorithm)
        if held == query:
            return 0
        quality = row.get("pdq_quality")
        if algorithm != "pdq" or held is None or (quality is not None and quality < 50):
            return None
        distance = (int.from_bytes(held) ^ int.from_bytes(query)).bit_count()
        return distance if distance <= RADIUS else None


def maybe(values) -> st.SearchStrategy:
    return st.none() | st.sampled_from(values)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "entry_id": maybe(["1", "2", "3"]),
            "category": maybe(["1", "B"]),
            "pdq_quality": maybe([49, 50, 100]),
            "withdrawn": st.sampled_from([False, False, False, True]),
            **{algorithm: maybe(hashes) for algorithm, hashes in HASHES.items()},
        }
    ),
    max_size=6,
)
DELIVERIES = st.lists(st.tuples(st.sampled_from(LISTS), st.integers(0, 3), ROWS), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(deliveries=DELIVERIES, withdrawn=st.booleans(), sparing=st.booleans())
def test_a_set_answers_like_a_list_of_all_deliveries(deliveries, withdrawn, sparing):
    model = Model()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "set"
        for name, content, rows in deliveries:
            put(root, rows, str(content), name=name)
            model.deliver(name, str(content), rows)
        assert verify(root).problems == []
        current = open_current(root, sparing=sparing)
        assert (current.number, current.manifest.entries) == (model.generation, len(model.entries))
        assert current.manifest.withdrawn == sum(entry.withdrawn for entry in model.entries)
        for algorithm in ALGORITHMS:
            queries = HASHES[algorithm] + [bytes(WIDTHS[algorithm])]
            assert answers(current, algorithm, queries, withdrawn) == model.matches(
                algorithm, queries, withdrawn=withdrawn
            )


def answers(generation, algorithm: str, queries: list[bytes], withdrawn: bool) -> list[tuple]:
    """What the set says, in the model's words."""
    names = [str(number) for number in range(len(queries))]
    hexes = [query.hex() for query in queries]
    found = []
    for hits in match(generation, algorithm, stack(queries), radius=RADIUS, include_withdrawn=withdrawn):
        table = answer(generation, hits, queries=names, algorithm=algorithm, hashes=hexes, day=date(2026, 11, 21))
        assert table.schema.equals(ANSWER)
        found += [
            (int(row["query"]), row["distance"], row["entry"], row["source"], row["category"], row["withdrawn"])
            for row in table.to_pylist()
        ]
        assert all((row["method"] == "near") == (row["distance"] > 0) for row in table.to_pylist())
    return found


def test_an_entry_of_each_portion_is_found_where_it_stands(tmp_path: Path) -> None:
    rows = [{"md5": md5(number), "entry_id": str(number)} for number in range(70_000)]
    root = tmp_path / "set"
    put(root, rows, "a")
    put(root, rows[:10], "b")
    current = open_current(root)
    asked = np.array([0, 65_535, 65_536, 69_999, 70_003])
    taken = current.take(asked[::-1], ["entry_id", "md5"])
    assert taken.column("entry_id").to_pylist() == ["3", "69999", "65536", "65535", "0"]
    (hits,) = match(current, "md5", stack([md5(69_999), md5(3)]))
    assert (hits.query.tolist(), hits.entry.tolist()) == ([0, 1, 1], [69_999, 3, 70_003])
