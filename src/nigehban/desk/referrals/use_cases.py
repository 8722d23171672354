"""What is done with referrals."""

from __future__ import annotations

from django.utils import timezone

from nigehban.desk.accounts.models import Officer
from nigehban.desk.referrals.errors import BadPairError
from nigehban.desk.referrals.models import Judgement, Load, Verdict

_LONGEST_ID = 600


def begin_load(mapping: str | None = None, pack: str | None = None) -> Load:
    """A new run of intake; ``mapping`` is the text of the mapping file that its tables are read with."""
    return Load.objects.create(mapping=mapping, pack=pack)


def finish_load(load: Load) -> None:
    """Mark the load as done: everything that was handed in is stored or in quarantine."""
    load.finished = timezone.now()
    load.save(update_fields=["finished"])


def judge(officer: Officer, a: str, b: str, verdict: Verdict) -> Judgement:
    """Record whether two referrals (their ids) speak of the same person; the newest verdict counts.

    Raises ``BadPairError``.
    """
    first, second = sorted((a.strip(), b.strip()))
    if not first or first == second or max(len(first), len(second)) > _LONGEST_ID:
        raise BadPairError("A judgement is about two different referrals: give the id of each.")
    return Judgement.objects.create(a=first, b=second, verdict=verdict, officer=officer)
