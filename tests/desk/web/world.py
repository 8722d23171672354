"""A small desk to look at: sealed documents, their referrals, and a ranked list of them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.referrals.unit_tables import document, joined
from tests.formats.samples import encode, report

from nigehban.desk.referrals.models import Load
from nigehban.desk.referrals.store import store_unit
from nigehban.vault import create_vault, open_vault

EMAIL = "/reportedInformation/reportedPeople/reportedPersons/0/emails/emails/0/value"
INCIDENT = "/reportedInformation/incidentSummary/incidentType"


def seal(home: Path, data: bytes) -> str:
    """Put a document into the vault of a data folder; its digest."""
    folder = home / "vault"
    vault = open_vault(folder) if folder.exists() else create_vault(folder)
    return vault.seal(data)


def take_in(home: Path, data: bytes, ids: Sequence[str], **changes: Any) -> str:
    """Seal a document and store its referrals, as a load would; its digest."""
    rows = document(data, ids)
    rows["documents"][0] |= changes
    store_unit(joined([rows]), unit=sha256(data).hexdigest(), load=Load.objects.create(pack="pk"))
    return seal(home, data)


def reason(text: str, referral: str | None, pointer: str | None, **changes: Any) -> dict[str, Any]:
    """A reason of a lead; without a referral it was worked out from all of them."""
    stated = {"axis": "danger", "rule": "sextortion", "points": 95, "text": text}
    return stated | {"referral": referral, "pointer": pointer} | changes


def member(number: int, referral: str, **changes: Any) -> dict[str, Any]:
    """A referral of the lead ``L<number>``."""
    return {"referral": referral, "version": 1, "lead": f"L{number}", "status": "open", "network": "N1"} | changes


def link(a: str, b: str, level: str = "subject", score: float = 9.0, **changes: Any) -> dict[str, Any]:
    """Two referrals that share an e-mail address."""
    why = {"rule": "email", "detail": "the same email z@example.org", "pointer_a": EMAIL, "pointer_b": EMAIL}
    return {"a": a, "b": b, "level": level, "kind": "email", "score": score, "held": False, "reasons": [why]} | changes


def small_desk(home: Path) -> str:
    """Two leads of one network and one alone; the digest of the document of the first, which has two versions."""
    take_in(home, encode(report() | {"potentialMemeReport": None}), ["104455667"])
    source = take_in(home, encode(report()), ["104455667"])
    take_in(home, encode(report() | {"reportId": 2}), ["2"])
    first, second = "NCMEC:104455667", "NCMEC:2"
    reasons = [
        reason("The sender states sextortion.", first, INCIDENT),
        reason("An e-mail address is stated.", first, EMAIL, axis="solvability", rule="email", points=12),
        reason("More reports about the same person: 2.", None, None, axis="novelty", rule="repeat", points=10),
    ]
    replace_list(
        [
            lead_row(1, band="immediate", network="N1", reasons=reasons, unit="KHI", raise_if="A port would raise it."),
            lead_row(2, network="N1", unit=None, solvable=None),
            lead_row(3, status="archived", archive_reason="no_local_link", missing=["local_link"], solvable=False),
        ],
        [member(1, first), member(2, second), member(3, "NCMEC:3", network="N3")],
        [link(first, second, "network")],
    )
    return source
