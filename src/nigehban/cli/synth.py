"""``nigehban synth``: benign synthetic data with the truth kept apart."""

from __future__ import annotations

from pathlib import Path

from nigehban.cli.errors import UsageError
from nigehban.cli.progress import step


def run(count: int, seed: int, out: Path) -> None:
    """Write the referrals; refuses a folder that already holds something, since old and new would mix."""
    from nigehban import synthetic

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} is not empty. Name a new folder.")
    with step("Writing synthetic referrals") as shown:
        shown.total(count)
        synthetic.synth_referrals(count, seed, out, progress=shown.advance)
    print(f"Documents: {out / 'documents'}\nThe truth about them: {out / 'truth'}")
