"""Sources: every file is handed on or named with the reason, in the same order each time, in bounded time."""

from __future__ import annotations

import gc
import hashlib
import io
import multiprocessing
import os
import pickle
import socket
import stat
import time
import zipfile
from pathlib import Path

import pytest

from nigehban.formats import Damaged, NotAReferral, Refused, TooLarge, Unsafe, sources
from nigehban.formats.sources import Digests, Quarantined, Source, digest, find_sources, load, look_inside, quarantine
from tests.formats.tables.test_xlsx_cells import workbook
from tests.formats.test_archives import patched, zipped

JPEG = b"\xff\xd8\xff\xe0" + bytes(100)


def found(*paths: Path) -> dict[str, Source | Quarantined]:
    """What is found, by the last part of its path."""
    listed = list(find_sources(paths))
    names = {item.path.rpartition("/")[2]: item for item in listed}
    assert len(names) == len(listed)
    return names


def reasons(*paths: Path) -> dict[str, str]:
    return {name: item.reason for name, item in found(*paths).items() if isinstance(item, Quarantined)}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_single_file_is_one_source(tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(b"{}")
    (source,) = find_sources([path])
    assert source == Source(str(path), path, None, 2)
    assert source.read() == b"{}"


def test_a_folder_is_walked_to_the_bottom_in_the_order_of_names(tmp_path):
    for name in ("b/2.json", "b/1.json", "a/x/y/z.json", "c.json", "B.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")
    paths = [item.path.removeprefix(f"{tmp_path}/") for item in find_sources([tmp_path])]
    assert paths == ["B.json", "a/x/y/z.json", "b/1.json", "b/2.json", "c.json"]
    assert paths == [item.path.removeprefix(f"{tmp_path}/") for item in find_sources([tmp_path])]


def test_a_zip_shows_its_members_as_sources(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"dir/b.json": b"{}", "dir/c.jpg": JPEG}))
    first, second = find_sources([path])
    assert (first.path, first.member, first.size) == (f"{path}!/dir/b.json", "dir/b.json", 2)
    assert first.read() == b"{}"
    assert load(second).sha256 == sha256(JPEG)


def test_a_zip_is_known_by_its_content(tmp_path):
    (tmp_path / "bundle.dat").write_bytes(zipped({"b.json": b"{}"}))
    assert list(found(tmp_path)) == ["b.json"]


def test_a_zip_that_is_called_json_is_looked_into_when_asked(tmp_path):
    path = tmp_path / "bundle.json"
    path.write_bytes(zipped({"b.json": b"{}"}))
    (source,) = find_sources([path])
    (member,) = look_inside(source)
    assert member.read() == b"{}"
    assert list(look_inside(member)) == [member]


@pytest.mark.parametrize("name", ["inner.json", "INNER.XML", "inner"])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_zip_in_a_zip_is_known_by_its_content_whatever_its_name(tmp_path, name, method):
    (tmp_path / "a.zip").write_bytes(zipped({name: zipped({"b.json": b"[1]"}), "c.json": b"{}"}, method))
    first, second = sorted(find_sources([tmp_path]), key=lambda source: len(source.path), reverse=True)
    assert first.path.endswith(f"a.zip!/{name}!/b.json")
    assert (first.read(), second.read()) == (b"[1]", b"{}")


def test_zips_in_a_zip_that_are_called_json_keep_the_limits_of_all_zips(tmp_path):
    inner = zipped({"bomb.bin": bytes(30_000_000)})
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.json": inner for number in range(40)}))
    (tmp_path / "b.zip").write_bytes(zipped({"1.json": zipped({"2.xml": zipped({"3.json": b"{}"})})}))
    items = list(find_sources([tmp_path]))
    assert any("bomb" in item.reason for item in items if isinstance(item, Quarantined))
    assert any("ZIP in a ZIP in a ZIP" in item.reason for item in items if isinstance(item, Quarantined))
    assert sum(item.size for item in items if isinstance(item, Source)) < 300_000_000


def test_a_workbook_is_one_document_on_disk_and_in_a_zip(tmp_path):
    book = workbook([["a"]])
    (tmp_path / "list.xlsx").write_bytes(book)
    (tmp_path / "outer.zip").write_bytes(zipped({"inner.xlsx": book}))
    items = found(tmp_path)
    assert set(items) == {"list.xlsx", "inner.xlsx"}
    assert all(load(item) == book for item in items.values())


def test_a_workbook_whose_parts_stand_in_another_order_is_still_one_document(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr("zzz.txt", "first")
        for name in old.namelist():
            new.writestr(name, old.read(name))
    (tmp_path / "list.xlsx").write_bytes(stream.getvalue())
    assert list(found(tmp_path)) == ["list.xlsx"]


def test_links_are_named_and_never_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.json").write_bytes(b"{}")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "file").symlink_to(outside / "secret.json")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "nowhere").symlink_to("/no/such/place")
    assert set(found(inside)) == {"file", "folder", "loop", "nowhere"}
    assert all("link" in reason for reason in reasons(inside).values())
    assert len(reasons(inside)) == 4


def test_a_file_replaced_by_a_link_after_it_was_listed_is_not_followed(tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(b"{}")
    (source,) = find_sources([path])
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(Refused):
        source.read()


def test_pipes_and_sockets_are_named_and_do_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "sock"))
        assert set(reasons(tmp_path)) == {"pipe", "sock"}
    with pytest.raises(Unsafe, match="pipe"):
        Source("pipe", tmp_path / "pipe", None, 5).read()


def test_an_empty_file_is_quarantined_with_its_digest(tmp_path):
    (tmp_path / "empty.json").touch()
    (tmp_path / "a.zip").write_bytes(zipped({"none.json": b""}))
    for item in found(tmp_path).values():
        assert item.sha256 == sha256(b"")
        assert "empty" in item.reason


def test_a_zip_without_files_is_quarantined(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({}))
    assert "no files" in reasons(tmp_path)["a.zip"]


def test_what_is_not_there_is_named(tmp_path):
    assert "cannot be read" in reasons(tmp_path / "gone")["gone"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_what_may_not_be_opened_is_named(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    assert "cannot be opened" in reasons(tmp_path)["closed"]


def test_a_file_that_vanished_is_refused_with_its_name(tmp_path):
    with pytest.raises(Damaged, match="gone"):
        Source("gone", tmp_path / "gone.json", None, 2).read()


@pytest.mark.parametrize("name", ["../../evil.json", "/abs.json", "C:\\x.json", "..\\evil.json"])
def test_members_that_lead_out_of_the_zip_are_quarantined_with_their_digest(tmp_path, name):
    (tmp_path / "a.zip").write_bytes(zipped({name: b"{}", "good.json": b"[]"}))
    bad, good = sorted(find_sources([tmp_path]), key=lambda item: isinstance(item, Source))
    assert (bad.sha256, good.read()) == (sha256(b"{}"), b"[]")
    assert "leads out" in bad.reason


def test_a_link_in_a_zip_is_quarantined(tmp_path):
    link = zipfile.ZipInfo("link.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/hostname")
    assert "link" in reasons(tmp_path)["link.json"]


def test_a_locked_member_is_quarantined_without_a_digest(tmp_path):
    locked = patched(zipped({"a.json": b"{}"}), b"PK\x01\x02", 8, b"\x01\x00")
    (tmp_path / "a.zip").write_bytes(locked)
    item = found(tmp_path)["a.json"]
    assert item.sha256 is None
    assert "password" in item.reason


def test_a_bomb_in_a_zip_is_quarantined_and_its_neighbour_read(tmp_path):
    filler = os.urandom(2_000_000)
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.json": bytes(60_000_000), "good.json": b"[]", "x.bin": filler}))
    items = found(tmp_path)
    assert "bomb" in items["bomb.json"].reason
    assert items["good.json"].read() == b"[]"


def test_a_zip_that_is_nothing_but_a_bomb_is_quarantined_as_a_whole(tmp_path):
    data = zipped({"bomb.json": bytes(60_000_000)})
    (tmp_path / "a.zip").write_bytes(data)
    item = found(tmp_path)["a.zip"]
    assert (item.sha256, "bomb" in item.reason) == (sha256(data), True)


def test_a_zip_in_a_zip_is_read_and_one_deeper_is_quarantined(tmp_path):
    third = zipped({"deep.json": b"{}"})
    second = zipped({"b.json": b"[1]", "third.zip": third})
    (tmp_path / "first.zip").write_bytes(zipped({"second.zip": second, "a.json": b"{}"}))
    items = found(tmp_path)
    assert set(items) == {"a.json", "b.json", "third.zip"}
    assert items["b.json"].path.endswith("first.zip!/second.zip!/b.json")
    assert items["b.json"].read() == b"[1]"
    assert items["third.zip"].sha256 == sha256(third)
    assert "ZIP in a ZIP in a ZIP" in items["third.zip"].reason


def test_nested_zips_that_together_unpack_to_far_too_much_are_stopped(tmp_path):
    inner = zipped({"bomb.bin": bytes(30_000_000)})
    middle = {f"{number}.zip": inner for number in range(40)}
    (tmp_path / "a.zip").write_bytes(zipped(middle))
    items = list(find_sources([tmp_path]))
    assert any(isinstance(item, Quarantined) and "bomb" in item.reason for item in items)
    assert sum(item.size for item in items if isinstance(item, Source)) < 300_000_000


def test_a_zip_cut_short_is_quarantined_as_a_whole(tmp_path):
    data = zipped({"a.json": b"{}"})[:-10]
    (tmp_path / "a.zip").write_bytes(data)
    assert found(tmp_path)["a.zip"].sha256 == sha256(data)


def test_of_two_members_with_one_name_the_second_is_quarantined(tmp_path):
    data = zipped({"a.json": b"[1]", "b.json": b"[2]"})
    (tmp_path / "a.zip").write_bytes(data.replace(b"b.json", b"a.json"))
    first, second = find_sources([tmp_path])
    assert first.read() == b"[1]"
    assert second.sha256 == sha256(b"[2]")


def test_more_members_than_the_limit_stop_the_zip(tmp_path, monkeypatch):
    monkeypatch.setattr(sources.archives, "MAX_MEMBERS", 3)
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.json": b"{}" for number in range(5)}))
    assert "members" in reasons(tmp_path)["a.zip"]


def test_attachments_are_digested_and_documents_are_read(tmp_path):
    (tmp_path / "1.json").write_bytes(JPEG)
    (tmp_path / "2.jpg").write_bytes(b"{}")
    picture, document = (load(source) for source in find_sources([tmp_path]))
    assert picture == Digests(sha256(JPEG), hashlib.md5(JPEG, usedforsecurity=False).hexdigest(), len(JPEG))
    assert document == b"{}"


def test_an_archive_of_another_make_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    (source,) = find_sources([tmp_path])
    with pytest.raises(NotAReferral, match="Unpack it"):
        load(source)
    assert quarantine(source, NotAReferral("reason")).sha256 == digest(source).sha256


def test_a_document_beyond_the_limit_is_refused_but_an_attachment_is_digested(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_DOCUMENT_BYTES", 1000)
    (tmp_path / "a.json").write_bytes(b"[" + b" " * 1000 + b"]")
    (tmp_path / "b.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(5000))
    large, film = find_sources([tmp_path])
    with pytest.raises(TooLarge, match="1,000"):
        load(large)
    assert load(film).size == 5012


def test_a_file_that_grows_beyond_the_limit_after_it_was_listed_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_bytes(b"[]")
    (source,) = find_sources([path])
    monkeypatch.setattr(sources, "MAX_DOCUMENT_BYTES", 1000)
    path.write_bytes(bytes(2000))
    with pytest.raises(TooLarge):
        source.read()


def test_a_zip_changed_after_it_was_listed_is_opened_anew(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.json": b"[1]", "b.json": b"{}"}))
    first, second = find_sources([path])
    path.write_bytes(zipped({"a.json": b"[22]"}))
    assert first.read() == b"[22]"
    with pytest.raises(Damaged, match="changed"):
        second.read()


def test_names_are_shown_without_what_could_deceive(tmp_path):
    (tmp_path / "a\u202egnp.json").write_bytes(b"{}")
    path = os.fsencode(tmp_path) + b"/\xff\n.json"
    with open(path, "wb") as file:  # noqa: PTH123 - the name is no text
        file.write(b"[]")
    items = found(tmp_path)
    assert set(items) == {"a\\u202egnp.json", "\\xff\\n.json"}
    assert items["\\xff\\n.json"].read() == b"[]"


def test_a_source_travels_to_another_process(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"inner.zip": zipped({f"{number}.json": b"%d" % number * 1000 for number in range(50)})}))
    listed = list(find_sources([path]))
    assert pickle.loads(pickle.dumps(listed)) == listed  # noqa: S301 - our own bytes
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(Source.read, listed[:2]) == [source.read() for source in listed[:2]]


def test_no_file_stays_open_after_the_sources_are_gone(tmp_path):
    for number in range(20):
        (tmp_path / f"{number}.zip").write_bytes(zipped({"a.json": b"{}"}))
    for source in find_sources([tmp_path]):
        source.read()
    gc.collect()
    opened = [link.name for link in Path("/proc/self/fd").iterdir() if str(tmp_path) in os.path.realpath(link)]
    assert len(opened) <= 2


@pytest.mark.volume
def test_listing_many_files_opens_no_json_and_takes_linear_time(tmp_path, monkeypatch):
    for number in range(3000):
        (tmp_path / f"{number}.json").write_bytes(b"junk")

    def refuse(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(sources, "_open", refuse)
    began = time.process_time()
    assert sum(1 for _ in find_sources([tmp_path])) == 3000
    assert time.process_time() - began < 2


@pytest.mark.volume
def test_a_zip_of_many_small_documents_is_listed_at_the_cost_of_its_list(tmp_path):
    """100,000 take 0.9 seconds of a processor: 0.7 for the list itself, the rest to see how each member begins."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{number}.json": b'{"reportId": %d}' % number for number in range(20_000)}))
    began = time.process_time()
    with zipfile.ZipFile(path) as archive:
        assert len(archive.infolist()) == 20_000
    alone = time.process_time() - began
    assert sum(1 for _ in find_sources([path])) == 20_000
    assert time.process_time() - began - alone < 8 * max(alone, 0.05)


@pytest.mark.volume
def test_reading_a_zip_of_many_members_takes_linear_time(tmp_path):
    def seconds(count: int) -> float:
        path = tmp_path / f"{count}.zip"
        path.write_bytes(zipped({f"{number}.json": b"{}" for number in range(count)}))
        began = time.process_time()
        for source in find_sources([path]):
            source.read()
        return time.process_time() - began

    seconds(100)
    assert seconds(4000) < 30 * max(seconds(400), 0.01)


def test_a_very_deep_folder_does_not_break_the_walk(tmp_path):
    deep = tmp_path
    for _ in range(150):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.json").write_bytes(b"{}")
    (source,) = find_sources([tmp_path])
    assert source.read() == b"{}"
