"""The readers: a document's bytes in, records out, nothing dropped.

>>> document = read_document(data)
>>> document.referrals[0].id
'NCMEC:104455667'

Content decides the format, never the file's name. What no reader takes is refused with a sentence for a clerk.
"""

from nigehban.formats.content import is_attachment
from nigehban.formats.errors import Damaged, NotAList, NotAReferral, Refused, TooLarge, Unsafe
from nigehban.formats.reader import MAX_DEPTH, MAX_DOCUMENT_BYTES, MAX_LEAF_CHARACTERS, Reader
from nigehban.formats.registry import read_document

__all__ = [
    "MAX_DEPTH",
    "MAX_DOCUMENT_BYTES",
    "MAX_LEAF_CHARACTERS",
    "Damaged",
    "NotAList",
    "NotAReferral",
    "Reader",
    "Refused",
    "TooLarge",
    "Unsafe",
    "is_attachment",
    "read_document",
]
