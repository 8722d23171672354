"""Words that senders use for yes, no and hash algorithms."""

from __future__ import annotations

import pytest

from nigehban.formats.vocabulary import hash_algorithm, yes_or_no


@pytest.mark.parametrize(("words", "answer"), [("true", True), (" Yes ", True), ("0", False), ("FALSE", False)])
def test_yes_and_no_are_understood(words, answer):
    assert yes_or_no(words) is answer


@pytest.mark.parametrize("words", ["", "unknown", "maybe", "null", "2"])
def test_anything_else_is_unknown_and_never_no(words):
    assert yes_or_no(words) is None


@pytest.mark.parametrize("words", ["SHA-1", "sha1", "SHA 1", "Sha_1"])
def test_an_algorithm_has_one_spelling(words):
    assert hash_algorithm(words) == "sha1"
