"""A lead's access page."""

from __future__ import annotations

from django.urls import reverse

from nigehban.desk.access.records import Protected
from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.lookup import row_of


def protected_lead(officer: Officer, key: str) -> Protected | None:
    """The lead of that number, if the officer sees it."""
    lead = row_of(visible_leads(officer), key)
    if lead is None:
        return None
    address = reverse("leads:lead", args=[lead.pk])
    units = frozenset({lead.unit} if lead.unit else ())
    roles = frozenset(roles_with(Permission.SEE_LEADS))
    return Protected("lead", lead.pk, lead.pk, address, units, (lead.pk,), roles)
