"""What is done with leads at work: each is one transaction and one row in ``WorkAct``."""

from nigehban.desk.worklists.use_cases.deciding import send_to_circle, set_aside
from nigehban.desk.worklists.use_cases.passing import escalate, give_back, hand_over, hold, skip
from nigehban.desk.worklists.use_cases.supervising import break_lease
from nigehban.desk.worklists.use_cases.taking import note_look, take, take_more_time, take_next
from nigehban.desk.worklists.use_cases.undoing import undo

__all__ = [
    "break_lease",
    "escalate",
    "give_back",
    "hand_over",
    "hold",
    "note_look",
    "send_to_circle",
    "set_aside",
    "skip",
    "take",
    "take_more_time",
    "take_next",
    "undo",
]
