"""The rules of the four axes, as ``rules.toml`` states them.

The file alone knows points, caps and floors; the factors only say which rule fired and where. A danger rule never takes
points away, so no rule can lower the danger that another one found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from nigehban.priority.band import Band
from nigehban.priority.concern import Concern
from nigehban.priority.signal import Axis

HERE = Path(__file__).parent


class BadRules(ValueError):  # noqa: N818 - the rules are bad
    """The rules file contradicts itself; the message names the rule and what to change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``code`` is stored in tables, so it never changes and is never used for another rule.

    ``points`` are given once a lead; with ``each``, for every one of what was counted, up to ``cap``. ``floor`` is the
    band that the rule alone guarantees. ``attributable`` marks what an officer can ask somebody about,
    ``expires`` that this ends with the records of the address. ``content_only`` marks what describes a shared file and
    so says nothing about the one who sent it. ``within_days`` is the time left at which a deadline rule fires.
    """

    name: str
    code: int
    axis: Axis
    points: int
    sentence: str
    cap: int
    each: bool = False
    floor: Band | None = None
    concern: Concern = Concern.NONE
    attributable: bool = False
    expires: bool = False
    content_only: bool = False
    within_days: int | None = None

    @property
    def surfaces(self) -> bool:
        """Whether the rule keeps a member of a viral bundle from being collapsed."""
        return self.axis is Axis.DANGER and not self.content_only

    def earned(self, value: float = 1) -> int:
        """The points that a counted ``value`` gives, never further from zero than the cap."""
        points = round(self.points * value) if self.each else self.points
        return max(points, self.cap) if self.cap < 0 else min(points, self.cap)

    def text(self, value: float) -> str:
        """The sentence with the counted value in its place."""
        return self.sentence.format(value=f"{value:g}")


@dataclass(frozen=True, eq=False)
class Ruleset(Mapping[str, Rule]):
    """All rules by name, with the version they carry and the thresholds of the bands.

    ``digest`` is the SHA-256 of the rules and cues together: equal digests rank equally. ``windows`` gives the days for
    which records are kept, by what keeps them.
    """

    rules: Mapping[str, Rule]
    version: str
    dated: date
    reviewed_by: str
    digest: str
    thresholds: Mapping[Band, int]
    windows: Mapping[str, int]

    def __getitem__(self, name: str) -> Rule:
        return self.rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def by_code(self) -> dict[int, Rule]:
        """The rules by their stored code."""
        return {rule.code: rule for rule in self.values()}


def load(path: Path = HERE / "rules.toml", cues: Path = HERE / "cues") -> Ruleset:
    """The ruleset of a file; ``BadRules`` where two rules share a code or a danger rule takes points away."""
    table = tomllib.loads(path.read_text("utf-8"))
    rules = {name: _rule(name, entry) for name, entry in table["rule"].items()}
    _check_codes(rules.values())
    return Ruleset(
        rules,
        version=table["version"],
        dated=table["date"],
        reviewed_by=table["reviewed_by"],
        digest=_digest(path, *sorted(cues.glob("*.toml"))),
        thresholds={Band.labelled(label): least for label, least in table["bands"].items()},
        windows=table["windows"],
    )


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    rule = Rule(
        name,
        entry["code"],
        Axis(entry["axis"]),
        entry["points"],
        entry["sentence"],
        cap=entry.get("cap", entry["points"]),
        each=entry.get("each", False),
        floor=Band.labelled(entry["floor"]) if "floor" in entry else None,
        concern=Concern[entry["concern"].upper()] if "concern" in entry else Concern.NONE,
        attributable=entry.get("attributable", False),
        expires=entry.get("expires", False),
        content_only=entry.get("content_only", False),
        within_days=entry.get("within_days"),
    )
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    if rule.axis is Axis.DANGER and rule.points < 0:
        raise BadRules(f"Rule “{rule.name}” takes danger points away; a danger rule may only add. Remove the minus.")
    if rule.floor is not None and rule.axis is not Axis.DANGER:
        raise BadRules(f"Rule “{rule.name}” has a floor but is not of the danger axis. Remove the floor.")
    if (rule.floor is Band.IMMEDIATE) != (rule.concern is not Concern.NONE):
        raise BadRules(f"Rule “{rule.name}”: the floor “immediate” and a concern go together. State both or neither.")


def _check_codes(rules: Iterable[Rule]) -> None:
    seen: dict[int, str] = {}
    for rule in rules:
        other = seen.setdefault(rule.code, rule.name)
        if other != rule.name:
            raise BadRules(f"Rules “{other}” and “{rule.name}” share the code {rule.code}. Give one a new code.")


def _digest(*paths: Path) -> str:
    """Line ends are unified first, so that a checkout on another system ranks under the same digest."""
    hashed = sha256()
    for path in paths:
        hashed.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return hashed.hexdigest()


RULES = load()
"""The rules that this version ships."""
