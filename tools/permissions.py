#!/usr/bin/env python3
# ruff: noqa: PLC0415 - the desk is set up first
"""Write docs/permissions.md: which role opens which address. A test compares it with the addresses."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "permissions.md"
_HEAD = """# Which role opens which address

Generated from the addresses and their policies by `python tools/permissions.py`; a test compares the two. What a page
then shows is a second question: `.visible_to(officer)` and row security answer it record by record ([audit](audit.md)).

"""


def table() -> str:
    """The whole page."""
    from nigehban.desk.access.matrix import addresses
    from nigehban.desk.access.roles import Role

    titles = [str(role.label) for role in Role]
    rows = [f"| address | {' | '.join(titles)} |", f"|---|{'---|' * len(titles)}"]
    for address in sorted(addresses(), key=lambda one: one.route):
        cells = ("x" if address.admits(role) else "" for role in Role)
        shown = address.route.replace("|", "\\|")
        rows.append(f"| `{shown}`{_open(address.asked)} | {' | '.join(cells)} |")
    return _HEAD + _permissions() + "\n".join(rows) + "\n"


def _open(asked: object) -> str:
    from nigehban.desk.access.policies import PUBLIC

    return " (everybody, logged in or not)" if asked is PUBLIC else ""


def _permissions() -> str:
    from nigehban.desk.access.roles import Permission, roles_with

    rows = ["| permission | roles |", "|---|---|"]
    rows += [f"| `{one}` | {', '.join(str(role.label) for role in roles_with(one))} |" for one in Permission]
    return "\n".join(rows) + "\n\n"


if __name__ == "__main__":
    from nigehban.desk import setup

    setup()
    PAGE.write_text(table(), encoding="utf-8")
    print(PAGE)
