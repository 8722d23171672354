"""The library alone, for ``bench.digests``: digests of all files under a folder, in one process."""

from __future__ import annotations

import sys
from pathlib import Path

from nigehban.media import digest_file, find_files


def main() -> None:
    """Digest the files under the folder that is named."""
    for path in find_files(sys.argv[1:]):
        with Path(path).open("rb", buffering=0) as file:
            digest_file(file)


if __name__ == "__main__":
    main()
