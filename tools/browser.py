# ruff: noqa: INP001 - the scripts beside it import it
"""A headless Chromium driven over its own pipe: cookies, pages, pictures. No package and no driver program is needed.

Chromium started with ``--remote-debugging-pipe`` reads commands of the DevTools protocol from file descriptor 3 and
answers on 4, as JSON texts that end with a NUL byte.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FLAGS = (
    "--headless",
    "--no-sandbox",  # in a container as root it starts in no other way; it sees the desk's own pages only
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_SECONDS = 60.0
Message = dict[str, Any]


class BrowserError(Exception):
    """The browser did not start, did not answer in time, or refused a command."""


def find_chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


class Browser:
    """One page of a browser that ends with the block. ``problems`` are the lines of its console: each is a fault."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._number = 0
        self._rest = b""
        self._session = ""
        self.problems: list[str] = []

    def __enter__(self) -> Self:
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        # The shell puts the two ends where Chromium looks for them.
        line = f'exec "$@" 3<&{commands} 4>&{answers}'
        arguments = [self._program, *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(  # noqa: S603 - a program that this machine has installed
            ["/bin/bash", "-c", line, "chromium", *arguments], pass_fds=(commands, answers), stderr=subprocess.DEVNULL
        )
        os.close(commands)
        os.close(answers)
        self._attach()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.terminate()
        self._process.wait(timeout=_PATIENCE_SECONDS)
        self._profile.cleanup()

    def size(self, width: int, height: int) -> None:
        """Set the size of the window in pixels."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name: str) -> None:
        """Prefer ``light`` or ``dark``."""
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def open(self, address: str) -> None:
        """Go to a page and wait until it has loaded."""
        answer = self.send("Page.navigate", url=address)
        if "errorText" in answer:
            raise BrowserError(f"{address}: {answer['errorText']}")
        self.wait_for(lambda message: message.get("method") == "Page.loadEventFired")

    def click(self, selector: str) -> None:
        """Click what a CSS selector finds, and wait for the page that follows."""
        self.value(f"document.querySelector({json.dumps(selector)}).click()")
        self.wait_for(lambda message: message.get("method") == "Page.loadEventFired")

    def value(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """The value of a JavaScript expression in the page. (The desk itself ships no script.)"""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{expression}: {answer['exceptionDetails'].get('text')}")
        return answer["result"].get("value")

    def picture(self, path: Path) -> None:
        """Save what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def send(self, method: str, **parameters: object) -> Message:
        """Give a command; its result. Raises ``BrowserError``."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        answer = self.wait_for(lambda message: message.get("id") == number)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error'].get('message')}")
        return dict(answer["result"])

    def wait_for(self, wanted: Callable[[Message], bool]) -> Message:
        """The next message of the browser that is wanted; faults on the way are noted."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            message = self._next(deadline)
            self._note(message)
            if wanted(message):
                return message

    def _attach(self) -> None:
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def _note(self, message: Message) -> None:
        parameters = message.get("params", {})
        if message.get("method") == "Log.entryAdded":
            entry = parameters["entry"]
            self.problems.append(f"{entry['level']}: {entry['text']} {entry.get('url', '')}")
        elif message.get("method") == "Runtime.exceptionThrown":
            self.problems.append(str(parameters["exceptionDetails"].get("text")))

    def _next(self, deadline: float) -> Message:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0.0, deadline - time.monotonic()))
            piece = os.read(self._in, 1 << 16) if ready else b""
            if not piece:
                raise BrowserError("The browser does not answer.")
            self._rest += piece
        text, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(text))
