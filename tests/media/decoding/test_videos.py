"""Frames of videos: which are taken, and what becomes of broken ones."""

from __future__ import annotations

import io
from contextlib import suppress

import numpy as np
import pytest

from nigehban.media import UndecodableError
from nigehban.media.decoding.videos import frames_of
from nigehban.media.kinds import Kind
from nigehban.media.pdq import pdq
from tests.media.made import moving, write_video

LARGE = 2**28
FORMS = [
    ("mp4", "libx264", Kind.MP4),
    ("mov", "libx264", Kind.MOV),
    ("3gp", "mpeg4", Kind.THREE_GP),
    ("matroska", "libx264", Kind.MATROSKA),
    ("webm", "libvpx", Kind.WEBM),
    ("avi", "mpeg4", Kind.AVI),
]


@pytest.mark.parametrize(("form", "codec", "kind"), FORMS)
def test_a_frame_a_second_is_taken_from_every_format(tmp_path, form, codec, kind):
    path = write_video(tmp_path / "video", form, codec, moving(23))
    with path.open("rb") as file:
        frames = list(frames_of(file, kind, pixels=LARGE))
    assert [frame.number for frame in frames] == [0, 5, 10, 15, 20]
    assert [frame.timestamp for frame in frames] == [0, 1, 2, 3, 4]
    first, *_, last = (int.from_bytes(pdq(frame.picture).hash) for frame in frames)
    assert frames[0].picture.shape == (120, 160, 3)
    truth = [int.from_bytes(pdq(one).hash) for one in moving(23)]
    assert (first ^ truth[0]).bit_count() < 64  # small, and squeezed hard; by chance it is 128
    assert (last ^ truth[20]).bit_count() < 64


def test_a_rate_that_is_no_whole_number_is_cut_as_the_reference_does(tmp_path):
    from fractions import Fraction

    path = write_video(tmp_path / "video", "mp4", "libx264", moving(9), rate=Fraction(7, 2))
    with path.open("rb") as file:
        frames = list(frames_of(file, Kind.MP4, pixels=LARGE))
    assert [frame.number for frame in frames] == [0, 3, 6]
    assert frames[1].timestamp == pytest.approx(3 / 3.5)


def test_keyframes_are_a_part_of_the_frames_with_their_times(tmp_path):
    path = write_video(tmp_path / "video", "mp4", "libx264", moving(60), gop=20)
    with path.open("rb") as file:
        frames = list(frames_of(file, Kind.MP4, pixels=LARGE, keyframes=True))
    assert [(frame.number, frame.timestamp) for frame in frames] == [(0, 0), (20, 4), (40, 8)]


def test_where_every_frame_is_a_key_two_a_second_are_taken(tmp_path):
    path = write_video(tmp_path / "video", "avi", "mjpeg", moving(20))
    with path.open("rb") as file:
        frames = list(frames_of(file, Kind.AVI, pixels=LARGE, keyframes=True))
    assert len(frames) == 7


def test_a_video_that_is_cut_short_gives_the_frames_that_are_there_and_says_where_they_end(tmp_path):
    data = write_video(tmp_path / "video", "matroska", "libx264", moving(60)).read_bytes()
    with pytest.raises(UndecodableError, match=r"Its frames end at \d+ s of the 12 s that it states"):
        list(frames_of(io.BytesIO(data[: len(data) // 2]), Kind.MATROSKA, pixels=LARGE))
    found = list(_frames_until_the_error(data[: len(data) // 2]))
    assert [frame.number for frame in found][:2] == [0, 5]
    assert len(found) < 12


def _frames_until_the_error(data: bytes):
    with suppress(UndecodableError):
        yield from frames_of(io.BytesIO(data), Kind.MATROSKA, pixels=LARGE)


def test_a_video_with_more_pixels_than_may_be_is_refused(tmp_path):
    path = write_video(tmp_path / "video", "mp4", "libx264", moving(2))
    with path.open("rb") as file, pytest.raises(UndecodableError, match=r"160 x 120 pixels, more than the 1,000"):
        next(frames_of(file, Kind.MP4, pixels=1000))


def test_a_file_without_a_picture_track_is_said_so(tmp_path):
    import av

    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with path.open("rb") as file, pytest.raises(UndecodableError, match="holds no video"):
        next(frames_of(file, Kind.MP4, pixels=LARGE))


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.is_picture])
def test_noise_is_refused_in_words(kind):
    with pytest.raises(UndecodableError, match=r"could not be decoded: .+\.|holds no video"):
        next(frames_of(io.BytesIO(bytes(range(256)) * 40), kind, pixels=LARGE))


def test_a_playlist_is_no_video_and_opens_nothing(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("not to be read")
    playlist = f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()
    with pytest.raises(UndecodableError):
        next(frames_of(io.BytesIO(playlist), Kind.MP4, pixels=LARGE))
