"""The kinds of identifier, found module by module.

The order is fixed and no place in it is ever given to another kind. A module that does not load is reported in
``FAILURES``, and the others go on: one broken plug must not stop the reading of referrals.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from nigehban.identifiers.kind import Kind

MODULES = (
    "account",
    "handle",
    "email",
    "phone",
    "device",
    "ip",
    "url",
    "profile_url",
    "cnic",
    "passport",
    "iban",
    "wallet",
    "card_tail",
    "crypto",
    "group",
    "vehicle",
    "person_name",
    "place",
    "file_hash",
)


def load(modules: tuple[str, ...], package: str) -> tuple[dict[str, Kind], dict[str, str]]:
    """Import each module of the package and take its ``KIND``: the kinds by name, and why others did not load."""
    kinds: dict[str, Kind] = {}
    failures: dict[str, str] = {}
    for name in modules:
        try:
            kind: Kind = import_module(f"{package}.{name}").KIND
        except (ImportError, AttributeError, NameError, SyntaxError, TypeError, ValueError, OSError) as error:
            failures[name] = f"{type(error).__name__}: {error}"
            continue
        kinds[kind.name] = kind
    return kinds, failures


_kinds, _failures = load(MODULES, __package__ or "nigehban.identifiers")

KINDS: Mapping[str, Kind] = MappingProxyType(_kinds)
"""All kinds that loaded, by name."""
BY_CODE: Mapping[int, Kind] = MappingProxyType({kind.code: kind for kind in _kinds.values()})
"""All kinds that loaded, by their stored code."""
FAILURES: Mapping[str, str] = MappingProxyType(_failures)
"""Modules that did not load, and why: shown by ``nigehban doctor``."""
