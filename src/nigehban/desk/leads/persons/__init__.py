"""Who is one person: what officers decided, laid over what linking found, on a few leads at once.

The list is a function of the stored referrals and of the acts that stand. A rebuild works it out whole; ``settle``
works out the leads around some referrals, with the very same function (``nigehban.linking.divided``), in the
transaction of the act.
"""

from nigehban.desk.leads.persons.numbers import Fate, fate_of
from nigehban.desk.leads.persons.outlook import Outlook, outlook
from nigehban.desk.leads.persons.settling import after_change, alone, resettle, settle
from nigehban.desk.leads.persons.standing import decision_of, newer_nodes, newest_act, standing_decisions

__all__ = [
    "Fate",
    "Outlook",
    "after_change",
    "alone",
    "decision_of",
    "fate_of",
    "newer_nodes",
    "newest_act",
    "outlook",
    "resettle",
    "settle",
    "standing_decisions",
]
