"""What a case can tell its documents: the paths by which a field may be filled in before an officer sees it.

A case is an object of JSON values; ``docs/documents.md`` lists the paths. ``events.TYPE.at`` and ``events.TYPE.KEY``
are the last event of a type of the pack, and a key of its data.
"""

from __future__ import annotations

from collections.abc import Mapping

from nigehban.jurisdiction.documents.kinds import FieldKind, Value
from nigehban.jurisdiction.procedure.records import EventType

_K = FieldKind
PATHS: dict[str, FieldKind] = {
    "agency.name": _K.TEXT,
    "unit": _K.UNIT,
    "officer": _K.OFFICER,
    "now": _K.MOMENT,
    "today": _K.DATE,
    "court": _K.COURT,
    "case.number": _K.TEXT,
    "case.register_number": _K.TEXT,
    "case.gist": _K.LONG_TEXT,
    "case.opened_at": _K.MOMENT,
    "case.received_from": _K.TEXT,
    "case.received_at": _K.MOMENT,
    "case.place": _K.TEXT,
    "fir.number": _K.TEXT,
    "accused": _K.PARTY,
    "complainant": _K.PARTY,
    "suspects": _K.PARTY_LIST,
    "victims": _K.PARTY_LIST,
    "witnesses": _K.PARTY_LIST,
    "offences": _K.OFFENCE_LIST,
    "items": _K.ITEM_LIST,
    "seizure.place": _K.TEXT,
    "seizure.warrant": _K.TEXT,
    "seizure.witnesses": _K.PARTY_LIST,
    "seizure.copy_given_to": _K.TEXT,
    "request.days": _K.NUMBER,
    "request.proportionality": _K.LONG_TEXT,
    "custody.spells": _K.ROWS,
    "custody.days_so_far": _K.NUMBER,
    "accounts": _K.ROWS,
    "provider.name": _K.TEXT,
    "provider.address": _K.TEXT,
}
"""Fixed paths and the kind of what stands there."""

_SAME = {_K.TEXT: {_K.LONG_TEXT, _K.COURT, _K.UNIT, _K.CHOICE}, _K.UNIT: {_K.TEXT}, _K.COURT: {_K.TEXT}}
_DATA_KINDS = frozenset(kind for kind in _K if not kind.is_list and not kind.is_row)


def fits(path: str, kind: FieldKind, events: Mapping[str, EventType]) -> bool | None:
    """Whether a field of that kind can be filled from a path; ``None``: there is no such path."""
    if path.startswith("events."):
        return _event_fits(path.split(".")[1:], kind, events)
    held = PATHS.get(path)
    return None if held is None else held is kind or kind in _SAME.get(held, ())


def _event_fits(parts: list[str], kind: FieldKind, events: Mapping[str, EventType]) -> bool | None:
    if len(parts) != 2 or parts[0] not in events:
        return None
    if parts[1] == "at":
        return kind in (_K.MOMENT, _K.DATE)
    return kind in _DATA_KINDS if parts[1] in events[parts[0]].data else None


def look_up(facts: Mapping[str, Value], path: str) -> Value:
    """What stands at a path of a case's facts; ``None`` where the case does not say."""
    found: Value = facts
    for part in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return None if found in ("", [], {}) else found
