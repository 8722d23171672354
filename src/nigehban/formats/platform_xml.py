"""What a platform sends to the clearing house: XML with ``report`` and ``fileDetails``, in any order of elements.

Roots that are read: ``report``; ``fileDetails`` and the clearing house's receipts (parts of a referral, which add to it
and never supersede it); and any other root that holds several of these, where files join the report whose number
they name. Values lose the white space of the layout; facts keep every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from nigehban.formats.errors import NotAReferral
from nigehban.formats.platform import tree
from nigehban.formats.platform.draft import Draft, Owner
from nigehban.formats.platform.files import read_file, read_receipt
from nigehban.formats.platform.incidents import (
    read_batch,
    read_internet_details,
    read_law_enforcement,
    read_summary,
)
from nigehban.formats.platform.people import read_holder, read_reporter
from nigehban.formats.platform.tree import Element
from nigehban.formats.reader import Reader
from nigehban.records import Chain, Fact, Referral, Role, Scheme, Stated

_RECEIPTS: Final = frozenset({"reportResponse", "reportDoneResponse"})
_KNOWN: Final = frozenset({"report", "fileDetails"}) | _RECEIPTS
_COMPANY_NAME_LENGTH: Final = 100
"""A longer ``companyTemplate`` is a paragraph about the company, not its name."""

_START: Final = re.compile(r"\s*<(?:\?xml|!--|!DOCTYPE|[^\W\d])", re.IGNORECASE)
_WEB_PAGE: Final = re.compile(r"\s*<(?:!DOCTYPE\s+html|html|svg)\b", re.IGNORECASE)
_HEAD_BYTES: Final = 1024


def recognises(data: bytes) -> bool:
    """Whether the bytes begin like an XML document, in any encoding that XML allows; web pages do not count."""
    head = _head(data[:_HEAD_BYTES])
    return bool(_START.match(head)) and not _WEB_PAGE.match(head)


def _head(data: bytes) -> str:
    """The beginning as text; NULs are what UTF-16 and UTF-32 put between ASCII characters."""
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"):
        data = data.removeprefix(mark)
    return data.replace(b"\0", b"").decode("latin-1")


def read(data: bytes, sha256: str) -> tuple[list[Referral], list[str]]:
    """The referrals of one platform document and the document's warnings.

    Raises ``Unsafe`` for a document type declaration, ``Damaged``, ``TooLarge`` or ``NotAReferral``.
    """
    root = tree.parse(data)
    bundle = _Bundle(root, sha256)
    for element in _known_elements(root):
        bundle.sort_in(element)
    return bundle.referrals(), bundle.warnings


READER: Final = Reader("platform_xml", recognises, read)


def _known_elements(root: Element) -> Iterator[Element]:
    """The outermost elements that are reports, files or receipts."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name in _KNOWN:
            yield element
        else:
            waiting.extend(reversed(element.children))


@dataclass(slots=True)
class _Bundle:
    """The reports of one document, and by report number the files and receipts that came with them."""

    root: Element
    sha256: str
    reports: list[Element] = field(default_factory=list)
    parts: dict[str | None, list[Element]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def sort_in(self, element: Element) -> None:
        """Put one outermost element where it belongs."""
        if element.name == "report":
            self.reports.append(element)
        else:
            number = _report_number(element)
            self.parts.setdefault(number.value if number else None, []).append(element)

    def referrals(self) -> list[Referral]:
        """All referrals of the document, with every leaf of it among their facts."""
        read = [self._report(position, element) for position, element in enumerate(self.reports)]
        read.extend(self._loose(number, elements) for number, elements in self.parts.items())
        if not read:
            raise NotAReferral(
                f"This is XML, but neither a report nor a file of one: its root is “{self.root.name[:80]}”. "
                "Ask the sender what it is."
            )
        owned = [elements for _, elements in read]
        read[0][0].facts.extend(self._envelope(owned))
        for referral, elements in read:
            referral.facts.extend(_facts(elements))
        return [referral for referral, _ in read]

    def _report(self, position: int, element: Element) -> tuple[Referral, list[Element]]:
        number = _report_number(element) or self._number_of_the_others()
        parts = self.parts.pop(number.value, []) if number else []
        referral = self._new(number, element.pointer, position)
        _read_report(Draft(referral), element, parts)
        return referral, [element, *parts]

    def _number_of_the_others(self) -> Stated | None:
        """The number of the only report of a document, where all its files and receipts name the same one."""
        numbers = list(self.parts)
        if len(self.reports) != 1 or len(numbers) != 1 or numbers[0] is None:
            return None
        self.warnings.append(
            f"The report states no number; it was given {numbers[0]}, which every file and receipt beside it names."
        )
        return _report_number(self.parts[numbers[0]][0])

    def _loose(self, number: str | None, elements: list[Element]) -> tuple[Referral, list[Element]]:
        """Files and receipts whose report is not in this document: a part of it."""
        stated = _report_number(elements[0]) if number else None
        referral = self._new(stated, elements[0].pointer, len(self.reports))
        referral.part = True
        if stated is None:
            referral.warnings.append("No report number is stated, so this cannot be joined to its report by itself.")
        _read_parts(Draft(referral), elements, uploader=-1)
        return referral, elements

    def _new(self, number: Stated | None, pointer: str, position: int) -> Referral:
        if number is not None:
            return Referral(Scheme.NCMEC, number.value, pointer)
        suffix = f"-{position + 1}" if position or len(self.reports) > 1 else ""
        return Referral(Scheme.PLATFORM, f"sha256-{self.sha256[:16]}{suffix}", pointer)

    def _envelope(self, owned: list[list[Element]]) -> list[Fact]:
        """The leaves around the reports: they go with the first."""
        inside = {id(element) for elements in owned for top in elements for element in top.walk()}
        return [fact for element in self.root.walk() if id(element) not in inside for fact in element.facts()]


def _facts(elements: list[Element]) -> Iterator[Fact]:
    return (fact for top in elements for element in top.walk() for fact in element.facts())


def _report_number(element: Element) -> Stated | None:
    return element.value("reportId") or element.attribute("reportId")


def _read_report(draft: Draft, element: Element, parts: list[Element]) -> None:
    for summary in element.all("incidentSummary"):
        read_summary(draft, summary)
    draft.referral.reporter = _company(element)
    suspect = _read_people(draft, element)
    for details in element.all("internetDetails"):
        read_internet_details(draft, details, suspect)
    for batched in element.all("batchedReport"):
        read_batch(draft, batched)
    for agency in element.all("lawEnforcement"):
        read_law_enforcement(draft, agency)
    draft.narratives("additional", element, "additionalInfo")
    _read_parts(draft, parts + element.all("fileDetails"), suspect.party)


def _read_people(draft: Draft, element: Element) -> Owner:
    """Read everybody; gives the owner that the reported person's identifiers have."""
    company = draft.referral.reporter
    suspect = Owner(Role.REPORTED, service=company)
    for reported in element.all("personOrUserReported"):
        suspect = read_holder(draft, reported, Role.REPORTED, "personOrUserReportedPerson", company)
        for prior in reported.values("priorCTReports"):
            draft.referral.chains.append(Chain("prior", prior.value, prior.pointer))
    for recipient in element.all("intendedRecipient"):
        read_holder(draft, recipient, Role.RECIPIENT, "intendedRecipientPerson", company)
    for victim in element.all("victim"):
        read_holder(draft, victim, Role.VICTIM, "victimPerson", company)
    for reporter in element.all("reporter"):
        read_reporter(draft, reporter)
    return suspect


def _read_parts(draft: Draft, elements: list[Element], uploader: int) -> None:
    for element in elements:
        if element.name in _RECEIPTS:
            read_receipt(draft, element)
        else:
            read_file(draft, element, uploader)


def _company(element: Element) -> str | None:
    """Who reports: the company's name, else the domain that its people write from."""
    reporter = element.child("reporter")
    if reporter is None:
        return None
    stated = reporter.value("company", "companyName", "espName")
    template = reporter.child("companyTemplate")
    if stated is None and template is not None and 0 < len(template.text) <= _COMPANY_NAME_LENGTH:
        stated = template.take()
    return stated.value if stated else _mail_domain(reporter)


def _mail_domain(reporter: Element) -> str | None:
    for person in reporter.all("reportingPerson", "contactPerson"):
        for email in person.all("email"):
            if "@" in email.text:
                return email.text.rpartition("@")[2].lower()
    return None
