"""One referral as rows: what is kept of its identifiers, and what they make solvable."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction import load_pack, route
from nigehban.records import Mention, Party, Referral, Role, Scheme
from nigehban.runs.rows import referral_rows


def rules(kind: str, raw: str) -> set[str]:
    made = Referral(Scheme.NCMEC, "104455667", "", parties=[Party(Role.REPORTED, "")])
    made.mentions = [Mention(kind, raw, "/it", Role.REPORTED, 0)]
    return {signal.rule for signal in referral_rows(made, "0" * 64, 0, route(made, load_pack("pk"))).sides["signals"]}


@pytest.mark.parametrize(
    ("kind", "stated", "placeholder"),
    [
        ("email", "hamza77@example.org", "none@example.org"),
        ("device", "490154203237518", "000000000000000"),
        ("phone", "+923000000777", "0000000000"),
    ],
)
def test_a_placeholder_makes_no_lead_solvable(kind, stated, placeholder):
    assert kind in rules(kind, stated)
    assert kind not in rules(kind, placeholder)


def test_a_number_that_cannot_be_read_is_still_one_to_ask_about():
    assert "phone" in rules("phone", "ext. 42 at the office")
