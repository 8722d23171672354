"""What a file is by its first bytes."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from nigehban.formats.content import Content, is_attachment, kind_of
from tests.formats.tables.test_xlsx_cells import workbook


@pytest.mark.parametrize(
    "head",
    [
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\x24\x00\x00\x00WEBPVP8 ",
        b"RIFF\x24\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x18ftypmp42",
        b"\x00\x00\x00\x14ftypqt  ",
        b"\x00\x00\x00\x18ftypheic",
        b"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat",
        b"\x1a\x45\xdf\xa3\x01\x00",
        b"%PDF-1.7\n",
        b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36",
        b"ID3\x03\x00",
        b"OggS\x00\x02",
    ],
)
def test_pictures_films_sounds_and_pdfs_are_attachments(head):
    assert kind_of(head) is Content.ATTACHMENT
    assert is_attachment(head)


@pytest.mark.parametrize(
    "head",
    [
        b"{}",
        b"<report/>",
        b"id,email\n",
        b"BM,other\n1,2\n",
        b"The wide road",
        b"see ftyp",
        b"GIF files",
        b"",
        b"BZhouse",
    ],
)
def test_text_is_a_document_even_if_it_begins_with_famous_letters(head):
    assert kind_of(head) is Content.DOCUMENT
    assert not is_attachment(head)


def test_a_zip_is_an_archive_and_a_workbook_a_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("report.json", "{}")
    assert kind_of(stream.getvalue()[:512]) is Content.ARCHIVE
    assert kind_of(workbook([["a"]])[:512]) is Content.DOCUMENT


def test_archives_of_another_make_are_told_apart():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    for head in (stream.getvalue()[:512], b"7z\xbc\xaf\x27\x1c\0\4", b"Rar!\x1a\x07\x00", b"\x1f\x8b\x08\x00"):
        assert kind_of(head) is Content.PACKED
