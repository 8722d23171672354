"""What ranking takes: signals of all referrals, and what linking knows around each referral and lead, as columns.

Whatever a caller does not know is left out of ``of(...)`` and counts as unknown: no files, no neighbours, no time.
Indexes start at 0. Times are UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
Times = NDArray[np.datetime64]


class BadInputs(ValueError):  # noqa: N818 - the input is bad
    """Columns do not fit together; the message names the column and the lengths."""


@dataclass(frozen=True)
class Signals:
    """One row a signal: the referral it fired on and the ``code`` of its rule."""

    referral: Ints
    rule: NDArray[np.int16]

    @classmethod
    def of(cls, referral: ArrayLike, rule: ArrayLike) -> Self:
        """The columns in the types that ranking works on."""
        return cls(np.asarray(referral, np.int32), np.asarray(rule, np.int16))


@dataclass(frozen=True)
class Referrals:
    """One row a referral.

    ``lead`` is the index of its lead. ``local`` is as in ``Leads``, of this referral alone. ``unseen_files`` counts its
    files that no earlier referral brought, ``file_senders`` the senders of its most widely sent file. ``received``,
    ``newest_ip`` and ``incident`` are times, NaT when unknown. ``in_bundle`` marks a member of a viral bundle that
    another referral stands for.
    """

    lead: Ints
    local: NDArray[np.int8]
    received: Times
    files: Ints
    unseen_files: Ints
    file_senders: Ints
    newest_ip: Times
    incident: Times
    in_bundle: Flags

    @classmethod
    def of(cls, lead: ArrayLike, **known: ArrayLike) -> Self:
        """The columns in the types that ranking works on; those not named are unknown."""
        _check_names(cls, known)
        leads = np.asarray(lead, np.int32)
        size = len(leads)
        return cls(
            leads,
            local=_column(known, "local", size, np.int8),
            received=_times(known, "received", size),
            files=_numbers(known, "files", size),
            unseen_files=_numbers(known, "unseen_files", size),
            file_senders=_numbers(known, "file_senders", size),
            newest_ip=_times(known, "newest_ip", size),
            incident=_times(known, "incident", size),
            in_bundle=_column(known, "in_bundle", size, np.bool_),
        )


@dataclass(frozen=True)
class Leads:
    """One row a lead.

    ``id`` is anything that NumPy sorts, lasting, and breaks ties. ``reports``, ``senders`` and ``months`` count
    what is joined in the lead; ``network_accounts`` the distinct accounts of its network. ``local`` is 1 where evidence
    places the person in this country, -1 where all evidence points abroad, 0 where nothing is known.
    """

    id: NDArray[Any]
    reports: Ints
    senders: Ints
    months: Ints
    network_accounts: Ints
    local: NDArray[np.int8]
    unit_known: Flags
    reaches_abroad: Flags

    @classmethod
    def of(cls, id: ArrayLike, **known: ArrayLike) -> Self:  # noqa: A002 - the column's name
        """The columns in the types that ranking works on; those not named are unknown."""
        _check_names(cls, known)
        ids = np.asarray(id)
        size = len(ids)
        return cls(
            ids,
            reports=_numbers(known, "reports", size),
            senders=_numbers(known, "senders", size),
            months=_numbers(known, "months", size),
            network_accounts=_numbers(known, "network_accounts", size),
            local=_column(known, "local", size, np.int8),
            unit_known=_column(known, "unit_known", size, np.bool_),
            reaches_abroad=_column(known, "reaches_abroad", size, np.bool_),
        )

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True)
class Inputs:
    """All that ranking looks at. ``as_of`` is the time for which deadlines are counted: the room has no clock."""

    signals: Signals
    referrals: Referrals
    leads: Leads
    as_of: np.datetime64

    def __post_init__(self) -> None:
        """``BadInputs`` where columns differ in length or an index points nowhere."""
        _same_length("signals", (self.signals.referral, self.signals.rule))
        _same_length("referrals", tuple(vars(self.referrals).values()))
        _same_length("leads", tuple(vars(self.leads).values()))
        _within("signals.referral", self.signals.referral, len(self.referrals.lead))
        _within("referrals.lead", self.referrals.lead, len(self.leads))


def _check_names(table: type, known: dict[str, ArrayLike]) -> None:
    unknown = known.keys() - {column.name for column in fields(table)}
    if unknown:
        raise BadInputs(f"{table.__name__} has no column {', '.join(sorted(unknown))}. Leave it out or correct it.")


def _column(known: dict[str, ArrayLike], name: str, size: int, kind: type[np.generic]) -> NDArray[Any]:
    return np.asarray(known[name], kind) if name in known else np.zeros(size, kind)


def _numbers(known: dict[str, ArrayLike], name: str, size: int) -> Ints:
    return _column(known, name, size, np.int32)


def _times(known: dict[str, ArrayLike], name: str, size: int) -> Times:
    if name not in known:
        return np.full(size, np.datetime64("NaT", "s"))
    return np.asarray(known[name], "datetime64[s]")


def _same_length(table: str, columns: Sequence[NDArray[Any]]) -> None:
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        raise BadInputs(f"The columns of {table} have different lengths: {sorted(lengths)}. Give one value a row.")


def _within(name: str, indexes: Ints, size: int) -> None:
    if len(indexes) and not (indexes.min() >= 0 and indexes.max() < size):
        raise BadInputs(f"{name} runs from {indexes.min()} to {indexes.max()}, but there are {size} rows to point to.")
