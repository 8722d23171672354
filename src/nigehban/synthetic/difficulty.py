"""How hard the synthetic world is: every share and size in one place.

Marks as in the facts the figures come from: (R) from a published report, (G) a guess. Shares are of referrals unless
said otherwise. Changing a figure changes every document that follows from the same seed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The parameters of a world."""

    # who
    ring_share: float = 0.05
    household_share: float = 0.06
    repeat_share: float = 0.26
    """Of referrals that speak of a person with two or more (R: 5 to 15 % of accounts are in two or more)."""
    abroad_share: float = 0.10
    """Of persons whose home is abroad (G)."""
    ring_reaches_abroad: float = 0.4
    old_share: float = 0.02
    """Of persons whose referrals are a year old, and whose phone number someone else has now (G)."""

    # what a document shows
    false_share: float = 0.04
    """Of referrals with a placeholder e-mail, a shared handle, another's phone or an empty-looking user id (G)."""
    fake_birth_share: float = 0.15
    thread_share: float = 0.95
    """Of repeat referrals that show something strong which an earlier one showed as well (G)."""
    verified_share: float = 0.5
    written_oddly: float = 0.45
    """Of phones and e-mails that are not written in their usual form (G)."""
    noise_share: float = 0.25
    """Of texts with bidi controls, zero-width characters or Arabic-Indic digits (G)."""

    # files
    no_file_share: float = 0.03
    one_file_share: float = 0.55
    novel_share_single: float = 0.72
    bundle_share: float = 0.22
    """Of referrals with several files that carry a bundle which went round, and nothing else (G)."""
    novel_share_bulk: float = 0.42
    pool_share: float = 0.11
    """Number of pictures, and of videos, that went round, as a share of the referrals."""
    zipf: float = 1.15
    video_share: float = 0.433
    """(R)"""

    # addresses
    no_time_share: float = 0.05
    """Of IP events (G)."""
    cgnat_share: float = 0.65
    """Of IP events of Pakistani persons (G: 50 to 80 %)."""
    port_share: float = 0.2
    """Of IP events behind shared addresses (G: 10 to 30 %)."""
    ipv6_share: float = 0.15
    proxy_share: float = 0.02

    # the sender's words
    informational_share: float = 0.12
    """(R)"""
    urgent_share: float = 0.001
    """Of referrals without a child at risk; with those at risk it comes to 0.18 % (S)."""
    boilerplate_share: float = 0.20
    talk_share: float = 0.02
    """Of referrals whose chats hold harmless words that look like danger."""
    adult_decoy_share: float = 0.0012
    """Of referrals with sextortion of an adult, who says so."""

    # danger
    at_risk_share: float = 0.006

    # arrival
    wake_share: float = 0.01
    """Of referrals that lack something; half of them get it later, half get a later referral without it."""
    supplement_share: float = 0.01
    version_share: float = 0.012
    duplicate_share: float = 0.012
    respaced_share: float = 0.006
    """Of referrals delivered again with other whitespace."""
    malformed_share: float = 0.003

    # formats
    xml_share: float = 0.02
    table_share: float = 0.055
    zip_share: float = 0.006
    table_rows: int = 30


DEFAULT = Difficulty()
