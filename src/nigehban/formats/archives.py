"""ZIP files opened without trust, and never unpacked to disk.

What a ZIP declares is checked before anything is inflated (number of members, sizes, ratio), and what comes out is
counted while it does. Only *stored* and *deflated* members are read: the other methods cannot be inflated in
bounded memory.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Generator
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from nigehban.formats.errors import Damaged, NotAReferral, Refused, TooLarge, Unsafe

MAX_MEMBERS: Final = 250_000
"""More members in one ZIP are refused."""
MAX_DIRECTORY_BYTES: Final = 48 * 1024 * 1024
"""The list of members may have so many bytes; it is read into memory before anything can be said of it."""
MAX_RATIO: Final = 200
"""What inflates more is a bomb; reports come to 5 to 30."""
SMALL_BYTES: Final = 32 * 1024 * 1024
"""Below this size no ratio is looked at: nothing so small can hurt."""

_CHUNK: Final = 256 * 1024
_HEADER: Final = 30
"""A member's header has so many bytes; its last four are the lengths of a name and of more that follow."""
_GLANCE: Final = 512
"""So much is read behind the header to see how a member begins."""
_END: Final = b"PK\x05\x06"
_END64: Final = b"PK\x06\x06"
_END_WINDOW: Final = 66_000
"""The end record has 22 bytes and a comment of at most 65,535; the ZIP64 record stands right before it."""
_BROKEN: Final = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What ``zipfile`` is known to raise on a damaged file."""


def open_zip(stream: IO[bytes]) -> ZipFile:
    """The archive in a seekable stream, its list of members checked.

    Raises ``Damaged``, ``TooLarge`` (too many members) or ``Unsafe`` (a bomb by what it declares).
    """
    try:
        size = _check_directory(stream)
        archive = ZipFile(stream)
    except _BROKEN as error:
        raise Damaged(f"The ZIP is damaged or cut off ({error}). Ask the sender for it again.") from error
    _check_declared(archive, size)
    return archive


def inflate(archive: ZipFile, member: ZipInfo, limit: int, chunk: int = _CHUNK) -> Generator[bytes, None, None]:
    """The member's content in pieces of ``chunk`` bytes, at most ``limit`` bytes of it.

    Raises ``TooLarge`` when there is more, ``Damaged`` when it does not inflate or its checksum is wrong, and what
    ``check_readable`` raises.
    """
    check_readable(member)
    total = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(chunk):
                total += len(piece)
                if total > limit:
                    raise TooLarge(f"Unpacked it has more than {limit:,} bytes. Ask the sender to split it.")
                yield piece
    except _BROKEN as error:
        raise Damaged(f"This part of the ZIP is damaged ({error}). Ask the sender for it again.") from error


def beginning(archive: ZipFile, member: ZipInfo) -> bytes:
    """The member's first four bytes, at a tenth of the cost of ``inflate``: a list asks it of every member.

    Fewer, or none, where they are not had so cheaply: ``inflate`` gives them, or says what is wrong.
    """
    if archive.fp is None:
        return b""
    try:
        archive.fp.seek(member.header_offset)
        packed = archive.fp.read(_HEADER + _GLANCE)
        at = _HEADER + sum(struct.unpack_from("<HH", packed, _HEADER - 4))
        if member.compress_type == ZIP_STORED:
            return packed[at : at + min(4, member.file_size)]
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed[at:], 4)
    except _BROKEN:
        return b""


def check_member(member: ZipInfo) -> None:
    """Raise ``Unsafe`` or ``NotAReferral`` for a member that must not, or cannot, be taken."""
    check_name(member)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Unsafe("This part of the ZIP is a link to another file; links are not followed.")
    if kind not in {0, stat.S_IFREG}:
        raise Unsafe("This part of the ZIP is not a plain file.")
    check_readable(member)


def check_readable(member: ZipInfo) -> None:
    """Raise ``NotAReferral`` for a member that is locked or oddly packed, ``Unsafe`` for a bomb."""
    if member.flag_bits & 0x1:
        raise NotAReferral("This part of the ZIP is locked with a password. Unpack it and load the folder.")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise NotAReferral("This part of the ZIP is packed by a method that is not read here. Unpack it first.")
    if member.file_size > SMALL_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise Unsafe(_bomb(member.file_size, member.compress_size))


def check_name(member: ZipInfo) -> None:
    """Raise ``Unsafe`` for a name that leads out of the archive or hides a part of itself."""
    name = member.orig_filename.replace("\\", "/")
    if "\0" in name:
        raise Unsafe("The name of this part of the ZIP has a hidden end (a NUL byte).")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise Unsafe("The name of this part of the ZIP leads out of the ZIP; it was made to overwrite other files.")


def refusal_of(member: ZipInfo) -> Refused | None:
    """What ``check_member`` would raise, for those who list members rather than read one."""
    try:
        check_member(member)
    except Refused as refusal:
        return refusal
    return None


def _check_directory(stream: IO[bytes]) -> int:
    """The archive's size, once its end record declares a list of members that fits into memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_WINDOW))
    tail = stream.read(_END_WINDOW)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise BadZipFile("its list of members is missing")
    members, directory = struct.unpack_from("<HL", tail, end + 10)
    wide = tail.rfind(_END64, 0, end)
    if wide >= 0 and len(tail) >= wide + 48:
        members, directory = struct.unpack_from("<QQ", tail, wide + 32)
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY_BYTES:
        raise TooLarge(f"The ZIP lists more than {MAX_MEMBERS:,} members. Ask the sender to split it.")
    return size


def _check_declared(archive: ZipFile, size: int) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise TooLarge(f"The ZIP lists more than {MAX_MEMBERS:,} members. Ask the sender to split it.")
    declared = sum(member.file_size for member in members)
    if declared > SMALL_BYTES and declared > MAX_RATIO * size:
        raise Unsafe(_bomb(declared, size))


def _bomb(unpacked: int, packed: int) -> str:
    return (
        f"It would unpack from {packed:,} to {unpacked:,} bytes, {unpacked // max(packed, 1):,} times its size: "
        "a ZIP bomb. Ask the sender what this is."
    )
