"""What a page asks the database more than once, and gets from it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_KEPT: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("kept", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """While the block lasts, functions marked with ``once_a_page`` keep their answers."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def once_a_page(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """Have a function asked once while a page is made, and at every call anywhere else."""

    @wraps(ask)
    def asked() -> Answer:
        kept = _KEPT.get()
        if kept is None:
            return ask()
        if ask not in kept:
            kept[ask] = ask()
        answer: Answer = kept[ask]
        return answer

    return asked
