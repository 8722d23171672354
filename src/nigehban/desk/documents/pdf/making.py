"""Asks for a PDF, waits a bounded time for it, and says in words why there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

from django.utils.translation import gettext as _

from nigehban.desk.documents.pdf.child import NO_LIBRARY
from nigehban.desk.documents.pdf.errors import PdfError, PdfLibraryError, PdfTooLargeError, PdfTooSlowError

LARGEST: Final = 4 * 1024 * 1024
"""Bytes of HTML that a document may have: a case of a hundred exhibits takes a tenth of it."""
SECONDS: Final = 60.0
_COMMAND = (sys.executable, "-m", "nigehban.desk.documents.pdf.child")


def render_pdf(html: str, *, seconds: float = SECONDS) -> bytes:
    """A page as a tagged PDF.

    Raises ``PdfTooLargeError``, ``PdfTooSlowError``, ``PdfLibraryError``, or ``PdfError`` with what the library said.
    """
    data = html.encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise PdfTooLargeError(
            _("The document has %(size)s bytes; %(most)s are the most. Shorten its lists.")
            % {"size": f"{len(data):,}", "most": f"{LARGEST:,}"}
        )
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and what it reads is data
            _COMMAND, input=data, capture_output=True, check=False, timeout=seconds, env=_environment()
        )
    except subprocess.TimeoutExpired as error:
        raise PdfTooSlowError(
            _("The PDF took longer than %(seconds)s seconds and was given up.") % {"seconds": f"{seconds:g}"}
        ) from error
    return _made(done)


def _made(done: subprocess.CompletedProcess[bytes]) -> bytes:
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == NO_LIBRARY:
        raise PdfLibraryError(said.rpartition("(")[2].rstrip(").") or "unknown")
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        last = said.splitlines()[-1:] or [f"it ended with {done.returncode}"]
        raise PdfError(_("The PDF could not be written: %(last)s") % {"last": last[0]})
    return done.stdout


def _environment() -> dict[str, str]:
    """What the process needs to find its libraries; no secret of the desk."""
    kept = ("PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "XDG_CACHE_HOME")
    return {name: os.environ[name] for name in kept if name in os.environ}
