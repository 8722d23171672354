"""``nigehban pack check``: what is wrong with a pack, and what counsel has still to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nigehban.cli.errors import FailedError
from nigehban.cli.law.output import pack_sentences, print_json
from nigehban.cli.text import printable

if TYPE_CHECKING:
    from nigehban.jurisdiction.checking import Report


def run(folder: str, *, as_json: bool) -> None:
    """Print what was found; ends with 1 where anything is wrong."""
    from nigehban.jurisdiction.checking import check_pack

    found = _folder(folder)
    report = check_pack(found)
    if as_json:
        print_json(_told(report))
    else:
        print("\n".join(printable(line) for line in _lines(report)))
    if report.problems:
        count = len(report.problems)
        what = "1 problem. Mend it" if count == 1 else f"{count} problems. Mend them"
        raise FailedError(f"{found}: {what} and check again.")


def _folder(name: str) -> Path:
    """The folder of a pack; one that lacks its head is a pack with something wrong."""
    from nigehban.jurisdiction import PackNotFoundError, find_pack

    with pack_sentences():
        try:
            return find_pack(name)
        except PackNotFoundError:
            if not Path(name).is_dir():
                raise
    return Path(name).resolve()


def _told(report: Report) -> dict[str, Any]:
    from nigehban.jurisdiction.checking import finding

    found = [finding(error) for error in report.problems]
    problems = [{"file": one.file and str(one.file), "line": one.line, "problem": one.problem} for one in found]
    return {
        "folder": str(report.folder),
        "code": report.heading.code if report.heading else None,
        "valid": not report.problems,
        "problems": problems,
        "counts": _counts(report),
        "review": report.heading.review if report.heading else None,
        "needs_review": [one._asdict() for one in report.doubts],
    }


def _counts(report: Report) -> dict[str, int]:
    return {
        "acts": len(report.law.acts) if report.law else 0,
        "offences": len(report.law.offences) if report.law else 0,
        "deadlines": len(report.procedure.rules) if report.procedure else 0,
        "events": len(report.procedure.event_types) if report.procedure else 0,
        "measures": len(report.statistics.measures) if report.statistics else 0,
        "products": len(report.statistics.products) if report.statistics else 0,
        "documents": len(report.documents.documents) if report.documents else 0,
        "golden_law": report.golden.law,
        "golden_deadlines": report.golden.deadlines,
    }


def _lines(report: Report) -> list[str]:
    from nigehban.jurisdiction.checking import finding

    lines = [str(finding(error)) for error in report.problems]
    if report.heading is None:
        return lines
    counts = _counts(report)
    lines.append(
        f"{report.heading.code} {report.heading.name}, version {report.heading.version}: {counts['acts']} acts, "
        f"{counts['offences']} sections, {counts['deadlines']} deadlines, {counts['events']} kinds of events, "
        f"{counts['measures']} measures, {counts['products']} products, {counts['documents']} documents; "
        f"{counts['golden_law'] + counts['golden_deadlines']} golden examples {_ran(report)}."
    )
    if report.law is None:
        lines.append("It holds no law." if not report.problems else "Its law was not read.")
    if report.heading.review:
        lines.append(f"Status {report.heading.status}: {report.heading.review}, {len(report.doubts)} points:")
        lines += [f"  {one.what} ({one.file}, line {one.line}): {one.why}" for one in report.doubts]
    return lines


def _ran(report: Report) -> str:
    return "not run" if report.problems and not sum(report.golden) else "run"
