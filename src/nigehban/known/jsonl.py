"""JSON that can hold what lists say: half characters, which UTF-8 cannot hold, are escaped, never an error."""

from __future__ import annotations

import orjson


def json_line(value: object) -> bytes:
    """One line of JSON."""
    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return orjson.dumps(_writable(value), option=orjson.OPT_APPEND_NEWLINE)


def _writable(value: object) -> object:
    if isinstance(value, str):
        return str(value).encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {str(_writable(key)): _writable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(part) for part in value]
    return value
