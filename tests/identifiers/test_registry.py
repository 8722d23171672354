"""Kinds as plug-ins."""

import sys
from dataclasses import replace
from types import ModuleType

from nigehban.identifiers import BY_CODE, FAILURES, KINDS, Proof
from nigehban.identifiers.registry import load

CODES = {
    "account": 1,
    "handle": 2,
    "email": 3,
    "phone": 4,
    "device": 5,
    "ip": 6,
    "url": 7,
    "profile_url": 8,
    "cnic": 9,
    "passport": 10,
    "iban": 11,
    "wallet": 12,
    "card_tail": 13,
    "crypto": 14,
    "group": 15,
    "vehicle": 16,
    "person_name": 17,
    "place": 18,
    "file_hash": 19,
}


def test_every_kind_loads_under_its_stored_code_in_a_fixed_order():
    assert {name: kind.code for name, kind in KINDS.items()} == CODES
    assert list(KINDS) == list(CODES)
    assert not FAILURES
    assert all(BY_CODE[code].name == name for name, code in CODES.items())


def test_a_kind_that_links_has_a_cap_and_one_that_describes_has_none():
    for kind in KINDS.values():
        assert (kind.cap > 0) == (kind.proof is not Proof.CONTEXT)


def test_a_module_that_does_not_load_is_reported_and_the_others_go_on(monkeypatch):
    good, bad = ModuleType("plugs.good"), ModuleType("plugs.bad")
    good.KIND = replace(KINDS["email"], name="good", code=200)
    for name, module in {"plugs": ModuleType("plugs"), "plugs.good": good, "plugs.bad": bad}.items():
        monkeypatch.setitem(sys.modules, name, module)
    kinds, failures = load(("bad", "missing", "good"), "plugs")
    assert list(kinds) == ["good"]
    assert set(failures) == {"bad", "missing"}
    assert "KIND" in failures["bad"]
