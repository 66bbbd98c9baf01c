#!/bin/sh
# A browser for the browser tests: one on PATH, else Debian's (as root), else Playwright's own, else none: the tests
# then say why they are skipped, or fail where CI is set.
python=$1

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" > /dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-noto-cjk > /dev/null && exit 0
fi
"$python" -m playwright install chromium > /dev/null 2>&1 || true
