"""The single missing fact that would raise a lead most, found by trying each on the rules.

A candidate is a fact that somebody can be asked for: a platform, a provider, a family. It is tried where it is missing
and makes sense; the one after which the lead would stand highest is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.band import Band
from nigehban.priority.inputs import Flags
from nigehban.priority.order import keys
from nigehban.priority.state import State
from nigehban.priority.tally import Tally


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact to ask for. ``code`` is stored; ``applies`` says where it is missing and makes sense, ``come`` gives the
    state as it would be with the fact on every lead."""

    code: int
    name: str
    sentence: str
    applies: Callable[[State, Tally], Flags]
    come: Callable[[State, Tally], State]


def _may_go_on(state: State, tally: Tally) -> Flags:
    del state
    near = tally.fired("contact_abuse", "access_to_victim", "relationship_to_victim")
    return near & ~tally.fired("incident_ongoing")


def _goes_on(state: State, tally: Tally) -> State:
    del tally
    points = _points(state, "incident_ongoing") + _points(state, "ongoing_contact_abuse")
    floor = np.full(len(state), Band.IMMEDIATE, np.int8)
    return replace(state, danger=state.danger + points, floor=floor)


def _reach_unknown(state: State, tally: Tally) -> Flags:
    del state
    child = tally.fired("victim_named", "victim_located", "victim_reachable", "young_child", "child_victim")
    return child & ~tally.fired("access_to_victim", "relationship_to_victim")


def _within_reach(state: State, tally: Tally) -> State:
    del tally
    return replace(state, danger=state.danger + _points(state, "access_to_victim"))


def _child_unknown(state: State, tally: Tally) -> Flags:
    del state
    child = tally.fired("enticement", "solicitation", "self_produced", "live_streaming", "home_made_production")
    return child & ~tally.fired("victim_named", "victim_located")


def _child_known(state: State, tally: Tally) -> State:
    del tally
    return replace(state, danger=state.danger + _points(state, "victim_named") + _points(state, "victim_located"))


def _unviewed(state: State, tally: Tally) -> Flags:
    del tally
    return state.unseen & ~state.new_file


def _viewed(state: State, tally: Tally) -> State:
    grave = tally.fired("severe_class") * np.int32(_points(state, "severe_class_unseen"))
    return replace(
        state,
        danger=state.danger + grave,
        novelty=state.novelty + _points(state, "viewed_unseen_files"),
        solvability=state.solvability + ~tally.fired("viewed") * np.int32(_points(state, "viewed")),
        new_file=np.ones(len(state), np.bool_),
    )


def _place_unknown(state: State, tally: Tally) -> Flags:
    del tally
    return state.local <= 0


def _here(state: State, tally: Tally) -> State:
    points = _points(state, "local_evidence") - tally.fired("abroad") * np.int32(_points(state, "abroad"))
    unit = ~tally.fired("unit_known") * np.int32(_points(state, "unit_known"))
    return replace(state, solvability=state.solvability + points + unit, local=np.ones(len(state), np.int8))


def _untimed(state: State, tally: Tally) -> Flags:
    del tally
    return state.untimed_ip


def _timed(state: State, tally: Tally) -> State:
    del tally
    points = _points(state, "ip_with_time") - _points(state, "ip_without_time")
    return replace(state, solvability=state.solvability + points, attributable=np.ones(len(state), np.bool_))


def _portless(state: State, tally: Tally) -> Flags:
    del state
    return tally.fired("ip_with_time") & ~tally.fired("ip_with_port", "ip_records_gone")


def _ported(state: State, tally: Tally) -> State:
    del tally
    points = _points(state, "ip_with_port")
    return replace(state, solvability=state.solvability + points)


def _unverified(state: State, tally: Tally) -> Flags:
    del state
    return ~tally.fired("verified_phone", "verified_email")


def _verified(state: State, tally: Tally) -> State:
    del tally
    points = _points(state, "verified_phone")
    return replace(state, solvability=state.solvability + points, attributable=np.ones(len(state), np.bool_))


def _points(state: State, rule: str) -> int:
    return state.rules[rule].earned()


CANDIDATES = (
    Candidate(1, "still_going_on", "the answer whether it still goes on", _may_go_on, _goes_on),
    Candidate(
        2,
        "access_to_child",
        "the answer whether the reported person can reach the child",
        _reach_unknown,
        _within_reach,
    ),
    Candidate(3, "who_the_child_is", "who the child is and where it can be found", _child_unknown, _child_known),
    Candidate(4, "file_viewed", "the platform's answer whether the new files were viewed", _unviewed, _viewed),
    Candidate(5, "address_or_city", "an address or city of the reported user in this country", _place_unknown, _here),
    Candidate(6, "time_of_ip", "the time at which the IP address was used", _untimed, _timed),
    Candidate(7, "source_port", "a source port for the IP address{of_time}", _portless, _ported),
    Candidate(8, "verified_contact", "a verified phone number or e-mail address of the user", _unverified, _verified),
)
"""The facts that are tried; 0 means that none of them would raise the lead."""


def raise_if(state: State, tally: Tally, key: NDArray[np.int64]) -> NDArray[np.int8]:
    """The code of the candidate that would raise each lead most, 0 for none; the first of equals wins."""
    best, code = key.copy(), np.zeros(len(key), np.int8)
    for candidate in CANDIDATES:
        applies = candidate.applies(state, tally)
        if applies.any():
            raised = keys(candidate.come(state, tally))
            better = applies & (raised > best)
            best[better], code[better] = raised[better], candidate.code
    return code
