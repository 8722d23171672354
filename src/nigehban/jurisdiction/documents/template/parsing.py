"""Reads a template: ``{{ a }}``, ``{{ a.b }}``, ``{% facts a b %}``, ``{% for x in a %}``, ``{% if a %}``, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.documents.template.nodes import Choose, Each, Facts, Literal, Node, Put, Template
from nigehban.jurisdiction.errors import PackFileError, PackLineError

_MARK = re.compile(r"\{\{(?P<put>.*?)\}\}|\{%(?P<tag>.*?)%\}|\{#.*?#\}", re.DOTALL)
_NAME = r"[a-z][a-z0-9_]*"
_PATH = re.compile(rf"{_NAME}(?:\.{_NAME})?")
_FOR = re.compile(rf"for ({_NAME}) in ({_NAME})")
_IF = re.compile(rf"if (not )?({_NAME}(?:\.{_NAME})?)")
_FACTS = re.compile(rf"facts((?: {_NAME})+)")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def read_template(path: Path) -> Template:
    """The template in a file; raises ``PackError`` with the line of what is wrong."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise PackFileError(path, "is missing: every document needs a template in every language.") from None
    except UnicodeDecodeError:
        raise PackFileError(path, "is not UTF-8 text. Save it as UTF-8.") from None
    return Template(path, _Parser(path, text).whole())


class _Parser:
    """Takes the tokens one by one; an opened statement must be closed by its own end."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._tokens = list(self._split(text))
        self._at = 0

    def whole(self) -> tuple[Node, ...]:
        nodes, end = self._until(())
        if end is not None:
            raise self._error(end, f"'{end.text}' closes nothing. Remove it.")
        return nodes

    def _split(self, text: str) -> Iterator[_Token]:
        at = 0
        for mark in _MARK.finditer(text):
            yield from self._literal(text, at, mark.start())
            line = text.count("\n", 0, mark.start()) + 1
            for kind in ("put", "tag"):
                if mark[kind] is not None:
                    yield _Token(kind, " ".join(mark[kind].split()), line)
            at = mark.end()
        yield from self._literal(text, at, len(text))

    def _literal(self, text: str, start: int, end: int) -> Iterator[_Token]:
        if start < end:
            token = _Token("text", text[start:end], text.count("\n", 0, start) + 1)
            if stray := _STRAY.search(token.text):
                line = token.line + token.text.count("\n", 0, stray.start())
                raise PackLineError(self._path, line, f"'{stray[0]}' has no partner. Close it or remove it.")
            yield token

    def _until(self, ends: tuple[str, ...]) -> tuple[tuple[Node, ...], _Token | None]:
        nodes: list[Node] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.kind == "tag" and token.text in ("else", "endif", "endfor"):
                if ends and token.text not in ends:
                    raise self._error(token, f"'{token.text}' stands where '{ends[-1]}' must come first.")
                return tuple(nodes), token
            nodes.append(self._node(token))
        return tuple(nodes), None

    def _node(self, token: _Token) -> Node:
        if token.kind == "text":
            return Literal(token.text, token.line)
        if token.kind == "put":
            return Put(self._path_of(token), token.line)
        if found := _FACTS.fullmatch(token.text):
            return Facts(tuple(found[1].split()), token.line)
        if found := _FOR.fullmatch(token.text):
            return self._each(token, found[1], found[2])
        if found := _IF.fullmatch(token.text):
            return self._choose(token, tuple(found[2].split(".")), negated=bool(found[1]))
        problem = f"'{{% {token.text} %}}' is no statement. Known are facts, for … in, if, if not, else, endif, endfor."
        raise self._error(token, problem)

    def _path_of(self, token: _Token) -> tuple[str, ...]:
        if not _PATH.fullmatch(token.text):
            raise self._error(token, f"'{{{{ {token.text} }}}}' is no name of a field. Write {{{{ name }}}}.")
        return tuple(token.text.split("."))

    def _each(self, token: _Token, variable: str, name: str) -> Each:
        body, end = self._until(("endfor",))
        self._closed(token, end, "endfor")
        return Each(variable, name, body, token.line)

    def _choose(self, token: _Token, path: tuple[str, ...], *, negated: bool) -> Choose:
        body, end = self._until(("else", "endif"))
        otherwise: tuple[Node, ...] = ()
        if end is not None and end.text == "else":
            otherwise, end = self._until(("endif",))
        self._closed(token, end, "endif")
        return Choose(path, negated, body, otherwise, token.line)

    def _closed(self, token: _Token, end: _Token | None, name: str) -> None:
        if end is None:
            raise self._error(token, f"'{{% {token.text} %}}' is never closed. Write {{% {name} %}}.")

    def _error(self, token: _Token, problem: str) -> PackLineError:
        return PackLineError(self._path, token.line, problem)
