"""Web addresses and the profiles behind them."""

import pytest

from nigehban.identifiers import BY_CODE
from tests.identifiers.values import found, key, value


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("HTTPS://WWW.Example.com:443/a/../b/?utm_source=x&b=2&a=1#part", "https://www.example.com/b?a=1&b=2"),
        ("example.org/x", "https://example.org/x"),
        ("hxxps://example.org/x", "https://example.org/x"),
        ("http://example.org:80/%7Eali/%c3%a9", "http://example.org/~ali/%C3%A9"),
        ("https://example.org/#!/ali", "https://example.org#!/ali"),
        ("https://user:word@example.org:8443/x", "https://example.org:8443/x"),
        ("https://exämple.org/", "https://xn--exmple-cua.org"),
        ("http://192.0.2.7/a", "http://192.0.2.7/a"),
        ("https://example.org/?fbclid=1", "https://example.org"),
        ("https://example.org/a?b", "https://example.org/a?b"),
        ("https://example\u200b.org/a", "https://example.org/a"),
        ("https://www.instagram.com/p/XYZ/", "https://www.instagram.com/p/XYZ"),
    ],
)
def test_a_page_has_one_spelling(raw, expected):
    assert value("url", raw) == expected
    assert found("url", raw).code == 7


@pytest.mark.parametrize(
    "raw", ["hello", "http://", "https://[::1", "://x", "a b.com", "http://exa mple.com", "mailto:a@example.com"]
)
def test_what_is_no_web_address_is_not_a_url(raw):
    assert found("url", raw) is None


def test_http_https_and_www_show_the_same_page():
    assert key("url", "http://www.example.org/a") == key("url", "https://example.org/a/")


def test_the_front_page_of_a_platform_does_not_link():
    assert found("url", "https://www.facebook.com/").key == 0
    assert found("url", "https://example.org/").key != 0


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("https://facebook.com/profile.php?id=100001234", "account", "facebook:100001234"),
        ("https://ur-pk.facebook.com/profile.php?sk=about&id=100001234&fbclid=1", "account", "facebook:100001234"),
        ("https://m.facebook.com/people/Ali-Khan/100001234/", "account", "facebook:100001234"),
        ("https://www.facebook.com/100001234", "account", "facebook:100001234"),
        ("https://m.facebook.com/John.Smith/?fbclid=1", "handle", "facebook:johnsmith"),
        ("https://www.facebook.com/groups/77", "group", "facebook:77"),
        ("https://www.instagram.com/Ali.Khan/", "handle", "instagram:ali.khan"),
        ("https://instagram.com/stories/ali.khan/123", "handle", "instagram:ali.khan"),
        ("https://x.com/i/user/123", "account", "x:123"),
        ("https://twitter.com/AliKhan/status/1", "handle", "x:alikhan"),
        ("https://www.tiktok.com/@ali.khan/video/1", "handle", "tiktok:ali.khan"),
        ("https://www.snapchat.com/add/ali-khan", "handle", "snapchat:ali-khan"),
        ("https://youtube.com/channel/UC0123456789abcdefghijkl", "account", "youtube:UC0123456789abcdefghijkl"),
        ("https://youtube.com/@alikhan", "handle", "youtube:alikhan"),
        ("https://old.reddit.com/user/alikhan", "handle", "reddit:alikhan"),
        ("t.me/alikhan", "handle", "telegram:alikhan"),
        ("https://t.me/+AbCdEfGh12", "group", "telegram:AbCdEfGh12"),
        ("https://wa.me/923007654329?text=hi", "phone", "+923007654329"),
        ("https://api.whatsapp.com/send?phone=923007654329", "phone", "+923007654329"),
        ("https://discord.com/users/123456789012345678", "account", "discord:123456789012345678"),
        ("https://vk.com/id55", "account", "vk:55"),
        ("https://cash.app/$ali", "wallet", "cashapp:$ali"),
    ],
)
@pytest.mark.parametrize("asked", ["url", "profile_url"])
def test_the_address_of_a_profile_is_the_account_handle_group_number_or_wallet(asked, raw, kind, expected):
    identifier = found(asked, raw)
    assert (BY_CODE[identifier.code].name, identifier.value) == (kind, expected)
    assert identifier.key == key(kind, expected)


def test_a_profile_address_links_with_the_account_that_a_report_states():
    assert key("profile_url", "https://facebook.com/profile.php?id=100001234") == key(
        "account", "100001234", "Facebook, Inc."
    )


@pytest.mark.parametrize(
    "page", ["watch", "groups", "marketplace", "help", "login.php?next=1", "reel/1", "photo.php?fbid=1"]
)
def test_a_page_of_the_service_is_nobodys_profile(page):
    assert found("url", f"https://www.facebook.com/{page}").code == 7


def test_a_bare_name_in_a_profile_field_is_a_handle():
    assert key("profile_url", "ali.khan", "Instagram") == key("handle", "ali.khan", "Instagram")
    assert found("profile_url", "ali khan", "Instagram") is None


def test_a_profile_on_an_unknown_site_keeps_its_address():
    identifier = found("profile_url", "https://chat.example.org/u/ali", "Example Chat")
    assert (identifier.code, identifier.value) == (8, "https://chat.example.org/u/ali")
    assert identifier.key != 0
