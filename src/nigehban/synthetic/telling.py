"""The words of a report: small talk, boilerplate, danger, decoys, money; and the tags and fields that tell danger.

A danger is told in one way only (``Plan.told``), so that a ranking that reads only tags, only fields or only English
misses most children.
"""

from __future__ import annotations

from random import Random

from nigehban.synthetic.content import Report, Text
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.people import Wallet
from nigehban.synthetic.plan import Danger, Plan, Told
from nigehban.synthetic.platforms import Level
from nigehban.synthetic.writing import noisy, phrases, small_talk, written_phone

_WALLET_WORDS = {
    "wallet": ("Easypaisa {}", "JazzCash {}", "ایزی پیسہ {}", "jazz cash number {}"),
    "iban": ("IBAN {}", "bank account {}"),
    "btc": ("BTC {}", "bitcoin: {}"),
    "eth": ("ETH {}", "ethereum {}"),
    "trx": ("USDT TRC20 {}", "TRX {}"),
}
_TAGS = {
    Danger.SEXTORTION: "sextortion",
    Danger.SELF_HARM: "Suicide / Self-harm",
    Danger.PLANNED_MEETING: "Planned meeting",
    Danger.CONTACT_ABUSE: "Ongoing contact abuse",
    Danger.THREAT_TO_LIFE: "Threat to life",
}
"""Live streaming is a tag of a file, see ``sharing``."""
_ESCALATIONS = {
    Danger.SEXTORTION: "A minor is being extorted for money and states that payments were made this week.",
    Danger.SELF_HARM: "The child states the wish to end their own life.",
    Danger.PLANNED_MEETING: "A meeting of an adult with a minor is arranged for the coming days.",
    Danger.CONTACT_ABUSE: "The user appears to have ongoing access to the child and to be hurting the child.",
    Danger.THREAT_TO_LIFE: "The user threatens to kill a child; the child's life is at risk.",
    Danger.LIVE_STREAMING: "A live stream with a child is believed to be taking place.",
}
_ROUTINE = ("Escalated because of the number of files.", "Escalated: repeat account.", "High volume uploader")
_RELATIONS = ("Father", "Uncle", "Neighbor", "Step-father", "Teacher", "Guardian's partner", "Family friend")
_PLACES = ("Canal", "Station", "Mall", "College", "Ring")
_AMOUNTS = ("Rs 5000", "20000 rupees", "PKR 15,000", "$50", "10 hazar")


class Teller:
    """Writes the words, tags and fields of reports."""

    def __init__(self, rng: Random, difficulty: Difficulty) -> None:
        self._rng = rng
        self._difficulty = difficulty

    def tell(self, report: Report) -> None:
        """Fill in everything that is said."""
        plan = report.plan
        if plan.level is not Level.MINIMUM:
            self._chatter(report)
            self._decoys(report)
        if plan.danger is not None:
            self._danger(report, plan.danger)
        elif plan.adult_decoy:
            self._adult(report)
        if report.wallet is not None:
            self._money(report, report.wallet)
        self._sender(report)

    def say(self, report: Report, kind: str, words: str) -> None:
        """Add one text, at times with invisible characters or other digits."""
        if self._rng.random() < self._difficulty.noise_share:
            words = noisy(self._rng, words)
        report.texts.append(Text(kind, words))

    def _chatter(self, report: Report) -> None:
        rng = self._rng
        for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
            self.say(report, "chat", small_talk(rng))
        if rng.random() < 0.2:
            self.say(report, "bio", small_talk(rng))
        if rng.random() < self._difficulty.boilerplate_share:
            report.texts.append(Text("additional", rng.choice(phrases()["boilerplate"]["lines"])))
        self._contact_in_words(report)

    def _contact_in_words(self, report: Report) -> None:
        """A number or address that stands in no field, only in a bio or a chat."""
        rng, person = self._rng, report.plan.person
        draw = rng.random()
        if draw < 0.03:
            self.say(report, "bio", f"Call or message me {written_phone(rng, person.phones[0])}")
            report.evidence.append(f"phone:{person.phones[0]}")
        elif draw < 0.05:
            report.texts.append(Text("chat", f"mera email hai {person.emails[0]}"))
            report.evidence.append(f"email:{person.emails[0]}")

    def _decoys(self, report: Report) -> None:
        if report.plan.talk_decoy:
            self.say(report, "chat", self._rng.choice(phrases()["boilerplate"]["talk"]))

    def _danger(self, report: Report, danger: Danger) -> None:
        told = report.plan.told
        if told is Told.TAG and danger is not Danger.LIVE_STREAMING:
            report.annotations.append(_TAGS[danger])
        elif told is Told.FIELD:
            self._danger_in_fields(report, danger)
        elif told is not None and told.in_words:
            self._danger_in_words(report, danger, told.value)

    def _danger_in_fields(self, report: Report, danger: Danger) -> None:
        if danger is Danger.CONTACT_ABUSE and report.plan.shape.police:
            report.relationship = self._rng.choice(_RELATIONS)
            report.access, report.ongoing = True, True
        else:
            report.escalation = _ESCALATIONS[danger]
            report.ongoing = True if self._rng.random() < 0.5 else None

    def _danger_in_words(self, report: Report, danger: Danger, tongue: str) -> None:
        rng, plan = self._rng, report.plan
        lines = [self._fill(rng.choice(phrases()[f"danger.{danger}"][tongue]), plan)]
        if rng.random() < 0.7:
            lines.insert(rng.randrange(2), self._fill(rng.choice(phrases()["child"][tongue]), plan))
        lines.insert(rng.randrange(len(lines) + 1), small_talk(rng, tongue))
        self.say(report, rng.choice(("chat", "chat", "note", "additional")), " ".join(lines))

    def _fill(self, sentence: str, plan: Plan) -> str:
        age = plan.victim.age if plan.victim else 14
        return sentence.format(age=age, amount=self._rng.choice(_AMOUNTS), place=self._rng.choice(_PLACES))

    def _adult(self, report: Report) -> None:
        report.annotations.append("sextortion")
        self.say(report, "note", self._fill(self._rng.choice(phrases()["boilerplate"]["adult"]), report.plan))

    def _money(self, report: Report, wallet: Wallet) -> None:
        rng, side = self._rng, report.commerce or "buyer"
        number = written_phone(rng, wallet.value) if wallet.kind == "wallet" else wallet.value
        written = rng.choice(_WALLET_WORDS[wallet.kind]).format(number)
        sentence = rng.choice(phrases()["commerce"][side]).format(amount=rng.choice(_AMOUNTS), wallet=written)
        report.texts.append(Text("chat", sentence))

    def _sender(self, report: Report) -> None:
        """What the sender thinks of it: a poor guide on purpose."""
        rng, danger, difficulty = self._rng, report.plan.danger is not None, self._difficulty
        report.priority = _priority(rng, danger=danger)
        quiet = not danger and report.plan.missing is None
        report.informational = quiet and rng.random() < difficulty.informational_share
        if report.escalation is None and not danger and rng.random() < difficulty.urgent_share:
            report.escalation = rng.choice(_ROUTINE)
        report.incident_type = _incident_type(rng, report.plan)
        if report.relationship is None and rng.random() < 0.01:
            report.relationship = rng.choice((*_RELATIONS, "Unknown", "Stranger"))


def _priority(rng: Random, *, danger: bool) -> str:
    draw = rng.random()
    if danger:
        return "1" if draw < 0.12 else "2" if draw < 0.16 else "3" if draw < 0.20 else "E"
    return "1" if draw < 0.0003 else "2" if draw < 0.005 else "3" if draw < 0.01 else "E"


CSAM_TYPE = "Child Pornography (possession, manufacture, and distribution)"
"""The format's own enumeration text."""
_ENTICEMENT = "Online Enticement of Children for Sexual Acts"
_OTHER_TYPES = (
    "Child Sex Trafficking",
    "Child Sexual Molestation",
    "Misleading Words or Digital Images on the Internet",
    "Unsolicited Obscene Material Sent to a Child",
)


def _incident_type(rng: Random, plan: Plan) -> str:
    draw = rng.random()
    luring = plan.danger in {Danger.SEXTORTION, Danger.PLANNED_MEETING} and draw < 0.4
    if luring or draw < 0.02:
        return _ENTICEMENT
    return rng.choice(_OTHER_TYPES) if draw > 0.9976 else CSAM_TYPE
