"""A template in memory: text that the pack wrote, and places where values go. Nothing else can stand in one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True)
class Literal:
    """HTML of the pack's own, checked when the pack was read."""

    html: str
    line: int


@dataclass(frozen=True)
class Put:
    """``{{ name }}`` or ``{{ name.column }}``: a value, escaped."""

    path: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Facts:
    """``{% facts a b c %}``: fields with their labels, as a table."""

    names: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Each:
    """``{% for row in name %}`` … ``{% endfor %}``."""

    variable: str
    name: str
    body: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Choose:
    """``{% if name %}`` … ``{% else %}`` … ``{% endif %}``: whether something is stated, and is not *no*."""

    path: tuple[str, ...]
    negated: bool
    body: tuple[Node, ...]
    otherwise: tuple[Node, ...]
    line: int


Node: TypeAlias = Literal | Put | Facts | Each | Choose


@dataclass(frozen=True)
class Template:
    """One document in one language."""

    path: Path
    nodes: tuple[Node, ...]
