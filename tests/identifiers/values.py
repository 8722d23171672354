"""Short ways to ask for an identifier in tests."""

from datetime import UTC, datetime

from nigehban.identifiers import Identifier, identify
from nigehban.records import Instant, Mention

NOON = Instant("2024-05-06T12:30:00Z", datetime(2024, 5, 6, 12, 30, tzinfo=UTC), zone_known=True)


def found(kind: str, raw: str, hint: str | None = None, **more) -> Identifier | None:
    return identify(Mention(kind, raw, "/x", hint=hint, **more))


def value(kind: str, raw: str, hint: str | None = None) -> str | None:
    identifier = found(kind, raw, hint)
    return identifier.value if identifier else None


def key(kind: str, raw: str, hint: str | None = None, **more) -> int:
    identifier = found(kind, raw, hint, **more)
    assert identifier is not None
    return identifier.key
