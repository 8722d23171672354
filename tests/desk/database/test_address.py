"""Where the database is, and what is said of an address that can not be read."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from nigehban.desk.database import BadUrlError
from nigehban.desk.database.address import Address, address, parse_url, socket_folder


def test_a_url_names_every_part() -> None:
    found = parse_url("postgresql://officer:p%40ss@db.example.org:6543/desk?sslmode=verify-full")
    assert found == Address("db.example.org", "6543", "desk", "officer", "p@ss", {"sslmode": "verify-full"})


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://officer:p%40s%2Fs@db.example.org:6543/desk?sslmode=require",
        "postgres:///desk?host=/run/postgresql&user=officer",
        "postgresql://officer@/a%20name?host=%2Fvery%20odd%2Fpath&port=7000",
    ],
)
def test_the_address_made_from_a_url_means_the_same_to_the_driver(url: str) -> None:
    def meaning(text: str) -> dict[str, object]:
        return {"port": "5432", **psycopg.conninfo.conninfo_to_dict(text)}

    assert meaning(parse_url(url).url) == meaning(url)


@pytest.mark.parametrize(
    "url", ["mysql://officer:secret@db.example.org/x", "postgresql://officer:secret@db.example.org:port/x", "secret"]
)
def test_an_address_that_can_not_be_read_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(BadUrlError) as refused:
        parse_url(url)
    assert "secret" not in str(refused.value)


def test_the_password_is_not_shown_with_the_address() -> None:
    assert "secret" not in repr(parse_url("postgresql://officer:secret@db.example.org/x"))


def test_a_named_server_is_used_instead_of_the_embedded_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://officer@db.example.org/desk")
    assert address().host == "db.example.org"


def test_the_embedded_server_is_under_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("NIGEHBAN_HOME", "/srv/desk")
    assert address().host == "/srv/desk/postgres/run"


@pytest.mark.parametrize("length", [80, 90, 100, 200, 1000])
def test_the_path_of_the_socket_always_fits(length: int) -> None:
    home = Path("/" + "n" * length)
    folder = socket_folder(home)
    assert len(str(folder / ".s.PGSQL.5432")) <= 107
    assert folder == socket_folder(home)


def test_two_data_folders_never_share_a_socket() -> None:
    assert socket_folder(Path("/" + "a" * 200)) != socket_folder(Path("/" + "b" * 200))
