"""What each page asks for. A view says it with ``@policy``; one that says nothing is refused.

``PUBLIC`` asks for nothing, ``ANY_OFFICER`` for an officer who is logged in, a ``Permission`` for a role that has it,
anywhere: for which unit and which record is the matter of ``.visible_to`` and of ``require``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "desk_policy"


class Open(Enum):
    """Pages that need no role."""

    PUBLIC = "public"
    ANY_OFFICER = "any_officer"


PUBLIC, ANY_OFFICER = Open.PUBLIC, Open.ANY_OFFICER
Policy = Open | Permission | tuple[Permission, ...]


def policy(*wanted: Open | Permission) -> Callable[[View], View]:
    """Say what a view asks for; of several permissions one is enough. Stand it above every other decorator."""
    asked: Policy = wanted[0] if len(wanted) == 1 else tuple(one for one in wanted if isinstance(one, Permission))

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, asked)
        return view

    return mark


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """What a view asks for; ``None`` when it does not say."""
    return getattr(view, _ATTRIBUTE, None)


def admits(asked: Policy, officer: Officer | None) -> bool:
    """Whether a policy lets an officer in; ``None`` is somebody who is not logged in."""
    if asked is PUBLIC:
        return True
    if officer is None or not officer.is_active:
        return False
    if isinstance(asked, Open):
        return True
    standing = standing_of(officer)
    return any(standing.may(one) for one in (asked if isinstance(asked, tuple) else (asked,)))


def may(officer: Officer, permission: Permission, unit: str | None = None) -> bool:
    """Whether a role of the officer has the permission: anywhere, or for ``unit``."""
    return standing_of(officer).may(permission, unit)


def require(officer: Officer, permission: Permission, unit: str | None = None) -> None:
    """Raises ``NotPermittedError`` when ``may`` says no."""
    if not may(officer, permission, unit):
        where = _("None of your roles permits this in %(unit)s.") if unit else _("None of your roles permits this.")
        raise NotPermittedError(f"{where % {'unit': unit}} {_('Ask the head of your circle.')}")
