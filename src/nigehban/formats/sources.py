"""Where documents come from: files, folders and ZIPs, listed without being opened or unpacked.

Every file ends up as a ``Source`` or as ``Quarantined`` with the reason; nothing is passed over. The order is that of
the arguments, then by name, so that two runs see the same. Links are never followed.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Final, NamedTuple
from weakref import finalize
from zipfile import ZipFile, ZipInfo

from nigehban.formats import archives
from nigehban.formats.content import HEAD_BYTES, Content, kind_of
from nigehban.formats.errors import Damaged, NotAReferral, Refused, TooLarge, Unsafe
from nigehban.formats.reader import MAX_DOCUMENT_BYTES

MAX_ZIP_DEPTH: Final = 2
"""A ZIP in a ZIP is looked into; a ZIP in that is not."""
MAX_ATTACHMENT_BYTES: Final = 64 * 1024 * 1024 * 1024
"""Digests are made of files up to this size."""
NO_BYTES: Final = hashlib.sha256().hexdigest()
"""The SHA-256 of an empty file."""

_CHUNK: Final = 1024 * 1024
_PLAIN_DOCUMENTS: Final = (".json", ".xml")
"""Files on disk with these names are not opened to see whether they are ZIPs; ``look_inside`` is for those that are."""


class Digests(NamedTuple):
    """What identifies a file's content: lower-case hex digests and the size in bytes."""

    sha256: str
    md5: str
    size: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that no reader gets to see. ``sha256`` is ``None`` where its bytes cannot, or must not, be read.

    ``file`` is the file on disk that it is or, of a part of a ZIP, that it came in; ``None`` where there is nothing of
    it to keep (a link, a device, a folder that cannot be opened, no bytes at all).
    """

    path: str
    sha256: str | None
    reason: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, or a member of a ZIP on disk.

    ``path`` is what people are shown (``bundle.zip!/reports/1.json``); ``member`` the name within the innermost ZIP and
    ``within`` the ZIPs inside ``file`` that lead to it; ``size`` is in bytes, unpacked, as declared.
    """

    path: str
    file: Path
    member: str | None
    size: int
    within: tuple[str, ...] = ()

    def read(self) -> bytes:
        """The whole content. Raises ``Refused``, among it ``TooLarge`` beyond ``MAX_DOCUMENT_BYTES``."""
        if self.size > MAX_DOCUMENT_BYTES:
            raise TooLarge(
                f"“{self.path}” has {self.size:,} bytes; a single document may have {MAX_DOCUMENT_BYTES:,}. "
                "Ask the sender to split it."
            )
        return b"".join(self.chunks(MAX_DOCUMENT_BYTES, min(_CHUNK, self.size + 1)))

    def head(self) -> bytes:
        """The first bytes, enough for ``kind_of``. Raises ``Refused``."""
        with closing(self.chunks(MAX_ATTACHMENT_BYTES, HEAD_BYTES)) as chunks:
            return next(chunks, b"")

    def chunks(self, limit: int, size: int = _CHUNK) -> Generator[bytes, None, None]:
        """The content in pieces of ``size`` bytes, up to ``limit`` bytes. Raises ``Refused``."""
        if self.member is None:
            yield from file_chunks(self.file, limit, size)
        else:
            archive = _archive(_Place.of(self.file), self.within)
            yield from archives.inflate(archive.zip, archive.member(self.member), limit, size)


def find_sources(paths: Iterable[Path]) -> Iterator[Source | Quarantined]:
    """Every file under ``paths`` (files, folders, ZIPs), each once, as a source or with the reason why not."""
    for path in paths:
        yield from _at(path)


def digest(source: Source) -> Digests:
    """The content's digests, read piece by piece. Raises ``Refused``."""
    sha256, md5, size = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
    for chunk in source.chunks(MAX_ATTACHMENT_BYTES):
        sha256.update(chunk)
        md5.update(chunk)
        size += len(chunk)
    return Digests(sha256.hexdigest(), md5.hexdigest(), size)


def digests_of(data: bytes) -> Digests:
    """The digests of content that is in memory."""
    md5 = hashlib.md5(data, usedforsecurity=False)
    return Digests(hashlib.sha256(data).hexdigest(), md5.hexdigest(), len(data))


def file_digest(file: Path) -> str:
    """The SHA-256 of a file on disk, made once for many that ask. Raises ``Refused``."""
    return _file_digest(_Place.of(file))


def file_chunks(file: Path, limit: int, size: int = _CHUNK) -> Generator[bytes, None, None]:
    """What a file on disk holds, in pieces of ``size`` bytes, up to ``limit`` bytes. Raises ``Refused``."""
    total = 0
    descriptor = _open(file)
    try:
        _check_size(file, os.fstat(descriptor).st_size, limit)
        while chunk := _read(descriptor, file, size):
            total += len(chunk)
            _check_size(file, total, limit)
            yield chunk
    finally:
        os.close(descriptor)


def load(source: Source) -> bytes | Digests:
    """A document's bytes; of an attachment (picture, film, sound, PDF) only the digests, however large it is.

    Raises ``Refused`` for what cannot be read, is too large, or is an archive that is not opened here.
    """
    if source.member is None and source.size < min(_CHUNK, MAX_DOCUMENT_BYTES):
        return _loaded(source, source.read())
    kind = kind_of(source.head())
    if kind is Content.ATTACHMENT:
        return digest(source)
    if kind is Content.PACKED:
        raise _packed(source)
    return source.read()


def _loaded(source: Source, data: bytes) -> bytes | Digests:
    """The same for a small file, which is opened once."""
    kind = kind_of(data[:HEAD_BYTES])
    if kind is Content.PACKED:
        raise _packed(source)
    return digests_of(data) if kind is Content.ATTACHMENT else data


def _packed(source: Source) -> NotAReferral:
    return NotAReferral(f"“{source.path}” is a packed archive, but no ZIP. Unpack it and load the folder.")


def quarantine(source: Source, refusal: Refused) -> Quarantined:
    """The source with the reason, and with its digest where it can be read."""
    return Quarantined(source.path, _digest_or_none(source), str(refusal), source.file)


def look_inside(source: Source) -> Iterator[Source | Quarantined]:
    """The members of a source that turns out to be a ZIP though its name says otherwise; else the source itself."""
    if source.member is not None or not _is_zip(source.file):
        yield source
    else:
        yield from _in_zip(source)


def _at(path: Path) -> Iterator[Source | Quarantined]:
    try:
        found = path.lstat()
    except OSError as error:
        yield Quarantined(_shown(path), None, f"It cannot be read: {error.strerror}.")
        return
    if stat.S_ISDIR(found.st_mode):
        yield from _in_folder(path)
    else:
        yield from _file(path, found)


def _in_folder(top: Path) -> Iterator[Source | Quarantined]:
    """Depth first, by name; folders wait on a list, so that no depth of folders can exhaust the stack."""
    waiting: list[os.DirEntry[str] | Path] = [top]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, os.DirEntry) and not entry.is_dir(follow_symlinks=False):
            yield from _entry(entry)
            continue
        try:
            with os.scandir(entry) as listing:
                waiting.extend(sorted(listing, key=lambda found: os.fsencode(found.name), reverse=True))
        except OSError as error:
            yield Quarantined(_shown(entry), None, f"The folder cannot be opened: {error.strerror}.")


def _entry(entry: os.DirEntry[str]) -> Iterator[Source | Quarantined]:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError as error:
        yield Quarantined(_shown(entry), None, f"It cannot be read: {error.strerror}.")
        return
    yield from _file(Path(entry.path), found)


def _file(path: Path, found: os.stat_result) -> Iterator[Source | Quarantined]:
    shown = _shown(path)
    if stat.S_ISLNK(found.st_mode):
        yield Quarantined(shown, None, "It is a link to another place; links are not followed. Load that place itself.")
    elif not stat.S_ISREG(found.st_mode):
        yield Quarantined(shown, None, "It is a device or a pipe, not a file.")
    elif not found.st_size:
        yield _empty(shown)
    else:
        source = Source(shown, path, None, found.st_size)
        yield from (source,) if shown.lower().endswith(_PLAIN_DOCUMENTS) else look_inside(source)


def _empty(path: str) -> Quarantined:
    return Quarantined(path, NO_BYTES, "The file is empty. Ask the sender for it again.")


def _is_zip(path: Path) -> bool:
    """Whether a file begins like a ZIP that is no office document; one that cannot be read says so when it is read."""
    try:
        with closing(file_chunks(path, MAX_ATTACHMENT_BYTES, HEAD_BYTES)) as chunks:
            return kind_of(next(chunks, b"")) is Content.ARCHIVE
    except Refused:
        return False


@dataclass(slots=True)
class _Budget:
    """What one ZIP on disk may unpack to, with all ZIPs inside it."""

    members: int
    bytes: int

    def spend(self, member: ZipInfo) -> None:
        self.members -= 1
        self.bytes -= member.file_size
        if self.members < 0 or self.bytes < 0:
            raise Unsafe(
                "The ZIPs inside this ZIP unpack to many times its size: a ZIP bomb. Ask the sender what it is."
            )


def _in_zip(source: Source) -> Iterator[Source | Quarantined]:
    budget = _Budget(archives.MAX_MEMBERS, max(archives.SMALL_BYTES, archives.MAX_RATIO * source.size))
    try:
        yield from _members(source, (), budget)
    except Refused as refusal:
        yield quarantine(source, refusal)


def _members(outer: Source, within: tuple[str, ...], budget: _Budget) -> Iterator[Source | Quarantined]:
    """The members of the ZIP that ``outer`` is; ``within`` leads to it from the file on disk."""
    archive = _archive(_Place.of(outer.file), within)
    if archive.is_office:
        yield outer
        return
    members = [member for member in archive.listed if not member.is_dir()]
    if not members:
        yield quarantine(outer, NotAReferral("The ZIP holds no files. Ask the sender for it again."))
    for member in members:
        budget.spend(member)
        yield from _member(outer, archive, member, within, budget)


def _member(
    outer: Source, archive: _Archive, member: ZipInfo, within: tuple[str, ...], budget: _Budget
) -> Iterator[Source | Quarantined]:
    path = f"{outer.path}!/{_printable(member.filename)}"
    source = Source(path, outer.file, member.filename, member.file_size, within)
    refusal = archive.refusal_of(member)
    if refusal is not None:
        yield Quarantined(path, archive.digest_of(member), str(refusal), outer.file)
    elif not member.file_size:
        yield _empty(path)
    elif not archive.holds_zip(member):
        yield source
    elif len(within) + 1 >= MAX_ZIP_DEPTH:
        yield quarantine(source, Unsafe("It is a ZIP in a ZIP in a ZIP. Unpack the outer ones and load the folder."))
    else:
        yield from _nested(source, (*within, member.filename), budget)


def _nested(source: Source, within: tuple[str, ...], budget: _Budget) -> Iterator[Source | Quarantined]:
    try:
        yield from _members(source, within, budget)
    except Refused as refusal:
        yield quarantine(source, refusal)


class _Archive:
    """An open ZIP. Of members with the same name the first is the one that the name means."""

    def __init__(self, stream: IO[bytes]) -> None:
        finalize(self, stream.close)
        self.zip: ZipFile = archives.open_zip(stream)
        self.listed = sorted(self.zip.infolist(), key=lambda member: member.filename)
        self._by_name: dict[str, ZipInfo] = {}
        for member in self.listed:
            self._by_name.setdefault(member.filename, member)
        self.is_office = "[Content_Types].xml" in self._by_name

    def member(self, name: str) -> ZipInfo:
        """The member of this name. Raises ``Damaged`` when the file has changed since it was listed."""
        found = self._by_name.get(name)
        if found is None:
            raise Damaged(f"The ZIP no longer holds “{_printable(name)}”; it was changed after it was listed.")
        return found

    def refusal_of(self, member: ZipInfo) -> Refused | None:
        """Why a member is not read, if it is not."""
        if self._by_name[member.filename] is not member:
            return Unsafe("The ZIP holds two files of this name; the first was taken. Unpack it and look at both.")
        return archives.refusal_of(member)

    def holds_zip(self, member: ZipInfo) -> bool:
        """Whether a member is itself a ZIP, whatever its name says; one that does not inflate says so when read."""
        beginning = archives.beginning(self.zip, member)
        if len(beginning) == 4 and not beginning.startswith(b"PK"):
            return False
        try:
            with closing(archives.inflate(self.zip, member, MAX_ATTACHMENT_BYTES, HEAD_BYTES)) as pieces:
                return kind_of(next(pieces, b"")) is Content.ARCHIVE
        except Refused:
            return False

    def digest_of(self, member: ZipInfo) -> str | None:
        """The digest of a member that is not handed on, where it can be read in bounded time."""
        sha256 = hashlib.sha256()
        try:
            for chunk in archives.inflate(self.zip, member, MAX_DOCUMENT_BYTES):
                sha256.update(chunk)
        except Refused:
            return None
        return sha256.hexdigest()


class _Place(NamedTuple):
    """A file on disk as this process sees it now: after a change, or in a forked child, it is opened anew."""

    path: Path
    size: int
    changed: int
    process: int

    @classmethod
    def of(cls, path: Path) -> _Place:
        try:
            found = path.stat()
        except OSError as error:
            raise Damaged(f"“{_shown(path)}” cannot be read: {error.strerror}.") from error
        return cls(path, found.st_size, found.st_mtime_ns, os.getpid())


@lru_cache(maxsize=2)
def _archive(place: _Place, within: tuple[str, ...]) -> _Archive:
    """The ZIP at a place, kept open: its list of members is read once, not once a member.

    A ZIP inside it (``within``) is held in memory, which ``MAX_DOCUMENT_BYTES`` bounds; at most one is held.
    """
    if not within:
        return _Archive(os.fdopen(_open(place.path), "rb"))
    outer = _archive(place, within[:-1])
    member = outer.member(within[-1])
    return _Archive(io.BytesIO(b"".join(archives.inflate(outer.zip, member, MAX_DOCUMENT_BYTES))))


@lru_cache(maxsize=64)
def _file_digest(place: _Place) -> str:
    sha256 = hashlib.sha256()
    for chunk in file_chunks(place.path, MAX_ATTACHMENT_BYTES):
        sha256.update(chunk)
    return sha256.hexdigest()


def _open(path: Path) -> int:
    """The descriptor of a plain file; what took its place since it was listed (a link, a pipe) is refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Damaged(f"“{_shown(path)}” cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unsafe(f"“{_shown(path)}” is a device or a pipe, not a file.")
    return descriptor


def _check_size(file: Path, size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge(f"“{_shown(file)}” has more than {limit:,} bytes. Ask the sender to split it.")


def _read(descriptor: int, path: Path, size: int) -> bytes:
    try:
        return os.read(descriptor, size)
    except OSError as error:
        raise Damaged(f"“{_shown(path)}” cannot be read: {error.strerror}.") from error


def _digest_or_none(source: Source) -> str | None:
    try:
        return digest(source).sha256
    except Refused:
        return None


def _shown(path: Path | os.DirEntry[str]) -> str:
    return _printable(os.fspath(path))


def _printable(name: str) -> str:
    """A name that can be shown and stored: bytes that are no UTF-8, and control characters, are written as escapes."""
    if name.isprintable():
        return name
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in readable)
