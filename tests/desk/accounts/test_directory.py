"""An officer enters through the agency's directory, where there is one; the directory enrols nobody.

The directory here is a real server of OpenID Connect on this machine, as small as one can be.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from tests.desk.web.serving import end, free_port, wait_for

from nigehban.desk.accounts.claims import officer_named
from nigehban.desk.accounts.use_cases import enrol
from nigehban.desk.directory import directory

CLI = [sys.executable, "-m", "nigehban.cli"]


class Agency(BaseHTTPRequestHandler):
    """Says of everybody who asks that it is the officer named in ``claims``."""

    claims: ClassVar[dict[str, object]] = {}

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            query = {key: values[0] for key, values in parse_qs(asked.query).items()}
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?code=x&state={query['state']}")
            self.end_headers()
        elif asked.path == "/userinfo":
            self.tell(self.claims)
        else:
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            config = {f"{name}_endpoint": f"{here}/{path}" for name, path in ends.items()}
            self.tell({"issuer": here, "jwks_uri": f"{here}/keys", **config})

    def do_POST(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        now = int(time.time())
        token = {"iss": here, "aud": "desk", "iat": now, "exp": now + 60, **self.claims}
        parts = ({"alg": "none", "typ": "JWT"}, token)
        written = ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)
        self.tell({"access_token": "a", "token_type": "Bearer", "id_token": f"{written}."})

    def tell(self, answer: dict[str, object]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Silent."""


@pytest.fixture
def agency() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Agency)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def desk_with(folder: Path, url: str) -> Iterator[str]:
    """A desk of its own that knows the directory and one officer, PK-7."""
    (folder / "secret").write_text("agreed\n")
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "NIGEHBAN_HOME": str(folder / "home"),
        "NIGEHBAN_OIDC_URL": url,
        "NIGEHBAN_OIDC_CLIENT": "desk",
        "NIGEHBAN_OIDC_SECRET_FILE": str(folder / "secret"),
        "NIGEHBAN_OIDC_NAME": "Example Police",
    }
    port = free_port()
    server = subprocess.Popen([*CLI, "serve", "--port", str(port)], env=environment, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", server)
        create = [*CLI, "admin", "create", "ayesha", "--service-number", "PK-7"]
        subprocess.run(create, env=environment, check=True, capture_output=True)
        yield f"http://127.0.0.1:{port}"
    finally:
        end(server)


def test_the_directory_lets_its_officer_in_to_the_second_factor_and_nobody_else(tmp_path: Path, agency: str) -> None:
    with desk_with(tmp_path, agency) as desk:
        page = ask(desk + "/login/")[1]
        link = re.search(r'href="([^"]+)">Log in by Example Police', page)
        assert link
        Agency.claims = {"sub": "1", "service_number": "PK-7"}
        assert "Set up a second factor" in ask(desk + link[1])[1]
        Agency.claims = {"sub": "1", "service_number": "PK-7", "name": "again"}
        assert "Set up a second factor" in ask(desk + link[1])[1]
        for stranger in ({"sub": "2", "service_number": "PK-8"}, {"sub": "3"}, {"sub": "1", "service_number": "PK-9"}):
            Agency.claims = stranger
            status, page = ask(desk + link[1])
            assert (status, "belongs to no officer" in page) == (403, True), stranger


def ask(address: str) -> tuple[int, str]:
    """What a fresh browser ends up with."""
    try:
        with build_opener(HTTPCookieProcessor(CookieJar())).open(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_without_the_variables_there_is_no_directory(client: object) -> None:
    assert settings.DIRECTORY is None
    assert not [app for app in settings.INSTALLED_APPS if "socialaccount" in app]
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", args=["directory"])


@pytest.mark.parametrize(
    ("set_to", "says"),
    [
        ({}, "NIGEHBAN_OIDC_CLIENT is not"),
        ({"CLIENT": "desk"}, "NIGEHBAN_OIDC_SECRET_FILE is not"),
        ({"CLIENT": "desk", "SECRET_FILE": "missing"}, "can not be read"),
        ({"CLIENT": "desk", "SECRET_FILE": __file__, "CLAIM": "name"}, "service_number or email"),
    ],
)
def test_half_a_configuration_is_refused(monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], says: str) -> None:
    monkeypatch.setenv("NIGEHBAN_OIDC_URL", "https://directory.example")
    for name, value in set_to.items():
        monkeypatch.setenv(f"NIGEHBAN_OIDC_{name}", value)
    with pytest.raises(Exception, match=says):
        directory()


@pytest.mark.django_db
def test_a_claim_names_one_active_officer_or_nobody() -> None:
    officer = enrol("ayesha", service_number="PK-7")
    officer.email = "ayesha@police.example"
    officer.save()
    verified = {"email": "Ayesha@police.example", "email_verified": True}
    assert officer_named({"service_number": "pk-7"}, "service_number") == officer
    assert officer_named(verified, "email") == officer
    for claims, claim in (
        ({"email": "ayesha@police.example"}, "email"),
        ({"email": "ayesha@police.example", "email_verified": "true"}, "email"),
        ({"service_number": ""}, "service_number"),
        ({"service_number": None}, "service_number"),
        ({}, "service_number"),
    ):
        assert officer_named(claims, claim) is None
    second = enrol("second")
    second.email = officer.email
    second.save()
    assert officer_named(verified, "email") is None
    officer.is_active = False
    officer.save()
    assert officer_named({"service_number": "PK-7"}, "service_number") is None
