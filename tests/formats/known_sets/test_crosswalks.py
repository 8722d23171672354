"""Crosswalks: what is in the tables is told, what is not stays unknown."""

from __future__ import annotations

import tomllib
from importlib import resources

from nigehban.formats.known_sets.crosswalks import meaning


def test_a_number_of_vics_means_something_with_its_profile_only() -> None:
    found = meaning("VICS", "1", "2.0", "US")
    assert found is not None
    assert found.means == "child sexual abuse material"
    assert meaning("VICS", "1", "2.0") is None
    assert meaning("VICS", "1", "2.0", "Canada") is None


def test_what_is_not_in_the_tables_is_unknown() -> None:
    assert meaning("VICS", "9", "2.0", "US") is None
    assert meaning("VICS", "1", "3.0", "US") is None
    assert meaning("Ours", "A") is None


def test_the_spellings_of_a_code_mean_the_same() -> None:
    assert meaning("IWF", "Category A") == meaning("iwf", "a") == meaning("CAID", "Cat A")


def test_a_rough_equivalent_names_a_code_that_is_known() -> None:
    folder = resources.files("nigehban.formats.known_sets") / "crosswalks"
    for entry in folder.iterdir():
        for code in tomllib.loads(entry.read_text("utf-8"))["code"]:
            for other in code.get("roughly", ()):
                scheme, *profile, known = other.split()
                assert meaning(scheme, known, profile=profile[0] if profile else None), other
