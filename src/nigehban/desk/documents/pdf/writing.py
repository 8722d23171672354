"""Writes a PDF with WeasyPrint: our style sheet, our fonts, and not one address opened besides."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import ImageFile

from nigehban.desk.documents.pdf.errors import PdfLibraryError
from nigehban.desk.documents.pdf.fonts import faces, font_file

_STYLE = Path(__file__).with_name("print.css")


def write_pdf(html: str) -> bytes:
    """A page as a tagged PDF (PDF/UA-1). Raises ``PdfLibraryError`` where a library of the system is missing."""
    printer = _printer()
    page = printer.library.HTML(string=html, url_fetcher=printer.fetcher)
    made = page.write_pdf(stylesheets=[printer.style], font_config=printer.fonts, pdf_variant="pdf/ua-1")
    return bytes(made or b"")


class _Printer:
    """The library with our style and fonts; reading these takes as long as a page, so a process does it once."""

    def __init__(self, library: ModuleType) -> None:
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        self.library = library
        self.fetcher = _fetcher()
        self.fonts = FontConfiguration()
        sheet = faces() + _STYLE.read_text("utf-8")
        self.style = library.CSS(string=sheet, font_config=self.fonts, url_fetcher=self.fetcher)


@lru_cache(maxsize=1)
def _printer() -> _Printer:
    try:
        import weasyprint  # noqa: PLC0415 - half a second that only who prints should pay
    except (ImportError, OSError) as error:
        raise PdfLibraryError(str(error).splitlines()[0]) from error
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the library sets it for the whole process, in which files are hashed too
    return _Printer(weasyprint)


def _fetcher() -> Any:  # noqa: ANN401 - the library has no types
    """What opens addresses: the fonts of the package, and nothing of the network, of files or of data."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFontsOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the library's own
            path = font_file(url)
            if path is None:
                raise ValueError("A document opens no address.")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff"})

    return OwnFontsOnly()
