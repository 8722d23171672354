"""Files under paths: all of them, once, in an order of their names."""

from __future__ import annotations

from nigehban.media import find_files


def test_files_come_by_name_folder_by_folder(tmp_path):
    for name in ("b/2", "b/1", "a", "c/d/e", "B"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.removeprefix(f"{tmp_path}/") for path in find_files([str(tmp_path)])]
    assert found == ["B", "a", "b/1", "b/2", "c/d/e"]


def test_paths_come_as_they_are_given_and_links_are_not_followed(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("x")
    (tmp_path / "link").symlink_to("folder")
    given = [str(tmp_path / name) for name in ("link", "gone", "folder")]
    assert list(find_files(given)) == [given[0], given[1], f"{given[2]}/file"]


def test_names_that_are_no_text_are_kept(tmp_path):
    (tmp_path / "odd\udcff").write_text("x")
    assert list(find_files([str(tmp_path)])) == [str(tmp_path / "odd\udcff")]
