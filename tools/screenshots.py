#!/usr/bin/env python3
"""Take the pictures of the README anew: work, leads, cases, an operation, clocks and figures.

    screenshots.py [--home DIR] [--out DIR]     serve the demo's desk for a moment (made first when there is none)
    screenshots.py --link URL [--out DIR]       a desk that runs already: a one-time login link of it

The demo is synthetic: its names are invented, its addresses reserved. Needs Chromium, and fonts for Urdu.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from browser import Browser, find_chromium

WIDTH, HEIGHT = 1366, 768
_ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"http://\S+/login/once/\S+/")
_LEAD = """
(document.querySelector('tr:has(a[href^="/networks/"]) th a') || document.querySelector('.leads th a')).href
"""
_CASE = """
[...document.querySelectorAll('tbody a[href^="/cases/ISB"]')].at(-1).href
"""
_OPERATION = """
(document.querySelector('tbody a[href^="/operations/"]') || document.querySelector('main a')).href
"""
_SOURCE = """
(document.querySelector('.reasons tbody:nth-of-type(2) a[title]') || document.querySelector('.reasons a[title]')).href
"""
"""A reason for solvability, such as a verified number; else the first reason."""
PLACES = {
    "work": "/worklist/",
    "list": "/",
    "lead": _LEAD,
    "source": _SOURCE,
    "cases": "/cases/",
    "case": _CASE,
    "operations": "/operations/",
    "operation": _OPERATION,
    "deadlines": "/deadlines/",
    "bulletin": "/statistics/weekly_bulletin/",
}
"""Pictures by name: an address, or an expression on the page before that gives one."""


def main() -> int:
    """Take the pictures; 1 with a sentence when there is no browser or a page shows a fault."""
    wanted = _arguments()
    program = find_chromium()
    if program is None:
        print("There is no Chromium on this machine. Install it (Debian: apt install chromium).", file=sys.stderr)
        return 1
    with _desk(wanted.home, wanted.link) as link, Browser(program) as browser:
        pictures = take(browser, link, wanted.out)
    for picture in pictures:
        print(picture)
    for problem in browser.problems:
        print(f"The browser's console says: {problem}", file=sys.stderr)
    return 1 if browser.problems else 0


def take(browser: Browser, link: str, out: Path, names: Sequence[str] = tuple(PLACES)) -> list[Path]:
    """Log in by the link and save the pictures into ``out``: work, leads, cases, an operation, clocks, figures."""
    out.mkdir(parents=True, exist_ok=True)
    browser.size(WIDTH, HEIGHT)
    browser.scheme("light")
    browser.open(link)
    browser.click("main form button")
    desk = browser.value("location.origin")
    pictures = []
    for name in names:
        place = PLACES[name]
        browser.open(f"{desk}{place}" if place.startswith("/") else browser.value(place))
        pictures.append(out / f"{name}.png")
        browser.picture(pictures[-1])
    return pictures


@contextmanager
def _desk(home: Path, link: str | None) -> Iterator[str]:
    """A login link of a desk that runs for the block."""
    if link is not None:
        yield link
        return
    command = [sys.executable, "-m", "nigehban.cli"]
    if not home.exists():
        subprocess.run([*command, "demo", "--once", "--home", str(home)], check=True)  # noqa: S603 - our own command
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "serve", "--port", "0"],
        env={**os.environ, "NIGEHBAN_HOME": str(home.absolute()), "NIGEHBAN_DEMO": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _printed_link(server)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _printed_link(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = _LINK.search(line)
        if found:
            return found[0]
    raise SystemExit("The desk did not start. Run nigehban serve to see why.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take the pictures of the README anew.")
    parser.add_argument("--home", type=Path, default=_ROOT / ".demo", help="the demo's data folder")
    parser.add_argument("--link", help="a one-time login link of a desk that runs already")
    parser.add_argument("--out", type=Path, default=_ROOT / "docs" / "images", help="where the pictures go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
