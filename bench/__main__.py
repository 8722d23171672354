"""``python -m bench``: run every benchmark, print its table, and write them all into ``bench/RESULTS.md``.

Names run some only (``known`` stands for all benchmarks of known hashes and media). ``--full`` runs the sizes that the
figures are promised for (hours on two cores), the default sizes are a tenth or less. Timings depend on what else the
machine does: quote ratios of one run.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench.report import Report, machine

KNOWN = ("near", "exact", "degenerate", "known_import", "known_sets", "pdq", "video", "digests")
BENCHES = (
    *("facts", "reading", "linking", "quality", "ranking", "archive", "heldout", "scale", "loading"),
    *("bulletin", "commands", "desk"),
    *KNOWN,
)
RESULTS = Path(__file__).with_name("RESULTS.md")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what was asked for."""
    options = _options(arguments)
    for name in _chosen(options):
        for report in import_module(f"bench.{name}").run(full=options.full):
            report.command += " --full" if options.full else ""
            text = report.markdown()
            print(text, flush=True)
            _keep(name, report, text)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(("known", *BENCHES)))
    parser.add_argument("--only", choices=BENCHES)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args(arguments)
    if strange := set(options.names) - {"known", *BENCHES}:
        parser.error(f"there is no benchmark {min(strange)}")
    return options


def _chosen(options: argparse.Namespace) -> list[str]:
    named = [*options.names, *([options.only] if options.only else [])] or BENCHES
    return [each for name in named for each in (KNOWN if name == "known" else (name,))]


def _keep(name: str, report: Report, text: str) -> None:
    """Put the table in the place of its last run in RESULTS.md."""
    begin, end = f"<!-- {name}: {report.title} -->", f"<!-- end of {name}: {report.title} -->"
    dated = f"{begin}\n{text}\n*{machine()}; {datetime.now(UTC):%Y-%m-%d}*\n{end}\n"
    before = RESULTS.read_text("utf-8") if RESULTS.exists() else _HEAD
    head, found, rest = before.partition(begin)
    tail = rest.partition(f"{end}\n")[2] if found else ""
    RESULTS.write_text(f"{head if found else before.rstrip() + chr(10) * 2}{dated}{tail}", "utf-8")


_HEAD = """# Results

Written by `make bench`. Two cores shared with other work: trust the ratios within one table more than single times.
"""

if __name__ == "__main__":
    main()
