"""``nigehban explain``: why a lead stands where it stands, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nigehban.cli.errors import UsageError
from nigehban.cli.text import printable
from nigehban.cli.units import full_name, names_of

_SHOWN = 20


def run(wanted: str, out: Path) -> None:
    """Print the lead's reasons, its referrals, its links and its network."""
    if not (out / "leads.parquet").is_file():
        raise UsageError(f"{out} holds no results. Run nigehban triage PATH... --out {out} first.")
    lead = _found(wanted, out)
    for line in "\n".join(_lines(lead, out)).splitlines():
        print(printable(line))


def _found(wanted: str, out: Path) -> dict[str, Any]:
    """The lead of that number (or its beginning), of that rank, or of the referral with that id."""
    if wanted.isdigit():
        rows = _rows(out / "leads.parquet", "rank", [int(wanted)])
    elif ":" in wanted:
        members = _rows(out / "referrals.parquet", "referral", [wanted])
        rows = _rows(out / "leads.parquet", "lead", [members[0]["lead"]]) if members else []
    else:
        rows = _by_beginning(wanted, out)
    if len(rows) != 1:
        few = "no lead" if not rows else f"{len(rows)} leads"
        raise UsageError(f"{few} in {out} for {wanted!r}: give a lead's number, a rank, or a referral's id.")
    return rows[0]


def _by_beginning(wanted: str, out: Path) -> list[dict[str, Any]]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    begins = pc.starts_with(pc.field("lead"), wanted)
    rows: list[dict[str, Any]] = pq.read_table(out / "leads.parquet", filters=begins).to_pylist()
    return rows


def _rows(path: Path, column: str, values: list[Any]) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(path, filters=[(column, "in", values)]).to_pylist()
    return rows


def _lines(lead: dict[str, Any], out: Path) -> Iterator[str]:
    from nigehban.priority import Explained, Reason, in_words

    reasons = lead["reasons"]
    yield in_words(
        Explained(
            lead["lead"],
            lead["rank"],
            lead["band"],
            [Reason(one["axis"], one["rule"], one["points"], _with_place(one)) for one in reasons],
            solvable=lead["solvable"],
            archived=lead["archive_reason"],
            missing=tuple(lead["missing"] or ()),
            raise_if=lead["raise_if"] or "",
        )
    )
    yield f"Goes to {full_name(lead['unit'], names_of(_pack_of(out)))}: {lead['unit_reason']}."
    members = _rows(out / "referrals.parquet", "lead", [lead["lead"]])
    yield from _members(members)
    yield from _links({row["referral"] for row in members}, out)
    yield from _network(lead, out)


def _pack_of(out: Path) -> str | None:
    """The pack that routed; ``None`` where the results do not say, as those of older versions."""
    try:
        return str(json.loads((out / "summary.json").read_text("utf-8"))["pack"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _with_place(reason: dict[str, Any]) -> str:
    if reason["referral"] is None:
        return str(reason["text"])
    return f"{reason['text']}  [{reason['referral']} {reason['pointer']}]"


def _members(members: list[dict[str, Any]]) -> Iterator[str]:
    yield f"Referrals ({len(members)}):"
    for row in sorted(members, key=lambda one: (one["referral"], one["version"]))[:_SHOWN]:
        yield f"  {row['referral']} version {row['version']}, {row['status']}, source {row['source_sha256'][:16]}…"
    if len(members) > _SHOWN:
        yield f"  and {len(members) - _SHOWN} more"


def _links(referrals: set[str], out: Path) -> Iterator[str]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    either = pc.field("a").isin(sorted(referrals)) | pc.field("b").isin(sorted(referrals))
    links = pq.read_table(out / "links.parquet", filters=either).sort_by([("score", "descending")]).to_pylist()
    if links:
        yield f"Links ({len(links)}):"
    for link in links[:_SHOWN]:
        level = "same person" if link["level"] == "subject" else "same network"
        yield f"  {level}, {link['score']:.1f}: {link['a']} and {link['b']}"
        yield from (f"    {reason['detail']}" for reason in link["reasons"])
    if len(links) > _SHOWN:
        yield f"  and {len(links) - _SHOWN} more"


def _network(lead: dict[str, Any], out: Path) -> Iterator[str]:
    others = [row["lead"] for row in _rows(out / "leads.parquet", "network", [lead["network"]])]
    if len(others) > 1:
        yield f"Network {lead['network']} of {len(others)} leads:"
        yield from (f"  {other}" for other in others[:_SHOWN] if other != lead["lead"])
    if (out / "networks.parquet").is_file():
        for row in _rows(out / "networks.parquet", "network", [lead["network"]]):
            yield row["answer"]
            yield from (f"  {one['text']}  [{one['referral']} {one['pointer']}]" for one in row["reasons"][:_SHOWN])
