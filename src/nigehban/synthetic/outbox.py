"""The documents of one community: each report in its format, and what happens to some on the way.

Sheets collect rows; some documents come twice, come again with other white space, come in a new version, or come
broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Any

import orjson

from nigehban.synthetic.clock import Clock
from nigehban.synthetic.content import Report
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.malformed import break_one
from nigehban.synthetic.plan import Shape
from nigehban.synthetic.platform_xml import platform_document
from nigehban.synthetic.police.form import police_document
from nigehban.synthetic.sheets import sheet_document
from nigehban.synthetic.xlsx import zipped

_DAY = 86_400
_ENDINGS = {Shape.POLICE_JSON: "json", Shape.POLICE_ZIP: "zip", Shape.PLATFORM_XML: "xml"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """One document on its way. ``slot`` orders the documents of the whole world and names their folder.

    ``kind`` is original, duplicate (the same bytes), respaced (other white space), version (new content under the
    same number) or the way in which it is broken. ``repeats`` names the original of the first three.
    """

    name: str
    data: bytes
    slot: int
    kind: str
    shape: Shape | None
    referrals: tuple[str, ...]
    repeats: str = ""
    later: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return sha256(self.data).hexdigest()


@dataclass(slots=True)
class Outbox:
    """Turns reports into parcels, in order."""

    rng: Random
    difficulty: Difficulty
    clock: Clock
    first_number: int
    _rows: dict[Shape, list[Report]] = field(default_factory=dict)
    _broken: int = 0

    def post(self, report: Report) -> Iterator[Parcel]:
        """The documents that this report gives now; a row waits until its sheet is full."""
        if report.plan.shape.tabular:
            yield from self._row(report)
            return
        parcel = self._single(report)
        yield parcel
        if report.plan.shape is Shape.POLICE_JSON and not report.plan.later:
            yield from self._again(report, parcel)
        if self.rng.random() < self.difficulty.malformed_share and not report.plan.later:
            yield self._break(parcel)

    def rest(self) -> Iterator[Parcel]:
        """The sheets that did not fill up."""
        for shape in sorted(self._rows):
            if self._rows[shape]:
                yield self._sheet(shape)

    def _slot(self, report: Report) -> int:
        return report.plan.number - self.first_number

    def _single(self, report: Report) -> Parcel:
        plan = report.plan
        if plan.shape is Shape.PLATFORM_XML:
            data = platform_document(self.rng, report)
        elif plan.shape is Shape.POLICE_ZIP:
            data = self._with_media(report)
        else:
            data = police_document(self.rng, report)
        name = f"{plan.number}.{_ENDINGS[plan.shape]}"
        return Parcel(name, data, self._slot(report), "original", plan.shape, (plan.referral,), later=plan.later)

    def _with_media(self, report: Report) -> bytes:
        files = {f"{report.plan.number}/report.json": police_document(self.rng, report)}
        for file in report.files:
            files[f"{report.plan.number}/{file.external_id[:12]}-{file.name}"] = file.media or b""
        return zipped(files)

    def _again(self, report: Report, parcel: Parcel) -> Iterator[Parcel]:
        draw, difficulty = self.rng.random(), self.difficulty
        if draw < difficulty.duplicate_share:
            yield _repeat(parcel, "duplicate", parcel.data)
        elif draw < difficulty.duplicate_share + difficulty.respaced_share:
            respaced = orjson.dumps(_tree(parcel.data), option=orjson.OPT_INDENT_2) + b"\n"
            yield _repeat(parcel, "respaced", respaced)
        elif draw < difficulty.duplicate_share + difficulty.respaced_share + difficulty.version_share:
            yield _repeat(parcel, "version", self._reclassified(report, parcel.data))

    def _reclassified(self, report: Report, data: bytes) -> bytes:
        """The same report after the clearing house looked at it again, some days later."""
        form = _tree(data)
        moment = self.clock.utc(report.plan.received + self.rng.randrange(_DAY, 9 * _DAY))
        additional = form["additionalNcmecInformation"]
        additional["ncmecClassification"] = self.rng.choice(("Apparent CSAM", "CSAM (Unconfirmed)", "Other"))
        additional["dateTimeProcessed"] = form["dateMadeAvailable"] = moment
        note = {"value": "The report was classified anew.", "type": "General", "dateTime": moment, "sequence": 1}
        additional["notes"] = {"notes": [*(additional["notes"] or {"notes": []})["notes"], note]}
        return orjson.dumps(form)

    def _break(self, parcel: Parcel) -> Parcel:
        broken = break_one(self.rng, self._broken, parcel.data)
        self._broken += 1
        name = f"{parcel.name.partition('.')[0]}-x.{broken.ending}"
        return Parcel(name, broken.data, parcel.slot, broken.kind, None, ())

    def _row(self, report: Report) -> Iterator[Parcel]:
        rows = self._rows.setdefault(report.plan.shape, [])
        rows.append(report)
        if len(rows) >= self.difficulty.table_rows:
            yield self._sheet(report.plan.shape)

    def _sheet(self, shape: Shape) -> Parcel:
        reports = self._rows.pop(shape)
        data, ending = sheet_document(self.rng, shape, reports, self.clock)
        last = reports[-1]
        referrals = tuple(report.plan.referral for report in reports)
        return Parcel(f"{shape}-{last.plan.number}.{ending}", data, self._slot(last), "original", shape, referrals)


def _repeat(parcel: Parcel, kind: str, data: bytes) -> Parcel:
    stem, _, ending = parcel.name.partition(".")
    name = f"{stem}-{kind}.{ending}"
    return Parcel(name, data, parcel.slot, kind, parcel.shape, parcel.referrals, repeats=parcel.name)


def _tree(data: bytes) -> dict[str, Any]:
    form: dict[str, Any] = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    return form
