"""JSON pointers (RFC 6901): how a place in a JSON document is written, and how it is found again."""

from __future__ import annotations


def escape(key: str) -> str:
    """The key as one step of a pointer: ``~`` becomes ``~0``, ``/`` becomes ``~1``."""
    if "~" in key or "/" in key:
        return key.replace("~", "~0").replace("/", "~1")
    return key


def unescape(step: str) -> str:
    """The key that a step of a pointer stands for."""
    return step.replace("~1", "/").replace("~0", "~")


def resolve(document: object, pointer: str) -> object:
    """The value that stands at ``pointer``.

    Raises ``LookupError`` when there is none.
    """
    node = document
    for step in pointer.split("/")[1:]:
        node = _child(node, unescape(step))
    return node


def _child(node: object, key: str) -> object:
    if isinstance(node, dict):
        return node[key]
    if isinstance(node, list) and key.isascii() and key.isdigit():
        return node[int(key)]
    raise LookupError(f"Nothing stands at the step “{key}”.")
