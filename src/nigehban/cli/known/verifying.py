"""``nigehban known verify``: whether every byte of a set is as it was published."""

from __future__ import annotations

from pathlib import Path

from nigehban.cli.errors import FailedError
from nigehban.cli.known.failing import sentences
from nigehban.cli.progress import step
from nigehban.cli.text import printable


def run(folder: Path, signer: str | None) -> None:
    """Check the set; each problem is a line, and an error at the end."""
    from nigehban.known import Problem, verify

    with sentences(), step("Verifying") as shown:
        seen = verify(folder, advance=shown.advance)
    problems = list(seen.problems)
    if signer is not None and seen.signer != signer.strip().lower():
        problems.append(Problem("SIGNER", f"the set is signed by {seen.signer}, not by {signer.strip()}"))
    for problem in problems:
        print(f"{problem.file}: {printable(problem.reason)}")
    if problems:
        files = len({problem.file for problem in problems})
        raise FailedError(f"{folder} is not as it was published: {files:,} of its files are wrong. Get it anew.")
    print(
        f"{folder} is as it was published: {seen.generations:,} generations, {seen.files:,} files, "
        f"{seen.bytes:,} bytes.\nSigned by {seen.signer}"
    )
