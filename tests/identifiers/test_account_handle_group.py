"""What platforms call a user or a group."""

import pytest

from nigehban.identifiers import platform, profiles
from nigehban.identifiers.platforms import split_platform
from tests.identifiers.values import found, key, value


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Facebook, Inc.", "facebook"),
        ("FB", "facebook"),
        ("Meta Platforms, Inc.", "facebook"),
        ("Instagram, Inc.", "instagram"),
        ("WhatsApp LLC", "whatsapp"),
        ("Google LLC", "google"),
        ("Snap Inc.", "snapchat"),
        ("TikTok Inc.", "tiktok"),
        ("X Corp.", "x"),
        ("X", "x"),
        ("Twitter, Inc. ", "x"),
        ("Discord Inc.", "discord"),
        ("Microsoft BingImage", "microsoftbingimage"),
        ("Example Chat GmbH", "examplechat"),
        ("unknown", None),
        ("", None),
        (None, None),
    ],
)
def test_a_platform_has_one_name_however_a_sender_writes_it(written, folded):
    assert platform(written) == folded


def test_every_platform_with_profile_addresses_is_a_known_platform():
    for site in set(profiles._HOSTS.values()):
        assert split_platform(f"{site}:someone", None) == (site, "someone")


def test_an_account_is_the_same_under_every_spelling_of_its_platform():
    assert value("account", "100001234567890", "Facebook, Inc.") == "facebook:100001234567890"
    assert key("account", " 100001234567890", "fb") == key("account", "100001234567890", "Meta")


def test_the_same_number_on_two_platforms_is_two_accounts():
    assert key("account", "123456", "Facebook") != key("account", "123456", "Instagram")


def test_an_account_number_keeps_its_capitals():
    assert key("account", "AbC", "Snapchat") != key("account", "abc", "Snapchat")


@pytest.mark.parametrize(
    ("raw", "hint"), [("123456", None), ("0", "Facebook"), ("000", "Facebook"), ("null", "Facebook")]
)
def test_an_account_without_platform_or_number_does_not_link(raw, hint):
    assert found("account", raw, hint).key == 0


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        ("@Ali.Khan", "Instagram", "instagram:ali.khan"),
        ("ALI.KHAN", "Instagram", "instagram:ali.khan"),
        ("John.Smith", "Facebook", "facebook:johnsmith"),
        ("ali\u200b.khan", "Instagram", "instagram:ali.khan"),
        ("ali.khan", None, "ali.khan"),
    ],
)
def test_a_handle_is_folded_as_its_platform_folds_it(raw, hint, expected):
    assert value("handle", raw, hint) == expected
    assert key("handle", raw, hint) != 0


@pytest.mark.parametrize(("raw", "hint"), [("Ali Khan", "Instagram"), ("ali", None), ("user name", None)])
def test_a_display_name_or_a_short_name_without_platform_does_not_link(raw, hint):
    assert found("handle", raw, hint).key == 0


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        ("https://t.me/+AbCdEfGh12", None, "telegram:AbCdEfGh12"),
        ("https://t.me/joinchat/AbCdEfGh12", None, "telegram:AbCdEfGh12"),
        ("chat.whatsapp.com/AbCdEfGhIjKlMnOpQrSt12", None, "whatsapp:AbCdEfGhIjKlMnOpQrSt12"),
        ("https://chat.whatsapp.com/invite/AbCdEfGhIjKlMnOpQrSt12?mode=r", None, "whatsapp:AbCdEfGhIjKlMnOpQrSt12"),
        ("https://discord.gg/abc123", None, "discord:abc123"),
        ("https://discord.com/invite/abc123", None, "discord:abc123"),
        ("https://www.facebook.com/groups/123456789/permalink/1", None, "facebook:123456789"),
        ("https://t.me/Some_Channel", None, "telegram:some_channel"),
        ("120363012345@g.us", "WhatsApp", "whatsapp:120363012345"),
    ],
)
def test_a_group_is_its_invitation_or_its_number(raw, hint, expected):
    assert value("group", raw, hint) == expected
    assert key("group", raw, hint) != 0


def test_a_group_on_an_unknown_site_is_the_same_whoever_reports_it():
    address = "https://chat.example/3de73e66"
    assert key("group", address, "Instagram") == key("group", address, "Facebook") != 0


def test_a_group_without_a_platform_does_not_link():
    assert found("group", "12345678").key == 0
