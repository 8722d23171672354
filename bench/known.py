"""``python -m bench.known`` or ``python bench/known.py``: all benchmarks of known hashes and media, one after another.

The same as ``python -m bench known``. ``--full`` runs the promised sizes: some hours, 10 GB of memory, 15 GB of disk.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from bench.__main__ import main

    main(["known", *sys.argv[1:]])
