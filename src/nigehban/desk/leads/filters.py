"""What of the list an officer wants to see, as it stands in the address of the page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _

from nigehban.desk.leads.models import Band, State
from nigehban.desk.leads.selectors import Place


@dataclass(frozen=True, slots=True)
class Filters:
    """``None`` is *any*; the state is always one."""

    state: State = State.OPEN
    band: Band | None = None
    unit: str | None = None

    @property
    def query(self) -> str:
        """The filters as the query of an address, without what is usual."""
        said = {
            "state": self.state.value if self.state is not State.OPEN else "",
            "band": self.band.name.lower() if self.band is not None else "",
            "unit": self.unit or "",
        }
        return urlencode({name: value for name, value in said.items() if value})


def filters_in(query: QueryDict) -> Filters:
    """The filters that an address names. Raises ``BadRequest`` for a band or state that does not exist."""
    band = query.get("band")
    try:
        return Filters(
            State(query.get("state") or State.OPEN),
            Band[band.upper()] if band else None,
            query.get("unit") or None,
        )
    except (KeyError, ValueError) as error:
        raise BadRequest(_("The address names a band or a state that does not exist.")) from error


def place_in(query: QueryDict) -> Place | None:
    """The place behind which the page begins: ``after=rank,id``. Raises ``BadRequest``."""
    after = query.get("after")
    if not after:
        return None
    rank, comma, lead_id = after.partition(",")
    if not comma or not rank.isascii() or not rank.isdigit() or len(rank) > 18:
        raise BadRequest(_("The place in the list that the address names is none."))
    return Place(int(rank), lead_id)
