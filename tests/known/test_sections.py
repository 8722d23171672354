"""Key files open at once, and one that is not what was written is refused by name."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from nigehban.known.errors import KeyFileError
from nigehban.known.sections import create, open_sections

KIND = b"EXAMPLE1"
NUMBERS = np.arange(1000, dtype=np.uint32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "example.keys"
    with create(made, KIND, {"none": ("|u1", (0, 16)), "numbers": ("<u4", (2, 1000))}) as writer:
        writer.put("numbers", NUMBERS[None], 1)
    return made


def test_arrays_come_back_read_only_and_zero_where_nothing_was_put(path: Path) -> None:
    arrays = open_sections(path, KIND)
    assert arrays["none"].shape == (0, 16)
    assert (arrays["numbers"] == np.stack([NUMBERS * 0, NUMBERS])).all()
    assert not arrays["numbers"].flags.writeable
    assert arrays["numbers"].ctypes.data % 64 == 0


@pytest.mark.parametrize("values", [NUMBERS, NUMBERS[None].astype("u8"), np.stack([NUMBERS, NUMBERS])])
def test_what_does_not_fit_is_refused(values: np.ndarray, tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match=r"numbers: .* do not fit"),
        create(tmp_path / "x", KIND, {"numbers": ("<u4", (1, 999))}) as writer,
    ):
        writer.put("numbers", values)


@pytest.mark.parametrize("size", [0, 5, 8, 16, 40, 100, 4000])
def test_a_file_cut_short_is_refused(size: int, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(KeyFileError, match=str(path)):
        open_sections(path, KIND)


def test_how_much_is_missing_is_said(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    with pytest.raises(KeyFileError, match=f"cut short: {len(data) - 1:,} bytes instead of {len(data):,}"):
        open_sections(path, KIND)
    path.write_bytes(data + b"more")
    with pytest.raises(KeyFileError, match="longer than written"):
        open_sections(path, KIND)


def test_a_changed_byte_in_front_or_at_the_end_is_found(path: Path) -> None:
    data = path.read_bytes()
    length = 16 + int.from_bytes(data[8:12], "little")
    for at in (*range(length), *range(len(data) - 10, len(data))):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(KeyFileError, match=str(path)):
            open_sections(path, KIND)


@pytest.mark.parametrize(
    "directory",
    [
        b"7",
        b"[[1]]",
        b'[["a", "<f8", [1]]]',
        b'[["a", "|u1", [-1]]]',
        b'[["a", "|u1", ["1"]]]',
        b'[["a", "|u1", [true]]]',
        b'[["a", "|u1", [99999999999999]]]',
        b'[["a", [], [1]]]',
        b"[" * 60_000,
        b"\xff\xfe",
    ],
)
def test_a_directory_that_was_never_written_is_refused(directory: bytes, path: Path) -> None:
    path.write_bytes(KIND + struct.pack("<II", len(directory), zlib.crc32(directory)) + directory + bytes(1000))
    with pytest.raises(KeyFileError, match="its directory"):
        open_sections(path, KIND)


def test_another_kind_a_folder_and_nothing_are_refused(path: Path) -> None:
    with pytest.raises(KeyFileError, match="begins with b'EXAMPLE1' where"):
        open_sections(path, b"EXAMPLE2")
    with pytest.raises(KeyFileError, match="can not be read: Is a directory"):
        open_sections(path.parent, KIND)
    with pytest.raises(KeyFileError, match="can not be read: No such file"):
        open_sections(path.with_name("none"), KIND)
