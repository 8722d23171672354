"""Platform reports to change in tests: the three fill levels. Reserved ranges and invented names only."""

from __future__ import annotations

from lxml import etree

from nigehban.formats import platform_xml
from nigehban.records import Fact, Mention, Referral

DIGEST = "ab" * 32

MINIMUM = """<report>
  <incidentSummary>
    <incidentType>Online Enticement of Children for Sexual Acts</incidentType>
    <incidentDateTime>2025-03-04T05:06:07+05:00</incidentDateTime>
  </incidentSummary>
  <reporter><reportingPerson><email>safety@chat.example</email></reportingPerson>
    <companyTemplate>Example Chat</companyTemplate></reporter>
  <personOrUserReported><espIdentifier>user-77</espIdentifier></personOrUserReported>
</report>"""

MAXIMUM = """<report xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="report.xsd">
  <batchedReport reason="VIRAL_POTENTIAL_MEME"/>
  <incidentSummary>
    <incidentType>Online Enticement of Children for Sexual Acts</incidentType>
    <platform>Example Chat</platform>
    <escalateToHighPriority>The child says that they will meet tomorrow.</escalateToHighPriority>
    <reportAnnotations><sextortion/><minorToMinorInteraction/><informational/><newAnnotation/></reportAnnotations>
    <incidentDateTime>2025-03-04T05:06:07+05:00</incidentDateTime>
    <incidentDateTimeDescription>Time of the last message.</incidentDateTimeDescription>
  </incidentSummary>
  <internetDetails><webPageIncident thirdPartyHostedContent="true">
    <url>https://example.org/a</url><url>https://example.org/b</url><additionalInfo>Two pages.</additionalInfo>
  </webPageIncident></internetDetails>
  <internetDetails><chatImIncident>
    <chatClient>Example Chat</chatClient><chatRoomName>Room 1</chatRoomName><content>Hello.</content>
  </chatImIncident></internetDetails>
  <internetDetails><emailIncident><emailAddress>third@example.net</emailAddress><content>Dear</content></emailIncident>
  </internetDetails>
  <internetDetails><cellPhoneIncident><phoneNumber>+92 300 0000001</phoneNumber>
    <latitude>31.5</latitude><longitude>74.3</longitude></cellPhoneIncident></internetDetails>
  <internetDetails><peer2peerIncident><client>Share</client>
    <ipCaptureEvent><ipAddress>198.51.100.7</ipAddress></ipCaptureEvent><fileNames>one.bin</fileNames>
  </peer2peerIncident></internetDetails>
  <internetDetails><nonInternetIncident><locationName>Example Park</locationName>
    <incidentAddress>1 Example Road</incidentAddress></nonInternetIncident></internetDetails>
  <internetDetails><newsgroupIncident><name>example.group</name></newsgroupIncident></internetDetails>
  <internetDetails><onlineGamingIncident><gameName>Blocks</gameName><console>Box</console></onlineGamingIncident>
  </internetDetails>
  <lawEnforcement fleaCountry="PK"><agencyName>Example Agency</agencyName><caseNumber>9</caseNumber>
    <servedLegalProcessDomestic>true</servedLegalProcessDomestic></lawEnforcement>
  <reporter><reportingPerson><firstName>Rana</firstName><email>safety@chat.example</email></reportingPerson>
    <contactPerson><email>desk@chat.example</email></contactPerson><companyTemplate>Example Chat</companyTemplate>
    <termsOfService>https://chat.example/terms</termsOfService></reporter>
  <personOrUserReported>
    <personOrUserReportedPerson>
      <firstName>Zubair</firstName><lastName>Namoona</lastName>
      <phone type="Mobile" verified="true" verificationDate="2025-01-01T00:00:00Z"
        countryCallingCode="+92">3000000001</phone>
      <email type="Home" verified="false">zubair@example.org</email><email type="Recovery">other@example.net</email>
      <address type="Home"><address>2 Example Road</address><city>Lahore</city><zipCode>54000</zipCode>
        <nonUsaState>Punjab</nonUsaState><country>PK</country></address>
      <age>34</age><ageAssertionDiscrepancy/><dateOfBirth>1990-05-06</dateOfBirth>
    </personOrUserReportedPerson>
    <vehicleDescription>white car</vehicleDescription>
    <espIdentifier>user-77</espIdentifier><espService>Example Chat</espService>
    <compromisedAccount>false</compromisedAccount>
    <screenName>zubair.n</screenName><displayName>Zubi</displayName><profileUrl>https://chat.example/zubair.n</profileUrl>
    <profileBio>Call 0300 0000001</profileBio>
    <ipCaptureEvent><ipAddress>192.0.2.9</ipAddress><eventName>Login</eventName>
      <dateTime>2025-03-04T00:00:01Z</dateTime><possibleProxy>false</possibleProxy><port>51234</port></ipCaptureEvent>
    <ipCaptureEvent><ipAddress>2001:db8::7</ipAddress></ipCaptureEvent>
    <deviceId><idType>IMEI</idType><idValue>490154203237518</idValue><eventName>Login</eventName></deviceId>
    <thirdPartyUserReported>false</thirdPartyUserReported>
    <priorCTReports>100000001</priorCTReports><priorCTReports>100000002</priorCTReports>
    <groupIdentifier>group-5</groupIdentifier>
    <estimatedLocation verified="true" timestamp="2025-03-04T00:00:00Z"><city>Lahore</city><region>Punjab</region>
      <countryCode>PK</countryCode></estimatedLocation>
    <associatedAccount accountType="Linked"><platform>Example Photo</platform><espIdentifier>photo-8</espIdentifier>
      <email>linked@example.org</email></associatedAccount>
    <associatedAccount accountType="Other" thirdPartyUser="true"><espIdentifier>user-99</espIdentifier>
    </associatedAccount>
    <additionalInfo>Seen twice.</additionalInfo>
  </personOrUserReported>
  <intendedRecipient><intendedRecipientPerson><email>r@example.com</email></intendedRecipientPerson>
    <espIdentifier>user-78</espIdentifier></intendedRecipient>
  <victim><victimPerson><firstName>Hina</firstName><age>12</age></victimPerson>
    <schoolName>Example School</schoolName><screenName>hina.x</screenName></victim>
  <victim><victimPerson><email type="Home">second@example.com</email></victimPerson></victim>
  <additionalInfo>The end.</additionalInfo>
</report>"""

FILE = """<fileDetails>
  <reportId>104455667</reportId><fileId>{number:032x}</fileId><originalFileName>holiday.jpg</originalFileName>
  <uploadedToEspTimestamp>2025-03-03T10:00:00Z</uploadedToEspTimestamp>
  <locationOfFile>https://chat.example/f/1</locationOfFile>
  <fileViewedByEsp>true</fileViewedByEsp><publiclyAvailable>false</publiclyAvailable>
  <fileRelevance>Reported</fileRelevance>
  <fileAnnotations><possibleSelfProduction/><generativeAi/></fileAnnotations>
  <industryClassification>B2</industryClassification>
  <originalFileHash hashType="SHA-1">da39a3ee5e6b4b0d3255bfef95601890afd80709</originalFileHash>
  <originalFileHash hashType="PhotoDNA">AAAA</originalFileHash>
  <ipCaptureEvent><ipAddress>203.0.113.5</ipAddress><eventName>Upload</eventName></ipCaptureEvent>
  <details type="HASH"><nameValuePair><name>MD5</name><value>d41d8cd98f00b204e9800998ecf8427e</value>
  </nameValuePair></details>
  <details type="EXIF"><nameValuePair><name>Model</name><value>Example Cam</value></nameValuePair></details>
  <additionalInfo>From the gallery.</additionalInfo>
</fileDetails>"""


def file_xml(number: int = 1, report: str = "104455667") -> str:
    """One file of a report."""
    return FILE.format(number=number).replace("104455667", report)


def read_all(text: str | bytes) -> list[Referral]:
    """All referrals of a document, once every fact's XPath has been seen to lead to its value."""
    data = text.encode() if isinstance(text, str) else text
    referrals, _ = platform_xml.read(data, DIGEST)
    check_facts(data, [fact for referral in referrals for fact in referral.facts])
    return referrals


def read_one(text: str | bytes) -> Referral:
    """The one referral of a document."""
    (referral,) = read_all(text)
    return referral


def mentions(referral: Referral, kind: str) -> list[Mention]:
    """The mentions of one kind."""
    return [mention for mention in referral.mentions if mention.kind == kind]


def raws(referral: Referral, kind: str) -> list[str]:
    """The raw values of one kind."""
    return [mention.raw for mention in mentions(referral, kind)]


def check_facts(data: bytes, facts: list[Fact]) -> None:
    """Every leaf that lxml finds is a fact, and every fact's pointer leads to exactly its value."""
    root = etree.fromstring(data)
    for fact in facts:
        (found,) = root.xpath(fact.pointer)
        value = (
            found
            if isinstance(found, str)
            else "".join(found.xpath("text()"))
            if found.tag is not etree.Comment
            else found.text
        )
        assert value == fact.value, fact
    assert len({fact.pointer for fact in facts}) == len(facts)
    assert len(facts) == _count_leaves(root)


def _count_leaves(root: etree._Element) -> int:
    """Attributes, texts of childless elements, other texts that are not blank, comments: counted by XPath alone."""
    paths = ("//@*", "//*[not(*)]", "//*[*]/text()[normalize-space()]", "//comment()[parent::*]")
    return int(sum(root.xpath(f"count({path})") for path in paths))
