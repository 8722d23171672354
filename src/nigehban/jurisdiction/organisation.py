"""Ranks and posts of a pack: what officers are, and what they do. Units stand in ``org/units.csv`` (``Pack.units``).

Codes last for ever and are what the desk stores; a title is for people. ``grade`` is the pay scale (in Pakistan BPS),
lowest and highest; ``None`` where the pack does not state it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.errors import PackLineError
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.loader import find_pack
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import Text, read_tables, read_text

RANKS, POSTS = "org/ranks.toml", "org/posts.toml"


class Title(NamedTuple):
    """A rank or a post."""

    code: str
    title: Text
    grade: tuple[int, int] | None
    source: str
    confidence: str
    line: int


@dataclass(frozen=True)
class Organisation:
    """The ranks, the highest first, and the posts, in the pack's order, by their codes."""

    ranks: Mapping[str, Title]
    posts: Mapping[str, Title]


def load_organisation(code_or_path: str | Path) -> Organisation:
    """The ranks and posts of a pack, read once a process. Raises ``PackError`` for the first thing that is wrong."""
    return _load(find_pack(code_or_path))


@lru_cache(maxsize=16)
def _load(folder: Path) -> Organisation:
    problems = Problems()
    organisation = read_organisation(folder, problems)
    problems.raise_first()
    return organisation


def read_organisation(folder: Path, problems: Problems) -> Organisation:
    """The ranks and posts of the pack in a folder, but what is in ``problems`` then; a missing file holds none."""
    heading = read_heading(folder)
    ranks = _read(folder / RANKS, "rank", partial(_rank, heading), problems)
    posts = _read(folder / POSTS, "post", partial(_post, heading), problems)
    return Organisation(ranks, posts)


def _read(path: Path, key: str, build: Callable[[Section], Title], problems: Problems) -> dict[str, Title]:
    if not path.exists():
        return {}
    return _by_code(path, problems.part(lambda: problems.each(build, read_tables(path, key))), problems)


def _by_code(path: Path, titles: Iterable[Title], problems: Problems) -> dict[str, Title]:
    found: dict[str, Title] = {}
    for one in titles:
        if one.code in found:
            problem = f"'{one.code}' stands on line {found[one.code].line} already. Codes are used once."
            problems.append(PackLineError(path, one.line, problem))
        found.setdefault(one.code, one)
    return found


def _rank(heading: Heading, section: Section) -> Title:
    section.only(("code", "title", "grade", "source", "confidence"))
    return _title(heading, section, _grade(section))


def _post(heading: Heading, section: Section) -> Title:
    section.only(("code", "title", "source", "confidence"))
    return _title(heading, section, None)


def _title(heading: Heading, section: Section, grade: tuple[int, int] | None) -> Title:
    return Title(
        section.get("code", str),
        read_text(section, "title", heading),
        grade,
        section.get("source", str),
        section.one_of("confidence", MARKS),
        section.line,
    )


def _grade(section: Section) -> tuple[int, int] | None:
    """``grade = 16``, or ``grade = [19, 20]`` where the sources give more than one."""
    if "grade" not in section:
        return None
    stated = section.get("grade", object)
    match stated if isinstance(stated, list) else [stated]:
        case [int(low)] | [int(low), int()] if low > 0 and not isinstance(stated, bool):
            return low, stated[-1] if isinstance(stated, list) else low
    raise section.error("grade", "is a pay scale, or the lowest and the highest: write 16 or [19, 20].")
