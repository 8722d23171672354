"""Tips as platform XML: elements in any order; a report with its files in one document, or loose in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from bench.stranger.spelling import ORDINARY, TYPES, Speller
from bench.stranger.world import Tip


class Platform(Speller):
    """Writes platform XML."""

    def documents(self, tip: Tip) -> list[tuple[str, bytes]]:
        """A report with its files: as one document, or as loose documents of one folder."""
        report = self._report(tip)
        files = [self._details_xml(one, index, tip) for index, one in enumerate(tip.files)]
        if self.rng.random() < 0.5:
            root = ET.Element(self.rng.choice(("submission", "reports")))
            response = ET.SubElement(root, "reportResponse")
            _leaves(response, [("responseCode", "0"), ("reportId", tip.number)])
            root.extend([report, *files])
            return [(f"{tip.number}-{tip.version}.xml", ET.tostring(root, "utf-8", xml_declaration=True))]
        folder = f"{tip.number}-{tip.version}"
        return [
            (f"{folder}/report.xml", ET.tostring(report, self.rng.choice(("utf-8", "utf-16")), xml_declaration=True))
        ] + [(f"{folder}/file{index}.xml", ET.tostring(one, "unicode").encode()) for index, one in enumerate(files)]

    def _report(self, tip: Tip) -> ET.Element:
        report = ET.Element("report")
        summary, danger = ET.Element("incidentSummary"), tip.stated.get("danger")
        platform = tip.account.platform if tip.account else "Other"
        _leaves(summary, [("incidentType", TYPES.get(danger or "", ORDINARY)), ("incidentDateTime", self.time(tip.at))])
        if danger == "sextortion":
            ET.SubElement(ET.SubElement(summary, "reportAnnotations"), "sextortion")
        if danger == "escalation":
            _leaves(summary, [("escalateToHighPriority", "The child may be in danger; the user lives with the child.")])
        reporter = ET.Element("reporter")
        _leaves(
            ET.SubElement(reporter, "reportingPerson"),
            [("firstName", platform), ("email", f"reports@{platform.lower()}.example.com")],
        )
        parts = [summary, reporter, self._user(tip)]
        if tip.victim[0]:
            victim = ET.Element("victim")
            _leaves(ET.SubElement(victim, "victimPerson"), [("firstName", tip.victim[0]), ("age", tip.victim[1])])
            parts.append(victim)
        for text in tip.texts:
            chat = ET.Element("internetDetails")
            _leaves(
                ET.SubElement(chat, "chatImIncident"),
                [("chatClient", platform), (self.rng.choice(("content", "additionalInfo")), text)],
            )
            parts.append(chat)
        self.rng.shuffle(parts)
        report.extend(parts)
        return report

    def _user(self, tip: Tip) -> ET.Element:
        user = ET.Element("personOrUserReported")
        person = ET.SubElement(user, "personOrUserReportedPerson")
        first, last = self.name(tip.name) if tip.name else ("", "")
        _leaves(person, [("firstName", first), ("lastName", last), ("dateOfBirth", tip.born)])
        for number in tip.phones:
            phone = ET.SubElement(person, "phone", type="Mobile", verified="true")
            phone.text = self.phone(number)
            if self.rng.random() < 0.2 and number.startswith("+92"):
                phone.set("countryCallingCode", "+92")
                phone.text = number[3:]
        _leaves(person, [("email", self.email(one)) for one in tip.emails])
        if tip.city:
            _leaves(ET.SubElement(person, "address", type="Home"), [("city", tip.city), ("country", "PK")])
        if tip.account:
            _leaves(
                user,
                [
                    ("espIdentifier", tip.account.user),
                    ("espService", tip.account.platform),
                    ("screenName", tip.account.handle),
                ],
            )
        for ip, at, port in tip.ips:
            event = ET.SubElement(user, "ipCaptureEvent")
            _leaves(
                event,
                [("ipAddress", ip), ("eventName", "Login"), ("dateTime", self.time(at)), ("port", str(port or ""))],
            )
        for kind, value in tip.devices:
            _leaves(ET.SubElement(user, "deviceId"), [("idType", kind), ("idValue", value)])
        other = tip.other_account if tip.other_account != tip.account else None
        if other:
            _leaves(
                ET.SubElement(user, "associatedAccount", accountType="Linked"),
                [("platform", other.platform), ("espService", other.platform), ("espIdentifier", other.user)],
            )
        _leaves(user, [("groupIdentifier", tip.group), *(("additionalInfo", one) for one in self.remarks(tip))])
        return user

    def _details_xml(self, digest: str, index: int, tip: Tip) -> ET.Element:
        details = ET.Element("fileDetails")
        _leaves(
            details,
            [
                ("reportId", tip.number),
                ("fileId", f"{index:08x}{digest[8:]}"),
                ("originalFileName", f"{digest[:5]}.jpg"),
                ("fileViewedByEsp", self.rng.choice(("true", "false", ""))),
            ],
        )
        ET.SubElement(details, "originalFileHash", hashType="MD5").text = digest
        if tip.viral and self.rng.random() < 0.5:
            ET.SubElement(ET.SubElement(details, "fileAnnotations"), "viral")
        return details


def _leaves(parent: ET.Element, pairs: Sequence[tuple[str, str]]) -> None:
    for name, text in pairs:
        if text:
            ET.SubElement(parent, name).text = text
