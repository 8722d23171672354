"""What must hold across the tables of law; each breach is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from nigehban.jurisdiction.errors import PackLineError, PackValueError
from nigehban.jurisdiction.law.records import Law, Offence, Version
from nigehban.jurisdiction.law.sections import number
from nigehban.jurisdiction.problems import Problems

_HOW = "Add it there or mend it here."


def check_law(folder: Path, law: Law, problems: Problems) -> None:
    """Add to ``problems`` whatever contradicts."""
    _once(folder / "law/acts.toml", ((act.id, act.line) for act in law.acts), problems)
    seen: dict[str, Offence] = {}
    for offence in law.offences:
        path = folder / offence.file
        if offence.code in seen:
            first = seen[offence.code]
            problem = (
                f"the code '{offence.code}' stands in {first.file}, line {first.line} already. Codes are used once."
            )
            problems.append(PackLineError(path, offence.line, problem))
        seen.setdefault(offence.code, offence)
        _check_offence(path, law, offence, problems)
    _check_renumberings(folder / "law/aliases.csv", law, problems)
    for one in law.charge_sets:
        for line, codes in zip(one.codes_at, (one.offences, one.optional), strict=True):
            _known(folder / "law/charge_sets.toml", line, codes, law, problems)
    for point in law.open_points:
        _known(folder / "law/open_points.toml", point.line, point.concerns, law, problems)


def _check_offence(path: Path, law: Law, offence: Offence, problems: Problems) -> None:
    if offence.act not in law.by_act:
        problems.append(PackLineError(path, offence.line, f"act '{offence.act}' is not in law/acts.toml. {_HOW}"))
    if number(offence.section) is None:
        problem = f"section '{offence.section}' is no number of a section. Write 22, 22A, 292-C, 21(2) or 506(ii)."
        problems.append(PackLineError(path, offence.line, problem))
    _known(path, offence.line, offence.replaced_by, law, problems)
    for earlier, later in pairwise(sorted(offence.versions, key=_start)):
        if _overlap(earlier, later):
            problem = f"'{offence.code}' has two versions on {later.start} (the other begins on line {earlier.line})."
            problems.append(PackLineError(path, later.line, f"{problem} Mend 'from' and 'to'."))


def _start(version: Version) -> date:
    return version.start.first if version.start else date.min


def _overlap(earlier: Version, later: Version) -> bool:
    """Whether on some day both hold for certain; days that are not known exactly may meet."""
    return earlier.end is None or later.start is None or later.start.last <= earlier.end.first


def _check_renumberings(path: Path, law: Law, problems: Problems) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for row in law.renumberings:
        if row.act not in law.by_act:
            problems.append(PackValueError(path, row.line, "act", f"'{row.act}' is not in law/acts.toml. {_HOW}"))
        for column, section in (("section", row.section), ("now", row.now)):
            if number(section) is None:
                problems.append(PackValueError(path, row.line, column, f"'{section}' is no number of a section."))
        key = (row.act, row.numbering, row.section)
        if key in seen:
            problem = f"'{row.section}' stands in row {seen[key]} already. A section has one number in the act."
            problems.append(PackValueError(path, row.line, "section", problem))
        seen.setdefault(key, row.line)


def _known(path: Path, line: int, codes: Iterable[str], law: Law, problems: Problems) -> None:
    for code in codes:
        if code not in law.by_code:
            problems.append(PackLineError(path, line, f"offence '{code}' is not in law/offences. {_HOW}"))


def _once(path: Path, rows: Iterable[tuple[str, int]], problems: Problems) -> None:
    seen: dict[str, int] = {}
    for name, line in rows:
        if name in seen:
            problems.append(PackLineError(path, line, f"'{name}' stands on line {seen[name]} already. Use it once."))
        seen.setdefault(name, line)
