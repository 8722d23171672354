"""What can be wrong with a jurisdiction pack. Each message names the file, the row, the column and the way out.

PackError
├── PackNotFoundError      no folder of that name in any of the places that were searched
├── PackFileError          a file is missing, unreadable, or not TOML or CSV
│   ├── PackValueError     one value in a CSV file is not what the column says
│   └── PackLineError      one table or key in a TOML file, or one row, is not what it should be
└── PackCoverageError      a day on which a district has no circle, or more than one
"""

from __future__ import annotations

from pathlib import Path


class PackError(Exception):
    """A jurisdiction pack cannot be used as it is."""


class PackNotFoundError(PackError):
    """There is no such pack."""

    def __init__(self, name: str, searched: list[Path]) -> None:
        places = ", ".join(str(path) for path in searched)
        super().__init__(
            f"There is no jurisdiction pack '{name}'. Looked in: {places}. "
            "Give the path of the pack's folder, or set NIGEHBAN_PACKS to the folder that holds the packs."
        )


class PackFileError(PackError):
    """A file of the pack cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}")


class PackValueError(PackFileError):
    """One value of a table is not what its column asks for. ``row`` is the line in the file, 1 for the header."""

    def __init__(self, path: Path, row: int, column: str, problem: str) -> None:
        self.row, self.column = row, column
        super().__init__(path, f"row {row}, column '{column}': {problem}")
        self.problem = f"column '{column}': {problem}"


class PackLineError(PackFileError):
    """A line of a file is not what it should be. ``line`` counts from 1; a CSV file calls it a row."""

    def __init__(self, path: Path, line: int, problem: str, called: str = "line") -> None:
        self.line = line
        super().__init__(path, f"{called} {line}: {problem}")
        self.problem = problem


class PackCoverageError(PackError):
    """On some day a district has no circle, or more than one."""

    def __init__(self, path: Path, district: str, problem: str) -> None:
        self.path, self.district = path, district
        super().__init__(
            f"{path}: district '{district}' {problem} Every district needs exactly one circle on every day."
        )
