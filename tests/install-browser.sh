#!/bin/sh
# Install what the tests need from Debian, a browser and a Chinese font, unless both are there.
set -eu

missing=""
[ -x /usr/bin/chromium ] || missing="$missing chromium"
ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"

# shellcheck disable=SC2086 # a list of words on purpose
[ -z "$missing" ] || exec sh "$(dirname "$0")/../.ci/debian" $missing
