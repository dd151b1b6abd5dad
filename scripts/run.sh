#!/bin/sh
# Starts the hub, in less than half of the time that `java -jar` takes, with settings for a small server.
#
# Java stores data about a program in an AOT cache, but only for a jar that is not packed into
# another one. So the hub is unpacked and started for training once per build; both results are beside the jar.
# The first start of a build does not wait for that: it serves at once, and the next start uses the cache.
#
#   scripts/run.sh             starts the hub
#   scripts/run.sh --prepare   makes the cache and starts nothing
#   JAVA_FLAGS=-Xmx1g          further flags for Java, which override the script's own
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
tools=tools/target/switchboard-tools.jar
[ -f "$jar" ] || { echo "$jar is missing: run make package." >&2; exit 1; }
java=$(sh scripts/find-jdk.sh --runtime)/bin/java

# The end of a jar is its table of contents with checksums. Reading the whole jar would take a fifth of the start.
build=$(tail -c 262144 "$jar" | cksum | tr ' ' '-')
ready=bootstrap/target/ready/$build
app=$ready/app/switchboard.jar
cache=$ready/hub.aot

# For a small server: docs/configuration.md says why, flag by flag.
flags="-XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xms40m -Xmn16m -Xmx256m -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=2000
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps --enable-native-access=ALL-UNNAMED ${JAVA_FLAGS:-}"
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# A directory with its final name is complete, whatever was interrupted.
unpack() {
    draft=$ready.$$
    rm -rf "$draft"
    mkdir -p "$draft"
    "$java" -Djarmode=tools -jar "$jar" extract --destination "$draft/app"
    mv "$draft" "$ready" 2>/dev/null || rm -rf "$draft"
    for other in bootstrap/target/ready/*; do
        [ "$other" = "$ready" ] || rm -rf "$other"
    done
    # Names that are the same for every build, for starting Java without this script.
    ln -sfn "$build/app" bootstrap/target/ready/app
    ln -sfn "$build/hub.aot" bootstrap/target/ready/hub.aot
}

# Ends with all its processes when this process ends, which is later replaced by the hub.
practise() {
    practice=$ready/practice.$$
    for old in "$ready"/practice.*; do
        kill -0 "${old##*.}" 2>/dev/null || rm -rf "$old"
    done
    mkdir -p "$practice"
    began=$(date +%s)
    # shellcheck disable=SC2086 # several flags
    if nice "$java" -cp "$tools" dev.switchboard.tools.practice.Practice $$ "$practice" \
        "$java" $flags -XX:AOTCacheOutput="$practice/hub.aot" -jar "$app" 2>"$practice/trouble"; then
        # The user who runs the hub need not be the one who prepared it.
        chmod -R a+rX "$ready/app" "$practice/hub.aot"
        chmod a+rX bootstrap/target/ready "$ready"
        mv "$practice/hub.aot" "$cache"
        echo "The next start of this build is a quick one: prepared in $(($(date +%s) - began)) s." >&2
    elif kill -0 $$ 2>/dev/null; then
        echo "Quick starts of this build could not be prepared:" >&2
        tail -n 5 "$practice/log" "$practice/trouble" >&2
        failed=1
    fi
    rm -rf "$practice"
    return "${failed:-0}"
}

# The user may only read the program. Then its owner prepares it; otherwise it starts from the jar, which takes longer.
is_ours() { mkdir -p bootstrap/target/ready 2>/dev/null && [ -w bootstrap/target/ready ]; }

if [ ! -f "$cache" ] && ! is_ours; then
    [ "${1:-}" != --prepare ] || { echo "bootstrap/target/ready cannot be written: run this as the program's owner." >&2; exit 1; }
    echo "This build was not prepared for quick starts: its owner does that by scripts/run.sh --prepare." >&2
    [ ! -f "$app" ] || jar=$app
    # shellcheck disable=SC2086 # several flags
    exec "$java" $flags -jar "$jar"
fi
[ -d "$ready" ] || unpack
if [ "${1:-}" = --prepare ]; then
    [ -f "$cache" ] || { echo "Preparing quick starts of this build, once: about a minute." >&2; practise; }
    exit
fi
if [ ! -f "$cache" ]; then
    echo "The first start of this build takes longer; the next one is being prepared beside it, for about a minute." >&2
    practise &
    # shellcheck disable=SC2086 # several flags
    exec "$java" $flags -jar "$app"
fi
# Java ignores unusable parts of the cache, and need not report them.
# shellcheck disable=SC2086 # several flags
exec "$java" $flags -XX:AOTCache="$cache" '-Xlog:aot*=error' -jar "$app"
