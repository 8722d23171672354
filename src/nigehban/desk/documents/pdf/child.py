"""The process that writes one PDF: HTML on standard input, PDF on standard output, a reason on standard error.

A page that makes the library run wild costs this process, never the desk.
"""

from __future__ import annotations

import resource
import sys

from nigehban.desk.documents.pdf.errors import PdfLibraryError
from nigehban.desk.documents.pdf.writing import write_pdf

NO_LIBRARY = 3
_MEMORY = 2 * 1024**3


def main() -> int:
    """Write the PDF; ``NO_LIBRARY`` where a library of the system is missing."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        made = write_pdf(sys.stdin.buffer.read().decode("utf-8"))
    except PdfLibraryError as error:
        sys.stderr.write(str(error))
        return NO_LIBRARY
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
