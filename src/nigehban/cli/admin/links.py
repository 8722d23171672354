"""Login links as the commands print them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nigehban.desk.accounts.models import Officer


def print_link(officer: Officer, url: str | None) -> None:
    """Print a link that lets the officer in once."""
    from nigehban.desk.accounts.use_cases import issue_login_link

    address = (url or _address()).rstrip("/")
    print(f"Log in once, within 15 minutes: {address}/login/once/{issue_login_link(officer)}/")


def _address() -> str:
    """Where the desk is reached, as far as the settings tell."""
    named = next((host.strip() for host in os.environ.get("NIGEHBAN_HOSTS", "").split(",") if host.strip()), "")
    if os.environ.get("NIGEHBAN_HTTPS") == "1":
        return f"https://{named or 'localhost'}"
    return f"http://{named or 'localhost'}:8000"
