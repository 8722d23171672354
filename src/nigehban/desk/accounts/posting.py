"""What an officer is by the pack: rank, post and unit, as codes to store and as words to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nigehban.desk.accounts.errors import NoSuchCodeError
from nigehban.desk.accounts.models import Officer
from nigehban.desk.referrals.selectors import newest_pack
from nigehban.jurisdiction import load_pack
from nigehban.jurisdiction.organisation import Title, load_organisation

_PACK = "pk"
"""Until a load names one."""


@dataclass(frozen=True)
class Posting:
    """Codes of the pack, with the words of the page's language."""

    ranks: Mapping[str, str]
    posts: Mapping[str, str]
    units: Mapping[str, str]

    def check(self, officer: Officer) -> None:
        """Raises ``NoSuchCodeError`` for a rank, post or unit of the officer that the pack has not."""
        for what, code, known in (
            (_("rank"), officer.rank, self.ranks),
            (_("post"), officer.post, self.posts),
            (_("unit"), officer.unit, self.units),
        ):
            if code and code not in known:
                raise NoSuchCodeError(
                    _("The pack has no %(what)s %(code)s. It has: %(known)s.")
                    % {"what": what, "code": code, "known": ", ".join(known)}
                )


def posting(pack: str | None = None) -> Posting:
    """What can be chosen. Raises ``PackError`` for a pack that is gone or spoilt."""
    code = pack or newest_pack() or _PACK
    organisation = load_organisation(code)
    units = {unit.code: unit for unit in load_pack(code).units if unit.valid_to is None}
    urdu = _language() == "ur"
    return Posting(
        _words(organisation.ranks),
        _words(organisation.posts),
        {unit.code: (urdu and unit.name_ur) or unit.name_en for unit in units.values()},
    )


def _words(titles: Mapping[str, Title]) -> dict[str, str]:
    return {code: one.title.get(_language()) or next(iter(one.title.values())) for code, one in titles.items()}


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
