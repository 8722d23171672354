"""Plain lists: one hash a line, of one algorithm. What stands behind a hash is kept; of PDQ it may be the quality.

Empty lines and lines that begin with ``#`` are no entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from nigehban.formats.errors import NotAList
from nigehban.formats.known_sets.digests import BadHash, parse, parse_all
from nigehban.formats.known_sets.rows import POSITIONS, Columns, Portions, Row, fixed, leftovers, shown
from nigehban.formats.known_sets.streams import Source, opened, utf8_chunks
from nigehban.formats.known_sets.text_lines import Block, TextLines
from nigehban.records.known import HASHES, Counted, KnownList, Rejected

_LINE: Final = re.compile(r"""["']?([^\s,;"']+)["']?[\s,;]*(.*)""", re.DOTALL)
_HEAD_LINES: Final = 20
"""So many lines may stand before the first hash: they are rejected like any other that is none."""
_QUALITY: Final = re.compile(r"100|[0-9]{1,2}")
_BY_LENGTH: Final = {32: "md5", 40: "sha1"}


def read(source: Source, algorithm: str | None = None) -> KnownList:
    """The list as it streams by. ``algorithm`` is md5, sha1, sha256 or pdq; of MD5 and SHA-1 the length tells.

    Raises ``NotAList`` where the algorithm cannot be told, ``ValueError`` for an unknown one.
    """
    if algorithm is not None and algorithm not in HASHES:
        raise ValueError(f"“{algorithm}” is no algorithm of plain lists; there are {', '.join(HASHES)}.")
    known = KnownList("list", Counted.LINE, iter(()))
    rows = _rows(source, algorithm, known)
    first = next(rows, None)  # reads the first lines, so that the algorithm is known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(source: Source, algorithm: str | None, known: KnownList) -> Iterator[Columns | Row | Rejected]:
    with opened(source) as stream:
        lines = TextLines(utf8_chunks(stream))
        for block in lines.blocks():
            if isinstance(block, Rejected):
                yield block
            else:
                algorithm = known.stated["algorithm"] = algorithm or _algorithm(block)
                yield from _block(block, algorithm)
        known.warnings += lines.warnings


def _algorithm(block: Block) -> str:
    found = [_LINE.match(line.strip()) for line in block.lines[:_HEAD_LINES] if not line.startswith("#")]
    words = [match[1] for match in found if match]
    for word in words:
        kind = _BY_LENGTH.get(len(word.removeprefix("0x")))
        if kind is not None:
            return kind
    if not words:
        raise NotAList("The list begins with nothing that is a hash. Name its algorithm (--algorithm).")
    raise NotAList(
        f"The first line has {len(words[0])} characters: MD5 has 32, SHA-1 40; of 64, say whether it is SHA-256 or PDQ "
        "(--algorithm)."
    )


def _block(block: Block, algorithm: str) -> Iterator[Columns | Row | Rejected]:
    texts = [line.rstrip("\r\n") for line in block.lines]
    try:
        digests = parse_all(algorithm, texts)
    except ValueError:  # something about one of them must be said
        yield from _each(block.first, texts, algorithm)
    else:
        yield _columns(block.first, algorithm, digests)


def _each(first: int, texts: list[str], algorithm: str) -> Iterator[Row | Rejected]:
    for number, text in enumerate(texts, first):
        if text.strip() and not text.startswith("#"):
            yield _row(number, text, algorithm)


def _columns(first: int, algorithm: str, digests: bytes) -> Columns:
    columns: Columns = [None] * len(Row._fields)
    columns[POSITIONS[algorithm]] = fixed(digests, HASHES[algorithm])
    columns[POSITIONS["place"]] = range(first, first + len(digests) // HASHES[algorithm])
    return columns


def _row(line: int, text: str, algorithm: str) -> Row | Rejected:
    found = _LINE.match(text.strip())
    word, rest = found.groups() if found else (text, "")
    cells: list[object] = list(Row(line))
    try:
        cells[POSITIONS[algorithm]] = parse(algorithm, word)
    except BadHash as error:
        return Rejected(line, f"The line is no entry: {error}.", shown(text))
    row = Row._make(cells)
    if algorithm == "pdq" and _QUALITY.fullmatch(rest):
        return row._replace(pdq_quality=int(rest))
    return row._replace(extra=leftovers({"text": rest}) if rest else None)
