"""The signals of one referral: every factor asked once, in the order of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from nigehban.priority import factors
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def _discovered() -> tuple[Callable[[Referral], Iterator[Signal]], ...]:
    names = sorted(module.name for module in iter_modules(factors.__path__))
    return tuple(import_module(f"{factors.__name__}.{name}").signals for name in names)


FACTORS = _discovered()


def signals(referral: Referral) -> Iterator[Signal]:
    """Every rule that fires on this referral, with its place; what needs other referrals is added by ``rank``."""
    for factor in FACTORS:
        yield from factor(referral)
