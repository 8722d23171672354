"""Large fixtures are made without the coverage tracer; tests say ``@pytest.mark.volume`` for the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage


@contextmanager
def untraced() -> Iterator[None]:
    """Nothing is traced in the block, which then takes a fraction of its time."""
    tracing = Coverage.current()
    if tracing is None:
        yield
        return
    tracing.stop()
    try:
        yield
    finally:
        tracing.start()
