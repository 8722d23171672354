"""Source documents are opened from the vault as plain text, logged, bounded, and never act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from tests.formats.samples import encode, report

from nigehban.desk.accounts.models import Officer
from nigehban.desk.referrals.models import Load, Referral, Signal
from nigehban.desk.referrals.source import opening

from .pages import get, read
from .world import EMAIL, INCIDENT, take_in

pytestmark = pytest.mark.django_db
MAPPING = """
name = "ours"
scheme = "HOTLINE"
[[column]]
headers = ["zz"]
field = "external_id"
[[column]]
headers = ["yy"]
identifier = "email"
"""
EVIL = '<img src="https://example.org/x.png"><script>alert(1)</script>\u202egnp.exe\u0000\ud800'


def test_the_text_is_shown_at_the_place_and_the_opening_is_logged(
    desk: Client, desk_home: Path, officer: Officer, caplog: pytest.LogCaptureFixture
) -> None:
    source = take_in(desk_home, encode(report()), ["104455667"])
    page = get(desk, f"/source/{source}/?pointer={INCIDENT}")
    here = [attributes for tag, attributes in page.tags if attributes.get("id") == "here"]
    assert len(here) == 1
    assert '"incidentType"' in page.text
    assert source in page.text
    (logged,) = [record.msg for record in caplog.records if record.name == "nigehban.desk.referrals"]
    said = {"event": "source opened", "officer": officer.pk, "sha256": source, "pointer": INCIDENT}
    assert said.items() <= logged.items()
    assert "Namoona" not in str(logged)


def test_nothing_in_a_document_acts_or_loads_or_hides(desk: Client, desk_home: Path) -> None:
    source = take_in(desk_home, encode(report() | {"disclaimer": EVIL, EVIL: 1}), ["1"])
    answer = desk.get(f"/source/{source}/")
    content = answer.content.decode()
    assert "<img" not in content
    assert "<script" not in content
    assert "\u202e" not in content
    assert "U+202E" in content
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not {"img-src", "script-src", "connect-src"} & set(policy.replace(";", " ").split())
    assert not [tag for tag, _ in read(answer).tags if tag in {"img", "script", "iframe", "object", "embed"}]


def test_a_place_that_is_no_line_marks_what_encloses_it(desk: Client, desk_home: Path) -> None:
    source = take_in(desk_home, encode(report()), ["1"])
    assert "what encloses it is marked" in get(desk, f"/source/{source}/?pointer={EMAIL}/9").text
    assert "was not found" in get(desk, f"/source/{source}/?pointer=/nothing").text


def test_a_long_document_is_shown_in_windows_and_a_long_line_in_pieces(desk: Client, desk_home: Path) -> None:
    text = "".join(f"{n:07}" for n in range(10_000))
    source = take_in(desk_home, encode({"a": list(range(2000)), "b": text}), ["1"])
    page = get(desk, f"/source/{source}/?pointer=/a/1000")
    assert " 1000 " in page.text
    assert " 1200 " not in page.text
    after = get(desk, f"/source/{source}/{page.address('Lines after')}")
    assert " 1200 " in after.text
    last = get(desk, f"/source/{source}/?pointer=/b")
    assert len(last.text) < 10_000
    line = get(desk, f"/source/{source}/{last.address('more characters')}")
    assert "Characters 0 to 20000 of 70007." in line.text
    more = get(desk, f"/source/{source}/{line.address('More of this line')}")
    assert text[20_000:20_100] in more.text
    assert get(desk, f"/source/{source}/?line=999999", 404)
    for query in ("line=x", "line=0", "from=-1", "from=1e9", "line=3&at=%C2%B2"):
        assert get(desk, f"/source/{source}/?{query}", 400)


def test_a_missing_damaged_or_unknown_document_is_explained(desk: Client, desk_home: Path) -> None:
    source = take_in(desk_home, encode(report() | {"reportId": 5}), ["5"])
    sealed = desk_home / "vault" / "sha256" / source[:2] / source[2:4] / source
    kept = sealed.read_bytes()
    sealed.chmod(0o600)
    sealed.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    assert "is not what was sealed" in get(desk, f"/source/{source}/", 503).text
    sealed.unlink()
    assert "the vault does not hold it" in get(desk, f"/source/{source}/", 404).text
    for unknown in ("0" * 64, "x", "..%2f..%2fetc"):
        assert get(desk, f"/source/{unknown}/", 404)


def test_a_machine_without_the_vault_says_so(
    desk: Client, desk_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = take_in(desk_home, encode(report()), ["1"])
    monkeypatch.setattr(opening, "vault_folder", lambda: tmp_path / "nowhere")
    assert "can not be opened on this machine" in get(desk, f"/source/{source}/", 503).text


def test_a_document_that_its_reader_refuses_now_says_why(desk: Client, desk_home: Path) -> None:
    source = take_in(desk_home, b'{"broken', ["1"])
    page = get(desk, f"/source/{source}/", 422)
    assert "broken off or damaged" in page.text


def test_a_table_that_was_read_by_the_units_own_mapping_is_laid_out_by_it(desk: Client, desk_home: Path) -> None:
    source = take_in(desk_home, b"zz,yy\n7,z@example.org\n", ["7"], format="tabular")
    assert "no reader lays it out" in get(desk, f"/source/{source}/", 422).text
    Load.objects.update(mapping=MAPPING)
    page = get(desk, f"/source/{source}/?pointer=cell=2,2")
    assert "yy: z@example.org" in page.text
    assert any(attributes.get("id") == "here" for _, attributes in page.tags)


def test_one_large_document_at_a_time(desk: Client, desk_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = take_in(desk_home, encode(report()), ["1"], size=opening.LARGE)
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.1)
    with opening._turn(opening.LARGE):
        assert "Another large document" in get(desk, f"/source/{source}/", 503).text
    assert get(desk, f"/source/{source}/")


def test_the_version_that_says_so_is_opened(desk: Client, desk_home: Path) -> None:
    first = take_in(desk_home, encode(report()), ["104455667"])
    second = take_in(desk_home, encode(report() | {"links": [1]}), ["104455667"])
    newest = Referral.objects.order_by("-version").first()
    assert newest is not None
    older = Referral.objects.exclude(pk=newest.pk).get()
    Signal.objects.filter(referral=older).update(rule="enticement", pointer="/only/here")
    sent = desk.get("/source/at/", {"referral": "NCMEC:104455667", "pointer": "/only/here", "rule": "enticement"})
    assert sent["Location"] == f"/source/{older.source_id}/?pointer=%2Fonly%2Fhere#here"
    sent = desk.get("/source/at/", {"referral": "NCMEC:104455667", "pointer": "/elsewhere"})
    assert newest.source_id in sent["Location"]
    assert {first, second} == {older.source_id, newest.source_id}
    assert desk.get("/source/at/", {"referral": "NCMEC:1", "pointer": ""}).status_code == 404


def test_the_sample_is_the_json_it_claims_to_be() -> None:
    assert json.loads(encode(report()))["reportId"] == 104455667
