"""Names that lie under seal, for one question only: does one of them stand in a text? They are never shown."""

from __future__ import annotations

from django.db import connection, transaction

from nigehban.desk.cases.models import Case, PartyRole, SealedIdentity

_UNSEAL = "SELECT set_config('nigehban.unsealed', %s, true)"


def names_under_seal(case: Case) -> frozenset[str]:
    """The names of a case's victims. Row security opens one identity at a time, within the transaction."""
    victims = list(case.parties.filter(role=PartyRole.VICTIM).values_list("pk", flat=True))
    found: set[str] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        for party in victims:
            cursor.execute(_UNSEAL, [str(party)])
            found.update(SealedIdentity.objects.filter(party=party).values_list("name", flat=True))
        cursor.execute(_UNSEAL, [""])
    return frozenset(found)
