"""The columns of the result tables: what ``nigehban triage`` promises to its readers."""

from __future__ import annotations

import pyarrow as pa

from nigehban.known import ANSWER

TEXT = pa.string()
_AXES = [(axis, pa.int32()) for axis in ("danger", "solvability", "novelty", "deadline")]
_ASIDE = [("archive_reason", TEXT), ("missing", pa.list_(TEXT))]

REFERRALS = pa.schema(
    [
        ("referral", TEXT),
        ("version", pa.int32()),
        ("source_sha256", TEXT),
        ("lead", TEXT),
        ("network", TEXT),
        ("status", TEXT),
        ("rank", pa.int32()),
        *_AXES,
        ("unit", TEXT),
        ("unit_confidence", pa.float32()),
        ("unit_reason", TEXT),
        ("unit_pointer", TEXT),
        ("bundle", TEXT),
        *_ASIDE,
        ("warnings", pa.list_(TEXT)),
    ]
)
"""One row a referral and document. The axes are those of its lead; ``bundle`` is null outside viral bundles."""

REASON = pa.struct(
    [
        ("axis", TEXT),
        ("rule", TEXT),
        ("points", pa.int32()),
        ("text", TEXT),
        ("referral", TEXT),
        ("pointer", TEXT),
    ]
)
"""``referral`` and ``pointer`` are null for what the lead's neighbours show (repeats, networks, clocks)."""

LEADS = pa.schema(
    [
        ("lead", TEXT),
        ("rank", pa.int32()),
        ("band", TEXT),
        *_AXES,
        ("referrals", pa.int32()),
        ("network", TEXT),
        ("unit", TEXT),
        ("unit_reason", TEXT),
        ("unit_referral", TEXT),
        ("unit_pointer", TEXT),
        ("status", TEXT),
        ("solvable", pa.bool_()),
        ("reasons", pa.list_(REASON)),
        ("raise_if", TEXT),
        *_ASIDE,
    ]
)
"""One row a lead, by rank. ``raise_if`` is a sentence, null when no single fact would raise the lead."""

LINK_REASON = pa.struct(
    [
        ("rule", TEXT),
        ("detail", TEXT),
        ("pointer_a", TEXT),
        ("pointer_b", TEXT),
        ("referral_a", TEXT),
        ("referral_b", TEXT),
    ]
)
"""``pointer_a`` leads into a document of ``referral_a``: the link's ``a``, or another referral of the same account."""

LINKS = pa.schema(
    [
        ("a", TEXT),
        ("b", TEXT),
        ("level", TEXT),
        ("kind", TEXT),
        ("score", pa.float32()),
        ("held", pa.bool_()),
        ("reasons", pa.list_(LINK_REASON)),
    ]
)
"""One row a link. ``held`` marks a network link that the size limit held back: its ends are in two networks."""

NETWORK_REASON = pa.struct([("text", TEXT), ("referral", TEXT), ("pointer", TEXT)])
NETWORKS = pa.schema(
    [
        ("network", TEXT),
        ("leads", pa.int32()),
        ("referrals", pa.int32()),
        ("answer", TEXT),
        ("one_ring", pa.bool_()),
        ("reaches_abroad", pa.bool_()),
        ("countries", pa.list_(TEXT)),
        ("reasons", pa.list_(NETWORK_REASON)),
    ]
)
"""One row a network of more than one lead. ``answer`` says whether it is one ring and whether it reaches abroad."""

FACTS = pa.schema(
    [
        ("referral", TEXT),
        ("source_sha256", TEXT),
        ("name", TEXT),
        ("value", TEXT),
        ("pointer", TEXT),
        ("mapped", pa.bool_()),
    ]
)
"""One row a leaf of a source document."""

KNOWN = pa.schema(
    [
        ("referral", TEXT),
        ("source_sha256", TEXT),
        ("pointer", TEXT),
        ("path", TEXT),
        ("set", TEXT),
        ("entries", pa.int64()),
        *ANSWER,
    ]
)
"""One row a hash of a file and an entry that has it: where the file stands, then the answer of ``known match``.

``path`` is null for a hash that a document states; ``referral`` is null for a file that lay beside several referrals
and is nobody's. ``entries`` counts all entries of the set that the hash has, of which the first twenty are here.
"""
