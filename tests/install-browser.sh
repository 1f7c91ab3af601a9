#!/bin/sh
# Install what the tests need from Debian: Chromium and a Chinese font. Does nothing where both are there;
# where it may not install, it says in one sentence what is missing.
set -eu
export DEBIAN_FRONTEND=noninteractive

missing=""
[ -x /usr/bin/chromium ] || missing="$missing chromium"
if ! ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1; then missing="$missing fonts-noto-cjk"; fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  root="sudo -n env DEBIAN_FRONTEND=noninteractive"
else
  root="none"
fi

if [ "$root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "测试需要以下软件包，请先安装 / The tests need these packages, please install them first:$missing" >&2
  exit 1
fi

echo "Installing:$missing"
# $root and $missing are lists of words on purpose.
# shellcheck disable=SC2086
{
  $root apt-get update -qq </dev/null
  $root apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null
}
