"""How much one file may cost, and the kernel's hold on the process that decodes it."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CLOCK_FACTOR: Final = 3
"""The machine has other work, but a decoder that waits for ever uses no processor time."""
_FILES: Final = 64
_PAGE: Final = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file. A decoder that needs more is stopped, and the file reported with the limit that it met."""

    pixels: int = 2**28
    """Of a picture or a frame: 268 million. Phones make 200."""
    picture_bytes: int = 2**28
    """A larger picture file is not decoded."""
    memory: int = 2 * 2**30
    """Bytes of address space above what the decoders themselves need."""
    picture_seconds: int = 60
    """Of processor time; ``CLOCK_FACTOR`` times as long by the clock."""
    video_seconds: int = 900
    """The same for a video."""
    frames: int = 4 * 60 * 60
    """Frames of a video that are hashed; what comes after them is reported as not looked at."""


def confine(limits: Limits) -> None:
    """Limit this process for the rest of its life: memory, open files, no written bytes, no core dump."""
    _set(resource.RLIMIT_AS, _address_space() + limits.memory)
    _set(resource.RLIMIT_NOFILE, _FILES)
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_CORE, 0)


@contextmanager
def allowed(seconds: int) -> Iterator[None]:
    """Inside, this process may use so many seconds of processor time; then the kernel ends it by SIGXCPU."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _set(what: int, value: int) -> None:
    """Never above what the process was given."""
    _, hard = resource.getrlimit(what)
    limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (limit, limit))


def _address_space() -> int:
    """What this process has now (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
