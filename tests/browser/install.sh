#!/bin/sh
# Installs a Chromium for the tests of the pages: Debian's as root, else playwright's own. $1 is the python of the environment.
set -eu
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update --quiet --quiet
  apt-get install --quiet --quiet --yes --no-install-recommends chromium fonts-vlgothic >/dev/null || true
else
  "$1" -m playwright install chromium || true
fi
"$1" -m tests.browser.chromium && exit 0
echo "No Chromium was found, and none could be installed. Install one, or set CHROMIUM to its path." >&2
exit 1
