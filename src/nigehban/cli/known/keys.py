"""The key with which this installation signs sets."""

from __future__ import annotations

from pathlib import Path

_KEY = "known-signing.pem"


def own_key() -> Path:
    """Where it lies: in the desk's data, made when it is first needed."""
    from nigehban.desk.home import prepare_home

    return prepare_home() / _KEY
