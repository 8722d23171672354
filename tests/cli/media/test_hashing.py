"""``nigehban media hash``: a line for each file, whatever is wrong with it."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

from nigehban.media.pdq import pdq
from tests.cli.made import nigehban, refused
from tests.media.made import encoded, moving, write_video
from tests.media.pictures import picture


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "picture").write_bytes(encoded(picture(11), "PNG"))
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "odd\x1b[2J\udcff").write_text("text")
    (tmp_path / "link").symlink_to("picture")
    return tmp_path


def test_json_is_a_line_for_each_file_in_the_order_of_names(folder):
    done = nigehban("media", "hash", folder, "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["path"].rpartition("/")[2] for line in lines] == ["empty.jpg", "link", "odd\x1b[2J\\udcff", "picture"]
    assert list(lines[0]) == [
        *(
            "path",
            "size",
            "type",
            "md5",
            "sha1",
            "sha256",
            "pdq",
            "pdq_quality",
            "producer",
            "width",
            "height",
            "error",
        ),
    ]
    data, expected = (folder / "picture").read_bytes(), pdq(picture(11))
    assert lines[3] == {
        "path": str(folder / "picture"),
        "size": len(data),
        "type": "image/png",
        **{name: hashlib.new(name, data).hexdigest() for name in ("md5", "sha1", "sha256")},
        "pdq": expected.hex,
        "pdq_quality": expected.quality,
        "producer": "pdq",
        "width": 500,
        "height": 333,
        "error": None,
    }
    assert (lines[0]["size"], lines[0]["error"]) == (0, "The file is empty.")
    assert "symbolic link" in lines[1]["error"]
    assert done.stderr.splitlines()[-1] == "4 files, 2 of them with an error."


def test_the_table_shows_each_file_and_sends_nothing_to_the_terminal(folder):
    done = nigehban("media", "hash", folder)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert done.stdout.splitlines()[0].split() == ["SIZE", "TYPE", "PIXELS", "QUALITY", "SHA256", "PATH"]
    assert "  error: The file is empty." in done.stdout.splitlines()
    assert "500 x 333" in done.stdout


def test_options_add_blake3_frames_and_the_scaled_way(tmp_path):
    write_video(tmp_path / "film", "webm", "libvpx", moving(7))
    (tmp_path / "photo").write_bytes(encoded(picture(0), "JPEG"))
    done = nigehban("media", "hash", tmp_path, "--json", "--blake3", "--scaled", "--frames", "every-second")
    film, photo = (json.loads(line) for line in done.stdout.splitlines())
    assert [frame["frame"] for frame in film["frames"]] == [0, 5]
    assert list(film["frames"][0]) == ["frame", "quality", "hex", "timestamp"]
    assert len(film["blake3"]) == 64
    assert (photo["producer"], photo["frames"]) == ("pdq-gray-1/8", None)


def test_a_path_that_is_not_there_is_refused_before_any_work(tmp_path):
    assert refused(nigehban("media", "hash", tmp_path / "gone")) == f"There is no {tmp_path / 'gone'}."


def test_blake3_that_is_not_installed_is_said_before_any_work(tmp_path):
    (tmp_path / "blake3.py").write_text("raise ImportError")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = nigehban("media", "hash", tmp_path, "--blake3", PYTHONPATH=path)
    assert "pip install nigehban[blake3]" in refused(done, 1)
