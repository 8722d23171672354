"""All documents of a delivery, with the broken ones and the repeated, from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.stranger.platform import Platform
from bench.stranger.police import Police
from bench.stranger.tables import SHEETS, Made, sheet, zipped
from bench.stranger.world import Tip


def documents(tips: list[Tip], seed: int) -> Iterator[Made]:
    """Every document as (path, bytes, tips it holds), with the broken ones and the repeated."""
    rng = random.Random(seed)
    police, platform = Police(rng), Platform(rng)
    table = [one for one in tips if one.form == "table"]
    for index, start in enumerate(range(0, len(table), 60)):
        yield sheet(police, list(SHEETS)[index % len(SHEETS)], index, table[start : start + 60])
    bundle: list[tuple[str, bytes, Tip]] = []
    for tip in tips:
        if tip.form == "police":
            yield from _police(police, tip, bundle)
        elif tip.form == "platform":
            yield from ((f"platform/{path}", data, [tip]) for path, data in platform.documents(tip))
    yield "police.zip", zipped([(path, data) for path, data, _ in bundle]), [tip for _, _, tip in bundle]
    yield from _broken(police.report(tips[0])[:200] if tips else b"{")


def _police(writer: Police, tip: Tip, bundle: list[tuple[str, bytes, Tip]]) -> Iterator[Made]:
    """One report: in the ZIP, or alone, seldom twice."""
    path, data = f"police/{tip.number}_v{tip.version}.json", writer.report(tip)
    if writer.rng.random() < 0.1:
        bundle.append((path, data, tip))
        return
    yield path, data, [tip]
    if writer.rng.random() < 0.01:
        yield f"again/{tip.number}.json", data, [tip]


def _broken(cut: bytes) -> Iterator[Made]:
    for name, data in (("cut.json", cut), ("empty.json", b""), ("letter.txt", b"Dear Sir, please find enclosed.")):
        yield f"broken/{name}", data, []


def write(tips: list[Tip], folder: Path, seed: int) -> list[Made]:
    """Write the documents below ``folder``, and give them."""
    made = list(documents(tips, seed))
    for path, data, _ in made:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return made
