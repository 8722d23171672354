"""Where this installation keeps its data: one folder, ``NIGEHBAN_HOME``.

Without the variable it is ``$XDG_DATA_HOME/nigehban`` (``~/.local/share/nigehban``), the same from whichever folder a
command is started. Layout: ``postgres/`` (the embedded server), ``vault/`` (sealed documents), ``units/`` (bulk work),
``reread/`` (what of it was lost and was read again from the vault), ``media/`` (hashes of files beside documents),
``known/`` (sets of known files, or links to them), ``secret.key`` (signs sessions).
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

VARIABLE = "NIGEHBAN_HOME"
_SECRET_KEY = "secret.key"  # noqa: S105 - the name of a file


def home() -> Path:
    """The data folder as an absolute path; it need not exist yet."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser().absolute() / "nigehban"


def prepare_home() -> Path:
    """The data folder, made when missing, with the key that signs sessions. Safe to call from many processes."""
    folder = home()
    # 0711 for root: the embedded server runs as another account and must pass through, yet list nothing.
    folder.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    key = folder / _SECRET_KEY
    if not key.exists():
        _write_once(key, secrets.token_urlsafe(64))
    return folder


def vault_folder() -> Path:
    """Where source documents lie sealed."""
    return home() / "vault"


def units_folder() -> Path:
    """Where the output of bulk work lies."""
    return home() / "units"


def media_folder() -> Path:
    """Where hashes of files that lay beside documents are kept."""
    return home() / "media"


def known_folder() -> Path:
    """Where the sets of known files lie that the desk asks."""
    return home() / "known"


def secret_key() -> str | None:
    """The key that signs sessions; ``None`` before ``prepare_home``."""
    with suppress(FileNotFoundError):
        return (home() / _SECRET_KEY).read_text(encoding="ascii")
    return None


def _write_once(path: Path, text: str) -> None:
    """The first of several processes wins, and none ever reads half a key."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    with suppress(FileExistsError):
        path.hardlink_to(aside)
    aside.unlink()
