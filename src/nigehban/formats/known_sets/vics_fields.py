"""The fields of a VICS entry that have a column, and every way in which vendors spell them.

A spelling is one letter. With it the exporter writes what the reader read: a number or the same as text, digits of a
hash in capitals, a flag as ``true`` or as ``"True"``. A value that is spelled in none of these ways stays in ``extra``
too, and the exporter takes it from there.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, cast

import orjson
import pyarrow as pa

from nigehban.formats.known_sets.digests import parse
from nigehban.formats.known_sets.rows import POSITIONS
from nigehban.records.known import FLAGS, HASHES, PHOTODNA_BYTES

NOT_TAKEN: Final = "-"
_PHOTODNA: Final = ("HashName", "PhotoDNA")
WHOLE_HASH_LIST: Final = "p"
"""A list of hashes that holds one PhotoDNA value and nothing else."""
Taken = tuple[str, object]
"""A spelling and what the column holds."""
Take = Callable[[object], Taken]
TakeAll = Callable[[list[object]], tuple[str, Sequence[object]] | None]
"""The same for many values that are all spelled in one way; ``None`` when they are not."""


class BadField(ValueError):  # noqa: N818 - a field that is wrong is no error of the program
    """A field does not say what it should; the message says why."""


_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_LARGEST: Final = 10**18
_FLAGS: Final[dict[object, Taken]] = {
    "true": ("t", True), "false": ("t", False), "True": ("T", True), "False": ("T", False),
}  # fmt: skip
_NOTHING: Final[dict[object, Taken]] = {None: ("z", None), "": ("e", None)}


def _text(value: object) -> Taken:
    if isinstance(value, str):
        return ("s", value) if value else ("e", None)
    if type(value) is int:
        return "n", str(value)
    if value is None:
        return "z", None
    raise BadField(f"it is neither a text nor a whole number: {_short(value)}")


def _texts(values: list[object]) -> tuple[str, Sequence[object]] | None:
    kinds = set(map(type, values))
    if kinds == {str} and all(values):
        return "s", values
    return ("n", list(map(str, values))) if kinds == {int} else None


def _size(value: object) -> Taken:
    code, text = _text(value)
    if text is None:
        return code, None
    if not _INTEGER.fullmatch(str(text)) or str(text).startswith("-"):
        raise BadField(f"it is no number of bytes: {_short(value)}")
    return code, int(str(text))


def _sizes(values: list[object]) -> tuple[str, Sequence[object]] | None:
    numbers = cast("list[int]", values)
    return ("n", numbers) if set(map(type, values)) == {int} and 0 <= min(numbers) <= max(numbers) < _LARGEST else None


def _flag(value: object) -> Taken:
    if value is True or value is False:
        return "b", value
    taken = _FLAGS.get(value) if isinstance(value, str) else None
    if taken is None and (value is None or value == ""):
        taken = _NOTHING[value]
    if taken is None and type(value) is int and value in {0, 1}:
        taken = "d", bool(value)
    if taken is None:
        raise BadField(f"it is neither true nor false and counts as unknown: {_short(value)}")
    return taken


def _flags(values: list[object]) -> tuple[str, Sequence[object]] | None:
    kinds = set(map(type, values))
    if kinds == {bool}:
        return "b", values
    if kinds == {str} and {"true", "false"}.issuperset(cast("list[str]", values)):
        return "t", [value == "true" for value in values]
    return None


def _hash(kind: str) -> Take:
    digits = 2 * HASHES[kind]

    def take(value: object) -> Taken:
        if not isinstance(value, str) or not value:
            return _no_text(value)
        digest = parse(kind, value)
        lower = digest.hex()
        if value == lower.upper():
            return "U", digest
        return ("L", digest) if value == lower and len(value) == digits else (NOT_TAKEN, digest)

    return take


def _hashes(kind: str) -> TakeAll:
    length = HASHES[kind]

    def take_all(values: list[object]) -> tuple[str, Sequence[object]] | None:
        if set(map(type, values)) != {str} or set(map(len, cast("list[str]", values))) != {2 * length}:
            return None
        text = "".join(cast("list[str]", values))
        try:
            digests = bytes.fromhex(text)
        except ValueError:
            return None
        lower = digests.hex()
        code = "L" if text == lower else "U" if text == lower.upper() else ""
        return (code, [digests[at : at + length] for at in range(0, len(digests), length)]) if code else None

    return take_all


def _photodna(value: object) -> Taken:
    if not isinstance(value, str) or not value:
        return _no_text(value)
    digest = parse("photodna", value)
    return ("6" if value == base64.b64encode(digest).decode() else NOT_TAKEN), digest


def _hash_list(value: object) -> Taken:
    """The usual ``AlternativeHashes``: one PhotoDNA value in base64, and nothing else."""
    if value is None:
        return "z", None
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        (one,) = value
        if list(one) == ["HashName", "HashValue"] and one["HashName"] == "PhotoDNA":
            code, digest = _photodna(one["HashValue"])
            return (WHOLE_HASH_LIST if code == "6" else NOT_TAKEN), digest
    return NOT_TAKEN, None


def _hash_lists(values: list[object]) -> tuple[str, Sequence[object]] | None:
    """Many such lists, or nothing at all where each is empty."""
    lists = cast("list[list[dict[str, str]]]", values)
    try:
        texts = [one["HashValue"] for (one,) in lists]
        usual = all(next(iter(one.items())) == _PHOTODNA and len(one) == 2 for (one,) in lists)
        whole = base64.b64decode("".join(texts), validate=True)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    if not usual or set(map(len, texts)) != {PHOTODNA_BYTES * 4 // 3}:
        return None
    return WHOLE_HASH_LIST, [whole[at : at + PHOTODNA_BYTES] for at in range(0, len(whole), PHOTODNA_BYTES)]


def _media(value: object) -> Taken:
    """Image or video, by the media type; the type itself is no column's."""
    kind = value.partition("/")[0].strip().lower() if isinstance(value, str) else None
    return NOT_TAKEN, kind if kind in {"image", "video"} else None


def _no_text(value: object) -> Taken:
    if value is None or value == "":
        return _NOTHING[value]
    raise BadField(f"it is no text: {_short(value)}")


def _mixed(_values: list[object]) -> None:
    """Fields that are looked at one by one."""


def _short(value: object) -> str:
    return json.dumps(value)[:80]


HASH_LIST: Final = "alternativehashes"
_COLUMNS: Final[dict[str, tuple[str, Take, TakeAll]]] = {
    "mediaid": ("entry_id", _text, _texts),
    "category": ("category", _text, _texts),
    **{kind: (kind, _hash(kind), _hashes(kind)) for kind in HASHES},
    "photodna": ("photodna", _photodna, _mixed),
    HASH_LIST: ("photodna", _hash_list, _hash_lists),
    "mediasize": ("size", _size, _sizes),
    "victimidentified": ("victim_identified", _flag, _flags),
    "offenderidentified": ("offender_identified", _flag, _flags),
    "isdistributed": ("distributed", _flag, _flags),
    "isprecategorized": ("precategorised", _flag, _flags),
    "series": ("series", _text, _texts),
    "dateupdated": ("updated_text", _text, _texts),
    "mimetype": ("media", _media, _mixed),
}
FIELDS: Final = {name: (POSITIONS[column], take, take_all) for name, (column, take, take_all) in _COLUMNS.items()}
"""By the field's name in small letters: the position of its column in a row, and how one and many values are taken.

What takes one raises ``BadField`` or ``digests.BadHash`` for what it does not understand.
"""

_NAMES: Final = {
    "entry_id": "MediaID", "category": "Category", "md5": "MD5", "sha1": "SHA1", "sha256": "SHA256", "pdq": "PDQ",
    "photodna": "PhotoDNA", "size": "MediaSize", "victim_identified": "VictimIdentified",
    "offender_identified": "OffenderIdentified", "distributed": "IsDistributed", "precategorised": "IsPrecategorized",
    "series": "Series", "updated_text": "DateUpdated",
}  # fmt: skip
COLUMN_OF: Final = {name: column for name, (column, _, _) in _COLUMNS.items()}
"""By the field's name in small letters: the column that holds it."""


USUAL: Final = tuple(_NAMES)
"""The columns of an entry that VICS 2.0 has fields for."""


@lru_cache(maxsize=4096)
def usual_layout(stated: tuple[bool, ...]) -> str:
    """The layout of an entry that states these of ``USUAL``, as VICS 2.0 spells them."""
    names = zip(USUAL, stated, strict=True)
    return " ".join(f"{_NAMES[column]}={_usual_code(column)}" for column, has in names if has) or "*"


def _usual_code(column: str) -> str:
    if column in HASHES:
        return "U"
    if column in FLAGS:
        return "b"
    if column == "photodna":
        return "6"
    return "n" if column in {"size", "category", "entry_id"} else "s"


def spelled_all(code: str, column: pa.Array) -> list[str]:
    """The JSON texts of a column's values in one of the spellings."""
    width = column.type.byte_width if code in {"U", "L"} and pa.types.is_fixed_size_binary(column.type) else 0
    if not width or column.null_count:
        return [spelled(code, value) for value in column.to_pylist()]
    digits = b"".join(column.to_pylist()).hex()
    digits = digits.upper() if code == "U" else digits
    return [f'"{digits[at : at + 2 * width]}"' for at in range(0, len(digits), 2 * width)]


def spelled(code: str, value: object) -> str:
    """The JSON text of a column's value in one of the spellings. What cannot be spelled so is written as text."""
    if value is None:
        return '""' if code == "e" else "null"
    return _WRITERS.get(code, _as_text)(value)


def _as_text(value: object) -> str:
    return orjson.dumps(str(value)).decode()


def _as_number(value: object) -> str:
    return str(value) if _INTEGER.fullmatch(str(value)) else _as_text(value)


def _as_base64(value: object) -> str:
    return f'"{base64.b64encode(bytes(value)).decode()}"' if isinstance(value, bytes) else "null"


def _hex(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes) else ""


_WRITERS: Final[dict[str, Callable[[object], str]]] = {
    "s": _as_text,
    "e": _as_text,
    "z": _as_text,
    "n": _as_number,
    "U": lambda value: f'"{_hex(value).upper()}"',
    "L": lambda value: f'"{_hex(value)}"',
    "6": _as_base64,
    WHOLE_HASH_LIST: lambda value: f'[{{"HashName":"PhotoDNA","HashValue":{_as_base64(value)}}}]',
    "b": lambda value: "true" if value else "false",
    "t": lambda value: '"true"' if value else '"false"',
    "T": lambda value: '"True"' if value else '"False"',
    "d": lambda value: "1" if value else "0",
}
