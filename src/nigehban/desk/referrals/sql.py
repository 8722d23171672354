"""The statements of intake, written once.

Rows of a unit are staged in a temporary table and inserted in the order of their unique key: loaders that meet wait for
each other and never deadlock.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Insert:
    """Staged rows into a table, leaving out what is there. ``order`` is the unique key, then what breaks ties."""

    table: str
    columns: tuple[str, ...]
    order: str
    conflict: str
    returning: str = ""

    @property
    def stage(self) -> str:
        """The temporary table; it lives as long as the connection and is empty outside a transaction."""
        return f"stage_{self.table}"

    @property
    def make_stage(self) -> str:
        """Make the temporary table, with the types of the target and none of its rules."""
        return (
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {self.stage} ON COMMIT DELETE ROWS AS"
            f" SELECT {self._listed} FROM {self.table} WITH NO DATA"
        )

    @property
    def empty_stage(self) -> str:
        """Empty it, in case this transaction used it before."""
        return f"TRUNCATE {self.stage}"

    @property
    def statement(self) -> str:
        """Insert what is new."""
        return (
            f"INSERT INTO {self.table} ({self._listed}) SELECT {self._listed} FROM {self.stage}"
            f" ORDER BY {self.order} ON CONFLICT {self.conflict} DO NOTHING {self.returning}"
        )

    @property
    def _listed(self) -> str:
        return ", ".join(f'"{column}"' for column in self.columns)


DOCUMENTS = Insert(
    table="referrals_sourcedocument",
    columns=("sha256", "path", "format", "size", "referrals", "warnings", "load_id"),
    order="sha256, path",
    conflict="(sha256)",
)
ATTACHMENTS = Insert(
    table="referrals_attachment",
    columns=("path", "sha256", "md5", "size"),
    order="md5(path), sha256",
    conflict="(md5(path), sha256)",
)
QUARANTINE = Insert(
    table="referrals_quarantine",
    columns=("path", "sha256", "reason"),
    order="md5(path), sha256",
    conflict="(md5(path), sha256)",
)
REFERRALS = Insert(
    table="referrals_referral",
    columns=(
        "id",
        "node_id",
        "scheme",
        "external_id",
        "source_sha256",
        "ordinal",
        "pointer",
        "part",
        "received",
        "incident",
        "incident_text",
        "incident_zone_known",
        "incident_type",
        "platform",
        "reporter",
        "informational",
        "sender_priority",
        "commerce",
        "files",
        "unit",
        "unit_confidence",
        "unit_text",
        "unit_pointer",
        "is_local",
        "warnings",
    ),
    order="scheme, external_id, source_sha256, ordinal, id",
    conflict="(scheme, external_id, source_sha256, ordinal)",
    returning="RETURNING id",
)

DRAW_IDS = "SELECT nextval(pg_get_serial_sequence('referrals_referral', 'id')) FROM generate_series(1, %s)"

RENUMBER = """
UPDATE referrals_referral AS referral SET version = counted.version
FROM (SELECT DISTINCT scheme, external_id FROM stage_referrals_referral) AS touched
CROSS JOIN LATERAL (
    SELECT id, row_number() OVER (ORDER BY received NULLS FIRST, source_sha256, ordinal) AS version
    FROM referrals_referral
    WHERE scheme = touched.scheme AND external_id = touched.external_id
) AS counted
WHERE referral.id = counted.id AND referral.version <> counted.version
"""
"""The versions of every referral that the staged rows touch. LATERAL makes it one index lookup for each of them,
whatever the planner believes about a temporary table that was never analysed."""
