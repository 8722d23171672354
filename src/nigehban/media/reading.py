"""One file: its digests, its kind, its pixels, its hash. This runs where it may die."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import FileIO
from types import ModuleType
from typing import Final, NamedTuple

from nigehban.media.decoding.limits import Limits, confine
from nigehban.media.digests import SPLIT_BYTES, Digests, digest_bytes, digest_file
from nigehban.media.errors import ChangedError, MediaError, UndecodableError
from nigehban.media.hashes import Frames, Hashed, Wants
from nigehban.media.kinds import HEAD_BYTES, Kind, kind_of

_SMALL_BYTES: Final = 1024 * 1024
"""Read whole, whatever it is: one call, no buffers."""

BeforeDecoding = Callable[[Hashed], None]
"""Told what is known of a file when its decoder begins, from where there may be no return."""


class _Content(NamedTuple):
    """What was read of a file: its digests, its kind, and all of it where it is small or a picture."""

    digests: Digests
    kind: Kind | None
    data: bytes | None


def hash_file(path: str, wants: Wants, limits: Limits, before_decoding: BeforeDecoding) -> Hashed:
    """Everything about one file; whatever is wrong with it is said in ``error``."""
    hashed = Hashed(path)
    with _faults_into(hashed, limits), _opened(path) as file:
        content = _read(file, wants, limits)
        _note(hashed, content)
        _look_into(file, content, hashed, wants, limits, before_decoding)
    return hashed


def hash_content(name: str, data: bytes, wants: Wants, limits: Limits, before_decoding: BeforeDecoding) -> Hashed:
    """The same about what is in memory, under the name that it goes by; no frames of a video."""
    hashed = Hashed(name)
    with _faults_into(hashed, limits):
        content = _Content(digest_bytes(data, blake3=wants.blake3), kind_of(data[:HEAD_BYTES]), data)
        _note(hashed, content)
        if content.kind is not None and content.kind.is_picture:
            _look_into_picture(content.data, content.kind, hashed, wants, limits, before_decoding)
    return hashed


@contextmanager
def _faults_into(hashed: Hashed, limits: Limits) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hashed.error = f"The file could not be read: {error.strerror or error}."
    except MemoryError:
        hashed.error = f"More than the {limits.memory:,} bytes of memory that may be are needed."
    except MediaError as error:
        hashed.error = str(error)


@contextmanager
def _opened(path: str) -> Iterator[FileIO]:
    """The file: no link is followed, no pipe or device waited for. Raises ``MediaError`` and ``OSError``."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise MediaError("A symbolic link; it was not followed. Name what it points to.")
    if stat.S_ISDIR(mode):
        raise MediaError("The folder could not be listed.")
    if not stat.S_ISREG(mode):
        raise MediaError("This is a device, a pipe or a socket, not a file.")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - a handle, not a path
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise MediaError("This is not a file, or it was changed into something else.")
        yield file


def _read(file: FileIO, wants: Wants, limits: Limits) -> _Content:
    """Read it once, from begin to end. Raises ``ChangedError`` when somebody wrote to it meanwhile."""
    before = os.fstat(file.fileno())
    head = file.read(before.st_size + 1 if before.st_size <= _SMALL_BYTES else HEAD_BYTES)
    kind = kind_of(head)
    data = None
    if before.st_size <= len(head):
        data = head
    elif kind and kind.is_picture and before.st_size <= limits.picture_bytes:
        data = head + _rest(file)
    if data is not None:
        digests = digest_bytes(data, blake3=wants.blake3)
    else:
        file.seek(0)
        digests = digest_file(file, blake3=wants.blake3, threads=before.st_size >= SPLIT_BYTES)
    _check_unchanged(before, os.fstat(file.fileno()), digests.size)
    return _Content(digests, kind, data)


def _rest(file: FileIO) -> bytes:
    return file.readall() or b""


def _check_unchanged(before: os.stat_result, after: os.stat_result, size: int) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != before.st_size:
        raise ChangedError("The file was written while it was read, so it has no digests. Read it again at rest.")


def _note(hashed: Hashed, content: _Content) -> None:
    digests = content.digests
    hashed.size, hashed.md5, hashed.sha1, hashed.sha256 = digests.size, digests.md5, digests.sha1, digests.sha256
    hashed.blake3 = digests.blake3
    hashed.type = content.kind
    if not digests.size:
        hashed.error = "The file is empty."


def _look_into(
    file: FileIO, content: _Content, hashed: Hashed, wants: Wants, limits: Limits, before_decoding: BeforeDecoding
) -> None:
    kind = content.kind
    if kind is None:
        return
    if kind.is_picture:
        _look_into_picture(content.data, kind, hashed, wants, limits, before_decoding)
    elif wants.frames is not Frames.NONE:
        decoders = _decoders(wants, limits)
        before_decoding(hashed)
        file.seek(0)
        decoders.hash_video(file, kind, hashed, wants, limits)


def _look_into_picture(
    data: bytes | None, kind: Kind, hashed: Hashed, wants: Wants, limits: Limits, before_decoding: BeforeDecoding
) -> None:
    decoders = _decoders(wants, limits)
    before_decoding(hashed)
    if data is None or len(data) > limits.picture_bytes:
        raise UndecodableError(f"The picture file has more than the {limits.picture_bytes:,} bytes that may be.")
    decoders.hash_picture(data, kind, hashed, wants, limits)


@cache
def _decoders(wants: Wants, limits: Limits) -> ModuleType:
    """Half a second of loading, for the first file that needs them; from then on this process is confined."""
    from nigehban.media.decoding import hashing  # noqa: PLC0415

    hashing.warm_up(wants)
    confine(limits)
    return hashing
