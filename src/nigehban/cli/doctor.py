"""``nigehban doctor``: what is installed, what is missing, what to do."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from typing import NamedTuple

_LEAST_SPACE = 5 * 2**30


class Finding(NamedTuple):
    """One thing that was looked at; ``advice`` says what to do when it is not well."""

    well: bool
    what: str
    advice: str = ""


def run() -> None:
    """Print every finding; exit status 1 when something needs to be done."""
    findings = [*_python(), *_packages(), *_kinds(), _pack(), _database(), _vault(), _space()]
    for finding in findings:
        print(f"{'ok  ' if finding.well else 'MEND'}  {finding.what}")
        if finding.advice and not finding.well:
            print(f"      {finding.advice}")
    if not all(finding.well for finding in findings):
        sys.exit(1)


def _python() -> Iterator[Finding]:
    yield Finding(sys.version_info >= (3, 11), f"Python {platform.python_version()}", "Python 3.11 or newer is needed.")
    yield Finding(sys.platform == "linux", f"{platform.system()} {platform.release()}", "Only Linux is tested.")


def _packages() -> Iterator[Finding]:
    missing = []
    for requirement in requires("nigehban") or []:
        name = requirement.split(";")[0].split("[")[0].split("~")[0].split(">")[0].strip()
        if "extra ==" not in requirement and not _installed(name):
            missing.append(name)
    total = f"packages: {'all there' if not missing else 'missing ' + ', '.join(missing)}"
    yield Finding(not missing, total, "Run make setup again.")


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _kinds() -> Iterator[Finding]:
    from nigehban.identifiers import FAILURES, KINDS

    yield Finding(True, f"{len(KINDS)} kinds of identifiers")
    for name, failure in FAILURES.items():
        yield Finding(False, f"identifier kind {name} does not load: {failure}", "Reinstall, or report it.")


def _pack() -> Finding:
    from nigehban.jurisdiction import PackError, load_pack

    try:
        pack = load_pack("pk")
    except PackError as error:
        return Finding(False, "pack pk", str(error))
    return Finding(True, f"pack pk: {len(pack.units)} units, status {pack.status}")


def _database() -> Finding:
    from nigehban.desk.database import status

    found = status()
    return Finding(found.usable, f"database: {found.what}", found.advice)


def _vault() -> Finding:
    from nigehban.desk.home import vault_folder
    from nigehban.vault import VaultError, open_vault

    folder = vault_folder()
    if not folder.exists():
        return Finding(True, f"vault: {folder}, made when first needed")
    try:
        open_vault(folder)
    except VaultError as error:
        return Finding(False, f"vault: {folder}", str(error))
    return Finding(True, f"vault: {folder}")


def _space() -> Finding:
    from nigehban.desk.home import home

    folder = next(place for place in (home(), *home().parents) if place.exists())
    free = shutil.disk_usage(folder).free
    writable = os.access(folder, os.W_OK)
    what = f"data folder {home()}: {free / 2**30:.0f} GiB free{'' if writable else ', not writable'}"
    return Finding(writable and free > _LEAST_SPACE, what, "Free some space, or set NIGEHBAN_HOME to another folder.")
