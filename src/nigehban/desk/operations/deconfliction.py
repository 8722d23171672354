"""Who else is after the same subject. The database looks behind all walls; what comes back is told to both."""

from __future__ import annotations

from django.db import connection

from nigehban.desk.cases.models import Party
from nigehban.desk.operations.models import Target


def deconflict(target: Target) -> None:
    """Make a conflict, and tell both sides, for everybody else who is after the subject; each once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nigehban_deconflict(%s)", [target.pk])


def party_keys(party: Party) -> list[str]:
    """What makes a party the same subject as another: the person, their papers, the case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nigehban_party_keys(%s)", [party.pk])
        (keys,) = cursor.fetchone()
    return list(keys)


def identifier_key(kind: str, value: str) -> str:
    """The key of a paper, a phone or an account, however it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nigehban_identifier_key(%s, %s)", [kind, value])
        (key,) = cursor.fetchone()
    return str(key)


def lead_key(lead: str) -> str:
    """The key of a lead."""
    return f"lead:{lead}"
