"""One document from a program: sealed, read and stored as ``nigehban load`` does it.

The same bytes always lie at the same place while they are read, with the same time of change: they make the same
unit, so that a request that is sent again (or broke off) repeats nothing. The list is made anew later, not here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple, Protocol

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import as_owner
from nigehban.desk.api.errors import TooLargeError
from nigehban.desk.api.models import ApiToken, Outcome, Receipt
from nigehban.desk.cases.packs import current_pack
from nigehban.desk.home import home
from nigehban.desk.loading import load
from nigehban.desk.referrals.models import Quarantine, Referral, SourceDocument
from nigehban.desk.referrals.selectors import LoadTotals
from nigehban.jurisdiction import lasting_name
from nigehban.runs.reading import Settings

MOST_BYTES = 32 * 1024 * 1024
_CHUNK = 1024 * 1024
_LEFT_SECONDS = 60 * 60
_READERS = 2  # a process of its own, so that a document that ends its reader does not end the server
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_log = structlog.get_logger("nigehban.desk.api")


class Body(Protocol):
    """Where the bytes come from: a request."""

    def read(self, size: int, /) -> bytes: ...


class NotTaken(NamedTuple):
    """A thing in quarantine; ``path`` is its place within the document."""

    path: str
    reason: str


class Came(NamedTuple):
    """What became of a document."""

    outcome: Outcome
    sha256: str
    referrals: list[str]
    refused: list[NotTaken]


def take_in(token: ApiToken, body: Body) -> Came:
    """Seal, read and store a document. Raises ``TooLargeError``, ``VaultError``, ``DatabaseError``."""
    with transaction.atomic(), _received(body) as (file, digest, size):
        with as_owner():  # the loader's tables of passage are the owner's
            totals = load([file], Settings(lasting_name(current_pack())), steps=_untold, workers=_READERS)
        refused = _refused(file)
        outcome = _outcome(totals, refused)
        reason = refused[0].reason if refused else ""
        Receipt.objects.create(token=token, sha256=digest, size=size, outcome=outcome, reason=reason)
    _log.info("document handed in", token=token.pk, sha256=digest, outcome=outcome.value)
    return Came(outcome, digest, _referrals(file, digest), refused)


@contextmanager
def _received(body: Body) -> Iterator[tuple[Path, str, int]]:
    """The body as a file named by its content; who sends the same at the same time waits."""
    folder = home() / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    _sweep(folder)
    with NamedTemporaryFile(dir=folder, prefix=".") as aside:
        digest, size = sha256(), 0
        while chunk := body.read(_CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLargeError(_("A document may have 32 MiB here. Load larger ones with nigehban load."))
            digest.update(chunk)
            aside.write(chunk)
        aside.flush()
        os.utime(aside.name, (0, 0))
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [digest.hexdigest()])
        file = folder / digest.hexdigest()
        file.unlink(missing_ok=True)
        file.hardlink_to(aside.name)
        try:
            yield file, digest.hexdigest(), size
        finally:
            file.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a server that was killed left here: nothing that came in stays unsealed on the disk."""
    for left in folder.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_ctime > _LEFT_SECONDS:
                left.unlink()


def _outcome(totals: LoadTotals, refused: list[NotTaken]) -> Outcome:
    if totals.stored or totals.attachments:
        return Outcome.STORED
    whole = any(not one.path for one in refused) or totals.quarantined == totals.received
    return Outcome.QUARANTINED if refused and whole else Outcome.KNOWN


def _refused(file: Path) -> list[NotTaken]:
    """What of the document lies in quarantine, now or since it was handed in before."""
    path = str(file)
    found = Quarantine.objects.filter(Q(path=path) | Q(path__startswith=f"{path}!/")).order_by("id")
    return [NotTaken(one.path[len(path) :].removeprefix("!/"), one.reason) for one in found]


def _referrals(file: Path, digest: str) -> list[str]:
    """The ids that the document states; of a ZIP, those of its members that came first in it."""
    sources = SourceDocument.objects.filter(Q(sha256=digest) | Q(path__startswith=f"{file}!/"))
    rows = Referral.objects.filter(source__in=sources.values("pk")).order_by("source_id", "ordinal")
    return list(dict.fromkeys(row.label for row in rows))


class _Silent:
    """A step that nobody watches."""

    def total(self, amount: int) -> None:
        """Nobody is told."""

    def advance(self, amount: int = 1) -> None:
        """Nobody is told."""


@contextmanager
def _untold(_title: str) -> Iterator[_Silent]:
    yield _Silent()
