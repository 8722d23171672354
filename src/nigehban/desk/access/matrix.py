"""Every address and what it asks for, read off the addresses themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from nigehban.desk.access.policies import Open, Policy, policy_of
from nigehban.desk.access.roles import Role


class Address(NamedTuple):
    """An address with its name and policy; ``asked`` is ``None`` for a view that says nothing and is refused to all."""

    route: str
    name: str
    view: Callable[..., Any]
    asked: Policy | None

    def admits(self, role: Role) -> bool:
        """Whether an officer of this role alone is let in."""
        if self.asked is None:
            return False
        if isinstance(self.asked, Open):
            return True
        wanted = self.asked if isinstance(self.asked, tuple) else (self.asked,)
        return any(permission in role.permissions for permission in wanted)


def addresses(
    patterns: Sequence[URLPattern | URLResolver] | None = None, before: str = "", space: str = ""
) -> Iterator[Address]:
    """Every address of the desk, in the order in which they are tried."""
    for part in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(part.pattern).lstrip("^")
        if isinstance(part, URLResolver):
            yield from addresses(part.url_patterns, route, f"{space}{part.namespace}:" if part.namespace else space)
        else:
            view = part.callback
            yield Address(f"/{route}", f"{space}{part.name or ''}", view, policy_of(view))
