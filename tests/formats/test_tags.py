"""The same tag in every sender's spelling is one tag."""

from __future__ import annotations

import pytest

from nigehban.formats.tags import fold_tag


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("generativeAi", "generative_ai"),
        ("Generative AI", "generative_ai"),
        ("csamSolicitation", "solicitation"),
        ("CSAMSolicitation", "solicitation"),
        ("minorToMinorInteraction", "minor_to_minor"),
        ("sadisticOnlineExploitation", "sadistic"),
        ("possibleSelfProduction", "self_produced"),
        ("Anime/Drawing/Virtual/Hentai", "anime"),
        ("VIRAL_POTENTIAL_MEME", "potential_meme"),
        ("  live-streaming ", "live_streaming"),
        ("Something New", "something_new"),
        ("— / —", ""),
    ],
)
def test_a_tag_is_folded_to_our_name(written: str, ours: str) -> None:
    assert fold_tag(written) == ours
