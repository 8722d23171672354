"""Small deliveries made by hand, triage of them without a word, and its tables as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from nigehban.runs.corpus import Corpus, gather
from nigehban.runs.judgements import Judgement
from nigehban.runs.reading import ReadingTask, Settings, plan, read_unit
from nigehban.runs.triage import Summary, listed, triage
from tests.formats import samples

AS_OF = datetime(2026, 11, 21, tzinfo=UTC)
PK = Settings("pk")
TABLES = ("referrals", "leads", "links", "facts", "documents", "attachments", "quarantine")
Rows = list[dict[str, Any]]


class Silent:
    """A step of which nobody is told."""

    def total(self, amount: int) -> None:
        pass

    def advance(self, amount: int = 1) -> None:
        pass


@contextmanager
def silent(title: str) -> Iterator[Silent]:
    assert title
    yield Silent()


def triaged(
    paths: Sequence[Path], out: Path, judgements: Sequence[Judgement] = (), settings: Settings = PK, workers: int = 1
) -> Summary:
    """What ``nigehban triage`` does, in this process."""
    return triage(paths, out, settings, as_of=AS_OF, steps=silent, judgements=judgements, workers=workers)


def rows(out: Path, name: str) -> Rows:
    """A result table as rows."""
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def unit(paths: Sequence[Path], folder: Path, settings: Settings = PK) -> Path:
    """Everything under the paths as one reading unit, written into ``folder``."""
    folder.mkdir()
    read_unit(ReadingTask(tuple(listed(paths, Silent())), settings), folder)
    return folder


def corpus(paths: Sequence[Path], work: Path) -> Corpus:
    """Everything under the paths, read and gathered."""
    return gather([unit(paths, work)])


def units(paths: Sequence[Path], settings: Settings = PK) -> list[str]:
    """The names of the units that everything under the paths is cut into."""
    return [one.name for one in plan(listed(paths, Silent()), settings)]


def report(number: int, *, received: str | None = "2026-03-03T08:00:00Z", **reported: object) -> samples.Json:
    """A police report of this number that shares nothing with others but what is given."""
    made = samples.report(
        **{
            "reportedPeople": {"reportedPersons": [person(number)]},
            "intendedRecipients": None,
            "uploadedFiles": None,
            "incidentDetails": None,
        }
        | reported
    )
    made["automatedInformation"] = made["additionalNcmecInformation"] = None
    return made | {"reportId": number, "dateReceived": received, "dateMadeAvailable": None}


def person(number: int, **fields: object) -> samples.Json:
    """A reported person with an account of their own."""
    return samples.person(espUserId=f"user-{number}", espService="Examplebook") | fields


def write(folder: Path, **documents: object) -> Path:
    """Write documents (by stem) as JSON files into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, document in documents.items():
        data = document if isinstance(document, bytes) else samples.encode(document)
        (folder / f"{stem}.json").write_bytes(data)
    return folder
