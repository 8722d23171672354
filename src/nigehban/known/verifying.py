"""Whether a set is what was published: who signed it, the chain of generations, every byte of every file, the keys.

A changed byte is named with its file. What digests do not prove is looked at afterwards (``checking``): a signer may
have published keys that are out of order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nigehban.known.checking import Problem, content_problems
from nigehban.known.errors import DamagedError, NoSetError, SignerError
from nigehban.known.folder import CURRENT, GENERATIONS, MANIFEST, SIGNER, Pointer, generation_path, read_pointer
from nigehban.known.generations import Generation, check_signer
from nigehban.known.manifest import FileRecord, Manifest, digest_of, read_manifest, record_of


class _Read(NamedTuple):
    manifest: Manifest
    digest: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at, and what was wrong. ``signer`` is the public key of the newest manifest that was read."""

    generations: int
    files: int
    bytes: int
    signer: str | None
    problems: list[Problem]


def verify(root: Path, *, advance: Callable[[int], None] = lambda _: None) -> Seen:
    """Read all of a set; ``advance`` is told the bytes of each file. Raises ``NoSetError`` for what is no set.

    What a killed import left behind belongs to no generation and is no problem.
    """
    if not any((root / name).exists() for name in (CURRENT, SIGNER)):
        raise NoSetError(f"{root} is no set of known hashes. Make one with nigehban known import.")
    problems: list[Problem] = []
    pointer = _pointer(root, problems)
    read = _manifests(root, pointer, problems)
    problems += [*_pointer_problems(pointer, read), *_chain_problems(read), *_signer_problems(root, read)]
    files = {path: record for one in read.values() for path, record in one.manifest.files.items()}
    problems += [*_contradictions(read, files), *_strangers(root, read, files)]
    problems += _file_problems(root, files, advance)
    if not problems and pointer:
        newest = read[pointer.generation]
        problems += content_problems(Generation(root, newest.manifest, newest.digest))
    signer = read[max(read)].manifest.public_key if read else None
    return Seen(len(read), len(files), sum(record.bytes for record in files.values()), signer, problems)


def _pointer(root: Path, problems: list[Problem]) -> Pointer | None:
    try:
        return read_pointer(root)
    except NoSetError:
        problems.append(Problem(CURRENT, "is missing: nothing says which generation is current"))
    except DamagedError as error:
        problems.append(Problem(CURRENT, str(error)))
    return None


def _manifests(root: Path, pointer: Pointer | None, problems: list[Problem]) -> dict[int, _Read]:
    """The manifests of all generations up to the current one, by number."""
    numbers = {int(folder.name) for folder in (root / GENERATIONS).glob("[0-9]*") if folder.name.isdecimal()}
    last = pointer.generation if pointer and pointer.generation in numbers else max(numbers, default=0)
    read = {}
    for number in range(1, last + 1):
        name = f"{generation_path(number)}/{MANIFEST}"
        try:
            data = (root / name).read_bytes()
            manifest = read_manifest(Path(name), data)
        except OSError as error:
            problems.append(Problem(name, f"cannot be read: {error.strerror}"))
        except DamagedError as error:
            problems.append(Problem(name, str(error)))
        else:
            read[number] = _Read(manifest, digest_of(data))
            if manifest.generation != number:
                problems.append(Problem(name, f"is the manifest of generation {manifest.generation}"))
    return read


def _pointer_problems(pointer: Pointer | None, read: Mapping[int, _Read]) -> Iterator[Problem]:
    if pointer is None:
        return
    if pointer.generation not in read or read[pointer.generation].digest != pointer.manifest:
        yield Problem(CURRENT, f"names a manifest of generation {pointer.generation} that is not there")


def _chain_problems(read: Mapping[int, _Read]) -> Iterator[Problem]:
    """Each generation names the manifest of the one before it."""
    for number, one in read.items():
        name, parent = f"{generation_path(number)}/{MANIFEST}", one.manifest.parent
        before = read.get(number - 1)
        if number == 1:
            if parent is not None:
                yield Problem(name, f"the first generation names generation {parent.generation} before it")
        elif parent is None or parent.generation != number - 1:
            yield Problem(name, f"does not follow on generation {number - 1}")
        elif before and before.digest != parent.manifest:
            yield Problem(name, f"follows on another generation {number - 1} than the one that is here")


def _signer_problems(root: Path, read: Mapping[int, _Read]) -> Iterator[Problem]:
    for one in read.values():
        try:
            check_signer(root, one.manifest)
        except (SignerError, DamagedError) as error:
            yield Problem(SIGNER, str(error))


def _contradictions(read: Mapping[int, _Read], files: Mapping[str, FileRecord]) -> Iterator[Problem]:
    """What two generations share is the same for both."""
    for number, one in read.items():
        for path, record in one.manifest.files.items():
            if files[path] != record:
                yield Problem(path, f"generation {number} states another digest than a later one")


def _strangers(root: Path, read: Mapping[int, _Read], files: Mapping[str, FileRecord]) -> Iterator[Problem]:
    """Files in the folder of a generation that no manifest names."""
    for number in read:
        folder = root / generation_path(number)
        for path in sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()):
            name = path.relative_to(root).as_posix()
            if name not in files and path != folder / MANIFEST:
                yield Problem(name, "belongs to no generation")


def _file_problems(root: Path, files: Mapping[str, FileRecord], advance: Callable[[int], None]) -> Iterator[Problem]:
    for path, record in sorted(files.items()):
        try:
            found = record_of(root / path)
        except OSError as error:
            yield Problem(path, f"cannot be read: {error.strerror}")
            continue
        if found.bytes != record.bytes:
            yield Problem(path, f"{found.bytes:,} bytes instead of {record.bytes:,}")
        elif found.sha256 != record.sha256:
            yield Problem(path, f"was changed: SHA-256 {found.sha256} instead of {record.sha256}")
        advance(record.bytes)
