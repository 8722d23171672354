#!/bin/sh
# Installs the Debian packages that pip cannot bring, when some are missing: Pango for documents as PDF and, with
# --tests, Chromium for the tests in a browser. As another user than root, or without apt, it says what is missing.
set -eu
PATH=$PATH:/usr/sbin:/sbin
patience=${NIGEHBAN_APT_SECONDS:-120} # for each of at most four calls of apt

missing() {
    for pair in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
        libharfbuzz-subset.so.0:libharfbuzz-subset0; do
        ldconfig -p | grep -q "${pair%:*} " || printf '%s ' "${pair#*:}"
    done
    [ "${1:-}" != --tests ] || command -v chromium chromium-browser google-chrome >/dev/null || printf 'chromium '
}

apt() {
    DEBIAN_FRONTEND=noninteractive timeout "$patience" apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=60 "$@"
}

twice() { "$@" || { sleep 2; "$@"; }; }

wanted=$(missing "$@")
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $wanted..."
    twice apt update || true
    # shellcheck disable=SC2086 # each word is a package
    twice apt install --yes --no-install-recommends $wanted >/dev/null || true
    wanted=$(missing "$@")
    [ -n "$wanted" ] || exit 0
fi
echo "System packages are missing: $wanted(Debian and Ubuntu: run apt-get install ${wanted}as root)." >&2
exit 1
