#!/bin/sh
# Shows that two builds of the last commit make the same bytes: builds it in two directories of different names, and compares
# the archives of the hub. `make twice` runs it; MAKE_OPTIONS are passed on to both builds.
set -eu
cd "$(dirname "$0")/.."

commit=$(git rev-parse --short=12 HEAD)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

for build in one another/place; do
    mkdir -p "$work/$build"
    git archive HEAD | tar -x -C "$work/$build"
    echo "Building $commit in $build"
    make -C "$work/$build" --no-print-directory dist BUILD_COMMIT="$commit" ${MAKE_OPTIONS:+"$MAKE_OPTIONS"} >"$work/log" 2>&1 ||
        { tail -n 40 "$work/log" >&2; exit 1; }
done

one=$(ls "$work"/one/bootstrap/target/switchboard-*.tar.gz)
other=$work/another/place/bootstrap/target/$(basename "$one")
if cmp -s "$one" "$other"; then
    echo "The same bytes: $(basename "$one") $(sha256sum "$one" | cut -d ' ' -f 1)"
    exit 0
fi
echo "The archives differ:" >&2
for archive in "$one" "$other"; do
    mkdir -p "$archive.files"
    tar -xzf "$archive" -C "$archive.files"
done
diff -rq "$one.files" "$other.files" >&2 || true
exit 1
