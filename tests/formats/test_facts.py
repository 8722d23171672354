"""Every leaf is one fact whose pointer leads back to it, whatever stands in the document."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import TooLarge, facts
from nigehban.formats.facts import FactWalk
from nigehban.formats.pointers import resolve
from nigehban.records import Fact, FactColumns, Facts
from tests.formats.samples import encode, read_all, read_one, report

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KNOWN_KEYS = st.sampled_from(
    ["value", "emails", "uploadedFiles", "reportedPersons", "sourceCaptures", "captureType", "groups", "tags", "id"]
)
NEARLY_RIGHT = st.recursive(
    JSON_VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KNOWN_KEYS, inner, max_size=3),
    max_leaves=8,
)


def text_of(leaf: object) -> str | None:
    """How the leaf's fact must read."""
    if leaf is None or isinstance(leaf, str):
        return leaf
    return json.dumps(leaf)


def leaves(node: object, pointer: str = "") -> list[tuple[str, str | None]]:
    """The leaves of a document, found in another way than the software finds them."""
    if isinstance(node, dict) and node:
        steps = [(key.replace("~", "~0").replace("/", "~1"), child) for key, child in node.items()]
    elif isinstance(node, list) and node:
        steps = [(str(position), child) for position, child in enumerate(node)]
    else:
        return [(pointer, text_of(node))]
    return [leaf for step, child in steps for leaf in leaves(child, f"{pointer}/{step}")]


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every container of a document with each of its keys."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place for key, child in children for place in [(node, key), *places(child)]]


PLACES = len(places(report()))


@settings(max_examples=300)
@given(graft=NEARLY_RIGHT, place=st.integers(0, PLACES - 1), whole_list=st.booleans())
def test_whatever_stands_anywhere_in_a_report_every_leaf_is_exactly_one_fact(
    graft: Any, place: int, whole_list: bool
) -> None:
    document: Any = report()
    container, key = places(document)[place]
    container[key] = graft
    if whole_list:
        document = [document, graft, report()]
    referrals, _ = read_all(document)
    found = [(fact.pointer, fact.value) for referral in referrals for fact in referral.facts]
    assert sorted(found, key=str) == sorted(leaves(document), key=str)
    for referral in referrals:
        for fact in referral.facts:
            assert text_of(resolve(document, fact.pointer)) == fact.value or fact.value in {"{}", "[]"}


@settings(max_examples=150)
@given(graft=NEARLY_RIGHT, place=st.integers(0, PLACES - 1))
def test_every_record_points_at_what_it_says(graft: Any, place: int) -> None:
    document = report()
    grafted, key = places(document)[place]
    grafted[key] = deepcopy(graft)
    referral = read_one(document)
    mapped = {fact.pointer: fact.value for fact in referral.facts if fact.mapped}
    for mention in referral.mentions:
        if mention.kind not in {"person_name", "place"}:
            assert mapped[mention.pointer] == mention.raw
    for narrative in referral.narratives:
        assert mapped[narrative.pointer] == narrative.text
    others = [referral.incident_type, *referral.incident_types_extra, referral.escalation, *referral.chains]
    others += [stated for party in referral.parties for stated in party.attributes.values()]
    for other in filter(None, [*others, *referral.tags]):
        assert other.pointer in mapped
    for container in [*referral.places, *referral.parties, *referral.files]:
        resolve(document, container.pointer)
    if referral.incident_at is not None and referral.incident_pointer is not None:
        assert mapped[referral.incident_pointer] == referral.incident_at.text


def walked(node: object, pointer: str, taken: set[str]) -> list[Fact]:
    columns = FactColumns()
    FactWalk().add(columns, node, pointer, taken)
    return list(Facts(lambda: columns))


def test_names_are_dotted_and_pointers_escaped() -> None:
    first, second = walked({"a": [{"b/c": {"~": 1}}], "d": []}, "/0", {"/0/d"})
    assert first == ("a.b/c.~", "1", "/0/a/0/b~1c/~0", False)
    assert second == ("d", "[]", "/0/d", True)


def test_a_repeated_key_gives_both_values_and_a_warning_and_the_records_take_the_last() -> None:
    data = encode(report()).replace(b'"reportId":104455667', b'"reportId":1,"reportId":104455667')
    (referral,), _ = read_all(data)
    assert referral.external_id == "104455667"
    ids = [fact for fact in referral.facts if fact.pointer == "/reportId"]
    assert [(fact.value, fact.mapped) for fact in ids] == [("104455667", True), ("1", False)]
    assert any("/reportId" in warning and "more than once" in warning for warning in referral.warnings)


def test_long_keys_above_many_leaves_are_refused_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts, "MAX_POINTER_CHARACTERS", 1_000_000)
    with pytest.raises(TooLarge, match="long names"):
        walked({"k" * 10_000: [1] * 200}, "", set())


def test_a_report_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MAX_FACTS", 1000)
    assert len(walked({"a": [0] * 999}, "", set())) == 999
    with pytest.raises(TooLarge, match="more than 1,000 values"):
        walked({"a": [[0], [1] * 999, [2]]}, "", set())


def test_names_are_forgotten_when_documents_bring_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_MAX_REMEMBERED_CHARACTERS", 100)
    for number in range(50):
        (fact,) = walked({f"key{number}": 1}, "", set())
        assert fact.name == f"key{number}"
    assert len(facts._Root.place) < 50
