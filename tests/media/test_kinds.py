"""What a file is, by its content."""

from __future__ import annotations

import pytest

from nigehban.media.kinds import Kind, kind_of
from tests.media.made import encoded, moving, write_video
from tests.media.pictures import picture

PICTURES = {
    "JPEG": Kind.JPEG,
    "PNG": Kind.PNG,
    "GIF": Kind.GIF,
    "WEBP": Kind.WEBP,
    "TIFF": Kind.TIFF,
    "BMP": Kind.BMP,
    "AVIF": Kind.AVIF,
}
VIDEOS = {
    ("mp4", "libx264"): Kind.MP4,
    ("mov", "libx264"): Kind.MOV,
    ("3gp", "mpeg4"): Kind.THREE_GP,
    ("matroska", "libx264"): Kind.MATROSKA,
    ("webm", "libvpx"): Kind.WEBM,
    ("avi", "mpeg4"): Kind.AVI,
}


@pytest.mark.parametrize(("form", "kind"), PICTURES.items())
def test_a_picture_is_known_by_its_content(form, kind):
    assert kind_of(encoded(picture(5), form)) is kind
    assert kind.is_picture


@pytest.mark.parametrize(("written", "kind"), VIDEOS.items())
def test_a_video_is_known_by_its_content(tmp_path, written, kind):
    path = write_video(tmp_path / "video", *written, moving(3))
    assert kind_of(path.read_bytes()) is kind
    assert not kind.is_picture


@pytest.mark.parametrize(
    ("brands", "kind"),
    [
        (b"heic\0\0\0\0mif1heic", Kind.HEIF),
        (b"mif1\0\0\0\0mif1avif", Kind.AVIF),
        (b"avif\0\0\0\0mif1miaf", Kind.AVIF),
        (b"msf1\0\0\0\0hevc", Kind.HEIF),
        (b"jp2 \0\0\0\0jp2 ", None),
        (b"M4V \0\0\0\0isom", Kind.MP4),
        (b"3g2a\0\0\0\0", Kind.THREE_GP),
        (b"", Kind.MP4),
    ],
)
def test_boxes_are_known_by_their_brands(brands, kind):
    head = (len(brands) + 8).to_bytes(4, "big") + b"ftyp" + brands
    assert kind_of(head + b"\0\0\0\x08avif") is kind


@pytest.mark.parametrize(
    "head", [b"", b"B", b"BM", b"BMW is a car, not a bitmap", b"RIFF\0\0\0\0WAVE", b"hello", bytes(99)]
)
def test_what_is_none_of_ours_is_nothing(head):
    assert kind_of(head) is None
