"""Pages of the desk as a reader of the screen has them: links, headings, labels, words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

_VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Page:
    """What a page is made of. ``links`` are (words, address), ``choices`` the (value, words) of a select's
    options by its name, ``unlabelled`` the names of form fields without a label.
    """

    text: str = ""
    title: str = ""
    headings: list[int] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def address(self, words: str) -> str:
        """The address of the first link with these words."""
        return next(address for said, address in self.links if words in said)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[str] = []
        self.labels: set[str] = set()
        self.options: list[tuple[str, str]] = []
        self.fields: list[tuple[str, str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.page.tags.append((tag, found))
        if tag == "a":
            self.page.links.append(("", found.get("href") or ""))
        if tag in {"h1", "h2", "h3", "h4"}:
            self.page.headings.append(int(tag[1]))
        if tag == "select":
            self.page.choices[found.get("name") or ""] = self.options = []
        if tag == "option":
            self.options.append((found.get("value") or "", ""))
        if tag == "label" and found.get("for"):
            self.labels.add(found["for"] or "")
        if tag in {"input", "select", "textarea"} and found.get("type") != "hidden":
            named = "label" in self.open or bool(found.get("aria-label"))
            self.fields.append((found.get("name") or "", found.get("id") or "", named))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in self.open, f"</{tag}> closes nothing"
        while self.open.pop() != tag:
            pass
        if tag not in {"a", "bdi", "strong"}:
            self.page.text += " "

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "svg" not in self.open:
            self.page.title += data
        elif "option" in self.open:
            value, words = self.options[-1]
            self.options[-1] = (value, words + data)
        elif "a" in self.open:
            words, address = self.page.links[-1]
            self.page.links[-1] = (words + data, address)
        self.page.text += data


def read(answer: HttpResponse) -> Page:
    """The page of an answer."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    page = reader.page
    page.text = " ".join(page.text.split())
    page.unlabelled = [name for name, identity, inside in reader.fields if not inside and identity not in reader.labels]
    return page


def get(client: Client, address: str, status: int = 200) -> Page:
    """The page at an address, which answers with this status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return read(answer)
