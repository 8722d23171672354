"""How often a token may be used: counted in the database, by all processes together."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

from nigehban.desk.api.errors import TooManyError
from nigehban.desk.api.models import ApiToken

COUNT = """
INSERT INTO api_apiuse AS used (token_id, minute, requests)
VALUES (%s, date_trunc('minute', statement_timestamp()), 1)
ON CONFLICT (token_id) DO UPDATE SET
    requests = CASE WHEN used.minute = EXCLUDED.minute THEN used.requests + 1 ELSE 1 END,
    minute = EXCLUDED.minute
RETURNING requests, statement_timestamp()
"""
"""One row a token, changed in place: the table stays as small as the number of tokens."""


def count_use(token: ApiToken) -> None:
    """One more request in this minute. Raises ``TooManyError``."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [token.pk])
        requests, now = cursor.fetchone()
    if requests > token.per_minute:
        said = f"This token may be used {token.per_minute} times a minute. Wait for the next one."
        raise TooManyError(said, _left(now))


def _left(now: datetime) -> int:
    """Seconds to the next minute."""
    return 60 - now.astimezone(UTC).second
