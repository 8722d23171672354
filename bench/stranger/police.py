"""Tips as police JSON: another subset of keys, another order and other wrappings in each report."""

from __future__ import annotations

import json
from datetime import timedelta

from bench.stranger.spelling import ORDINARY, TYPES, Node, Speller
from bench.stranger.world import Tip

COMPANIES = {
    "Facebook": "Facebook, Inc.",
    "Instagram": "Instagram, Inc.",
    "Snapchat": "Snap Inc.",
    "X": "X Corp.",
    "Google": "Google LLC",
    "WhatsApp": "WhatsApp Inc.",
    "TikTok": "TikTok Inc.",
    "Discord": "Discord Inc.",
    "Microsoft": "Microsoft Corporation",
    "Reddit": "Reddit, Inc.",
}


class Police(Speller):
    """Writes police JSON."""

    def report(self, tip: Tip) -> bytes:
        """One report as police receive it."""
        report = self.some(
            {
                "reportId": self._number(tip.number),
                "disclaimer": "For law enforcement only.",
                "informational": self.rng.choice((None, False)),
                "dateReceived": self.time(tip.at + timedelta(hours=9 + 48 * (tip.version - 1))),
                "dateMadeAvailable": None,
                "reportedInformation": self._reported(tip),
                "automatedInformation": self._automated(tip),
                "additionalNcmecInformation": self._ncmec(tip),
                "lawEnforcementContactInformation": None,
            }
        )
        text = json.dumps(report, ensure_ascii=self.rng.random() < 0.5, indent=self.rng.choice((None, 2)))
        return (b"\xef\xbb\xbf" if self.rng.random() < 0.2 else b"") + text.encode()

    def _number(self, number: str) -> int | str:
        return int(number) if self.rng.random() < 0.8 else number

    def _reported(self, tip: Tip) -> Node:
        platform = tip.account.platform if tip.account else ""
        return self.some(
            {
                "reportingEsp": self.some(
                    {
                        "espName": self.rng.choice((platform, COMPANIES.get(platform, platform))),
                        "emails": None,
                        "phones": None,
                    }
                ),
                "incidentSummary": self._summary(tip, platform),
                "incidentDetails": self._details(tip),
                "childVictims": self._victims(tip),
                "reportedPeople": self.wrapped("reportedPersons", [self._suspect(tip)])
                if tip.account or tip.emails
                else None,
                "uploadedFiles": self.wrapped("uploadedFiles", [self._file(one, tip) for one in tip.files]),
                "additionalInformations": self.valued(tip.texts) if self.rng.random() < 0.3 else None,
            }
        )

    def _summary(self, tip: Tip, platform: str) -> Node:
        danger = tip.stated.get("danger")
        return self.some(
            {
                "incidentType": TYPES.get(danger or "", ORDINARY),
                "platform": self.rng.choice((platform, None)),
                "incidentDateTime": self.time(tip.at, naive=True),
                "supplementToReportId": self._number(tip.supplement_to) if tip.supplement_to else None,
                "reportAnnotations": self.rng.choice((["sextortion"], {"sextortion": True}, [{"value": "Sextortion"}]))
                if danger == "sextortion"
                else None,
                "espEscalation": "A child appears to be at risk of harm at the hands of the user."
                if danger == "escalation"
                else None,
                "incidentOngoing": True if danger == "access" else self.rng.choice((None, None, False)),
            }
        )

    def _details(self, tip: Tip) -> Node | None:
        if not tip.texts:
            return None
        notes = self.valued(tip.texts)
        return self.rng.choice(
            (
                {
                    "chatIncident": [
                        {"chatServiceOrClient": tip.account.platform if tip.account else None, "notes": notes}
                    ]
                },
                {"chatIncident": [{"additonalInformations": notes}], "emailIncident": []},
                {"emailIncident": [{"contents": notes}]},
                {"otherInternetIncident": [{"additionalInformations": notes}]},
                {"chatIncident": {"chatIncident": [{"notes": {"notes": notes}}]}},
            )
        )

    def _victims(self, tip: Tip) -> object:
        if not tip.victim[0]:
            return None
        child = self.some({"firstName": tip.victim[0], "approximateAge": int(tip.victim[1]), "gender": None})
        return self.wrapped("childVictims", [child])

    def _suspect(self, tip: Tip) -> Node:
        first, last = self.name(tip.name) if tip.name else ("", "")
        account = tip.account
        danger = tip.stated.get("danger") == "access"
        return self.some(
            {
                "firstName": first,
                "lastName": last,
                "dateOfBirth": tip.born,
                "approximateAge": None,
                "espUserId": account.user if account else None,
                "espService": account.platform if account and self.rng.random() < 0.5 else None,
                "screenName": self.rng.choice(({"value": account.handle}, account.handle))
                if account and self.rng.random() < 0.7
                else None,
                "displayNames": self.wrapped("displayNames", [f"{first} {last}"])
                if first and self.rng.random() < 0.4
                else None,
                "emails": self.wrapped(
                    "emails", self.valued([self.email(one) for one in tip.emails] + self.false(tip, "emails"))
                ),
                "phones": self.wrapped(
                    "phones", self.valued([self.phone(one) for one in tip.phones] + self.false(tip, "phones"))
                ),
                "addresses": self.wrapped("addresses", [self._address(tip)]) if tip.city else None,
                "espGroupId": tip.group or None,
                "associatedAccounts": self._associated(tip),
                "relationshipToChildVictim": self.rng.choice(("Uncle", "Father", "Teacher")) if danger else None,
                "accessToChildVictim": self.rng.choice((True, "Yes")) if danger else None,
                "additionalInformations": self.valued(self.remarks(tip)),
                "sourceInformation": self.wrapped("sourceCaptures", self._captures(tip)),
                "accountPermanentlyDisabled": self.rng.choice((None, True)),
                "compromisedAccount": self.rng.choice((None, False)),
            }
        )

    def _address(self, tip: Tip) -> Node:
        return self.some(
            {
                "city": tip.city,
                "country": self.rng.choice(("PK", "Pakistan", "PAK")),
                "address": self.rng.choice((None, "House 1")),
            }
        )

    def _associated(self, tip: Tip) -> object:
        other = tip.other_account
        if other is None or other == tip.account:
            return None
        one = self.some(
            {
                "platform": other.platform,
                "espUserId": other.user,
                "screenName": {"value": other.handle},
                "accountType": "Linked",
            }
        )
        return self.wrapped("associatedAccounts", [one])

    def _captures(self, tip: Tip) -> list[Node]:
        captures = [
            {
                "captureType": "IP Address",
                "value": ip,
                "eventName": self.rng.choice(("Login", "LOGIN", "Upload", None)),
                "port": port or None,
                "dateTime": self.time(at) if self.rng.random() < 0.95 else None,
                "possibleProxy": None,
            }
            for ip, at, port in tip.ips
        ] + [
            {"captureType": "Device ID", "valueType": kind, "value": value}
            for kind, value in [*tip.devices, *self.false(tip, "devices")]
        ]
        return [self.some(one) for one in captures]

    def _file(self, digest: str, tip: Tip) -> Node:
        tags = (
            {"groups": [{"name": "Content", "tags": [{"value": "Viral"}]}]}
            if tip.viral and self.rng.random() < 0.4
            else None
        )
        return self.some(
            {
                "filename": f"{digest[:12]}.mp4",
                "originalFilename": f"VID_{digest[:4]}.mp4",
                "verificationHash": digest if self.rng.random() < 0.8 else digest.upper(),
                "viewedByEsp": True if tip.stated.get("viewed") else self.rng.choice((True, False, None, "Yes", "No")),
                "ncmecTags": tags,
                "sourceInformation": None,
                "industryClassification": self.rng.choice((None, "A2", "B2")),
            }
        )

    def _automated(self, tip: Tip) -> Node | None:
        if not tip.ips or self.rng.random() < 0.5:
            return None
        lookup = {
            "ipAddress": tip.ips[0][0],
            "country": "PK",
            "region": None,
            "city": tip.city or None,
            "latitude": "24.86",
            "types": ["residential"],
        }
        return {"autoGeneratedNotes": {"geoLookups": {"reportedPersonGeoLookups": [self.some(lookup)]}}}

    def _ncmec(self, tip: Tip) -> Node:
        urgent = tip.stated.get("danger") == "urgent"
        priority = {
            "priorityId": self.rng.choice(("1", 1)) if urgent else "E",
            "value": "Risk to life" if urgent else "ESP report",
        }
        texts = tip.texts[-1:] if self.rng.random() < 0.3 else []
        return self.some(
            {
                "priority": priority,
                "ncmecClassification": "Apparent CSAM (Unconfirmed)",
                "internationalCountry": tip.country or None,
                "executiveSummary": {"value": texts[0]} if texts else None,
                "notes": {"notes": []},
                "missingChildCaseNumber": None,
            }
        )
