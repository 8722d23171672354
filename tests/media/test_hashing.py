"""Many files: each is reported, in order, whatever one of them does to the process that reads it."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import socket
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nigehban.media import Frames, Limits, Wants, find_files, hash_contents, hash_files
from nigehban.media.pdq import pdq
from tests.media.made import encoded, jpeg_that_says, moving, png_that_says, slow_jpeg, write_video
from tests.media.pictures import picture

HEIC = Path(__file__).parent / "decoding" / "clouds.heic"
"""``picture(10)`` at 96 x 64, quality 60."""


BOMBS = {"TIFF": {"compression": "tiff_lzw"}}
LOSSLESS = {"WEBP": {"lossless": True}}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_bytes(encoded(picture(11), "JPEG"))
    (tmp_path / "b.jpg").write_bytes(encoded(picture(12), "PNG"))
    (tmp_path / "c.png").write_bytes(b"no picture at all")
    (tmp_path / "d").write_bytes(b"")
    (tmp_path / "e.jpg").write_bytes(encoded(picture(11), "JPEG")[:2000])
    (tmp_path / "f.jpg").write_bytes(encoded(picture(11)[:1, :1], "PNG"))
    (tmp_path / "sub" / "g.gif").write_bytes(encoded(picture(13), "GIF"))
    return tmp_path


def hashed(*paths: Path, wants: Wants | None = None, limits: Limits | None = None, workers: int = 2):
    found = list(hash_files(find_files(map(str, paths)), wants, limits, workers=workers))
    return {Path(one.path).name: one for one in found}


def children() -> set[int]:
    """The processes that hash: of all that this one has started, those that carry out a life of their own."""
    return {child.pid for child in multiprocessing.active_children()}


def signal_later(number: int, after: float, before: set[int]) -> threading.Thread:
    """Send a signal to every process that was started since, once the files before the slow one are surely done."""

    def send() -> None:
        time.sleep(after)
        for child in children() - before:
            os.kill(child, number)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def test_each_file_has_its_digests_its_type_by_content_and_its_hash(folder):
    found = hashed(folder)
    for path in (path for path in folder.rglob("*") if path.is_file()):
        one, data = found[path.name], path.read_bytes()
        assert (one.path, one.size) == (str(path), len(data))
        for name in ("md5", "sha1", "sha256"):
            assert getattr(one, name) == hashlib.new(name, data).hexdigest()
    assert found["a.txt"].type == "image/jpeg"
    assert found["b.jpg"].type == "image/png"
    assert (found["b.jpg"].pdq, found["b.jpg"].pdq_quality) == (pdq(picture(12)).hex, pdq(picture(12)).quality)
    assert (found["b.jpg"].width, found["b.jpg"].height, found["b.jpg"].producer) == (500, 333, "pdq")
    assert found["b.jpg"].error is None
    assert (found["c.png"].type, found["c.png"].pdq, found["c.png"].error) == (None, None, None)
    assert found["d"].error == "The file is empty."
    assert "could not be decoded" in found["e.jpg"].error
    assert (found["f.jpg"].pdq, found["f.jpg"].pdq_quality) == ("0" * 64, 0)
    assert found["g.gif"].pdq


def test_results_come_in_the_order_of_the_paths(tmp_path):
    names = [f"{number:03}" for number in range(300)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(encoded(picture(13), "PNG") if number % 50 == 7 else name.encode())
    found = list(hash_files(find_files([str(tmp_path)]), workers=3))
    assert [Path(one.path).name for one in found] == names
    assert all(one.sha256 == hashlib.sha256(Path(one.path).read_bytes()).hexdigest() for one in found)


def test_what_is_in_memory_is_hashed_like_a_file(folder):
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    found = hash_contents(((str(path), path.read_bytes()) for path in paths), workers=2)
    assert list(found) == list(hash_files(map(str, paths), workers=2))


def test_a_picture_in_memory_that_ends_its_decoder_costs_itself_alone():
    bomb = encoded(np.zeros((3000, 3000, 3), np.uint8), "PNG")
    contents = [("before", encoded(picture(13), "PNG")), ("bomb", bomb), ("after", b"x")]
    before, broken, after = hash_contents(contents, limits=Limits(pixels=1_000_000), workers=1)
    assert before.pdq
    assert after.md5 == hashlib.md5(b"x", usedforsecurity=False).hexdigest()
    assert broken.sha256 == hashlib.sha256(bomb).hexdigest()
    assert broken.pdq is None
    assert "3,000 x 3,000 pixels" in broken.error


def test_heic_is_decoded():
    one = hashed(HEIC)["clouds.heic"]
    assert (one.type, one.width, one.height, one.error) == ("image/heic", 96, 64, None)
    assert one.pdq_quality > 50


def test_videos_give_frames_when_they_are_asked_for(tmp_path):
    path = write_video(tmp_path / "film.jpg", "mp4", "libx264", moving(12))
    assert hashed(path)["film.jpg"].frames is None
    one = hashed(path, wants=Wants(frames=Frames.EVERY_SECOND))["film.jpg"]
    assert (one.type, one.width, one.height, one.error) == ("video/mp4", 160, 120, None)
    assert [(frame.frame, frame.timestamp) for frame in one.frames] == [(0, 0.0), (5, 1.0), (10, 2.0)]
    assert all(len(frame.hex) == 64 and 0 <= frame.quality <= 100 for frame in one.frames)


def test_a_video_that_goes_on_too_long_keeps_the_frames_that_were_found(tmp_path):
    path = write_video(tmp_path / "long", "mp4", "libx264", moving(30))
    one = hashed(path, wants=Wants(frames=Frames.EVERY_SECOND), limits=Limits(frames=2))["long"]
    assert len(one.frames) == 2
    assert one.error == "The video goes on after 2 s; the rest was not looked at."


def test_links_pipes_and_what_is_not_there_are_reported_and_never_waited_for(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "in" / "pipe")
    found = hashed(tmp_path / "in", tmp_path / "gone")
    assert "symbolic link" in found["link"].error
    assert "symbolic link" in found["loop"].error
    assert "pipe" in found["pipe"].error
    assert "No such file" in found["gone"].error
    assert not any(one.md5 for one in found.values())


def test_sockets_devices_and_names_of_any_kind_are_a_result_each(tmp_path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
        names = ["new\nline", "odd\udcff", "\u2028"]
        for name in names:
            (tmp_path / name).write_text("x")
        found = hashed(tmp_path, Path("/dev/zero"))
    assert sorted(found) == sorted([*names, "socket", "zero"])
    assert all(found[name].md5 for name in names)
    assert "socket" in found["socket"].error
    assert "device" in found["zero"].error


@pytest.mark.parametrize("side", [16_000, 60_000])
def test_a_header_that_lies_about_the_size_costs_its_file_alone(folder, side):
    (folder / "lying.png").write_bytes(png_that_says(side))
    (folder / "lying.jpg").write_bytes(jpeg_that_says(side))
    found = hashed(folder, wants=Wants(scaled=True), limits=Limits(memory=2**29), workers=1)
    assert found["lying.png"].error
    assert found["lying.jpg"].error
    assert found["lying.jpg"].md5
    assert found["g.gif"].pdq


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "TIFF"])
def test_a_picture_that_unpacks_to_36_megapixels_is_stopped_by_either_limit(folder, form):
    (folder / "bomb").write_bytes(encoded(np.zeros((6000, 6000), np.uint8), form, **BOMBS.get(form, {})))
    assert (folder / "bomb").stat().st_size < 1_000_000
    found = hashed(folder, limits=Limits(pixels=10_000_000), workers=1)
    assert "6,000 x 6,000 pixels, more than the 10,000,000" in found["bomb"].error
    found = hashed(folder, limits=Limits(memory=32 * 2**20), workers=1)
    assert found["bomb"].error
    assert found["g.gif"].pdq


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_of_an_animation_of_hundreds_of_frames_the_first_counts(tmp_path, form):
    whole = picture(11)
    first, *others = (Image.fromarray(whole[place : place + 16, :16]) for place in range(300))
    first.save(tmp_path / "long", form, save_all=True, append_images=others, **LOSSLESS.get(form, {}))
    one = hashed(tmp_path, limits=Limits(picture_seconds=5), workers=1)["long"]
    first.save(tmp_path / "short", form, **LOSSLESS.get(form, {}))
    assert one.pdq == hashed(tmp_path / "short")["short"].pdq
    assert one.error is None


def test_a_video_whose_header_says_that_it_never_ends_gives_the_frames_that_are_there(tmp_path):
    data = bytearray(write_video(tmp_path / "film", "mp4", "libx264", moving(12)).read_bytes())
    for box, place in ((b"mvhd", 20), (b"tkhd", 24), (b"mdhd", 20)):
        begin = data.index(box) + place
        data[begin : begin + 4] = b"\x7f\xff\xff\xff"
    begin = data.index(b"stts") + 12
    data[begin : begin + 4] = (10**9).to_bytes(4, "big")
    (tmp_path / "film").write_bytes(data)
    one = hashed(tmp_path, wants=Wants(frames=Frames.EVERY_SECOND))["film"]
    assert len(one.frames) <= 12
    assert one.md5


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_reported(tmp_path):
    (tmp_path / "locked").write_text("x")
    (tmp_path / "locked").chmod(0)
    assert "Permission denied" in hashed(tmp_path)["locked"].error


def test_a_file_that_is_written_meanwhile_has_no_digests(tmp_path):
    path = tmp_path / "growing"
    path.write_bytes(bytes(100_000_000))
    ended = threading.Event()

    def write() -> None:
        with path.open("ab") as file:
            while not ended.wait(0.002):
                file.write(b"x")
                file.flush()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        one = hashed(path)["growing"]
    finally:
        ended.set()
        thread.join()
    assert one.md5 is one.sha256 is None
    assert "written while it was read" in one.error


def test_a_file_that_is_cut_short_meanwhile_has_no_digests(tmp_path):
    path = tmp_path / "shrinking"
    path.write_bytes(bytes(400_000_000))
    with path.open("r+b") as file:
        thread = threading.Timer(0.05, file.truncate, [1000])
        files = hash_files([str(tmp_path / "first"), str(path)], workers=1)
        assert "No such file" in next(files).error  # the process is there: the next file is read at once
        thread.start()
        one = next(files)
        thread.join()
    assert one.md5 is one.sha256 is None
    assert "written while it was read" in one.error


def test_a_decoder_that_takes_too_much_processor_time_costs_its_file_alone(folder):
    (folder / "bomb.jpg").write_bytes(slow_jpeg(10_000))
    found = hashed(folder, limits=Limits(picture_seconds=1), workers=1)
    bomb = found["bomb.jpg"]
    assert bomb.error in {  # the second where a busy machine gave it less than a third of a processor
        "Its decoder took more than the 1 s of processor time that may be.",
        "Its decoder did not end within 3 s.",
    }
    assert bomb.sha256 == hashlib.sha256((folder / "bomb.jpg").read_bytes()).hexdigest()
    assert (bomb.type, bomb.pdq) == ("image/jpeg", None)
    assert found["a.txt"].pdq
    assert found["g.gif"].pdq
    assert len(found) == 8


@pytest.mark.parametrize(
    ("number", "seconds", "said"),
    [
        (signal.SIGSEGV, 30, "crashed (SIGSEGV)"),
        (signal.SIGKILL, 30, "want of memory"),
        (signal.SIGSTOP, 1, "did not end within 3 s"),
    ],
)
def test_a_decoder_that_dies_or_hangs_costs_its_file_alone(folder, number, seconds, said):
    (folder / "ab.jpg").write_bytes(slow_jpeg(60_000))
    before = children()
    files = hash_files(find_files([str(folder)]), limits=Limits(picture_seconds=seconds), workers=1)
    found = [next(files)]  # the child works now, and its next file keeps it busy
    thread = signal_later(number, 0.3, before)
    found += files
    thread.join()
    errors = {Path(one.path).name: one.error for one in found}
    assert said in errors.pop("ab.jpg")
    assert errors["a.txt"] is errors["b.jpg"] is errors["g.gif"] is None
    assert len(errors) == 7


def test_a_picture_that_needs_more_memory_than_may_be_is_reported(folder):
    (folder / "huge.png").write_bytes(encoded(picture(0).repeat(5, 0).repeat(5, 1) // 64 * 64, "PNG"))
    found = hashed(folder, limits=Limits(memory=48 * 2**20), workers=1)
    assert "bytes of memory that may be" in found["huge.png"].error
    assert found["huge.png"].md5
    assert found["g.gif"].pdq


def test_a_picture_of_more_pixels_than_may_be_is_reported(folder):
    found = hashed(folder, limits=Limits(pixels=200_000))
    assert "333" not in (found["b.jpg"].error or "")
    found = hashed(folder, limits=Limits(pixels=100_000))
    assert "500 x 333 pixels, more than the 100,000 that may be" in found["b.jpg"].error


def test_no_process_is_left_when_the_rest_is_not_wanted(folder):
    before = children()
    files = hash_files(find_files([str(folder)]), workers=2)
    next(files)
    files.close()
    assert children() == before


def test_without_the_video_extra_videos_say_so_and_all_else_goes_on(folder, tmp_path_factory, monkeypatch):
    bare = tmp_path_factory.mktemp("bare")
    (bare / "av.py").write_text("raise ImportError")
    write_video(folder / "film", "mp4", "libx264", moving(7))
    monkeypatch.syspath_prepend(bare)
    found = hashed(folder, wants=Wants(frames=Frames.EVERY_SECOND), workers=1)
    film = found["film"]
    assert "pip install nigehban[video]" in film.error
    assert (film.type, film.frames, bool(film.sha256)) == ("video/mp4", None, True)
    assert found["b.jpg"].pdq
    assert hashed(folder, workers=1)["film"].error is None
