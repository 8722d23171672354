"""One report or many in one document, and documents that are nearly right."""

from __future__ import annotations

from hashlib import sha256

import pytest

from nigehban.formats import NotAReferral
from nigehban.formats.pointers import resolve
from tests.formats.samples import Json, encode, read_all, read_one, report


def numbered(number: int) -> Json:
    return report() | {"reportId": number}


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        (numbered(1), [""]),
        ([numbered(1), numbered(2)], ["/0", "/1"]),
        ({"reports": [numbered(1), numbered(2)]}, ["/reports/0", "/reports/1"]),
        ({"reports": numbered(1)}, ["/reports"]),
        ({"report": numbered(1)}, ["/report"]),
        ({"sent": 1, "tips": [numbered(1), numbered(2)]}, ["/tips/0", "/tips/1"]),
    ],
)
def test_a_report_a_list_and_a_wrapped_list_are_read(document: object, pointers: list[str]) -> None:
    referrals, warnings = read_all(document)
    assert [referral.pointer for referral in referrals] == pointers
    assert [referral.external_id for referral in referrals] == [str(n + 1) for n in range(len(pointers))]
    assert warnings == []
    for referral in referrals:
        (fact,) = [fact for fact in referral.facts if fact.name == "reportId"]
        assert resolve(document, fact.pointer) == int(referral.external_id)


def test_json_lines_give_a_referral_a_line() -> None:
    data = b"\n".join(encode(numbered(number)) for number in (1, 2, 3))
    referrals, _ = read_all(data)
    assert [(referral.pointer, referral.external_id) for referral in referrals] == [
        ("/0", "1"),
        ("/1", "2"),
        ("/2", "3"),
    ]
    assert all(fact.pointer.startswith("/2/") for fact in referrals[2].facts)


def test_what_stands_beside_the_reports_is_kept_with_the_first_one() -> None:
    referrals, _ = read_all({"reports": [numbered(1), 7], "sent": {"by": "someone"}})
    kept = {fact.pointer: (fact.value, fact.mapped) for fact in referrals[0].facts}
    assert kept["/reports/1"] == ("7", False)
    assert kept["/sent/by"] == ("someone", False)
    assert any("outside any report" in warning for warning in referrals[0].warnings)


def test_repeated_keys_beside_the_reports_are_kept_too() -> None:
    data = b'{"sent":1,"reports":[],"reports":[' + encode(numbered(1)) + b'],"sent":2}'
    (referral,), _ = read_all(data)
    facts = [(fact.pointer, fact.value) for fact in referral.facts if not fact.pointer.startswith("/reports/0/")]
    assert sorted(facts, key=str) == [("/reports", "[]"), ("/sent", "1"), ("/sent", "2")]


@pytest.mark.parametrize("document", [[], {}, [1, 2], {"reports": []}, {"reports": None}, {"other": {"reportId": 1}}])
def test_json_without_a_report_is_no_referral(document: object) -> None:
    with pytest.raises(NotAReferral):
        read_all(document)


@pytest.mark.parametrize("wrong", [None, True, "", "  ", {}, [], {"value": None}, "x" * 80, "12/34", -1.5])
def test_a_report_without_a_usable_number_is_kept_under_its_digest(wrong: object) -> None:
    document = report() | {"reportId": wrong}
    referral = read_one(document)
    assert referral.external_id == f"sha256-{sha256(encode(document)).hexdigest()[:16]}"
    assert any("reportId" in warning for warning in referral.warnings)


def test_two_reports_without_numbers_in_one_document_have_different_ids() -> None:
    first, second = report() | {"reportId": None}, report() | {"reportId": None}
    referrals, _ = read_all([first, second])
    assert len({referral.external_id for referral in referrals}) == 2


@pytest.mark.parametrize("number", [104455667, "104455667", " 104455667 ", {"value": 104455667}])
def test_the_number_of_a_report_is_read_in_every_shape(number: object) -> None:
    assert read_one(report() | {"reportId": number}).id == "NCMEC:104455667"


def test_a_number_past_64_bits_keeps_its_digits() -> None:
    assert read_one(report() | {"reportId": 10**30}).external_id == str(10**30)


def test_the_same_bytes_give_the_same_records() -> None:
    assert read_all(encode(report())) == read_all(encode(report()))


def test_a_byte_order_mark_changes_nothing_but_the_digest() -> None:
    assert read_all(b"\xef\xbb\xbf" + encode(report())) == read_all(encode(report()))
