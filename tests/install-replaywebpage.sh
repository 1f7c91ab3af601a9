#!/bin/sh
# Fetch the viewer that the tests replay web archives with: two scripts of replaywebpage, kept beside the other tools.
set -eu
mkdir -p "$(dirname "$1")"
into="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" # it has its name only when whole
version=2.4.6
sum=6faef5c261e94b6e83cd6ee975bd0378fd4bc948bb14d36d45c709ffecb261b8

[ -f "$into/sw.js" ] && exit 0
new="$(mktemp -d "$into.XXXXXX")"
trap 'rm -rf "$new"' EXIT
cd "$new"
npm pack --silent "replaywebpage@$version" >/dev/null
echo "$sum  replaywebpage-$version.tgz" | sha256sum -c --quiet
tar -xzf "replaywebpage-$version.tgz" --strip-components=1 package/ui.js package/sw.js
rm "replaywebpage-$version.tgz"
chmod 755 .
mv -T "$new" "$into" 2>/dev/null || [ -f "$into/sw.js" ]
