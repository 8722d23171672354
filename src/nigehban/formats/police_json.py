"""Police JSON: what a police force receives from the American centre, one report or many in a document.

A document is one report, a list of reports, an object that holds one or the other under a key, or JSON Lines. Every
leaf of it becomes a fact; what stands outside any report is kept with the first one. Pointers start at the root of
the document (in JSON Lines with the line, counted from 0: ``/2/reportId``), names of facts at the report
(``reportId``), so that one name is one thing in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final, NamedTuple

from nigehban.formats.errors import NotAReferral
from nigehban.formats.facts import SMALL_BYTES, FactWalk
from nigehban.formats.json_document import Root, load, looks_like_json
from nigehban.formats.json_exact import RepeatedKeys, without
from nigehban.formats.police.report import TOP_LEVEL, is_report, read_report
from nigehban.formats.quirks import apply_quirks
from nigehban.formats.reader import Reader
from nigehban.records import FactColumns, Facts, Referral

_DIGEST_DIGITS: Final = 16
_MAX_REPEATED: Final = 100


class _Report(NamedTuple):
    pointer: str
    value: dict[str, object]


def read(data: bytes, sha256: str) -> tuple[list[Referral], list[str]]:
    """The reports of a document and its warnings: see ``Reader``."""
    loaded = load(data)
    reports: list[_Report] = []
    rest: list[Root] = []
    for piece in (piece for root in loaded.roots for piece in _pieces(root)):
        if is_report(piece.value):
            reports.append(_Report(piece.pointer, piece.value))
        else:
            rest.append(piece)
    if not reports:
        raise NotAReferral(
            "The document is JSON, but no report was found in it: none of the keys "
            f"{', '.join(sorted(TOP_LEVEL))} stands where a report would have it. Ask the sender what it is."
        )
    walk = FactWalk()
    referrals = [_referral(report, sha256, walk, rest if report is reports[0] else []) for report in reports]
    if len(data) > SMALL_BYTES or not loaded.plain:
        for referral in referrals:  # now: they may be too many, or have something to warn of
            referral.facts.columns  # noqa: B018
    return referrals, loaded.warnings


def _pieces(root: Root) -> Iterator[Root]:
    """The parts of a document that are reports, and all else that stands in it."""
    value, pointer = root.value, root.pointer
    key = _holder(value)
    if isinstance(value, dict) and key is not None:
        yield from _entries(value[key], f"{pointer}/{key}")
        rest = without(value, key)
        if rest or isinstance(rest, RepeatedKeys):
            yield Root(pointer, rest)
    else:
        yield from _entries(value, pointer)


def _holder(value: object) -> str | None:
    """The key of an object under which its reports stand, whatever the sender calls it."""
    if not isinstance(value, dict) or is_report(value):
        return None
    if "reports" in value:
        return "reports"
    plain = (key for key in value if "/" not in key and "~" not in key)
    return next((key for key in plain if any(_is_whole(entry.value) for entry in _entries(value[key], ""))), None)


def _is_whole(value: object) -> bool:
    """Whether the value is a report beyond doubt: a number alone may stand in anything."""
    return isinstance(value, dict) and "reportedInformation" in value


def _entries(value: object, pointer: str) -> Iterator[Root]:
    if isinstance(value, list) and value:
        for position, entry in enumerate(value):
            yield Root(f"{pointer}/{position}", entry)
    else:
        yield Root(pointer, value)


def _referral(report: _Report, sha256: str, walk: FactWalk, rest: list[Root]) -> Referral:
    """The referral that a report is; ``rest`` stands outside any report and is kept with this one."""
    draft = read_report(report.value, report.pointer, _fallback_id(sha256, report.pointer))
    apply_quirks(draft, report.value)
    draft.referral.facts = Facts(partial(_facts, report, draft.taken, draft.referral.warnings, walk, rest))
    if rest:
        draft.referral.warnings.append(
            f"What stands outside any report in this document ({len(rest)} pieces, the first at "
            f"“{rest[0].pointer}”) was kept with this report as facts."
        )
    return draft.referral


def _fallback_id(sha256: str, pointer: str) -> str:
    """An id for a report that states none: its document's digest and, in a collection, where it stands in it."""
    return f"sha256-{sha256[:_DIGEST_DIGITS]}{pointer.replace('/', '-')}"


def _facts(
    report: _Report, taken: AbstractSet[str], warnings: list[str], walk: FactWalk, rest: list[Root]
) -> FactColumns:
    """Every leaf of the report, then of the rest; a key that stands twice gets a warning.

    It must not hold the referral, which holds it: nobody looks for cycles while a unit is read.
    """
    columns, known = FactColumns(), len(walk.repeated)
    walk.add(columns, report.value, report.pointer, taken)
    for piece in rest:
        walk.add(columns, piece.value, piece.pointer, frozenset())
    warnings += [
        f"The key at {repeated} stands more than once. Both values are facts; the records use the last one."
        for repeated in walk.repeated[known : known + _MAX_REPEATED]
    ]
    return columns


READER: Final = Reader("police_json", looks_like_json, read)
