# ruff: noqa: S310 - the only addresses asked here are those of the server that the test started
"""Somebody before the real server: requests as a browser makes them, without the browser."""

from __future__ import annotations

import re
from email.message import Message
from html import unescape
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

HOW_A_BROWSER_ASKS = {"Sec-Fetch-Mode": "navigate", "User-Agent": "test"}


class Answer(NamedTuple):
    status: int
    address: str
    headers: Message
    text: str

    def link(self, words: str) -> str:
        """The address behind the first link whose words begin so."""
        found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>\s*{re.escape(words)}', self.text)
        assert found, f"no link {words!r} on {self.address}"
        return urljoin(self.address, unescape(found[1]))


class Visitor:
    """Follows links and sends forms with their token, as a browser does."""

    def __init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> Answer:
        return self._ask(Request(address, headers=HOW_A_BROWSER_ASKS))

    def send(self, page: Answer, action: str, **fields: str) -> Answer:
        """Send the form of a page whose action ends so (the page itself when empty)."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token
        forms = [found for found in re.findall(r"<form[^>]*>", page.text) if "post" in found]
        form = next(found for found in forms if (action in found if action else "action=" not in found))
        target = re.search(r'action="([^"]*)"', form)
        address = urljoin(page.address, target[1] if target else "")
        origin = "/".join(page.address.split("/")[:3])
        headers = {**HOW_A_BROWSER_ASKS, "Origin": origin}
        data = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        return self._ask(Request(address.partition("#")[0], data=data, headers=headers))

    def _ask(self, request: Request) -> Answer:
        try:
            with self._opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.url, answer.headers, answer.read().decode())
        except HTTPError as refusal:
            return Answer(refusal.code, refusal.url, refusal.headers, refusal.read().decode())
