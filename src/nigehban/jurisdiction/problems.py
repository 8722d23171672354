"""Reads a pack's records one by one and keeps what is wrong with each, so that a check can tell all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from nigehban.jurisdiction.errors import PackError

Source = TypeVar("Source")
Record = TypeVar("Record")


class Problems(list[PackError]):
    """What is wrong with a pack, in the order in which it was found."""

    def each(self, build: Callable[[Source], Record], sources: Iterable[Source]) -> tuple[Record, ...]:
        """The records that could be built; what was wrong with the others is kept here."""
        found = []
        for source in sources:
            try:
                found.append(build(source))
            except PackError as error:
                self.append(error)
        return tuple(found)

    def part(self, read: Callable[[], Iterable[Record]]) -> tuple[Record, ...]:
        """All records of a file, or none where the file itself cannot be read."""
        try:
            return tuple(read())
        except PackError as error:
            self.append(error)
            return ()

    def check(self, test: Callable[[], None]) -> None:
        """Run a check that raises."""
        try:
            test()
        except PackError as error:
            self.append(error)

    def raise_first(self) -> None:
        """Raise the first problem, if there is one."""
        if self:
            raise self[0]
