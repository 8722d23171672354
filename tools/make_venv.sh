#!/bin/sh
# Makes the virtual environment from the lock: every wheel is checked against its hash.
set -eu
python=$1
venv=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Nigehban needs Python 3.11 or newer; $python is $("$python" --version 2>&1)." >&2
    echo "Install one, then: make setup PYTHON=python3.12" >&2
    exit 1
}
if [ ! -x "$venv/bin/pip" ]; then
    rm -rf "$venv"
    # Debian and Ubuntu split ensurepip off into python3-venv; an installed pip or virtualenv serves as well.
    "$python" -m venv "$venv" 2>/dev/null \
        || { rm -rf "$venv"; "$python" -m virtualenv -q "$venv" 2>/dev/null; } \
        || { rm -rf "$venv"; "$python" -m venv --without-pip "$venv" \
             && "$python" -m pip --python "$venv/bin/python" install -q pip 2>/dev/null; } \
        || { rm -rf "$venv"
             echo "Python cannot make a virtual environment here: the system package python3-venv is missing." >&2
             echo "Install it (apt-get install python3-venv) and run make again." >&2
             exit 1; }
fi
echo "Installing the locked dependencies (a minute or two the first time) ..."
"$venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock
"$venv/bin/pip" install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
