"""Renders a template: text of the pack as it stands, values escaped and kept apart, what is not stated as a blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from nigehban.jurisdiction.documents.kinds import FieldKind, Value
from nigehban.jurisdiction.documents.plain_text import inline, paragraphs
from nigehban.jurisdiction.documents.records import Column, Field
from nigehban.jurisdiction.documents.template.nodes import Choose, Each, Facts, Literal, Node, Put
from nigehban.jurisdiction.documents.words import Words
from nigehban.jurisdiction.heading import Heading

BLANK = '<span class="blank"></span>'
"""Where nothing is stated a line is left, to be filled by hand or never."""

_LONGEST_WORD = 12
Rows = Mapping[str, Mapping[str, str]]


class Renderer(NamedTuple):
    """Renders for one language with values in their one form (``values.tidy``)."""

    heading: Heading
    words: Words
    fields: Mapping[str, Field]
    values: Mapping[str, Value]

    def html(self, nodes: Sequence[Node], rows: Rows | None = None) -> str:
        """The HTML of the nodes."""
        return "".join(piece for node in nodes for piece in self._node(node, rows or {}))

    def _node(self, node: Node, rows: Rows) -> Iterator[str]:
        match node:
            case Literal():
                yield node.html
            case Put():
                yield self._put(node.path, rows)
            case Facts():
                yield self._facts(node.names)
            case Each():
                for row in self.values.get(node.name) or ():
                    yield self.html(node.body, {**rows, node.variable: row})
            case Choose():
                stated = bool(self._at(node.path, rows))
                yield self.html(node.otherwise if stated is node.negated else node.body, rows)

    def _at(self, path: tuple[str, ...], rows: Rows) -> Value:
        found = rows[path[0]] if path[0] in rows else self.values.get(path[0])
        return (found or {}).get(path[1]) if len(path) == 2 else found

    def _put(self, path: tuple[str, ...], rows: Rows) -> str:
        if len(path) == 2:
            text = self._at(path, rows)
            return inline(text) if text else BLANK
        return self.value(self.fields[path[0]])

    def value(self, field: Field) -> str:
        """The value of a field as HTML."""
        value = self.values.get(field.name)
        if value is None:
            return BLANK
        if field.kind.is_list:
            return self._table(field.columns, value)
        if field.kind.is_row:
            return self._row_facts(field.columns, value)
        if field.kind is FieldKind.LONG_TEXT:
            return paragraphs(value)
        return inline(self._text(field, value))

    def _text(self, field: Field, value: Value) -> str:
        try:
            return self._formed(field, value)
        except ValueError:  # what an officer wrote wrongly is shown as it was written, until it is mended
            return str(value)

    def _formed(self, field: Field, value: Value) -> str:
        match field.kind:
            case FieldKind.BOOLEAN:
                return self.words["yes" if value else "no"]
            case FieldKind.DATE:
                return self.words.day(date.fromisoformat(value))
            case FieldKind.MOMENT:
                return self.words.moment(datetime.fromisoformat(value), self.heading.zone)
            case FieldKind.CHOICE if value in field.choices:
                return field.choices[value][self.words.language]
        return str(value)

    def _facts(self, names: Sequence[str]) -> str:
        rows = "".join(self._fact(self.fields[name]) for name in names)
        return f'<table class="facts"><tbody>{rows}</tbody></table>'

    def _fact(self, field: Field) -> str:
        label = inline(field.label[self.words.language])
        return f'<tr><th scope="row">{label}</th><td>{self.value(field)}</td></tr>'

    def _row_facts(self, columns: Sequence[Column], row: Mapping[str, str]) -> str:
        rows = "".join(
            f'<tr><th scope="row">{self._label(one)}</th><td>{inline(row[one.name])}</td></tr>'
            for one in columns
            if one.name in row
        )
        return f'<table class="facts"><tbody>{rows}</tbody></table>'

    def _table(self, columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> str:
        """A table of the rows; a column that no row states is left out."""
        used = [one for one in columns if any(one.name in row for row in rows)]
        head = "".join(f'<th scope="col">{self._label(one)}</th>' for one in used)
        body = "".join(f"<tr>{self._cells(used, row)}</tr>" for row in rows)
        return f'<table class="rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _cells(self, columns: Sequence[Column], row: Mapping[str, str]) -> str:
        return "".join(_cell(row.get(one.name, "")) for one in columns)

    def _label(self, column: Column) -> str:
        return inline(column.label[self.words.language])


def _cell(text: str) -> str:
    """A cell; what holds no place to break (a digest, an address) may be broken anywhere, words may not."""
    long = any(len(word) > _LONGEST_WORD for word in text.split())
    content = inline(text) if text else ""
    return f'<td class="long">{content}</td>' if long else f"<td>{content}</td>"
