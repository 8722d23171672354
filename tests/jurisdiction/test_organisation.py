"""Ranks and posts are the pack's: codes that last, titles for people, and what is wrong with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nigehban.jurisdiction.checking import check_pack, finding
from nigehban.jurisdiction.organisation import load_organisation
from tests.jurisdiction.make import spoil


def test_ranks_of_pakistan_have_titles_in_both_languages_the_highest_first() -> None:
    organisation = load_organisation("pk")
    assert list(organisation.ranks)[:2] == ["DG", "ADG"]
    for title in (*organisation.ranks.values(), *organisation.posts.values()):
        assert set(title.title) == {"en", "ur"}
    grades = [rank.grade[1] for rank in organisation.ranks.values() if rank.grade]
    assert grades == sorted(grades, reverse=True)


def test_a_grade_on_which_sources_differ_is_a_span_that_counsel_is_told_of() -> None:
    assert load_organisation("pk").ranks["DIR"].grade == (19, 20)
    assert load_organisation("pk").ranks["HC"].grade is None
    told = {doubt.what: doubt.why for doubt in check_pack(Path("packs/pk")).doubts}
    assert told["DIR"] == "sources conflict"


def test_a_pack_without_ranks_is_a_pack(copied: Path) -> None:
    (copied / "org/ranks.toml").unlink()
    (copied / "org/posts.toml").unlink()
    assert not check_pack(copied).problems
    assert load_organisation(copied).ranks == {}


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "says"),
    [
        ("org/ranks.toml", "grade = 9", 'grade = "nine"', 4, "write 16 or [19, 20]"),
        ("org/ranks.toml", "grade = [2, 3]", "grade = [2, 3, 4]", 11, "write 16 or [19, 20]"),
        ("org/ranks.toml", "grade = [2, 3]", "grade = []", 11, "write 16 or [19, 20]"),
        ("org/ranks.toml", 'code = "CONSTABLE"', 'code = "CHIEF"', 8, "stands on line 1 already"),
        ("org/ranks.toml", 'title.en = "Chief"', "", 1, "title"),
        ("org/posts.toml", 'confidence = "P"', 'confidence = "X"', 5, "not one of"),
        ("org/posts.toml", 'code = "DESK"', 'code = "DESK"\ngrade = 3', 3, "no key of this table"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    copied: Path, table: str, old: str, new: str, line: int, says: str
) -> None:
    found = [finding(error) for error in check_pack(spoil(copied, table, old, new)).problems]
    assert any(one.file == copied / table and one.line == line and says in one.problem for one in found), found
