"""An access page for each entry of the wanted list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from nigehban.desk.access.records import Protected
from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.accounts.models import Officer
from nigehban.desk.wanted.models import WantedEntry


def protected_entry(officer: Officer, key: str) -> Protected | None:
    """The entry of that number, if the officer sees it."""
    found = WantedEntry.objects.visible_to(officer).filter(pk=int(key)).first() if key.isdecimal() else None
    if found is None:
        return None
    return Protected(
        kind="wanted",
        key=key,
        title=_("Wanted list, entry %(number)s") % {"number": key},
        address=reverse("wanted:entry", args=[found.pk]),
        units=None,
        keys=(key,),
        roles=frozenset(roles_with(Permission.SEE_CASES)),
        note=_("A wanted person is looked for everywhere: whoever sees cases of any circle sees it."),
    )
