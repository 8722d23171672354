"""Documents that no reader can take, one way of being broken each; the truth lists them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from nigehban.synthetic.xlsx import zipped


class Broken(NamedTuple):
    """``kind`` says how it is broken; ``ending`` is what its file name says it is."""

    kind: str
    data: bytes
    ending: str


def _truncated(rng: Random, sound: bytes) -> Broken:
    return Broken("truncated", sound[: rng.randrange(len(sound) // 4, len(sound) // 2)], "json")


def _wrong_encoding(_rng: Random, sound: bytes) -> Broken:
    """It claims to be UTF-16 and is not."""
    return Broken("wrong_encoding", b"\xff\xfe" + sound[: len(sound) // 2 * 2 - 1], "json")


def _entity_bomb(_rng: Random, _sound: bytes) -> Broken:
    doubling = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 9))
    text = f'<?xml version="1.0"?><!DOCTYPE report [<!ENTITY e0 "ha">{doubling}]><report>&e8;</report>'
    return Broken("entity_bomb", text.encode(), "xml")


def _outside_entity(_rng: Random, _sound: bytes) -> Broken:
    text = '<?xml version="1.0"?><!DOCTYPE report [<!ENTITY x SYSTEM "file:///nowhere.test">]><report>&x;</report>'
    return Broken("outside_entity", text.encode(), "xml")


def _nested_zip(_rng: Random, sound: bytes) -> Broken:
    data = sound
    for level in range(12):
        data = zipped({f"level{level}.zip" if level else "report.json": data})
    return Broken("nested_zip", data, "zip")


def _escaping_zip(_rng: Random, _sound: bytes) -> Broken:
    return Broken("escaping_zip", zipped({"../../outside.json": b"{}"}), "zip")


def _empty(_rng: Random, _sound: bytes) -> Broken:
    return Broken("empty", b"", "json")


def _junk(rng: Random, _sound: bytes) -> Broken:
    return Broken("junk", b"\x00\xfa" + rng.randbytes(200 + rng.randrange(800)), "bin")


def _not_a_referral(rng: Random, _sound: bytes) -> Broken:
    return Broken("not_a_referral", b'{"shopping": ["tea", "sugar"], "list": %d}' % rng.randrange(10**6), "json")


def _torn_zip(rng: Random, sound: bytes) -> Broken:
    data = zipped({"report.json": sound})
    return Broken("torn_zip", data[: rng.randrange(40, len(data) // 2)], "zip")


_WAYS: tuple[Callable[[Random, bytes], Broken], ...] = (
    _truncated,
    _wrong_encoding,
    _entity_bomb,
    _outside_entity,
    _nested_zip,
    _escaping_zip,
    _empty,
    _junk,
    _not_a_referral,
    _torn_zip,
)
KINDS = tuple(way(Random(0), b"{}" * 100).kind for way in _WAYS)


def break_one(rng: Random, number: int, sound: bytes) -> Broken:
    """A broken document: the ways come in turn, so that a few already show all of them."""
    return _WAYS[number % len(_WAYS)](rng, sound)
