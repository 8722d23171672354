"""Who may see and do what: roles with permissions, memberships with a reason and an end, row security beneath them.

Import ``Role`` and ``Permission`` from ``access.roles``, ``policy``, ``may`` and ``require`` from ``access.policies``,
``acting_as`` from ``access.acting``, models and use cases from their modules.
"""
