"""Documents on paper: every one in every language, whatever stands in it, with nothing opened on the way."""

from __future__ import annotations

import io
import re
import socket

import pytest
from PIL import ImageFile
from pypdf import PdfReader
from tests.jurisdiction.documents.made import FACTS, PACKS, answer, complete

from nigehban.desk.documents.drafting import Draft, draft, render_html
from nigehban.desk.documents.pdf import PdfError, PdfTooLargeError, PdfTooSlowError, making, render_pdf
from nigehban.desk.documents.pdf.fonts import FONTS, font_file
from nigehban.desk.documents.pdf.writing import write_pdf
from nigehban.jurisdiction.documents import load_documents

NUMBER = FACTS["case"]["number"]
ALL = [
    pytest.param(pack, document.id, language, id=f"{pack}-{document.id}-{language}")
    for pack in ("pk", "example")
    for document in load_documents(PACKS / pack).documents.values()
    for language in document.templates
]


def finished(name: str, language: str = "en", pack: str = "pk", **changed: object) -> Draft:
    found = draft(FACTS, name, language, pack=str(PACKS / pack))
    return found._replace(values=complete(found.documents, found.document) | changed)


def printed(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(("pack", "name", "language"), ALL)
def test_every_document_is_printed_with_the_number_of_its_case_its_version_and_its_digest(pack, name, language):
    found = finished(name, language, pack)
    text = printed(write_pdf(render_html(found, FACTS)))
    assert NUMBER in text
    assert f"{name} · {found.documents.heading.code} {found.documents.heading.version}" in text
    assert re.search("[0-9a-f]{64}", text)


def test_a_pdf_is_tagged_and_names_its_language_and_title():
    made = PdfReader(io.BytesIO(write_pdf(render_html(finished("fir", "ur"), FACTS))))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ur"
    assert NUMBER in (made.metadata.title if made.metadata else "")


def fonts(made: bytes) -> set[str]:
    pages = PdfReader(io.BytesIO(made)).pages
    return {str(one.get_object()["/BaseFont"]) for page in pages for one in page["/Resources"]["/Font"].values()}


def test_fonts_come_from_the_package_and_every_page_has_its_number():
    made = write_pdf(render_html(finished("challan", "ur"), FACTS))
    assert any("Nastaliq" in name for name in fonts(made))
    assert all("+Desk-" in name for name in fonts(made)), fonts(made)
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        foot = page.extract_text().rpartition("PK 1")[2].partition("SHA-256")[0]
        assert re.findall(r"\d+", foot)[1:] == [str(number), str(len(pages))]


def test_names_of_sindh_and_the_frontier_are_printed_with_letters_and_not_with_boxes():
    made = write_pdf(render_html(finished("fir", "ur", place="ڏاهي ٻانهون ڪلهوڙو، ښایسته ګل ځدران"), FACTS))
    assert any("Naskh" in name for name in fonts(made))


def test_a_document_opens_no_address(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = render_html(finished("fir"), FACTS).replace(
        "<body>",
        '<body><img src="https://example.com/x.png" alt="x"><img src="file:///etc/hostname" alt="y">'
        '<link rel="stylesheet" href="http://example.com/x.css"><style>@import "data:text/css,p{color:red}";</style>',
    )
    assert NUMBER in printed(write_pdf(page))


@pytest.mark.parametrize("address", ["https://example.com", "file:///etc/passwd", "font:../print.css", "data:,x"])
def test_only_the_fonts_of_the_package_are_opened(address):
    assert font_file(address) is None


def test_every_font_that_is_named_is_there():
    for font in FONTS:
        path = font_file(f"font:{font.file}")
        assert path is not None
        assert path.read_bytes()[:4] == b"wOFF"


def test_what_is_hostile_is_printed_as_text_and_a_long_narrative_whole():
    long = "\n\n".join(f"Sentence number {number} of the narrative, <b>as it was told</b>." for number in range(170))
    text = printed(
        write_pdf(render_html(finished("fir", narrative=long, place="<script>alert(1)</script>\u202e"), FACTS))
    )
    assert len(long) > 10_000
    assert "<script>alert(1)</script>[U+202E]" in text.replace("\n", "")
    assert "Sentence number 169" in text


def test_an_edited_text_is_printed_instead_of_the_template():
    text = printed(write_pdf(render_html(finished("fir"), FACTS, body="<p>Edited words.<script>x()</script></p>")))
    assert "Edited words." in text
    assert "x()" not in text
    assert "First information" in text


def test_the_child_process_writes_the_same_pdf():
    assert NUMBER in printed(render_pdf(render_html(finished("receipt", pack="example"), FACTS)))


def test_a_page_that_takes_too_long_or_is_too_large_is_refused_with_words():
    with pytest.raises(PdfTooSlowError, match="given up"):
        render_pdf("<p>x</p>", seconds=0.01)
    with pytest.raises(PdfTooLargeError, match="Shorten"):
        render_pdf("x" * (making.LARGEST + 1))


def test_a_process_that_dies_is_told(monkeypatch):
    monkeypatch.setattr(making, "_COMMAND", (making.sys.executable, "-c", "raise SystemExit('no ink')"))
    with pytest.raises(PdfError, match="no ink"):
        render_pdf("<p>x</p>")


def test_who_lacks_pango_is_told_which_packages_to_install(monkeypatch):
    program = "import sys; sys.stderr.write('x (cannot load library).'); sys.exit(3)"
    monkeypatch.setattr(making, "_COMMAND", (making.sys.executable, "-c", program))
    with pytest.raises(PdfError, match=r"libpango-1\.0-0"):
        render_pdf("<p>x</p>")


def test_a_draft_says_what_is_missing_and_where_the_rest_came_from():
    found = draft(FACTS, "seizure_memo", "ur", pack=str(PACKS / "pk"))
    assert "holder" in found.missing
    assert found.origins["items"] == "items"
    assert found.breaches()
    assert answer(found.document.fields["place"])


def test_a_process_that_printed_still_refuses_pictures_that_are_cut_short():
    write_pdf("<p>One page.</p>")
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
