"""The browser of the tests: Debian's Chromium. Where there is none, CI fails and a developer is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SCREEN = {"width": 1366, "height": 768}


def require_chromium() -> str:
    """The path of a Chromium. Without one the test fails in CI (``CI=true``) and is skipped elsewhere."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found:
        return found
    missing = "There is no Chromium on this machine (Debian: apt-get install chromium, or make system as root)."
    if os.environ.get("CI") == "true":
        pytest.fail(f"{missing} In CI no page may go unseen.")
    pytest.skip(missing)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium that runs for the block."""
    program = require_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
