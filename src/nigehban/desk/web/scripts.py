"""What pages load and tell their scripts. The bundle is built from ``frontend/``; without it every page still works."""

from __future__ import annotations

from functools import cache

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

BUNDLE = "web/dist/desk.js"


@cache
def is_built() -> bool:
    """Whether the bundle is there. Looked up once: assets do not come and go while a desk runs."""
    return finders.find(BUNDLE) is not None


def words() -> dict[str, str]:
    """What scripts say, in the language of the page; ``frontend/src/words.ts`` names each."""
    return {
        "less_than_a_minute": _("less than a minute is left"),
        "time_is_up": _("time is up"),
        "days": _("{days} d {hours} h"),
        "stale": _("You opened this page {minutes} minutes ago; what it shows may have changed."),
        "reload": _("Load it anew"),
        "failed": _("The desk did not do this. Load the page anew and look before you try again."),
        "zoom_in": _("Nearer"),
        "zoom_out": _("Farther"),
        "whole": _("All of it"),
        "open": _("Open {name}"),
        "graph_help": _("Arrow keys go from one to the next, Enter opens, plus and minus zoom, 0 shows all."),
        "connections": _("joined to {n}"),
    }
