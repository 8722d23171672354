"""All that is said of where a referral belongs: whose place says what, and why it goes to a circle."""

from __future__ import annotations

from nigehban.phrases import NUMBER, Book, Part, Perhaps, Phrase, Several
from nigehban.records import PlaceSource, Role

WHOSE = {
    Role.REPORTED: Phrase("the reported person's"),
    Role.VICTIM: Phrase("the victim's"),
    Role.NONE: Phrase("the incident's"),
    Role.RECIPIENT: Phrase("the recipient's"),
    Role.ASSOCIATED: Phrase("an associated account's"),
    Role.REPORTER: Phrase("the reporter's"),
}
SOURCES = {
    PlaceSource.ADDRESS: Phrase("address"),
    PlaceSource.STATED: Phrase("stated place"),
    PlaceSource.IP_LOOKUP: Phrase("IP address as looked up by the sender"),
    PlaceSource.PHONE_LOOKUP: Phrase("phone number as looked up by the sender"),
}
VERIFIED = Phrase("place as the sender estimates it (verified)")
NOT_VERIFIED = Phrase("place as the sender estimates it (not verified)")
IP, PHONE, ACCOUNT = Phrase("IP address"), Phrase("phone number"), Phrase("bank account")
MOBILE = Phrase("IP address as looked up by the sender (mobile network: the city is that of its gateway)")
_PLACE = Perhaps(lambda: PLACES)
_SOURCE = Book(*SOURCES.values(), MOBILE, VERIFIED, NOT_VERIFIED, IP, PHONE, ACCOUNT)
_OF: dict[str, str | Part] = {"whose": Book(*WHOSE.values()), "source": _SOURCE}

# What one place or identifier shows.
IS_IN = Phrase("{whose} {source} is in {place}", place=_PLACE, **_OF)
SHOWS = Phrase("{whose} {source}: {place}", place=_PLACE, **_OF)
COULD_MEAN = Phrase("{whose} {source} could also mean {name}", **_OF)
IS_OF = Phrase("{whose} {source} is of {country}", **_OF)
IS_MOBILE_OF = Phrase("{whose} {source} is a mobile of {country}", **_OF)
AREA_CODE = Phrase("{whose} {source} has the area code of {names}", **_OF)
SENDER_NAMES = Phrase("the sender names {country}")
EVIDENCE = Book(IS_IN, COULD_MEAN, IS_MOBILE_OF, IS_OF, AREA_CODE, SENDER_NAMES, SHOWS)

# What is to be said of the place itself.
_NAMED: dict[str, str | Part] = {"name": "[^;]+?", "unit": "[^;]+"}
ALSO_FITS = Phrase("{place}; the name also fits {name} ({unit})", place=_PLACE, **_NAMED)
ALSO_NAMES = Phrase("{place}; the words also name {name} ({unit})", place=_PLACE, **_NAMED)
NO_COUNTRY = Phrase("{place} (no country is stated)", place=_PLACE)
TABLE_SAYS = Phrase("{place} (our table says {country})", place=_PLACE)
IN_DISTRICT = Phrase("{place} in district {district}")
NO_UNIT = Phrase("{country} (no circle is known for that day)")
PROXY = Phrase("{country} (possible proxy)")
MOBILE_OPERATOR = Phrase("{country} ({operator}, a mobile network)", country=_PLACE, operator=r"[^()]+")
OPERATOR = Phrase("{country} ({operator})", country=_PLACE, operator=r"[^()]+")
PLACES: Book = Book(
    ALSO_NAMES, ALSO_FITS, NO_COUNTRY, TABLE_SAYS, IN_DISTRICT, NO_UNIT, PROXY, MOBILE_OPERATOR, OPERATOR
)

# Why it goes to a circle.
MORE = Phrase("{n} more", n=NUMBER)
_TEXT, _SOME = Perhaps(lambda: ROUTES), Several(Book(*EVIDENCE, MORE), ", ", " and ")
SPEAKS_AGAINST = Phrase("{text}; speaks for another circle: {others}", text=_TEXT, others=_SOME)
AGREES = Phrase("{text}; agrees: {others}", text=_TEXT, others=_SOME)
POINTS_ABROAD = Phrase("{text}; the reported person points abroad: {codes}", text=_TEXT)
NOWHERE = Phrase("{text}; nothing says where the reported person is", text=_TEXT)
WHICH_CIRCLE = Phrase("{text}; nothing says which circle", text=_TEXT)
ABROAD = Phrase("points abroad: {codes} ({names})")
NOTHING = Phrase("nothing in the referral says where")
ROUTES: Book = Book(SPEAKS_AGAINST, AGREES, POINTS_ABROAD, NOWHERE, WHICH_CIRCLE, ABROAD, NOTHING, *EVIDENCE)
