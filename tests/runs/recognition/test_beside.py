"""Files that lie beside documents: hashed, looked up, and given to the referral that they belong to, or to nobody."""

from __future__ import annotations

import hashlib
import io
import os
from hashlib import md5, sha1, sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from PIL import Image

from nigehban.media import hash_contents
from tests.formats import samples
from tests.media.made import encoded
from tests.media.pictures import picture
from tests.runs.made import report, rows, write
from tests.runs.recognition.made import MD5, asked, known, reasons, sent

PICTURE = picture(10)
JPEG = encoded(PICTURE, "JPEG", quality=90)
COPY = encoded(PICTURE, "JPEG", quality=40)
OTHER = encoded(picture(11), "JPEG", quality=90)


def pdq(data: bytes) -> str:
    (hashed,) = hash_contents([("picture", data)], workers=1)
    assert hashed.pdq is not None
    assert hashed.pdq_quality is not None
    assert hashed.pdq_quality >= 50
    return hashed.pdq


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    """A set that has the picture by its PDQ hash."""
    return known(tmp_path_factory.mktemp("sets") / "pictures", {"pdq": pdq(JPEG), "category": "A"})


def delivery(folder: Path, *documents: samples.Json, **files: bytes) -> Path:
    """Reports and JPEG files in one folder."""
    write(folder, **{f"r{number}": document for number, document in enumerate(documents)})
    for stem, data in files.items():
        (folder / f"{stem}.jpg").write_bytes(data)
    return folder


def test_a_copy_of_a_known_picture_beside_a_report_is_found_by_pdq(tmp_path, pictures):
    folder = delivery(tmp_path / "in", report(1), copy=COPY)
    summary = asked([folder], tmp_path / "out", pictures)
    reason = reasons(tmp_path / "out", "NCMEC:1")["known_material"]
    assert "set pictures, generation 1" in reason["text"]
    assert reason["text"].endswith(f"; the file beside: {folder / 'copy.jpg'}")
    assert reason["referral"] == "NCMEC:1"
    assert (summary.known_files, summary.media) == (1, 1)
    (row,) = rows(tmp_path / "out", "known")
    assert (row["referral"], row["path"], row["algorithm"]) == ("NCMEC:1", str(folder / "copy.jpg"), "pdq")
    (media,) = rows(tmp_path / "out", "media")
    assert (media["md5"], media["sha1"], media["sha256"]) == tuple(
        algorithm(COPY).hexdigest() for algorithm in (md5, sha1, sha256)
    )


def test_a_known_picture_that_was_mirrored_or_turned_is_found(tmp_path, pictures):
    for name, turned in (("mirrored", PICTURE[:, ::-1]), ("turned", np.rot90(PICTURE))):
        folder = delivery(tmp_path / name, report(1), copy=encoded(np.ascontiguousarray(turned), "JPEG", quality=80))
        asked([folder], tmp_path / "out" / name, pictures)
        assert "known_material" in reasons(tmp_path / "out" / name, "NCMEC:1"), name


def test_a_file_beside_is_that_of_the_report_that_states_its_hash(tmp_path, pictures):
    stated = sent(1, md5(COPY, usedforsecurity=False).hexdigest())
    delivery(tmp_path / "in", stated, sent(2, MD5[0]))
    delivery(tmp_path / "elsewhere", copy=COPY)
    asked([tmp_path / "in", tmp_path / "elsewhere"], tmp_path / "out", pictures)
    found = reasons(tmp_path / "out", "NCMEC:1")
    assert found["known_material"]["pointer"].endswith("/uploadedFiles/0/verificationHash")
    assert {"all_files_known"} <= found.keys()
    assert not {"unseen_files", "in_no_set"} & found.keys()
    assert "known_material" not in reasons(tmp_path / "out", "NCMEC:2")


def test_a_file_beside_is_that_of_the_report_that_names_it(tmp_path, pictures):
    delivery(tmp_path / "in", sent(1, None), sent(2, None), **{"2-1": COPY})
    asked([tmp_path / "in"], tmp_path / "out", pictures)
    assert "known_material" not in reasons(tmp_path / "out", "NCMEC:1")
    found = reasons(tmp_path / "out", "NCMEC:2")
    assert {"known_material", "all_files_known"} <= found.keys()


def test_a_file_that_may_be_of_several_reports_raises_none_and_is_listed(tmp_path, pictures):
    folder = delivery(tmp_path / "in", report(1), report(2), copy=COPY)
    asked([folder], tmp_path / "out", pictures)
    for number in (1, 2):
        assert "known_material" not in reasons(tmp_path / "out", f"NCMEC:{number}")
    (row,) = rows(tmp_path / "out", "known")
    assert (row["referral"], row["path"], row["category"]) == (None, str(folder / "copy.jpg"), "A")


def test_the_files_of_each_folder_are_those_of_its_report(tmp_path, pictures):
    delivery(tmp_path / "in" / "one" / "documents", report(1))
    delivery(tmp_path / "in" / "one" / "files", a=OTHER)
    delivery(tmp_path / "in" / "two", report(2), b=COPY)
    asked([tmp_path / "in"], tmp_path / "out", pictures)
    assert "known_material" not in reasons(tmp_path / "out", "NCMEC:1")
    assert "in_no_set" in reasons(tmp_path / "out", "NCMEC:1")
    assert "known_material" in reasons(tmp_path / "out", "NCMEC:2")


def test_a_picture_in_a_zip_is_found_without_being_unpacked(tmp_path, pictures):
    with ZipFile(tmp_path / "bundle.zip", "w") as bundle:
        bundle.writestr("report.json", samples.encode(report(1)))
        bundle.writestr("files/copy.jpg", COPY)
    asked([tmp_path / "bundle.zip"], tmp_path / "out", pictures)
    assert reasons(tmp_path / "out", "NCMEC:1")["known_material"]["text"].endswith("bundle.zip!/files/copy.jpg")
    left = [path.suffix for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert ".jpg" not in left


def test_a_video_is_looked_up_by_its_digests(tmp_path):
    video = b"\0\0\0\x18ftypmp42" + bytes(100)
    place = known(tmp_path / "set", {"sha1": sha1(video, usedforsecurity=False).hexdigest(), "category": "B"})
    folder = delivery(tmp_path / "in", report(1))
    (folder / "a.mp4").write_bytes(video)
    asked([folder], tmp_path / "out", place)
    assert "same SHA1" in reasons(tmp_path / "out", "NCMEC:1")["known_material"]["text"]


def test_a_picture_that_cannot_be_decoded_is_still_looked_up_and_says_why(tmp_path):
    broken = JPEG[: len(JPEG) // 2]
    place = known(tmp_path / "set", {"md5": md5(broken, usedforsecurity=False).hexdigest(), "category": "A"})
    asked([delivery(tmp_path / "in", report(1), broken=broken)], tmp_path / "out", place)
    assert "known_material" in reasons(tmp_path / "out", "NCMEC:1")
    (media,) = rows(tmp_path / "out", "media")
    assert media["pdq"] is None
    assert media["error"]


def test_a_picture_that_says_too_little_is_near_to_nothing(tmp_path):
    file = io.BytesIO()
    Image.new("RGB", (300, 300), (200, 200, 200)).save(file, "PNG")
    (plain,) = hash_contents([("plain", file.getvalue())], workers=1)
    assert plain.pdq is not None
    near = f"{int(plain.pdq, 16) ^ 1:064x}"
    place = known(tmp_path / "set", {"pdq": near, "category": "A"})
    folder = write(tmp_path / "in", a=report(1))
    (folder / "plain.png").write_bytes(file.getvalue())
    asked([folder], tmp_path / "out", place)
    assert "known_material" not in reasons(tmp_path / "out", "NCMEC:1")


def test_what_was_hashed_once_is_not_hashed_again(tmp_path, pictures):
    folder = delivery(tmp_path / "in", report(1), copy=COPY)
    asked([folder], tmp_path / "out", pictures)
    units = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "units").rglob("media.arrow")}
    assert len(units) == 1
    asked([folder], tmp_path / "out", pictures)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "units").rglob("media.arrow")} == units


def test_a_file_that_changed_after_it_was_read_has_no_hashes(tmp_path, pictures):
    folder = delivery(tmp_path / "in", report(1), copy=COPY)
    asked([folder], tmp_path / "out", pictures)
    (unit,) = (tmp_path / "out" / "units").rglob("media.arrow")
    unit.unlink()
    unit.parent.rmdir()
    changed = folder / "copy.jpg"
    times = changed.stat()
    changed.write_bytes(COPY[:-1] + b"\0")
    os.utime(changed, ns=(times.st_atime_ns, times.st_mtime_ns))  # so that the reading unit is taken for fresh
    asked([folder], tmp_path / "out", pictures)
    (media,) = rows(tmp_path / "out", "media")
    assert (media["md5"], media["error"]) == (None, "It was changed after it was taken in.")


def test_a_file_of_which_one_hash_is_harmless_and_another_abusive_is_abusive(tmp_path):
    digests = {name: getattr(hashlib, name)(COPY, usedforsecurity=False).hexdigest() for name in ("md5", "sha1")}
    harmless = known(tmp_path / "nsrl", {"md5": digests["md5"]}, name="RDS", scheme="NSRL")
    abusive = known(tmp_path / "set", {"sha1": digests["sha1"], "category": "A"})
    asked([delivery(tmp_path / "in", report(1), copy=COPY)], tmp_path / "out", harmless, abusive)
    found = reasons(tmp_path / "out", "NCMEC:1")
    assert "known_material" in found
    assert "harmless_files" not in found
