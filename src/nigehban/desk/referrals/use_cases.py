"""What is done with referrals."""

from __future__ import annotations

from django.utils import timezone

from nigehban.desk.referrals.models import Load


def begin_load(mapping: str | None = None, pack: str | None = None) -> Load:
    """A new run of intake; ``mapping`` is the text of the mapping file that its tables are read with."""
    return Load.objects.create(mapping=mapping, pack=pack)


def finish_load(load: Load) -> None:
    """Mark the load as done: everything that was handed in is stored or in quarantine."""
    load.finished = timezone.now()
    load.save(update_fields=["finished"])
