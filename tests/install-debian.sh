#!/bin/sh
# Install what the tests need from Debian, unless it is there: three browsers and a screen in memory, a Chinese font, two web servers, SSH, systemd, disks in files, npm.
set -eu
PATH="$PATH:/usr/sbin"

missing=""
want() { # want PACKAGE: after a test that failed
  missing="$missing $1"
}
[ -x /usr/bin/chromium ] && [ -x /usr/bin/chromium-headless-shell ] || want "chromium chromium-headless-shell" # of one version
[ -x /usr/bin/firefox-esr ] || want firefox-esr
[ -x /usr/bin/WebKitWebDriver ] || want webkit2gtk-driver
command -v Xvfb >/dev/null || want xvfb
ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1 || want fonts-noto-cjk
command -v nginx >/dev/null || want nginx-light
command -v caddy >/dev/null || want caddy
command -v ssh-keygen >/dev/null || want openssh-client
command -v sshd >/dev/null || want openssh-server
command -v systemd-analyze >/dev/null || want systemd
command -v mkfs.ext4 >/dev/null || want e2fsprogs
command -v mount >/dev/null || want mount
command -v npm >/dev/null || want npm

# shellcheck disable=SC2086 # a list of words on purpose
[ -z "$missing" ] || exec sh "$(dirname "$0")/../.ci/debian" $missing
