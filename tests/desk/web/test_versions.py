"""The row of a version is made once for all who see it so, and anew for whoever sees something else."""

from __future__ import annotations

import pytest
from django.template import Context
from django.utils.translation import override

from nigehban.desk.leads.models import LeadMember, State
from nigehban.desk.referrals.models import Referral, SourceDocument
from nigehban.desk.web.templatetags import desk, versions
from nigehban.desk.web.templatetags.versions import version_row

MEMBER = LeadMember(lead_id="L-1", referral="NCMEC:1", status=State.OPEN, bundle="B-1")


def made(of: int = 1, member: LeadMember | None = MEMBER, choose: bool = False, **changed: object) -> str:
    values = {"scheme": "NCMEC", "external_id": "1", "version": 1, "part": False, "files": 0, "pointer": "/report"}
    referral = Referral(**{**values, "source": SourceDocument(sha256="0" * 64, warnings=["A date."]), **changed})
    return version_row(Context({"choose": choose}), referral, of, member)


def test_an_equal_row_is_made_once() -> None:
    versions._made.cache_clear()
    assert made() == made()
    assert versions._made.cache_info().hits == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"reporter": "A platform"},
        {"incident_type": "CSAM"},
        {"warnings": ["Another."]},
        {"of": 0},
        {"choose": True},
        {"member": LeadMember(status=State.COLLAPSED, bundle="B-1")},
    ],
)
def test_whatever_differs_is_seen(changed: dict[str, object]) -> None:
    assert made(**changed) != made()  # type: ignore[arg-type]


def test_each_language_has_its_own_row() -> None:
    with override("ur"):
        urdu = made()
    assert urdu != made()


def test_what_strangers_made_long_fills_no_memory() -> None:
    versions._made.cache_clear()
    assert "x" * 3000 in made(reporter="x" * 3000)
    assert versions._made.cache_info().currsize == 0


def test_a_long_place_in_a_document_fills_no_memory_either() -> None:
    desk._kept.cache_clear()
    assert desk.source_at("NCMEC:1", "/a b/" + "x" * 3000).endswith("pointer=%2Fa+b%2F" + "x" * 3000)
    assert desk.source_at("NCMEC:1", "/a") == desk.source_at("NCMEC:1", "/a")
    assert desk._kept.cache_info().currsize == 2


def test_what_strangers_wrote_is_escaped_in_every_part() -> None:
    evil = '<script>"'
    shown = made(
        external_id=evil, reporter=evil, platform=f"{evil}2", incident_type=evil, warnings=[evil], pointer=evil
    )
    assert "<script" not in shown
