"""What stands around the entries of NCMEC's hash sharing: the version, the lists' own attributes, where to go on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element as Element

from nigehban.formats.errors import NotAList
from nigehban.formats.known_sets.ncmec_entry import attributes, local
from nigehban.records.known import KnownList

AROUND: Final = ("queryResult", "images", "videos")
"""The elements that entries stand in."""
_VERSION: Final = re.compile(r"/v([0-9.]+)/?$")
_NAMESPACE: Final = re.compile(r"""\sxmlns(:[\w.-]+)?\s*=\s*("[^"<]*"|'[^'<]*')""")


class Frame:
    """The document without its entries, on its way through a parser.

    ``namespaces`` are the declarations that its elements make, by prefix; ``begun`` says that there was an element.
    """

    def __init__(self, known: KnownList) -> None:
        self._known = known
        self._parser = etree.XMLPullParser(
            events=("start", "end"),
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            huge_tree=False,
            collect_ids=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._broken = False
        self.namespaces: dict[str, str] = {}
        self.begun = False

    def feed(self, text: str) -> str | None:
        """Take some text; what the parser says the first time that it cannot go on. Raises ``NotAList``."""
        self.namespaces |= {name: f" xmlns{name}={uri}" for name, uri in _NAMESPACE.findall(text)}
        return self._tried(lambda: self._parser.feed(text))

    def close(self) -> str | None:
        """What the parser says when nothing more comes."""
        return self._tried(self._parser.close)

    def _tried(self, act: Callable[[], object]) -> str | None:
        if self._broken:
            return None
        said = None
        try:
            act()
        except etree.XMLSyntaxError as error:
            self._broken, said = True, (error.msg or "it is no XML").splitlines()[0]
        for event, found in self._parser.read_events() if self.begun or not said else ():
            self._take(event, cast("Element", found))
        return said

    def _take(self, event: str, element: Element) -> None:
        name = local(element.tag)
        if event == "start":
            if not self.begun:
                self._begin(element, name)
            if name in AROUND:
                self._known.stated |= {f"{name}/{key}": value for key, value in attributes(element)}
        elif name == "next":
            self._known.stated["next"] = element.text or ""
        elif name not in AROUND and (parent := element.getparent()) is not None:
            while element.getprevious() is not None:  # what was read is held no longer
                del parent[0]

    def _begin(self, element: Element, name: str) -> None:
        """Note the version by the root element."""
        self.begun = True
        if name not in AROUND:
            raise NotAList(
                f"This is XML, but no list of NCMEC's hash sharing: its root is “{name[:80]}”. Ask what it is."
            )
        version = _VERSION.search(str(element.tag).partition("}")[0].removeprefix("{"))
        self._known.version = version[1] if version else None
