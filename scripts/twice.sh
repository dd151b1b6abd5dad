#!/bin/sh
# Shows that two builds of the last commit make the same bytes: makes a release of it in two directories of different names, and
# compares each file: both archives, the list of libraries, the site and the checksums. `make twice` runs it; MAKE_OPTIONS are passed
# on to both builds.
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
    # A rehearsal, because the commit need not be one that may be released.
    make -C "$work/$build" --no-print-directory release REHEARSAL=yes BUILD_COMMIT="$commit" ${MAKE_OPTIONS:+"$MAKE_OPTIONS"} >"$work/log" 2>&1 ||
        { tail -n 40 "$work/log" >&2; exit 1; }
done

one=$work/one/bootstrap/target/release
other=$work/another/place/bootstrap/target/release
if diff -rq "$one" "$other" >"$work/differing"; then
    echo "The same bytes:"
    cat "$one/SHA256SUMS"
    exit 0
fi
echo "The releases differ:" >&2
for file in "$one"/*; do
    twin=$other/${file##*/}
    ! cmp -s "$file" "$twin" || continue
    echo "${file##*/}" >&2
    case $file in
        *.tar.gz)
            mkdir "$file.files" "$twin.files"
            tar -xzf "$file" -C "$file.files"
            tar -xzf "$twin" -C "$twin.files"
            diff -rq "$file.files" "$twin.files" >&2 || true
            ;;
        *) diff "$file" "$twin" >&2 || true ;;
    esac
done
exit 1
