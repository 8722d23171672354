"""What a file is, by its first bytes; its name says nothing.

Sources: ISO/IEC 14496-12 (ftyp and its brands), RFC 8794 (EBML), and the specifications of each picture format.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 4096
"""So much of a file's beginning is enough to know its kind."""


class Kind(StrEnum):
    """The kinds that are decoded, by media type (IANA's name where there is one)."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    GIF = "image/gif"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    BMP = "image/bmp"
    AVIF = "image/avif"
    HEIF = "image/heic"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    THREE_GP = "video/3gpp"
    MATROSKA = "video/x-matroska"
    WEBM = "video/webm"
    AVI = "video/x-msvideo"

    @property
    def is_picture(self) -> bool:
        """A picture, of which the first frame counts."""
        return self.startswith("image/")


_MAGIC: Final = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
)
_MAGICS: Final = tuple(magic for magic, _ in _MAGIC)
_RIFF: Final = {b"WEBP": Kind.WEBP, b"AVI ": Kind.AVI}
_BMP_HEADERS: Final = frozenset({12, 40, 52, 56, 64, 108, 124})
"""The sizes that the second header of a bitmap has had."""
_QUICKTIME_BOXES: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""What a QuickTime file from before brands begins with."""
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1"})
_BRANDS: Final = ((_AVIF_BRANDS, Kind.AVIF), (_HEIF_BRANDS, Kind.HEIF))
"""In this order: an AVIF file may call itself a HEIF file too."""
_BY_FIRST_BRAND: Final = {b"3gp": Kind.THREE_GP, b"3g2": Kind.THREE_GP, b"qt ": Kind.MOV}
_OTHER_BRANDS: Final = frozenset({b"jp2 ", b"jpx ", b"jpm ", b"mjp2", b"crx "})
"""Boxes of the same form that hold something else: JPEG 2000, raw photographs."""


def kind_of(head: bytes) -> Kind | None:
    """The kind of the file that begins with these bytes (``HEAD_BYTES`` of them, or all); ``None``: none of ours."""
    if head.startswith(_MAGICS):
        return next(kind for magic, kind in _MAGIC if head.startswith(magic))
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] == b"\x1aE\xdf\xa3":
        return Kind.WEBM if b"webm" in head[:128] else Kind.MATROSKA
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return Kind.BMP
    return _boxed(head)


def _boxed(head: bytes) -> Kind | None:
    """Files of boxes: the length of the first, its type, and for ``ftyp`` the brands."""
    if head[4:8] in _QUICKTIME_BOXES:
        return Kind.MOV
    if head[4:8] != b"ftyp":
        return None
    brands = _brands(head)
    if brands[0] in _OTHER_BRANDS:
        return None
    for known, kind in _BRANDS:
        if known & set(brands):
            return kind
    return _BY_FIRST_BRAND.get(brands[0][:3], Kind.MP4)


def _brands(head: bytes) -> list[bytes]:
    """The major brand, then the compatible ones."""
    box = head[: int.from_bytes(head[:4], "big")]
    return [head[8:12], *(box[place : place + 4] for place in range(16, len(box) - 3, 4))]
