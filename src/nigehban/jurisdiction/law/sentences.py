"""All that is to be said of an answer of law: what was assumed of the question, what the pack does not know."""

from __future__ import annotations

from nigehban.phrases import Book, Perhaps, Phrase

# Of the question.
HOLDS_SEVERAL = Phrase("Section {section} holds several offences ({codes}); the first is shown. Name the subsection.")
AS_A_WHOLE = Phrase("The pack holds section {section} as a whole; it does not tell {asked} apart.")
LEFT_ASIDE = Phrase("Not understood and left aside: {words}.")
OTHER_YEAR = Phrase("{act} is of {known}, not of {year}.", known=r"\d+", year=r"\d+")
ONLY_ACT = Phrase("No act was named; {act} is the only one in the pack with a section {section}.")
RENUMBERED = Phrase(
    "{section} is the number in the {numbering}; in {act} it is section {now}. Cite section {now}.", section=r"\S+"
)
RENUMBERED_UNSURE = Phrase(
    "{section} is the number in the {numbering}; in {act} it is section {now} (confidence {confidence}: {source}). "
    "Cite section {now}.",
    section=r"\S+",
)
READ_AS = Phrase("{written} was read as section {section}.", written=r"\S+")
SECTION_ASIDE = Phrase("Section {section} is left aside: {why}", section=r"\S+")
BRACKETS = Phrase("If section {section} is meant ({code}), write it without brackets.")
ONLY_FIRST = Phrase("Only the first {n} characters were read.", n=r"\d+")
SPAN = Phrase("A span of sections was named; only its two ends were read. Name each section.")
NOT_HELD = Phrase("If section {section} of {act} itself is meant: the pack does not hold it.")
COUNTS_DIFFERENTLY = Phrase(
    "The {numbering} counts differently: its section {section} is section {now} of {act}. "
    "Make sure which text the number was taken from."
)
SEVERAL_NAMED = Phrase("Several sections were named ({codes}); this is {code}. Ask for each.")

# Of the answer.
DAY_OF_CHANGE = Phrase("The pack does not know the day of the change; on {day} another version may have held.")
DAY_OF_BEGINNING = Phrase("The pack does not know on which day this began or ended; it may not have held on {day}.")
NO_PENALTY = Phrase("The pack does not hold the penalty. Ask counsel.")
CONFLICT = Phrase("Sources conflict. All readings are shown; counsel decides.")
UNKNOWN_DAY, NOW = Phrase("an unknown day"), Phrase("now")
_DAY = Perhaps(lambda: Book(UNKNOWN_DAY, NOW))
ANOTHER_VERSION = Phrase("Another version, from {start} to {end}, may have held already", start=_DAY, end=_DAY)
KNOWN_ON = Phrase("The pack tells the law as it was known on {day}; changes after that are not in it.")

REMARKS = Book(
    HOLDS_SEVERAL, AS_A_WHOLE, LEFT_ASIDE, OTHER_YEAR, ONLY_ACT, RENUMBERED_UNSURE, RENUMBERED, READ_AS,
    SECTION_ASIDE, BRACKETS, ONLY_FIRST, SPAN, NOT_HELD, COUNTS_DIFFERENTLY, SEVERAL_NAMED, DAY_OF_CHANGE,
    DAY_OF_BEGINNING, NO_PENALTY, CONFLICT, ANOTHER_VERSION, KNOWN_ON,
)  # fmt: skip
"""A remark is one of these."""
