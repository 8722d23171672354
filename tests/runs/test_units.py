"""Units are published whole or not at all, and a killed run resumes."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nigehban.runs.units import Unit, UnitFailedError, name_of, run_units, trail

DRIVER = """
import sys
from pathlib import Path
from nigehban.runs.units import Unit, run_units
from tests.runs.test_units import slow_count

if __name__ == "__main__":
    units = [Unit(f"unit{n:02}", n) for n in range(12)]
    for unit, folder in run_units(units, slow_count, Path(sys.argv[1]), workers=2):
        print(unit.name, flush=True)
"""


def count(payload: object, folder: Path) -> None:
    (folder / "rows").write_text(f"{payload}")
    with (folder.parent / "log").open("a") as log:
        log.write(f"{payload}\n")


def slow_count(payload: object, folder: Path) -> None:
    (folder / "half").write_text("half")
    time.sleep(0.05)
    count(payload, folder)
    (folder / "half").unlink()


def fail_on_two(payload: object, folder: Path) -> None:
    if payload == 2:
        message = "no space left on the disk"
        raise OSError(message)
    count(payload, folder)


def die_of_bad_places(places: tuple[str, ...], folder: Path) -> None:
    with trail(folder) as at:
        for place in places:
            at(place)
            if place.startswith("bad"):
                os.kill(os.getpid(), signal.SIGKILL)
    (folder / "rows").write_text(" ".join(places))


def die_once(payload: object, folder: Path) -> None:
    died = folder.parent / f"died-{payload}"
    if not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    count(payload, folder)


def die_somewhere(_payload: object, _folder: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def without_place(places: tuple[str, ...], place: str) -> tuple[str, ...]:
    return tuple(one for one in places if one != place)


class TwoPartsError(Exception):
    """An error that does not survive a pipe: its two arguments are not what it hands to its base."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


def fail_unsendably(payload: object, _folder: Path) -> None:
    raise TwoPartsError(str(payload), "no room")


def test_every_unit_is_published_once_under_its_name(tmp_path):
    units = [Unit(name_of([str(n)]), n) for n in range(5)]
    folders = {unit.payload: folder for unit, folder in run_units(units, count, tmp_path, workers=1)}
    assert {n: (folder / "rows").read_text() for n, folder in folders.items()} == {n: str(n) for n in range(5)}
    assert not list(tmp_path.glob(".part-*"))


def test_a_second_run_repeats_nothing(tmp_path):
    units = [Unit(f"u{n}", n) for n in range(4)]
    list(run_units(units, count, tmp_path, workers=1))
    again = [unit.payload for unit, _ in run_units(units, count, tmp_path, workers=2)]
    assert again == [0, 1, 2, 3]
    assert sorted((tmp_path / "log").read_text().split()) == ["0", "1", "2", "3"]


def test_a_unit_that_fails_publishes_nothing_and_keeps_the_others(tmp_path):
    units = [Unit(f"u{n}", n) for n in range(3)]
    with pytest.raises(OSError, match="no space"):
        list(run_units(units, fail_on_two, tmp_path, workers=1))
    assert sorted(path.name for path in tmp_path.glob("u*")) == ["u0", "u1"]


def test_a_unit_that_fails_in_a_worker_says_why_and_where(tmp_path):
    units = [Unit(f"u{n}", n) for n in range(3)]
    with pytest.raises(OSError, match="no space") as failure:
        list(run_units(units, fail_on_two, tmp_path, workers=2))
    assert "fail_on_two" in "".join(failure.value.__notes__)
    with pytest.raises(RuntimeError, match="TwoPartsError: 7: no room"):
        list(run_units([Unit("u7", 7)], fail_unsendably, tmp_path, workers=2))


def test_a_worker_that_is_ended_once_costs_nothing(tmp_path):
    units = [Unit(f"u{n}", n) for n in range(5)]
    done = {unit.payload: folder for unit, folder in run_units(units, die_once, tmp_path, workers=2)}
    assert {n: (folder / "rows").read_text() for n, folder in done.items()} == {n: str(n) for n in range(5)}
    assert not list(tmp_path.glob(".part-*"))


def test_a_unit_goes_on_without_what_ends_its_worker_twice(tmp_path):
    payloads = [("a", "bad1", "b", "bad-and-long", "c"), ("d", "e"), ("bad",), ("f",)]
    units = [Unit(f"u{n}", places) for n, places in enumerate(payloads)]
    done = dict(run_units(units, die_of_bad_places, tmp_path, workers=2, without=without_place))
    assert sorted((unit.name, unit.payload, (folder / "rows").read_text()) for unit, folder in done.items()) == [
        ("u0", ("a", "b", "c"), "a b c"),
        ("u1", ("d", "e"), "d e"),
        ("u2", (), ""),
        ("u3", ("f",), "f"),
    ]
    assert {path.name for folder in done.values() for path in folder.iterdir()} == {"rows"}
    assert not list(tmp_path.glob(".part-*"))


@pytest.mark.parametrize("work", [die_somewhere, die_of_bad_places])
def test_a_unit_that_always_ends_its_worker_is_given_up_with_a_sentence(tmp_path, work):
    with pytest.raises(UnitFailedError, match="A worker ended 4 times in unit u0"):
        list(run_units([Unit("u0", ("a", "bad"))], work, tmp_path, workers=2))


def test_runs_that_meet_in_one_folder_do_not_sweep_each_others_work_away(tmp_path):
    halves = [[Unit(f"{half}{n}", n) for n in range(150)] for half in "ab"]

    def sweeping(units: list[Unit[int]]) -> int:
        return sum(len(list(run_units([unit], count, tmp_path, workers=1))) for unit in units)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(sweeping, [*halves, *halves])) == [150] * 4
    assert len(list(tmp_path.glob("[ab]*/rows"))) == 300
    assert not list(tmp_path.glob(".part-*"))


def test_a_killed_run_resumes_without_losing_or_repeating_a_unit(tmp_path):
    script = tmp_path / "driver.py"
    script.write_text(DRIVER)
    out = tmp_path / "out"
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, str(script), str(out)]
    driver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert driver.stdout is not None
    driver.stdout.readline()
    driver.send_signal(signal.SIGKILL)
    driver.stdout.close()
    driver.wait()
    published = {path.name for path in out.glob("unit*")}
    assert 0 < len(published) < 12
    assert all((out / name / "rows").exists() for name in published)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    assert len(list(out.glob("unit*"))) == 12
    assert not list(out.glob("unit*/half"))
    assert not list(out.glob(".part-*"))


def test_workers_end_when_the_driver_is_killed(tmp_path):
    script = tmp_path / "driver.py"
    script.write_text(DRIVER)
    command = [sys.executable, str(script), str(tmp_path / "out")]
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    driver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert driver.stdout is not None
    driver.stdout.readline()
    children = Path(f"/proc/{driver.pid}/task/{driver.pid}/children").read_text().split()
    driver.kill()
    driver.wait()
    driver.stdout.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(_runs(child) for child in children):
        time.sleep(0.05)
    assert not [child for child in children if _runs(child)]


def _runs(process: str) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
