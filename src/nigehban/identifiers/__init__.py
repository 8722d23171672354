"""Identifiers: one module a kind. Clean, canonical key, what it can prove.

identify(mention)   the canonical identifier and its 64-bit key (0: may not link)
derive(referral)    identifiers found in the referral's free text
fold_name(text)     one skeleton for a name in Roman letters and in Urdu script
normalise_text(text)  one spelling for text with invisible marks and other scripts' digits
KINDS, BY_CODE      what each kind proves, its cap and its window
"""

from nigehban.identifiers.canonical import identify
from nigehban.identifiers.derivation import derive
from nigehban.identifiers.folding import fold_name
from nigehban.identifiers.kind import Cleaned, Found, Identifier, Kind, Proof, digest
from nigehban.identifiers.person_name import birth_key, name_key
from nigehban.identifiers.platforms import platform
from nigehban.identifiers.registry import BY_CODE, FAILURES, KINDS
from nigehban.identifiers.text import normalise_text

__all__ = [
    "BY_CODE",
    "FAILURES",
    "KINDS",
    "Cleaned",
    "Found",
    "Identifier",
    "Kind",
    "Proof",
    "birth_key",
    "derive",
    "digest",
    "fold_name",
    "identify",
    "name_key",
    "normalise_text",
    "platform",
]
