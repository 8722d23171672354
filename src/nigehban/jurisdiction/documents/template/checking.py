"""Checks a template against its document: every name is a field, the markup is plain, and values stand between tags.

That a value can never stand inside a tag is what makes escaping it enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from nigehban.jurisdiction.documents.markup import LINE_HOLDERS, TAGS, VOID, allowed
from nigehban.jurisdiction.documents.records import Field
from nigehban.jurisdiction.documents.template.nodes import Choose, Each, Facts, Literal, Node, Put, Template
from nigehban.jurisdiction.errors import PackLineError

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+=\"[^\"<>]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
_LOOSE = re.compile(r"[<>]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|ndash|mdash|hellip|#\d{1,6});)")

Scope = Mapping[str, Field]


def check_template(template: Template, fields: Mapping[str, Field]) -> Iterator[PackLineError]:
    """What is wrong with a template, each with its line."""
    checker = _Checker(template)
    yield from checker.nodes(template.nodes, fields, {})
    yield from checker.closed()


class _Checker:
    """Walks the nodes in order, with the elements that are open at each place."""

    def __init__(self, template: Template) -> None:
        self._path = template.path
        self._open: list[tuple[str, int]] = []
        self._has_h2 = False

    def nodes(self, nodes: tuple[Node, ...], fields: Scope, rows: Scope) -> Iterator[PackLineError]:
        for node in nodes:
            match node:
                case Literal():
                    yield from self._literal(node)
                case Put():
                    yield from self._put(node, fields, rows)
                case Facts():
                    yield from self._facts(node, fields)
                case Each():
                    yield from self._each(node, fields, rows)
                case Choose():
                    yield from self._choose(node, fields, rows)

    def closed(self) -> Iterator[PackLineError]:
        for tag, line in self._open:
            yield self._error(line, f"<{tag}> is never closed.")

    def _literal(self, node: Literal) -> Iterator[PackLineError]:
        at = 0
        for found in _TAG.finditer(node.html):
            yield from self._loose(node, at, found.start())
            at = found.end()
            line = node.line + node.html.count("\n", 0, found.start())
            yield from self._tag(found[2], found[3], line, closes=bool(found[1]))
        yield from self._loose(node, at, len(node.html))

    def _loose(self, node: Literal, start: int, end: int) -> Iterator[PackLineError]:
        """A '<' that begins no plain tag: an attribute without quotes, a remark, or a value inside a tag."""
        text = node.html[start:end]
        for found, problem in (
            (_LOOSE.search(text), "'<' or '>' belongs to no plain tag. A value cannot stand inside a tag; write &lt;."),
            (_ENTITY.search(text), "'&' stands alone. Write &amp;."),
        ):
            if found:
                yield self._error(node.line + node.html.count("\n", 0, start + found.start()), problem)

    def _tag(self, tag: str, attributes: str, line: int, *, closes: bool) -> Iterator[PackLineError]:
        if tag not in TAGS:
            yield self._error(line, f"<{tag}> may not stand in a document. Known are {', '.join(sorted(TAGS))}.")
            return
        for name, value in _ATTRIBUTE.findall(attributes):
            if not allowed(name, value):
                yield self._error(line, f'{name}="{value}" may not stand in a document. Remove it.')
        self._has_h2 = self._has_h2 or tag == "h2"
        if tag == "h3" and not self._has_h2 and not closes:
            yield self._error(line, "<h3> stands before any <h2>. Headings go down step by step.")
        if closes:
            yield from self._close(tag, line)
        elif tag not in VOID:
            self._open.append((tag, line))

    def _close(self, tag: str, line: int) -> Iterator[PackLineError]:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            opened = f"<{self._open[-1][0]}> of line {self._open[-1][1]} is open" if self._open else "nothing is open"
            yield self._error(line, f"</{tag}> closes nothing here: {opened}.")

    def _put(self, node: Put, fields: Scope, rows: Scope) -> Iterator[PackLineError]:
        name = node.path[0]
        field = rows.get(name) or fields.get(name)
        if field is None:
            yield self._unknown(name, node.line, [*fields, *rows])
        elif len(node.path) == 2:
            yield from self._column(field, node.path[1], node.line, in_loop=name in rows)
        elif name in rows:
            yield self._error(node.line, f"'{name}' is a row. Name a column: {{{{ {name}.{field.columns[0].name} }}}}.")
        elif field.kind.is_block and any(tag in LINE_HOLDERS for tag, _ in self._open):
            yield self._error(node.line, f"'{name}' is a block ({field.kind}) and stands inside a line. Move it out.")

    def _column(self, field: Field, column: str, line: int, *, in_loop: bool) -> Iterator[PackLineError]:
        if field.kind.is_list and not in_loop:
            yield self._error(line, f"'{field.name}' is a list. Write {{% for row in {field.name} %}}.")
        elif column not in [one.name for one in field.columns]:
            yield self._unknown(column, line, [one.name for one in field.columns], "column")

    def _facts(self, node: Facts, fields: Scope) -> Iterator[PackLineError]:
        for name in node.names:
            if name not in fields:
                yield self._unknown(name, node.line, list(fields))
        if any(tag in LINE_HOLDERS for tag, _ in self._open):
            yield self._error(node.line, "'facts' is a block and stands inside a line. Move it out.")

    def _each(self, node: Each, fields: Scope, rows: Scope) -> Iterator[PackLineError]:
        field = fields.get(node.name)
        if field is None:
            yield self._unknown(node.name, node.line, list(fields))
        elif not field.kind.is_list:
            yield self._error(node.line, f"'{node.name}' is no list ({field.kind}).")
        elif node.variable in fields:
            yield self._error(node.line, f"'{node.variable}' is a field already. Give the row another name.")
        else:
            yield from self._inside(node.body, node.line, fields, {**rows, node.variable: field})

    def _choose(self, node: Choose, fields: Scope, rows: Scope) -> Iterator[PackLineError]:
        yield from self._asked(node, fields, rows)
        yield from self._inside(node.body, node.line, fields, rows)
        yield from self._inside(node.otherwise, node.line, fields, rows)

    def _asked(self, node: Choose, fields: Scope, rows: Scope) -> Iterator[PackLineError]:
        field = rows.get(node.path[0]) or fields.get(node.path[0])
        if field is None:
            yield self._unknown(node.path[0], node.line, [*fields, *rows])
        elif len(node.path) == 2:
            yield from self._column(field, node.path[1], node.line, in_loop=node.path[0] in rows)

    def _inside(self, nodes: tuple[Node, ...], line: int, fields: Scope, rows: Scope) -> Iterator[PackLineError]:
        before = list(self._open)
        yield from self.nodes(nodes, fields, rows)
        if self._open != before:
            yield self._error(line, "an element is opened inside this statement and closed outside, or the other way.")
            self._open = before

    def _unknown(self, name: str, line: int, known: list[str], what: str = "field") -> PackLineError:
        near = get_close_matches(name, known, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else f" Known are: {', '.join(sorted(known))}."
        return self._error(line, f"there is no {what} '{name}'.{hint}")

    def _error(self, line: int, problem: str) -> PackLineError:
        return PackLineError(self._path, line, problem)
