"""What can go wrong with programs.

ApiError
├── DoorError              the request does not enter
│   ├── NoTokenError       it carries no token
│   ├── BadTokenError      nobody's token, or one that ended
│   └── TooManyError       the token was used too often in this minute
├── ScopeError             the token was not made for this
├── BadCursorError         the cursor is of no list, or of another
├── TooLargeError          the document is larger than this address takes
├── TokenFormError         the token cannot be made so
├── SubscriptionError      the subscription cannot be made so
│   └── BadAddressError    notices may not be sent to that address
├── EndedError             somebody else ended it
└── NotSentError           a notice did not arrive
"""

from __future__ import annotations


class ApiError(Exception):
    """Anything that keeps a program from what it asks for."""


class DoorError(ApiError):
    """The request does not enter."""


class NoTokenError(DoorError):
    """It carries no token."""


class BadTokenError(DoorError):
    """Nobody's token, or one that was revoked or is over, or whose officer has left."""


class TooManyError(DoorError):
    """``seconds``: when the next minute begins."""

    def __init__(self, message: str, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(message)


class ScopeError(ApiError):
    """The token was not made for this."""


class BadCursorError(ApiError):
    """The cursor is of no list, or of another one."""


class TooLargeError(ApiError):
    """The document is larger than this address takes; ``nigehban load`` takes it."""


class TokenFormError(ApiError):
    """A token needs a name, a reason, scopes, an end within a year, and another officer than who makes it."""


class SubscriptionError(ApiError):
    """A subscription needs a name, a reason, kinds of events and an address."""


class BadAddressError(SubscriptionError):
    """Notices go to public addresses over HTTPS, and to networks that this installation allows."""


class EndedError(ApiError):
    """It was ended, revoked or sent before."""


class NotSentError(ApiError):
    """A notice did not arrive; the message says why."""
