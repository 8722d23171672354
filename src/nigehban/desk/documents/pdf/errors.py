"""Why there is no PDF.

PdfError
├── PdfLibraryError    WeasyPrint cannot load a library of the system
├── PdfTooLargeError   the page holds more than a document can
└── PdfTooSlowError    it took too long, or too much memory
"""

from __future__ import annotations


class PdfError(Exception):
    """A page could not be made into a PDF."""


class PdfLibraryError(PdfError):
    """A library of the system is missing."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            "PDF needs the libraries Pango and HarfBuzz. Install the Debian packages libpango-1.0-0, "
            f"libpangoft2-1.0-0 and libharfbuzz-subset0 and start the desk again ({problem})."
        )


class PdfTooLargeError(PdfError):
    """The page is larger than any document."""


class PdfTooSlowError(PdfError):
    """The page was given up."""
