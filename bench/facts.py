"""Is every leaf of every well-formed document a fact with a pointer that finds it? Counted by readers of another make.

JSON is walked here with the standard library, XML with lxml's own XPath: nothing of the project's readers is used.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
from lxml import etree

from bench.report import NIGEHBAN, Report, timed_command
from bench.worlds import delivery, fresh

Leaf = tuple[str, str | None]


def run(*, full: bool) -> Iterator[Report]:
    """One table: documents, leaves, leaves found."""
    count = 20_000 if full else 2_000
    world = delivery(count, seed=11)
    out = fresh("facts")
    timed_command([NIGEHBAN, "triage", str(world / "documents"), "--out", str(out), "--top", "0"])
    facts = _facts(out)
    report = Report(
        f"Facts: leaves of {count:,} synthetic referrals found in facts.parquet",
        "python -m bench --only facts",
        ("format", "documents", "leaves", "found at their pointer", "share"),
    )
    for name, pattern, check in (("police JSON", "*.json", _check_json), ("platform XML", "*.xml", _check_xml)):
        checked = [check(path, facts) for path in sorted((world / "documents").rglob(pattern))]
        counted = [one for one in checked if one is not None]
        total, found = (sum(column) for column in zip(*counted, strict=True))
        report.add(name, len(counted), total, found, f"{found / total:.4%}")
    yield report


def _facts(out: Path) -> dict[str, Counter[Leaf]]:
    facts: dict[str, Counter[Leaf]] = {}
    for batch in pq.ParquetFile(out / "facts.parquet").iter_batches(columns=["source_sha256", "pointer", "value"]):
        for digest, pointer, value in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            facts.setdefault(digest, Counter())[pointer, value] += 1
    return facts


def _check_json(path: Path, facts: dict[str, Counter[Leaf]]) -> tuple[int, int] | None:
    """Leaves, and leaves found; ``None`` when the document is not well-formed or no report."""
    data = path.read_bytes()
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        return None
    if "reportedInformation" not in document:
        return None
    leaves = Counter(_walk(document, ""))
    return leaves.total(), (leaves & facts.get(sha256(data).hexdigest(), Counter())).total()


def _walk(node: object, pointer: str) -> Iterator[Leaf]:
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from _walk(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(node, list) and node:
        for index, value in enumerate(node):
            yield from _walk(value, f"{pointer}/{index}")
    else:
        yield pointer, node if isinstance(node, str) or node is None else json.dumps(node)


def _check_xml(path: Path, facts: dict[str, Counter[Leaf]]) -> tuple[int, int] | None:
    """The same for XML: each pointer is put to lxml, which must give that one leaf with that value."""
    data = path.read_bytes()
    if b"<!DOCTYPE" in data:
        return None
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    leaves = {root.getroottree().getpath(one) for one in root.iter(etree.Element) if not len(one)}
    leaves |= {f"{root.getroottree().getpath(one)}/@{key}" for one in root.iter(etree.Element) for key in one.attrib}
    found = {_resolved(root, *leaf) for leaf in facts.get(sha256(data).hexdigest(), Counter())}
    return len(leaves), len(leaves & found)


def _resolved(root: etree._Element, pointer: str, value: str | None) -> str | None:
    """The leaf's own name of itself, when the pointer leads to exactly one leaf with that value."""
    (found,) = root.xpath(pointer)
    if isinstance(found, str):
        parent = found.getparent()
        return f"{root.getroottree().getpath(parent)}/@{found.attrname}" if found == value else None
    return root.getroottree().getpath(found) if (found.text or "") == value else None
