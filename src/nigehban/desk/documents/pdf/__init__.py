"""PDF of documents: WeasyPrint in a child process, with fonts of our own and no network."""

from nigehban.desk.documents.pdf.errors import PdfError, PdfLibraryError, PdfTooLargeError, PdfTooSlowError
from nigehban.desk.documents.pdf.making import LARGEST, render_pdf

__all__ = ["LARGEST", "PdfError", "PdfLibraryError", "PdfTooLargeError", "PdfTooSlowError", "render_pdf"]
