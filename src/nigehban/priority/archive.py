"""Why a lead is set aside, what is missing, and what wakes it.

Setting aside is a pure function of everything known of a lead, so a lead wakes by itself when a later referral brings
what was missing. A lead with a floor, or of the band URGENT, is never set aside. ``missing`` names what the reasons
that apply lack; when all of it has come, the lead opens, and so it does at once when its danger becomes urgent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.inputs import Flags

if TYPE_CHECKING:
    from nigehban.priority.ranking import Ranking
    from nigehban.priority.state import State


class Missing(IntFlag):
    """A fact that an archived lead lacks. Values are stored: never change or reuse one."""

    NONE = 0
    NEW_FILE = 1
    FILE_VIEWED = 2
    LOCAL_LINK = 4
    ATTRIBUTABLE_IDENTIFIER = 8
    TIME_OF_IP = 16
    DANGER_SIGNAL = 32
    ANOTHER_REPORT = 64

    @property
    def codes(self) -> tuple[str, ...]:
        """The facts as stored words, for example ``("new_file", "local_link")``."""
        return tuple(one.name.lower() for one in Missing if one in self and one.name)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The facts in words an officer reads."""
        return tuple(_SENTENCES[one] for one in Missing if one in self and one)


_SENTENCES = {
    Missing.NEW_FILE: "a file that nobody sent before and that a person looked at",
    Missing.FILE_VIEWED: "the platform's answer whether anybody looked at the new files",
    Missing.LOCAL_LINK: "a link of the reported person to this country",
    Missing.ATTRIBUTABLE_IDENTIFIER: "an identifier that somebody can be asked about",
    Missing.TIME_OF_IP: "the time at which the IP address was used",
    Missing.DANGER_SIGNAL: "a sign that a child is in danger",
    Missing.ANOTHER_REPORT: "another report about the same person",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to set a lead aside: its stored code, its name, a sentence, and the leads it applies to."""

    code: int
    name: str
    sentence: str
    applies: Callable[[State], Flags]
    lacks: Callable[[State], NDArray[np.int16]]


def _nothing_to_look_at(state: State) -> Flags:
    """No sign of danger, no new file, no person who wrote, no answer to what an earlier report lacked."""
    quiet: Flags = state.quiet & ~(state.new_file | state.by_a_person | state.answered)
    return quiet


def _viral_only(state: State) -> Flags:
    return _nothing_to_look_at(state) & state.all_viral


def _nothing_new(state: State) -> Flags:
    return _nothing_to_look_at(state) & state.all_informational


def _known_files_only(state: State) -> Flags:
    return _nothing_to_look_at(state) & state.has_files & state.alone


def _abroad_only(state: State) -> Flags:
    return state.band_may_sleep & (state.local < 0)


def _no_local_link(state: State) -> Flags:
    unplaced: Flags = state.alone & ~state.by_a_person & (state.local == 0)
    return state.quiet & unplaced


def _not_attributable(state: State) -> Flags:
    return state.band_may_sleep & ~state.attributable


def _lacks_file(state: State) -> NDArray[np.int16]:
    return np.where(state.unseen, np.int16(Missing.FILE_VIEWED), np.int16(Missing.NEW_FILE))


def _lacks_link(state: State) -> NDArray[np.int16]:
    return np.full(len(state), Missing.LOCAL_LINK, np.int16)


def _lacks_identifier(state: State) -> NDArray[np.int16]:
    return np.where(state.untimed_ip, np.int16(Missing.TIME_OF_IP), np.int16(Missing.ATTRIBUTABLE_IDENTIFIER))


REASONS = (
    Reason(
        1,
        "viral_or_meme_only",
        "Everything in it is called viral, a meme, drawn or spam by the sender, and no new file came with it.",
        _viral_only,
        _lacks_file,
    ),
    Reason(
        2,
        "informational_nothing_new",
        "The sender marks it as informational, and no new file came with it.",
        _nothing_new,
        _lacks_file,
    ),
    Reason(
        3,
        "known_files_only",
        "One report of files that are known or that nobody looked at; nothing points at a child or at an abuser.",
        _known_files_only,
        _lacks_file,
    ),
    Reason(
        4,
        "abroad_only",
        "All evidence of place points abroad: to be passed on to the country concerned.",
        _abroad_only,
        _lacks_link,
    ),
    Reason(
        5,
        "not_attributable",
        "It holds no identifier that anybody could be asked about.",
        _not_attributable,
        _lacks_identifier,
    ),
    Reason(
        6,
        "no_local_link",
        "Nothing says where the reported person is, and nothing points at a child in danger.",
        _no_local_link,
        _lacks_link,
    ),
)
"""The reasons, the first that applies is the one that is stored; 0 means *not archived*."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a lead is set aside, why, and what it lacks; ``held`` is what it has of all that could wake a lead."""

    archived: bool
    reason: str | None
    missing: Missing
    held: Missing


def set_aside(state: State) -> tuple[NDArray[np.int8], NDArray[np.int16]]:
    """For each lead the code of its reason (0: none) and the ``Missing`` bits of all reasons that apply."""
    reason = np.zeros(len(state), np.int8)
    missing = np.zeros(len(state), np.int16)
    for one in reversed(REASONS):
        applies = one.applies(state)
        reason[applies] = one.code
        missing |= np.where(applies, one.lacks(state), np.int16(0))
    return reason, missing


def held(state: State) -> NDArray[np.int16]:
    """For each lead the ``Missing`` bits of what it has."""
    return (
        state.new_file * np.int16(Missing.NEW_FILE)
        | state.new_file * np.int16(Missing.FILE_VIEWED)
        | (state.local > 0) * np.int16(Missing.LOCAL_LINK)
        | state.attributable * np.int16(Missing.ATTRIBUTABLE_IDENTIFIER)
        | state.attributable * np.int16(Missing.TIME_OF_IP)
        | ~state.quiet * np.int16(Missing.DANGER_SIGNAL)
        | (state.repeated | state.networked | state.by_a_person) * np.int16(Missing.ANOTHER_REPORT)
    )


def reason_named(code: int) -> Reason | None:
    """The reason of a stored code; ``None`` for 0."""
    return next((reason for reason in REASONS if reason.code == code), None)


def decision(ranking: Ranking, lead: int) -> Decision:
    """What was decided of one lead."""
    reason = reason_named(int(ranking.archive_reason[lead]))
    return Decision(
        reason is not None,
        reason.name if reason else None,
        Missing(int(ranking.missing[lead])),
        Missing(int(ranking.held[lead])),
    )


def wakes(before: Decision, after: Decision) -> tuple[str, ...]:
    """What woke a lead: the facts that it lacked and now has; empty when it was open before or still sleeps."""
    if not before.archived or after.archived:
        return ()
    unasked = (Missing.DANGER_SIGNAL | Missing.ANOTHER_REPORT) & ~before.held
    came = after.held & (before.missing | unasked)
    return came.codes or Missing.ANOTHER_REPORT.codes
