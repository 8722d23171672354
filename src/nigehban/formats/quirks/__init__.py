"""Quirks."""

from nigehban.formats.police.draft import Draft


def apply_quirks(draft: Draft, report: dict[str, object]) -> None:
    """x."""
