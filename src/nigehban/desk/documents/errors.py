"""What can go wrong with a document of a case.

CaseDocumentError
├── NoSuchCaseDocumentError   the officer sees no such document of that case
├── NotOfThisCaseError        a party of another case, or one that the document is not about
├── StaleDraftError           somebody saved a newer revision meanwhile
├── ApprovedAlreadyError      it is approved: its words stand
├── NotReadyError             rules of the pack are broken; ``breaches`` says which
├── SamePersonError           whoever wrote it cannot approve it
└── NoReasonGivenError        to send a draft back, or to open a seal, needs a reason
"""

from __future__ import annotations

from collections.abc import Sequence

from nigehban.jurisdiction.documents import Breach


class CaseDocumentError(Exception):
    """Anything that keeps a document from being written, approved or shown."""


class NoSuchCaseDocumentError(CaseDocumentError):
    """No such document is seen by this officer; whether there is one is not told."""


class NotOfThisCaseError(CaseDocumentError):
    """A party of another case was named."""


class StaleDraftError(CaseDocumentError):
    """The draft was changed by somebody else since the form was made."""


class ApprovedAlreadyError(CaseDocumentError):
    """An approved document is not changed."""


class NotReadyError(CaseDocumentError):
    """Rules of the pack are broken."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        self.breaches = tuple(breaches)
        super().__init__(" ".join(one.says for one in breaches))


class SamePersonError(CaseDocumentError):
    """Two persons are needed."""


class NoReasonGivenError(CaseDocumentError):
    """A reason is needed."""
