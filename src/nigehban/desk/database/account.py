"""As whom the embedded server runs. PostgreSQL refuses root, so root lends it another account.

Three ways, the first that works is taken: as ``nobody``; as ``nobody`` in the eyes of a user namespace of its own, when
a folder above the data or the programs is closed to others; as ``nobody`` with the right to pass closed folders, where
namespaces are forbidden (containers). The last two need ``unshare`` and ``setpriv`` of util-linux.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nigehban.desk.database.errors import NoAccountError

_ACCOUNT = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """How to start a program as the account that owns the data. ``uid`` is the owner as we see it."""

    name: str
    uid: int
    prefix: tuple[str, ...] = ()
    switch: bool = False

    def popen(self, command: list[str], output: int) -> subprocess.Popen[bytes]:
        """Start ``command`` in a session of its own, away from our terminal and our environment."""
        return subprocess.Popen(  # noqa: S603 - our own command line
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            user=self.uid if self.switch else None,
            group=pwd.getpwuid(self.uid).pw_gid if self.switch else None,
            extra_groups=[] if self.switch else None,
            umask=0o077,
        )

    def own(self, folder: Path) -> None:
        """Give ``folder`` and all in it to the account, if it is not its own yet."""
        if folder.stat().st_uid == self.uid:
            return
        for path in (*folder.rglob("*"), folder):  # the folder last: killed half way, the next start does it again
            os.chown(path, self.uid, -1, follow_symlinks=False)


def choose_account(postgres: str, folder: Path) -> Account:
    """The account to run ``postgres`` with data in ``folder``. Raises ``NoAccountError``."""
    for account in _for_root() if os.geteuid() == 0 else _for_user():
        if _can_run(account, postgres, folder):
            return account
    raise NoAccountError(
        f"PostgreSQL refuses to run as root or as a user without a name, and no other account can reach both "
        f"{postgres} and {folder}. Run nigehban as an ordinary user, set NIGEHBAN_HOME to a folder that others may "
        "pass through, or name a server in DATABASE_URL."
    )


def _for_user() -> Iterator[Account]:
    """A container may give its user a number without a name, which ``initdb`` does not take."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        yield from _in_namespace()
    else:
        yield Account("you", os.geteuid())


def _in_namespace() -> Iterator[Account]:
    if unshare := shutil.which("unshare"):
        account = pwd.getpwnam(_ACCOUNT).pw_uid
        yield Account("a user namespace", os.geteuid(), (unshare, "--user", f"--map-user={account}"))


def _for_root() -> Iterator[Account]:
    nobody = pwd.getpwnam(_ACCOUNT)
    yield Account(_ACCOUNT, nobody.pw_uid, switch=True)
    yield from _in_namespace()
    if setpriv := shutil.which("setpriv"):
        account = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
        rights = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
        yield Account(f"{_ACCOUNT} with dac_override", nobody.pw_uid, (setpriv, *account, *rights))


def _can_run(account: Account, postgres: str, folder: Path) -> bool:
    """Whether the account can start the program and step into the folder."""
    probe = ["/bin/sh", "-c", '"$1" --version && cd "$2"', "sh", postgres, str(folder)]
    try:
        return account.popen(probe, subprocess.DEVNULL).wait() == 0
    except OSError:
        return False
