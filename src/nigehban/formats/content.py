"""What a file holds by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 512
"""So many first bytes are enough for ``kind_of``."""


class Content(StrEnum):
    """What is to be done with a file."""

    DOCUMENT = "document"
    """Text, a workbook or something unknown: a reader takes it or says why not."""
    ATTACHMENT = "attachment"
    """A picture, a film, a sound or a PDF: kept by its digests, never opened here."""
    ARCHIVE = "archive"
    """A ZIP: its members are looked at one by one."""
    PACKED = "packed"
    """An archive of another make, which is not opened here."""


_PACKED: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_ATTACHMENTS: Final = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",  # TIFF
    b"MM\0*",
    b"\x1a\x45\xdf\xa3",  # WebM, Matroska
    b"OggS\0",
    b"fLaC\0",
    b"ID3\x02",
    b"ID3\x03",
    b"ID3\x04",
    b"\xff\xfb",  # MP3 without a tag
    b"#!AMR",
    b"FLV\x01",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # WMV, WMA
    b"\0\0\x01\xba",  # MPEG
    b"\0\0\x01\xb3",
    b"\0\0\0\x0cjP  ",  # JPEG 2000
    b"\0\0\0\x0cJXL ",
    b"8BPS\0\x01",
)
_RIFF: Final = (b"WEBP", b"AVI ", b"WAVE")
_BOXES: Final = (b"ftyp", b"moov", b"mdat", b"wide", b"pnot")
"""The first box of MP4, MOV, 3GP, HEIC and AVIF stands after its four-byte length."""
_PDF: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*%PDF-\d")
_OFFICE_FIRST: Final = re.compile(
    rb"\[Content_Types\]\.xml|_rels/|docProps/|xl/|word/|ppt/|customXml/|mimetypeapplication/"
)


def kind_of(head: bytes) -> Content:
    """What a file is, by its first ``HEAD_BYTES`` bytes."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Content.DOCUMENT if _is_office(head) else Content.ARCHIVE
    if head.startswith(_PACKED) or head[257:262] == b"ustar" or (head[:3] == b"BZh" and head[4:10] == b"1AY&SY"):
        return Content.PACKED
    return Content.ATTACHMENT if is_attachment(head) else Content.DOCUMENT


def is_attachment(head: bytes) -> bool:
    """Whether the first bytes are those of a picture, a film, a sound or a PDF."""
    return (
        head.startswith(_ATTACHMENTS)
        or (head.startswith(b"RIFF") and head[8:12] in _RIFF)
        or (head[:1] < b" " and head[4:8] in _BOXES)
        or (head.startswith(b"BM") and head[6:10] == b"\0\0\0\0")
        or _PDF.match(head[:64]) is not None
    )


def _is_office(head: bytes) -> bool:
    """Whether the name of a ZIP's first member is one that office programs write first."""
    return _OFFICE_FIRST.match(head, 30) is not None
