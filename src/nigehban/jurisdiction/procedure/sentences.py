"""All that is said of a deadline beside what its pack says: how it stands, and what is wrong with the events.

A time is written as ``Now.say`` writes it; ``data.…`` names a key of an event's data.
"""

from __future__ import annotations

from nigehban.phrases import MOMENT, NUMBER, Book, Phrase, Several

_KEY = r"\w+"
LESS_THAN_A_MINUTE = Phrase("less than a minute")
_LENGTHS = Book(
    *(
        Phrase("{n} " + unit, n=NUMBER)
        for one in ("month", "day", "hour", "minute", "working day")
        for unit in (one, f"{one}s")
    )
)
_LENGTH = Several(_LENGTHS, " ")
_AT = {"at": MOMENT}

# How a term stands.
BEGUN = Phrase("Begun on {at}, due by {due}.", at=MOMENT, due=MOMENT)
JOURNEY = Phrase("{time} of journey do not count.", time=_LENGTHS)
UNSURE = Phrase("Whether this applies is not stated (data.{keys}): find out; this is the due time if it does.")
MORE_TIME = Phrase("The court gave more time on {at}.", **_AT)
AFTER_ITS_END = Phrase("That was after the time had run out (it was due by {due}): ask counsel.", due=MOMENT)
DONE = Phrase("Done on {at}.", **_AT)
DONE_LATE = Phrase("Done on {at}, {time} too late.", at=MOMENT, time=_LENGTHS)
NOT_DONE = Phrase("Nothing says that it was done; overdue by {time}.", time=_LENGTHS)
ALARMS = Phrase("{n} of {all} alarms passed, {time} left.", n=NUMBER, all=NUMBER, time=_LENGTHS)
ASKED_TOO_MUCH = Phrase("{n} days were asked for; the law gives {most} at most.", n=r"\S+", most=NUMBER)
RECORDED_LATE = Phrase("The event was recorded {time} after it happened.", time=_LENGTHS)
OPEN = Phrase("Begun on {at}; not done yet.", **_AT)
NEVER = Phrase("The time lies past the year 9999; nothing can be counted to it.")
NO_DAY = Phrase("The law sets no day.")
INSTEAD = Phrase("{key} is stated: {time}.", key=_KEY, time=_LENGTH)
ASKED_FOR = Phrase("{n} days were asked for.", n=NUMBER)

# Days of custody.
ORDER, ORDERS = Phrase("{n} order", n=NUMBER), Phrase("{n} orders", n=NUMBER)
COUNT = Phrase(
    "{total} of {limit} days are ordered in {orders}, {used} begun.",
    total=NUMBER, limit=NUMBER, orders=Book(ORDER, ORDERS), used=NUMBER,
)  # fmt: skip
BEYOND_LIMIT = Phrase("{n} were ordered before, and it would bring day {day}", n=NUMBER, day=NUMBER)
BEYOND_WINDOW = Phrase("it goes beyond {at}", **_AT)
_WHY = Book(BEYOND_LIMIT, BEYOND_WINDOW)
REFUSE_ORDER = Phrase("Refuse the order of {at} for {days}: {why}.", at=MOMENT, days=_LENGTHS, why=_WHY)
REFUSE_REQUEST = Phrase("Refuse the request of {at} for {days}: {why}.", at=MOMENT, days=_LENGTHS, why=_WHY)
LEFT = Phrase("{days} left.", days=_LENGTHS)
NONE_LEFT = Phrase("No day is left: refuse every further order.")

# What is forbidden, required, done once, done again and again.
NOT_STATED = Phrase("Event {event} does not state {keys}: find out before anything is done.", event=NUMBER)
EXCEPTION = Phrase("An exception is stated ({keys}); make sure that it holds.")
REFUSED = Phrase("Event {event} is refused ({basis}).", event=NUMBER)
MISSING, ALL_STATED = Phrase("Not stated yet: {keys}."), Phrase("All of it is stated.")
DONE_ONCE = Phrase("Done on {at}; a further one needs a reason (data.{key}).", at=MOMENT, key=_KEY)
DONE_BEFORE = Phrase("Done on {at} already.", **_AT)
REFUSED_AGAIN = Phrase("The one of {at} is refused: no reason is on record (data.{key}).", at=MOMENT, key=_KEY)
DONE_TIME = Phrase("Done {n} time, last on {at}.", n=NUMBER, at=MOMENT)
DONE_TIMES = Phrase("Done {n} times, last on {at}.", n=NUMBER, at=MOMENT)
NEVER_DONE = Phrase("Not done yet.")
LATE_ONCE = Phrase("{n} time it came too late or not at all.", n=NUMBER)
LATE_TIMES = Phrase("{n} times it came too late or not at all.", n=NUMBER)
ENDED = Phrase("Ended on {at}.", **_AT)

HOW_IT_STANDS = Several(
    Book(
        BEGUN, JOURNEY, UNSURE, MORE_TIME, AFTER_ITS_END, DONE_LATE, DONE, NOT_DONE, RECORDED_LATE, OPEN, NEVER,
        NO_DAY, INSTEAD, ASKED_FOR, ASKED_TOO_MUCH, ALARMS, COUNT, REFUSE_ORDER, REFUSE_REQUEST, LEFT, NONE_LEFT,
        NOT_STATED, EXCEPTION, REFUSED, MISSING, ALL_STATED, DONE_ONCE, DONE_BEFORE, REFUSED_AGAIN, DONE_TIME,
        DONE_TIMES, NEVER_DONE, LATE_ONCE, LATE_TIMES, ENDED,
    ),
    " ",
    end=".",
)  # fmt: skip
"""A text is some of these, one after another."""

# What is wrong with an event, or was assumed of it.
NOT_LAW_YET = Phrase("The pack does not know on which day this became law ({day}).")
NO_POWER = Phrase("The pack knows no power of the court to extend this. Check the order.")
WHOSE = Phrase("Whose it was is not stated (data.{key}); all of these count as one person's.", key=_KEY)
OUTSIDE = Phrase("{rule} in case '{case}': the times lie outside of the calendar. Nothing was counted.", rule=_KEY)
_OF = {"event": NUMBER}
NO_UNTIL = Phrase("Event {event}: an extension must say in data.until until when. It was not counted.", **_OF)
NOT_EXTENDABLE = Phrase("Event {event}: no court can extend this ({basis}). It was not counted.", **_OF)
SHORTER = Phrase("Event {event}: the extension ends before the time that stands. It was not counted.", **_OF)
NO_DAYS = Phrase("Event {event}: data.{key} is no number of days. Count it by hand.", event=NUMBER, key=_KEY)
NO_HOURS = Phrase("Event {event}: data.{key} is no number of hours. Nothing was left out.", event=NUMBER, key=_KEY)
MANY_HOURS = Phrase(
    "Event {event}: data.{key}: {n} hours are more than the term itself. Check.", event=NUMBER, key=_KEY, n=r"\S+"
)
WHICH_CLOCK = Phrase(
    "Event {event} does not say which clock it answers (data.deadline); make sure that it is this.", **_OF
)
NO_SUCH_CLOCK = Phrase("Event {event}: the pack knows no deadline '{name}' (data.deadline). It was not counted.", **_OF)
NO_CLOCK_NAMED = Phrase(
    "Event {event}: an extension must say in data.deadline which deadline it extends. It was not counted.", **_OF
)
NO_TERM = Phrase("Event {event}: no court can extend {rule} ({basis}). It was not counted.", event=NUMBER, rule=_KEY)
NONE_RAN = Phrase("Event {event}: no clock {name} ran then in this case. It was not counted.", **_OF)
ONE_END = Phrase("Event {event}: data.{key}: the other end is not stated. Nothing was left out.", **_OF)
NO_TWO_TIMES = Phrase(
    "Event {event}: data.{start} and data.{end} are no two times after it, the earlier first. Nothing was left out.",
    event=NUMBER, start=_KEY, end=_KEY,
)  # fmt: skip
LATER = Phrase("Event {event}: '{type}' lies after the time asked for. It was not counted.", **_OF)
NO_OBJECT = Phrase("Event {event}: is no object with 'type', 'at' and 'case'. It was not counted.", **_OF)
NO_TIME = Phrase("Event {event}: 'at' is no time: {value}. Write 2026-03-01T10:00:00+05:00. It was not counted.", **_OF)
NO_DATA = Phrase("Event {event}: 'data' is no object. It was read without.", **_OF)
NO_CASE = Phrase("Event {event}: no case is stated.", **_OF)
UNKNOWN_TYPE = Phrase("Event {event}: the pack knows no event {type}. It was not counted.", **_OF)
UNKNOWN_TYPE_NEAR = Phrase(
    "Event {event}: the pack knows no event {type}. Did you mean '{near}'? It was not counted.", **_OF
)
TWICE = Phrase("Event {event}: says the same as event {other}. It was counted once.", event=NUMBER, other=NUMBER)
ALIKE = Phrase("Case '{case}' names {names}: each has clocks of its own. Write one person in one way.")
TAKEN_AS = Phrase("Event {event}: names no accused; taken as {accused}, the only one in the case.", **_OF)
NOBODY = Phrase(
    "Event {event}: '{type}' names no accused, and the case has {n}. It closes nobody's clock. Say whom it concerns.",
    event=NUMBER, n=NUMBER,
)  # fmt: skip
NO_OFFSET = Phrase("no offset is stated; taken as {zone} time")
NO_CLOCK_TIME = Phrase("no time of day is stated; taken as 00:00 {zone} time")
_ASSUMED = Book(NO_OFFSET, NO_CLOCK_TIME)
ASSUMED = Phrase("Event {event}: {assumed}.", event=NUMBER, assumed=_ASSUMED)
ASSUMED_UNTIL = Phrase("Event {event}: in data.until {assumed}.", event=NUMBER, assumed=_ASSUMED)

WARNINGS = Book(
    ALIKE, NOT_LAW_YET, NO_POWER, WHOSE, OUTSIDE, NO_UNTIL, NOT_EXTENDABLE, SHORTER, NO_DAYS, NO_HOURS, MANY_HOURS,
    WHICH_CLOCK, NO_SUCH_CLOCK, NO_CLOCK_NAMED, NO_TERM, NONE_RAN, ONE_END, NO_TWO_TIMES, LATER, NO_OBJECT, NO_TIME,
    NO_DATA, NO_CASE, UNKNOWN_TYPE_NEAR, UNKNOWN_TYPE, TWICE, TAKEN_AS, NOBODY, ASSUMED, ASSUMED_UNTIL,
)  # fmt: skip
"""A warning is one of these."""
