"""What a browser holds against a page: lines of its console, broken policies, scripts that failed, foreign requests."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Page, Request


class Faults:
    """The faults of all pages of a test. One that remains when the test ends fails it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._found: list[str] = []

    def watch(self, page: Page) -> None:
        """Note every fault of a page from now on."""
        page.on("console", self._note_line)
        page.on("pageerror", lambda error: self._found.append(f"{page.url}: {error}"))
        page.on("request", self._note_request)

    def forgive(self, pattern: str) -> list[str]:
        """Take out the faults that a test expects; at least one must be there."""
        expected = [fault for fault in self._found if re.search(pattern, fault)]
        assert expected, f"no fault {pattern!r} in {self._found}"
        self._found = [fault for fault in self._found if fault not in expected]
        return expected

    def check(self) -> None:
        """Fail with all faults that nobody expected."""
        assert not self._found, "\n".join(self._found)

    def _note_line(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"}:
            self._found.append(f"{line.location.get('url')}: {line.text}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self._url}/", "data:")):
            self._found.append(f"a request to another site: {request.url}")
