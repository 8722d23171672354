"""ZIPs that were made to harm: refused by what they declare, by what comes out of them, and in bounded time."""

from __future__ import annotations

import io
import stat
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.formats import Damaged, NotAReferral, TooLarge, Unsafe, archives


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def content(data: bytes, limit: int = 10**9) -> bytes:
    with archives.open_zip(io.BytesIO(data)) as archive:
        return b"".join(archives.inflate(archive, archive.infolist()[0], limit))


def member(name: str, mode: int = stat.S_IFREG) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """The bytes with ``value`` written ``offset`` bytes behind the last ``mark``."""
    at = data.rindex(mark) + offset
    return data[:at] + value + data[at + len(value) :]


def test_a_member_comes_out_as_it_went_in():
    assert content(zipped({"a.json": b"{}" * 100_000})) == b"{}" * 100_000


@given(
    st.binary(max_size=2_000),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=600),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_a_glance_gives_how_a_member_begins_or_too_little(data, name, method):
    with archives.open_zip(io.BytesIO(zipped({name: data, "next": b"PK\x03\x04"}, method))) as archive:
        beginning = archives.beginning(archive, archive.infolist()[0])
    assert data.startswith(beginning)
    assert len(beginning) == min(4, len(data)) or len(name.encode()) > 400


def test_a_glance_at_a_member_that_is_not_where_the_list_says_gives_nothing():
    lying = patched(zipped({"a.json": b"{}"}), b"PK\x01\x02", 42, struct.pack("<L", 1 << 30))
    with archives.open_zip(io.BytesIO(lying)) as archive:
        assert archives.beginning(archive, archive.infolist()[0]) == b""


def test_more_than_the_limit_is_refused_while_it_inflates():
    with pytest.raises(TooLarge, match="1,000"):
        content(zipped({"a.json": bytes(2_000)}), limit=1_000)


@pytest.mark.volume
def test_a_bomb_is_refused_by_what_it_declares_without_inflating_it():
    bomb = zipped({"a.json": bytes(50_000_000)})
    began = time.process_time()
    with pytest.raises(Unsafe, match="bomb"):
        content(bomb)
    assert time.process_time() - began < 0.2


def test_a_bomb_that_declares_a_small_size_gives_no_more_than_that():
    data = zipped({"a.json": bytes(1_000_000)})
    lying = patched(data, b"PK\x01\x02", 24, struct.pack("<L", 10))
    with pytest.raises(Damaged):
        content(lying)


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_cut_zip_is_damaged(cut):
    with pytest.raises(Damaged, match="Ask the sender"):
        content(zipped({"a.json": b"{}"})[:-cut])


def test_a_wrong_checksum_is_damaged():
    data = bytearray(zipped({"a.json": b"some words"}, zipfile.ZIP_STORED))
    data[data.index(b"some words")] ^= 1
    with pytest.raises(Damaged):
        content(bytes(data))


def test_a_zip_that_claims_millions_of_members_is_refused_before_they_are_listed():
    data = patched(zipped({"a.json": b"{}"}), b"PK\x05\x06", 12, struct.pack("<L", 500_000_000))
    with pytest.raises(TooLarge, match="250,000"):
        content(data)


def test_more_members_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 5)
    with pytest.raises(TooLarge, match="members"):
        content(zipped({f"{number}": b"" for number in range(6)}))


def test_a_locked_member_is_refused_with_what_to_do():
    data = zipped({"a.json": b"{}"})
    locked = patched(data, b"PK\x01\x02", 8, struct.pack("<H", 1))
    with pytest.raises(NotAReferral, match="password"):
        content(locked)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_need_unbounded_memory_are_not_inflated(method):
    with pytest.raises(NotAReferral, match="method"):
        content(zipped({"a.json": bytes(1_000_000)}, method))


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "C:/a", "c:\\a", "..\\a", "a\\..\\b"])
def test_names_that_lead_out_of_the_archive_are_unsafe(name):
    with pytest.raises(Unsafe, match="leads out"):
        archives.check_member(member(name))


@pytest.mark.parametrize("name", ["a.json", "a/b.json", "a\\b.json", "..a/b..json", "نام.json"])
def test_ordinary_names_are_taken(name):
    archives.check_member(member(name))


def test_a_name_with_a_hidden_end_is_unsafe():
    with pytest.raises(Unsafe, match="NUL"):
        archives.check_member(member("a.json\0.exe"))


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_in_a_zip_are_unsafe(mode):
    with pytest.raises(Unsafe):
        archives.check_member(member("a", mode))


def test_a_zip_whose_members_share_their_bytes_is_a_bomb():
    """Members that overlap declare much more in sum than the archive has bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(8_000_000))
        first = archive.infolist()[0]
        for number in range(1, 300):
            copy = zipfile.ZipInfo(str(number))
            for name in ("file_size", "compress_size", "CRC", "header_offset", "compress_type", "external_attr"):
                setattr(copy, name, getattr(first, name))
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    with pytest.raises(Unsafe, match="bomb"):
        content(stream.getvalue())
