"""The few words that the program itself prints on a document or says of a field, in each language of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from nigehban.jurisdiction.tables import Section

_PRINTED = (
    "yes", "no", "basis", "source", "pack", "version", "document", "case_number", "page", "of", "digest", "signature",
    "draft", "review", "copy_office", "copy_court", "needs_reader",
)  # fmt: skip
_COLUMNS = (
    "name", "parentage", "sex", "age", "identity_number", "occupation", "address", "contact", "rank",
    "service_number", "section", "act", "offence", "number", "description", "quantity", "serial", "found_at", "seal",
    "sha256",
)  # fmt: skip
_SAID = (
    "needed", "no_date", "no_moment", "no_number", "no_choice", "no_digest", "too_long", "too_many", "name_sealed",
)  # fmt: skip
_NEEDED = (*_PRINTED, *_COLUMNS, *_SAID, "date", "moment")
_MONTHS = 12


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    texts: dict[str, str]
    months: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        """A word; the check of the pack has seen to it that each is there."""
        return self.texts[key]

    def day(self, day: date) -> str:
        """A day as this language writes it."""
        values = {"{day}": str(day.day), "{month}": self.months[day.month - 1], "{year}": f"{day.year:04d}"}
        return _put(self.texts["date"], values)

    def moment(self, moment: datetime, zone: tzinfo) -> str:
        """A moment on the country's clocks."""
        local = moment.astimezone(zone)
        return _put(self.texts["moment"], {"{date}": self.day(local.date()), "{time}": f"{local:%H:%M}"})


def _put(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text = text.replace(key, value)
    return text


def read_words(section: Section, language: str) -> Words:
    """The words of a language; raises ``PackLineError`` for one that is missing or that nobody prints."""
    table = section.section(language)
    table.only((*_NEEDED, "months"))
    months = table.texts("months")
    if len(months) != _MONTHS:
        raise table.error("months", f"holds {len(months)} names. A year has twelve.")
    return Words(language, {key: table.get(key, str) for key in _NEEDED}, months)
