"""Sets of known files for deliveries made by hand, and triage that asks them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nigehban.runs.recognition import open_sets
from nigehban.runs.triage import Summary, triage
from tests.formats import samples
from tests.known.made import put
from tests.runs.made import AS_OF, PK, person, report, rows, silent

Row = dict[str, object]
MD5 = [f"{number:032x}" for number in range(1, 40)]
IWF: dict[str, object] = {"scheme": "IWF", "authority": "Example Hotline"}


def known(root: Path, *entries: Row, name: str = "Baseline", content: str = "", **stated: object) -> Path:
    """A set in a folder (or one more generation of it) with these entries."""
    put(root, [_bytes(entry) for entry in entries], content or name, name=name, **(stated or IWF))
    return root


def _bytes(entry: Row) -> Row:
    return {name: bytes.fromhex(str(value)) if name in _HASHES else value for name, value in entry.items()}


_HASHES = frozenset({"md5", "sha1", "sha256", "pdq"})


def sent(number: int, *hashes: str | None, viewed: bool | None = True, **more: object) -> samples.Json:
    """A report of one account that sent files with these hashes (``None``: a file without one)."""
    files = [
        samples.file(
            place, verificationHash=value, viewedByEsp=viewed, ncmecTags=None, filename=f"{number}-{place}.jpg"
        )
        for place, value in enumerate(hashes, 1)
    ]
    reported = {"reportedPeople": {"reportedPersons": [person(number)]}}
    return report(number, uploadedFiles={"uploadedFiles": files}, **(reported | more))


def asked(paths: Sequence[Path], out: Path, *sets: Path) -> Summary:
    """What ``nigehban triage --known`` does, in this process."""
    return triage(paths, out, PK, as_of=AS_OF, steps=silent, known=open_sets(sets), workers=1)


def reasons(out: Path, referral: str) -> dict[str, dict[str, Any]]:
    """The reasons of a referral's lead by their rule."""
    lead = next(row["lead"] for row in rows(out, "referrals") if row["referral"] == referral)
    (row,) = (row for row in rows(out, "leads") if row["lead"] == lead)
    return {reason["rule"]: reason for reason in row["reasons"]}
