"""What keeps a source document from being shown.

SourceError
├── UnknownSourceError     no document of this digest was ever taken in
├── MissingSourceError     it was taken in, but the vault does not hold it
├── DamagedSourceError     the vault holds something else than what was sealed
├── LockedSourceError      the vault or its key is not at hand on this machine
├── UnreadableSourceError  the reader that took it refuses it now
└── BusySourceError        another large document is being opened
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SourceError(Exception):
    """``says`` is the sentence for the officer, ``status`` the status of the answer."""

    status = 503
    says: str | Promise = ""


class UnknownSourceError(SourceError):
    """No document of this digest was ever taken in."""

    status = 404
    says = _("No document of this number was taken in here.")


class MissingSourceError(SourceError):
    """The document was taken in, but the vault does not hold it."""

    status = 404
    says = _(
        "The document was taken in, but the vault does not hold it. Somebody removed it, or the vault was restored"
        " from an older backup. Tell whoever keeps this machine; the facts that were read from it are still here."
    )


class DamagedSourceError(SourceError):
    """The vault holds something else than what was sealed."""

    says = _(
        "What the vault holds under this number is not what was sealed: it was changed or the disk lost it. It is not"
        " shown. Tell whoever keeps this machine, and restore it from the backup."
    )


class LockedSourceError(SourceError):
    """The vault or its key is not at hand on this machine."""

    says = _("The vault can not be opened on this machine: its folder or its key is not there.")


class UnreadableSourceError(SourceError):
    """The reader that took the document refuses it now."""

    status = 422
    says = _("The document is whole, but no reader lays it out as text now:")


class BusySourceError(SourceError):
    """Opening a large document takes much memory, so it is done one at a time."""

    says = _("Another large document is being opened just now. Try again in a minute.")
