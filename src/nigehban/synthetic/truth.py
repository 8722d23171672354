"""The truth of a world, written apart from its documents.

``truth.parquet`` has one row a referral, ``documents.parquet`` one row a document, ``expected.json`` the counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self, get_type_hints

import orjson

from nigehban.synthetic.content import Report


class Row(NamedTuple):
    """What is true of one referral. Texts are empty where nothing applies.

    ``reachable`` groups the referrals of one person that the documents tie together by that person's own strong
    identifiers; what is in another group no honest linker can find. ``wake`` is wakes or control for a referral
    that lacks ``missing`` and is followed by ``woken_by``.
    """

    referral: str
    document: str
    format: str
    arrives: str
    level: str
    platform: str
    person: str
    reachable: str
    household: str
    ring: str
    reaches_abroad: bool
    received: str
    incident: str
    child_at_risk: bool
    danger: str
    told: str
    decoy: str
    victim: str
    solvable: bool
    city: str
    region: str
    district: str
    unit: str
    country: str
    place_shown: str
    missing: str
    wake: str
    woken_by: str
    answers: str
    supplement_to: str
    recycled_phone: bool
    files: int
    informational: bool
    sender_priority: str


class DocumentRow(NamedTuple):
    """One document: ``kind`` and ``repeats`` as in ``outbox.Parcel``; ``path`` is below the output folder."""

    path: str
    sha256: str
    bytes: int
    kind: str
    format: str
    referrals: int
    referral: str
    repeats: str


def truth_row(report: Report, document: str, reachable: str) -> Row:
    """The truth of one referral, whose first document is ``document``."""
    plan, person = report.plan, report.plan.person
    home = person.home
    return Row(
        referral=plan.referral,
        document=document,
        format=plan.shape.value,
        arrives="later" if plan.later else "documents",
        level=plan.level.value,
        platform=plan.platform.name,
        person=person.id,
        reachable=reachable,
        household=person.household.id if person.household else "",
        ring=person.ring.id if person.ring else "",
        reaches_abroad=bool(person.ring and person.ring.country),
        received=report.received_at,
        incident=report.incident_at,
        child_at_risk=plan.danger is not None,
        danger=plan.danger.value if plan.danger else "",
        told=plan.told.value if plan.told else "",
        decoy="adult" if plan.adult_decoy else "talk" if plan.talk_decoy else "",
        victim=plan.victim.id if plan.victim else "",
        solvable=report.solvable,
        city=home.city,
        region=home.region,
        district=home.district,
        unit=home.unit,
        country=home.country,
        place_shown=report.place_shown,
        missing=plan.missing.value if plan.missing else "",
        wake=_wake(report),
        woken_by=plan.followers[0].referral if plan.followers else "",
        answers=plan.answers.referral if plan.answers else "",
        supplement_to=plan.supplements.referral if plan.supplements else "",
        recycled_phone=person.old,
        files=len(report.files),
        informational=report.informational,
        sender_priority=report.priority,
    )


def _wake(report: Report) -> str:
    plan = report.plan
    if plan.missing is None or not plan.followers:
        return ""
    return "wakes" if plan.followers[0].brings is not None else "control"


def reachable_groups(reports: Iterable[Report]) -> dict[str, str]:
    """For each referral the first referral that its person's own strong identifiers tie it to."""
    first_with: dict[tuple[str, str], str] = {}
    leader: dict[str, str] = {}
    for report in reports:
        own = report.plan.referral
        leader[own] = own
        for item in (*report.evidence, f"chain:{own}"):
            other = first_with.setdefault((report.plan.person.id, item), own)
            _join(leader, own, other)
    return {referral: _find(leader, referral) for referral in leader}


def _find(leader: dict[str, str], referral: str) -> str:
    while leader[referral] != referral:
        leader[referral] = leader[leader[referral]]
        referral = leader[referral]
    return referral


def _join(leader: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_find(leader, one), _find(leader, other)))
    leader[second] = first


class TruthFiles:
    """Writes the truth as it comes, a community at a time, and adds up the counts; to be used in a ``with``.

    A person, household or ring is of one community only, so the counts of communities add up.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = _TableFile(folder / "truth.parquet", Row)
        self._documents = _TableFile(folder / "documents.parquet", DocumentRow)
        self.counts = counted([], [])

    def add(self, rows: list[Row], documents: list[DocumentRow]) -> None:
        """The truth of one community."""
        self._rows.add(rows)
        self._documents.add(documents)
        self.counts = _sum(self.counts, counted(rows, documents))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()
        self._documents.close()
        text = orjson.dumps(self.counts, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        (self._folder / "expected.json").write_bytes(text + b"\n")


class _TableFile:
    """A Parquet file with the fields of a named tuple as columns."""

    def __init__(self, path: Path, kind: type[NamedTuple]) -> None:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        types = {str: pa.string(), bool: pa.bool_(), int: pa.int64()}
        self._schema = pa.schema([(name, types[hint]) for name, hint in get_type_hints(kind).items()])
        self._writer = pq.ParquetWriter(path, self._schema)

    def add(self, rows: Sequence[NamedTuple]) -> None:
        """More rows, as one row group."""
        import pyarrow as pa  # noqa: PLC0415

        columns = list(zip(*rows, strict=True)) or [()] * len(self._schema)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()


Counts = dict[str, int | dict[str, int]]


def counted(rows: list[Row], documents: list[DocumentRow]) -> Counts:
    """The counts that a correct program comes to."""
    first = [row for row in rows if row.arrives == "documents"]
    return {
        "referrals": len(first),
        "later_referrals": len(rows) - len(first),
        "documents": len(documents),
        "document_kinds": _tally(document.kind for document in documents),
        "formats": _tally(row.format for row in first),
        "persons": len({row.person for row in first}),
        "households": len({row.household for row in first} - {""}),
        "rings": len({row.ring for row in first} - {""}),
        "children_at_risk": sum(row.child_at_risk for row in first),
        "dangers": _tally(row.danger for row in first if row.danger),
        "told": _tally(row.told for row in first if row.told),
        "solvable": sum(row.solvable for row in first),
        "wakes": sum(row.wake == "wakes" for row in first),
        "wake_controls": sum(row.wake == "control" for row in first),
        "supplements": sum(row.supplement_to != "" for row in first),
    }


def _tally(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _sum(one: Counts, other: Counts) -> Counts:
    return {name: _added(one[name], other[name]) for name in one}


def _added(one: int | dict[str, int], other: int | dict[str, int]) -> int | dict[str, int]:
    if isinstance(one, dict) and isinstance(other, dict):
        return dict(sorted((Counter(one) + Counter(other)).items()))
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    raise TypeError("counts of the same name must be of the same shape")
