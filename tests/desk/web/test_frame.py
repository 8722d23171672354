"""What holds for every page: headers, words, labels, headings, and nothing that a browser would load from elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.utils import translation
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access import matrix
from nigehban.desk.access.middleware import database_away
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.selectors import list_length

from .pages import get, read
from .world import INCIDENT, small_desk

pytestmark = pytest.mark.django_db
TEMPLATES = Path("src/nigehban/desk/web/templates")
ADDRESSES = [
    "/",
    "/?state=archived",
    "/leads/L1/",
    "/leads/L3/",
    "/leads/L1/reasons/",
    "/leads/L1/referrals/",
    "/leads/L1/links/network/",
    "/leads/L1/decisions/",
    "/networks/N1/",
    "/referrals/?id=NCMEC:104455667",
    "/intake/",
    "/intake/quarantine/",
    "/nowhere/",
    "/?band=x",
    "/find/?number=x",
]


@pytest.fixture
def source(desk_home: Path, db: None) -> str:
    return small_desk(desk_home)


@pytest.fixture
def addresses(source: str) -> list[str]:
    return [*ADDRESSES, f"/source/{source}/?pointer={INCIDENT}", f"/source/{source}/?line=3", "/source/x/"]


def test_every_page_is_whole_labelled_and_loads_nothing_from_elsewhere(desk: Client, addresses: list[str]) -> None:
    for address in addresses:
        answer = desk.get(address)
        page = read(answer)
        assert page.title.strip().endswith("Nigehban"), address
        assert page.headings[0] == 1, address
        assert page.headings.count(1) == 1, address
        assert all(after - before <= 1 for before, after in pairwise(page.headings)), address
        assert not page.unlabelled, address
        names = {tag for tag, _ in page.tags}
        assert not names & {"style", "img", "iframe", "object"}, address
        assert all(is_own(attributes) for tag, attributes in page.tags if tag == "script"), address
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name == "style" or name.startswith("on")], (address, tag)
            target = attributes.get("href") or attributes.get("action") or ""
            assert not target.startswith(("http:", "https:", "//", "javascript:", "data:")), (address, target)
        identities = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(identities) == len(set(identities)), address


def is_own(script: dict[str, str | None]) -> bool:
    """Whether a script is a block of data or a module of the desk's own."""
    return script.get("type") == "application/json" or (script.get("src") or "").startswith("/static/web/")


def test_no_title_and_no_address_names_a_person(desk: Client, addresses: list[str]) -> None:
    for address in addresses:
        page = read(desk.get(address))
        for words in (page.title, *(link for _, link in page.links)):
            assert "Zubair" not in words
            assert "Namoona" not in words


def test_every_answer_forbids_foreign_and_inline_content_and_keeping(desk: Client, addresses: list[str]) -> None:
    for address in [*addresses, "/login/", "/health/"]:
        answer = desk.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]


_OF_KIND = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000001"}


def test_every_page_but_login_and_health_needs_an_officer(client: Client, source: str) -> None:
    open_to_all = {"login/", "login/once/<str:secret>/", "login/refused/", "health/"}
    for pattern in _patterns():
        if pattern == "language/":  # it sets a cookie, and goes back to where one was
            continue
        address = "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda part: _OF_KIND.get(part[1]) or part[2], pattern)
        answer = client.get(address)
        if pattern in {"login/passkey/", "login/second-factor/", "logout/"}:
            assert answer.status_code == 405 or answer["Location"] == "/login/", address
        elif pattern in open_to_all:
            assert answer.status_code == 200, address
        elif pattern == "deadlines/feed/<str:secret>.ics":  # a calendar enters by the secret of its address alone
            assert answer.status_code == 404, address
        else:
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/login/?next="), address


def _patterns() -> list[str]:
    """Every address of a page; programs' addresses answer 401, which is tested with them."""
    found = [address.route.removeprefix("/") for address in matrix.addresses() if not address.name.startswith("api")]
    assert len(found) > 150
    return found


def test_errors_stand_in_the_frame_and_tell_no_secret(desk: Client, officer: Officer) -> None:
    assert "Nothing is here" in get(desk, "/nowhere/", 404).text
    assert "The address is not understood" in get(desk, "/leads/L%00/", 400).text
    desk.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE leads_lead RENAME TO leads_gone")
    page = get(desk, "/", 500)
    assert "Something broke" in page.text
    assert "leads_gone" not in page.text
    assert "leads_lead" not in page.text


def test_a_wrong_host_is_refused_in_words(client: Client) -> None:
    answer = client.get("/login/", HTTP_HOST="desk.example.org")
    assert answer.status_code == 400
    assert "desk.css" in answer.content.decode()


def test_the_frame_turns_around_for_a_language_that_runs_from_right_to_left(desk: Client, source: str) -> None:
    desk.cookies["django_language"] = "ur"
    tags = read(desk.get("/leads/L1/")).tags
    del desk.cookies["django_language"]
    assert next(attributes for tag, attributes in tags if tag == "html") == {"lang": "ur", "dir": "rtl"}
    assert next(attributes for tag, attributes in get(desk, "/").tags if tag == "html") == {"lang": "en", "dir": "ltr"}


def test_every_word_of_the_templates_can_be_translated() -> None:
    """What is left of a template without tags, data, code, comments and translated text holds no word."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8")
        text = re.sub(r'type="application/json">.*?</script>', ">", text, flags=re.DOTALL)  # data, for scripts
        text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.DOTALL)
        text = re.sub(r'<span class="code" dir="ltr">.*?</span>', "", text, flags=re.DOTALL)
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        said = r'\b(?:aria-label|placeholder|title|alt|aria-description|summary)="([^"]*)"'
        text = " ".join([*re.findall(said, text), re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL)])
        words = set(re.findall(r"[A-Za-z]{3,}", text)) - {"SHA", "nigehban", "load", "PDF", "CSV", "XLSX"}
        assert not words, f"{path}: {words}"


def test_the_health_check_says_how_the_desk_stands(client: Client) -> None:
    replace_list([lead_row(n) for n in range(1, 8)])
    answer = client.get("/health/")
    assert answer.json() == {"status": "ok", "database": "ok", "migrations": "ok", "leads": 7}
    assert list_length() == 7


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This request was probably not carried out"), ("ur", "یہ درخواست غالباً پوری نہیں ہوئی")],
)
def test_a_request_that_lost_its_database_is_not_told_that_nothing_was_done(language: str, said: str) -> None:
    with translation.override(language):
        answer = database_away(OperationalError("the connection was lost"))
    assert answer.status_code == 503
    page = answer.content.decode()
    assert said in page
    assert "was not carried out" not in page


def test_the_health_check_fails_when_tables_are_behind_or_gone(client: Client) -> None:
    call_command("migrate", "accounts", "0001", verbosity=0)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failed", "database": "ok", "migrations": "3 pending", "leads": None}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations DROP COLUMN name")
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failed", "database": "failed"}


@override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cache")
def test_the_health_check_opens_no_session(client: Client) -> None:
    assert not client.get("/health/").cookies


def test_the_field_to_find_holds_what_was_sought_and_nothing_else() -> None:
    desk = Client()
    desk.force_login(officer_with(*Role))
    field = re.compile(rb'<input id="find"[^>]* value="([^"]*)"')
    routes = [one.route for one in matrix.addresses() if "<" not in one.route and not one.name.startswith("api")]
    held = {route: found[1] for route in routes if (found := field.search(desk.get(route).content))}
    assert len(held) > 20
    assert {route: value for route, value in held.items() if value} == {}
    (sought,) = field.findall(desk.get("/find/?number=x.example").content)
    assert sought == b"x.example"
