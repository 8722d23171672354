"""Fuzzing of every reader and of the sources, for a bounded time: they return, or they raise ``Refused``; nothing else.

Documents that are right are damaged at random (bytes flipped, cut, doubled, swapped with dangerous pieces), from seeds
that Hypothesis chooses and reports. ``NIGEHBAN_FUZZ_SECONDS`` sets how long each test goes on.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nigehban.formats import Refused, read_document
from nigehban.formats.reader import Reader
from nigehban.formats.registry import readers
from nigehban.formats.sources import Quarantined, Source, find_sources, load
from tests.formats import samples
from tests.formats.tables.test_xlsx_cells import workbook
from tests.formats.test_archives import zipped
from tests.formats.test_tabular import HOTLINE
from tests.formats.xml_samples import DIGEST, MAXIMUM, file_xml

pytestmark = pytest.mark.volume
SECONDS = float(os.environ.get("NIGEHBAN_FUZZ_SECONDS", "4"))
SEEDS = st.integers(0, 2**63)
FUZZ = settings(
    max_examples=10_000 if SECONDS > 60 else 600,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PIECES = [
    b"", b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\\ud800", b"\\u0000", b'"', b"'",
    b"<", b">", b"&", b"&#0;", b"&lol;", b"<!DOCTYPE r [", b"]]>", b"<![CDATA[", b"<?x", b"-->", b"xmlns=",
    b"{", b"}", b"[", b"]", b"[[[[", b":", b",", b"null", b"NaN", b"Infinity", b"-0", b"1e999", b"9" * 400,
    b"true", b'{"value":', b'"reportId":', b"\n", b"\r", b"\t", b";", b"=1+1", b"../", b"PK\x03\x04", b"PK\x01\x02",
    b"PK\x05\x06", b"\x7f" * 4, b"\xff" * 4, b"\0" * 8, "۱۲۳\u202e\u200bٱ".encode(),
]  # fmt: skip


@lru_cache(maxsize=1)
def documents() -> list[bytes]:
    """Right documents of every format."""
    xml = f"<bundle>{MAXIMUM}{file_xml(1)}{file_xml(2, '7')}</bundle>"
    table = HOTLINE + 'H1,https://example.com/a,2025-01-02 03:04,high,"Viral;Live",u1,Forum,yes,aa,a.bin,"k\nept"\n'
    return [
        samples.encode(samples.report()),
        xml.encode(),
        xml.encode("utf-16"),
        table.encode(),
        table.encode("utf-16"),
        workbook([["Report number", "URL", "Received"], ["H1", "https://example.com/", 45000.5], [None, "x", True]]),
        zipped({"a.json": b"{}", "dir/b.zip": zipped({"c.xml": xml.encode(), "d.csv": table.encode()})}),
    ]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The document with one to eight injuries, mostly few: much damage never gets past the first check."""
    result = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        start = chance.randrange(len(result) + 1)
        end = min(len(result), start + chance.choice([0, 1, 1, 2, 8, 40, 400]))
        injury = chance.randrange(6)
        if injury == 0:
            del result[start:end]
        elif injury == 1:
            result[start:start] = result[start:end] * chance.choice([1, 2, 50])
        elif injury == 2:
            del result[start:]
        elif injury == 3 and start < len(result):
            result[start] ^= 1 << chance.randrange(8)
        else:
            result[start:end] = chance.choice(PIECES)
    return bytes(result)


def inside_zip(data: bytes, chance: random.Random) -> bytes:
    """An archive whose members are damaged while the archive itself is right: a workbook that opens, with bad parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if chance.random() < 0.5 else content)
    return stream.getvalue()


def invented(chance: random.Random) -> bytes:
    data = chance.choice(documents())
    if data.startswith(b"PK") and chance.random() < 0.5:
        return inside_zip(data, chance)
    return damaged(data, chance)


def for_a_while(check: Callable[[random.Random], None]) -> None:
    """Run ``check`` from seeds until the time is up; what is left of the examples then passes at once."""
    began = time.monotonic()

    @FUZZ
    @given(SEEDS)
    def fuzz(seed: int) -> None:
        if time.monotonic() - began < SECONDS:
            check(random.Random(seed))

    fuzz()


def returns_or_refuses(read: Callable[[], object]) -> None:
    reason = "."
    try:
        read()
    except Refused as refusal:
        reason = str(refusal)
    assert reason.endswith("."), f"not a sentence: {reason}"


@pytest.mark.parametrize("reader", list(readers()), ids=lambda reader: reader.name)
def test_every_reader_returns_or_refuses_whatever_it_is_given(reader: Reader):
    def check(chance: random.Random) -> None:
        data = invented(chance)
        assert reader.recognises(data) in {True, False}
        returns_or_refuses(lambda: reader.read(data, DIGEST))

    for_a_while(check)


def test_every_document_that_is_read_has_a_referral_and_pointers():
    def check(chance: random.Random) -> None:
        data = invented(chance)

        def read() -> None:
            document = read_document(data)
            assert document.referrals
            for referral in document.referrals:
                assert referral.external_id
                assert all(fact.name is not None and isinstance(fact.pointer, str) for fact in referral.facts)
                assert all(-1 <= mention.party < len(referral.parties) for mention in referral.mentions)
                assert all(-1 <= mention.file < len(referral.files) for mention in referral.mentions)

        returns_or_refuses(read)

    for_a_while(check)


@FUZZ
@given(st.binary(max_size=300))
@example(b"PK\x05\x06" + bytes(18))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"<")
@example(b"{")
@example(b"\0")
def test_arbitrary_bytes_are_read_or_refused(data: bytes):
    returns_or_refuses(lambda: read_document(data))


def test_sources_hand_on_or_name_whatever_lies_in_a_folder(tmp_path: Path):
    def check(chance: random.Random) -> None:
        path = tmp_path / chance.choice(["a.zip", "a.json", "a"])
        path.write_bytes(invented(chance))
        items = list(find_sources([tmp_path]))
        assert items
        for item in items:
            assert isinstance(item, Source | Quarantined)
            if isinstance(item, Source):
                returns_or_refuses(lambda item=item: load(item))
        path.unlink()

    for_a_while(check)
