"""An XML document as a tree whose every leaf knows its XPath and whether a field of the records took it.

The parser builds no entity, follows no link and stops at the first ``<!DOCTYPE``, before anything declared in it is
looked at: referrals have none, attacks (external entities, entity bombs) need one.

A leaf is an attribute, the text of an element without child elements (an empty one too: it is stated, not absent),
a piece of text between child elements, or a comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from nigehban.formats.errors import Damaged, TooLarge, Unsafe
from nigehban.formats.reader import MAX_DEPTH, MAX_LEAF_CHARACTERS
from nigehban.records import Fact, Stated

MAX_LEAVES: Final = 2_000_000
"""More elements and attributes in one document are refused; the largest real report has some ten thousand."""
MAX_POINTER_CHARACTERS: Final = 256 * 1024 * 1024
"""The pointers of one document together; only a document made of absurd names or nesting has more."""

_RESOURCE_LIMIT: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT


class Element:
    """One element. ``take`` marks its text as taken by a field; ``attribute`` does so for an attribute."""

    __slots__ = ("attributes", "children", "comments", "name", "path", "pointer", "runs", "step", "taken")

    def __init__(self, name: str, step: str, attributes: list[Attribute]) -> None:
        self.name = name
        self.step = step
        self.attributes = attributes
        self.children: list[Element] = []
        self.runs: list[str] = []
        self.comments: list[str] = []
        self.pointer = ""
        self.path = ""
        self.taken = False

    @property
    def text(self) -> str:
        """The element's own text without the white space of the layout; ``""`` for one that holds elements."""
        return "" if self.children else "".join(self.runs).strip()

    def take(self) -> Stated:
        """The text and its pointer; from now on the leaf counts as mapped."""
        self.taken = True
        return Stated(self.text, self.pointer)

    def all(self, *names: str) -> list[Element]:
        """The child elements with one of these names, in the document's order, whatever their namespace."""
        return [child for child in self.children if child.name in names]

    def child(self, *names: str) -> Element | None:
        """The first child element with one of these names."""
        return next((child for child in self.children if child.name in names), None)

    def flag(self, name: str) -> Stated | None:
        """A child element whose presence alone says something; its text may be empty."""
        child = self.child(name)
        return None if child is None else child.take()

    def value(self, *names: str) -> Stated | None:
        """The first text under one of these child names; ``None`` when it is absent or blank."""
        return next(self.values(*names), None)

    def values(self, *names: str) -> Iterator[Stated]:
        """All texts under these child names that are not blank."""
        return (child.take() for child in self.all(*names) if child.text)

    def attribute(self, name: str) -> Stated | None:
        """An attribute by its local name; ``None`` when it is absent or blank."""
        for attribute in self.attributes:
            if attribute.name == name and attribute.value.strip():
                attribute.taken = True
                return Stated(attribute.value.strip(), f"{self.pointer}/{attribute.step}")
        return None

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the document's order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    def facts(self) -> Iterator[Fact]:
        """The element's own leaves; those of its child elements are theirs."""
        for attribute in self.attributes:
            pointer = f"{self.pointer}/{attribute.step}"
            yield Fact(f"{self.path}.@{attribute.name}", attribute.value, pointer, attribute.taken)
        if self.children:
            yield from self._mixed_text()
        else:
            yield Fact(self.path, "".join(self.runs), self.pointer, self.taken)
        for number, comment in enumerate(self.comments, 1):
            yield Fact(f"{self.path}.comment", comment, f"{self.pointer}/comment()[{number}]", mapped=False)

    def _mixed_text(self) -> Iterator[Fact]:
        for number, run in enumerate(self.runs, 1):
            if run.strip():
                yield Fact(self.path, run, f"{self.pointer}/text()[{number}]", mapped=False)


class Attribute:
    """One attribute of an element; ``step`` is the last step of its XPath."""

    __slots__ = ("name", "step", "taken", "value")

    def __init__(self, name: str, step: str, value: str) -> None:
        self.name = name
        self.step = step
        self.value = value
        self.taken = False


def parse(data: bytes) -> Element:
    """The document's root element.

    Raises ``Unsafe`` for a document type declaration, ``Damaged`` for what is not well-formed, ``TooLarge`` for a
    text, a depth or a number of leaves beyond the limits.
    """
    root = _build(data)
    _place(root)
    return root


def _build(data: bytes) -> Element:
    """Run the parser.

    Entities stay resolved, else ``&amp;`` in an attribute would come as ``&#38;``; without a document type there are
    only the five of XML itself.
    """
    parser = etree.XMLParser(
        target=_Builder(),  # type: ignore[arg-type]  # the stubs do not know that lxml gives text only
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        root: Element = etree.fromstring(data, parser)  # type: ignore[assignment]  # what the target's close() gives
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, an attribute that is no Unicode
        raise Damaged(f"The XML cannot be decoded: {error}. Ask the sender for it in UTF-8.") from error
    _check_prefixes(parser)
    return root


def _check_prefixes(parser: etree.XMLParser) -> None:
    """A parser with a target lets undeclared prefixes pass; no XPath could find such an element again."""
    for entry in parser.error_log:
        if entry.level >= etree.ErrorLevels.ERROR:
            raise Damaged(
                f"The XML is not well-formed at line {entry.line}: {entry.message}. Ask the sender to mend it."
            )


def _refusal(error: etree.XMLSyntaxError) -> Damaged | TooLarge:
    line, column = error.position
    if error.code == _RESOURCE_LIMIT:  # type: ignore[attr-defined]  # missing in the stubs
        return TooLarge(f"The XML is nested too deep or one text is too long (line {line}, column {column}).")
    what = (error.msg or "no reason given").splitlines()[0]
    return Damaged(f"The XML is not well-formed at line {line}, column {column}: {what}. It may be cut off.")


class _Builder:
    """Receives the parser's events; the names of its methods are lxml's."""

    def __init__(self) -> None:
        self._root: Element | None = None
        self._open: list[Element] = []
        self._run: list[str] = []
        self._run_length = 0
        self._leaves = 0

    def doctype(self, name: str, *_where: str | None) -> None:
        raise Unsafe(
            f"The XML declares a document type (<!DOCTYPE {name[:40]}>). Referrals have none, and it is how a file "
            "attacks its reader; ask the sender what this is."
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._end_run()
        self._leaves += 1 + len(attributes)
        if self._leaves > MAX_LEAVES:
            raise TooLarge(f"The XML has more than {MAX_LEAVES:,} elements and attributes. Ask the sender to split it.")
        if len(self._open) >= MAX_DEPTH:
            raise TooLarge(f"The XML is nested deeper than {MAX_DEPTH} levels; no real report is.")
        element = Element(_local(tag), _step(tag), _attributes(attributes))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def end(self, _tag: str) -> None:
        self._end_run()
        self._open.pop()

    def data(self, text: str) -> None:
        self._run.append(text)
        self._run_length += len(text)
        if self._run_length > MAX_LEAF_CHARACTERS:
            raise TooLarge(
                f"One text of the XML has more than {MAX_LEAF_CHARACTERS:,} characters; no sender writes one."
            )

    def comment(self, text: str) -> None:
        self._end_run()
        if self._open:
            self._open[-1].comments.append(text)

    def pi(self, _target: str, _data: str | None = None) -> None:
        self._end_run()

    def close(self) -> Element | None:
        return self._root

    def _end_run(self) -> None:
        if self._run:
            self._open[-1].runs.append("".join(self._run))
            self._run = []
            self._run_length = 0


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _step(tag: str) -> str:
    """A plain name is its own step; of a name in a namespace the local part is matched."""
    local = _local(tag)
    return local if local == tag else f"*[local-name()='{local}']"


def _attributes(found: dict[str, str]) -> list[Attribute]:
    if not any("}" in name for name in found):
        return [Attribute(name, f"@{name}", value) for name, value in found.items()]
    same_name = Counter(_local(name) for name in found)
    seen: Counter[str] = Counter()
    attributes = []
    for name, value in found.items():
        local = _local(name)
        seen[local] += 1
        step = f"@{_step(name)}"
        if step.startswith("@*") and same_name[local] > 1:
            step += f"[{seen[local]}]"
        attributes.append(Attribute(local, step, value))
    return attributes


def _place(root: Element) -> None:
    """Give every element its pointer and its dotted path, top down."""
    root.path, root.pointer = root.name, f"/{root.step}"
    paths: dict[tuple[str, str], str] = {}
    written = 0
    for parent in root.walk():
        for child, step in zip(parent.children, _indexed_steps(parent.children), strict=True):
            key = (parent.path, child.name)
            child.path = paths.get(key) or paths.setdefault(key, f"{parent.path}.{child.name}")
            child.pointer = f"{parent.pointer}/{step}"
        written += len(parent.pointer) * (1 + len(parent.attributes)) + len(parent.path)
        if written > MAX_POINTER_CHARACTERS:
            raise TooLarge(
                "The XML's element names are too long or too deeply nested to be kept; no real report is so."
            )


def _indexed_steps(children: list[Element]) -> Iterator[str]:
    """The steps of siblings, with an index where a step alone would mean several of them."""
    if len({child.name for child in children}) == len(children):
        return (child.step for child in children)
    return _counted_steps(children)


def _counted_steps(children: list[Element]) -> Iterator[str]:
    totals: Counter[str] = Counter()
    for child in children:
        totals.update(_answers_to(child))
    seen: Counter[str] = Counter()
    for child in children:
        seen.update(_answers_to(child))
        yield child.step if totals[child.step] == 1 else f"{child.step}[{seen[child.step]}]"


def _answers_to(child: Element) -> set[str]:
    """All steps that select this element: its own, and the namespace-blind one of its local name."""
    return {child.step, f"*[local-name()='{child.name}']"}
