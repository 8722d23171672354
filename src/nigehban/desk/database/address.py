"""Where the database is: ``DATABASE_URL``, or the embedded server's socket under the data folder.

Nothing here starts or asks a server, so that settings can be read without one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from nigehban.desk.database.errors import BadUrlError
from nigehban.desk.home import home

VARIABLE = "DATABASE_URL"
NAME = "nigehban"
_PORT = "5432"
_SOCKET_PATH_LIMIT = 107
"""``sun_path`` of sockaddr_un holds 108 bytes with the closing NUL (unix(7))."""


@dataclass(frozen=True, slots=True)
class Address:
    """A PostgreSQL database. ``host`` is a name, an IP address or the folder of a unix socket."""

    host: str
    port: str
    name: str
    user: str
    password: str = field(default="", repr=False)
    options: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address as a libpq URL, with the password."""
        account = quote(self.user, safe="") + (":" + quote(self.password, safe="") if self.password else "")
        query = "".join(f"&{quote(key)}={quote(value, safe='')}" for key, value in self.options.items())
        return f"postgresql://{account}@/{quote(self.name)}?host={quote(self.host, safe='')}&port={self.port}{query}"


def connection_options(where: Address) -> dict[str, object]:
    """How the desk's connections are: statements are parsed once each, values travel beside them, and they are planned
    each time, but for pages (``nigehban.desk.access.acting``).
    """
    plans = "-c plan_cache_mode=force_custom_plan"
    asked = f"{where.options['options']} {plans}" if "options" in where.options else plans
    return {"server_side_binding": True, "prepare_threshold": 5, **where.options, "options": asked}


def is_embedded() -> bool:
    """Whether this installation runs its own server: ``DATABASE_URL`` names none."""
    return not os.environ.get(VARIABLE)


def address() -> Address:
    """The database of this installation. Raises ``BadUrlError``."""
    url = os.environ.get(VARIABLE)
    return parse_url(url) if url else Address(str(socket_folder(home())), _PORT, NAME, NAME)


def parse_url(url: str) -> Address:
    """The address that a libpq URL names (``postgresql://user:password@host:port/name?sslmode=require``).

    The message of ``BadUrlError`` never repeats the URL: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise BadUrlError(f"{VARIABLE} is no PostgreSQL address: its host, port or options can not be read.") from error
    if parts.scheme not in {"postgresql", "postgres"}:
        raise BadUrlError(f"{VARIABLE} must begin with postgresql://; only PostgreSQL (15 or newer) is supported.")
    return Address(
        host=options.pop("host", "") or unquote(parts.hostname or ""),
        port=options.pop("port", "") or str(port or _PORT),
        name=unquote(parts.path.lstrip("/")) or NAME,
        user=options.pop("user", "") or unquote(parts.username or ""),
        password=options.pop("password", "") or unquote(parts.password or ""),
        options=options,
    )


def socket_folder(data_home: Path) -> Path:
    """The folder of the embedded server's socket: under the data folder, or in ``/tmp`` when its path is too long.

    The same data folder always gives the same answer, whoever asks; the server checks who owns the folder.
    """
    folder = data_home / "postgres" / "run"
    if len(os.fsencode(folder / f".s.PGSQL.{_PORT}")) <= _SOCKET_PATH_LIMIT:
        return folder
    return Path("/tmp") / f"nigehban-{sha256(os.fsencode(data_home)).hexdigest()[:16]}"  # noqa: S108 - see cluster
