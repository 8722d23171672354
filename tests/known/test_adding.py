"""A delivery becomes a generation, or nothing: what came before is never copied and never changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nigehban.known import DamagedError, NoSetError, SignerError, Stated, add, load_or_make_key, open_current
from nigehban.records.known import Rejected

from .made import NOW, key, listed, md5, original, put


def test_each_delivery_is_one_generation_with_its_source(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a", name="hotline", authority="IWF", jurisdiction="GB", scheme="IWF")
    added = put(root, [{"md5": md5(2)}, {"md5": md5(3)}], "b", name="police")
    current = open_current(root)
    assert (added.generation.number, current.number, current.manifest.entries) == (2, 2, 3)
    first, second = current.sources
    assert (first.stated.authority, first.stated.jurisdiction, first.stated.scheme) == ("IWF", "GB", "IWF")
    assert (second.id, second.generation, second.first, second.entries) == (2, 2, 1, 2)
    assert second.received_at == "2026-11-21T09:30:00Z"
    assert current.manifest.entries_by_source == {"hotline": 1, "police": 2}


def test_the_list_s_own_scheme_stands_where_nobody_stated_one(tmp_path: Path) -> None:
    added = put(tmp_path / "set", [{"md5": md5(1)}], "a")
    assert (added.source.stated.scheme, added.source.stated.scheme_version) == ("VICS", "2.0")


def test_the_same_file_from_the_same_source_adds_nothing(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    again = put(root, [{"md5": md5(1)}], "a")
    assert again.repeats
    assert (open_current(root).number, again.source.id) == (1, 1)
    assert not put(root, [{"md5": md5(1)}], "a", name="another list").repeats


def test_earlier_segments_are_named_and_not_copied(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    before = open_current(root)
    put(root, [{"md5": md5(2)}], "b")
    after = open_current(root)
    assert [record.folder for record in after.manifest.segments] == [
        "generations/000001/segment",
        "generations/000002/segment",
    ]
    assert not list((root / "generations/000002").rglob("generations"))
    assert after.manifest.parent.manifest == before.digest  # type: ignore[union-attr]


def test_a_reader_of_the_old_generation_goes_on_while_another_is_published(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1), "entry_id": "1"}], "a")
    old = open_current(root)
    put(root, [{"entry_id": "1", "withdrawn": True}], "b")
    assert [batch.num_rows for _, batch in old.entries()] == [1]
    assert list(open_current(root).entries()) == []


def test_rejected_rows_are_kept_with_line_and_reason(tmp_path: Path) -> None:
    root = tmp_path / "set"
    rejected = [
        Rejected(3, "no hash that is one", "x\ud800", entry=2),
        Rejected(9, "no number", "1a", kept=True),
    ]
    done = add(root, listed([], rejected=rejected), Stated("l"), original("a"), key=key(tmp_path), now=NOW)
    lines = [json.loads(line) for line in (done.generation.folder / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert [(line["line"], line["reason"]) for line in lines] == [(3, "no hash that is one"), (9, "no number")]
    assert done.source.rejected == 2


def test_a_list_that_breaks_off_publishes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    broken = listed([{"md5": md5(2)}])
    broken.portions = _breaking(broken.portions)
    with pytest.raises(EOFError):
        add(root, broken, Stated("list"), original("b"), key=key(tmp_path), now=NOW)
    assert open_current(root).number == 1
    assert [path.name for path in (root / "generations").iterdir()] == ["000001"]


def test_an_original_that_changed_while_it_was_read_publishes_nothing(tmp_path: Path) -> None:
    def changed() -> None:
        raise EOFError

    with pytest.raises(EOFError):
        add(
            tmp_path / "set",
            listed([{"md5": md5(1)}]),
            Stated("list"),
            original("a"),
            key=key(tmp_path),
            now=NOW,
            unchanged=changed,
        )
    with pytest.raises(NoSetError):
        open_current(tmp_path / "set")
    assert put(tmp_path / "set", [{"md5": md5(1)}], "a").generation.number == 1


def test_another_key_than_the_set_s_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    other = load_or_make_key(tmp_path / "other.pem")
    with pytest.raises(SignerError, match="Use the key of the set"):
        add(root, listed([]), Stated("list"), original("b"), key=other, now=NOW)


@pytest.mark.parametrize("content", ["a file", "a folder"])
def test_what_is_no_set_is_not_written_into(tmp_path: Path, content: str) -> None:
    root = tmp_path / "mine"
    if content == "a file":
        root.write_text("letters")
    else:
        root.mkdir()
        (root / "letter.txt").write_text("dear")
    with pytest.raises(NoSetError):
        put(root, [], "a")


def test_a_set_with_a_file_cut_short_is_not_opened(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    keys = root / "generations/000001/segment/md5.keys"
    keys.write_bytes(keys.read_bytes()[:-1])
    with pytest.raises(DamagedError, match=r"md5\.keys"):
        open_current(root)


def _breaking(portions):
    yield next(portions)
    raise EOFError
