#!/bin/sh
# Starts the hub, in less than half of the time that `java -jar` takes, with settings for a small server.
#
# Java keeps what it has learnt about a program in an AOT cache, but only for a jar that is not packed into
# another one. So the hub is unpacked and started once for practice, once per build; both lie beside the jar.
#
#   JAVA_FLAGS=-Xmx1g   further flags for Java; of two that contradict each other these count
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
ready=bootstrap/target/ready
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

# For a small server: docs/configuration.md says why, flag by flag.
flags="-XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xms40m -Xmn16m -Xmx256m -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=2000
    --enable-native-access=ALL-UNNAMED ${JAVA_FLAGS:-}"
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

practise() {
    echo "Preparing quick starts of this build, once." >&2
    rm -rf "$ready"
    mkdir -p "$ready/practice"
    "$java" -Djarmode=tools -jar "$jar" extract --destination "$ready/app"
    # shellcheck disable=SC2086 # several flags
    "$java" scripts/Practice.java "$ready/practice" \
        "$java" $flags -XX:AOTCacheOutput="$ready/hub.aot" -jar "$ready/app/switchboard.jar" ||
        { tail -5 "$ready/practice/log" >&2; exit 1; }
    rm -rf "$ready/practice"
    echo "$build" >"$ready/build"
}

[ -f "$jar" ] || { echo "$jar is missing: run make package." >&2; exit 1; }
# The end of a jar is its list of contents, with a checksum of each; all of it would take a fifth of the start.
build=$(tail -c 262144 "$jar" | cksum)
[ "$(cat "$ready/build" 2>/dev/null)" = "$build" ] || practise
[ "${1:-}" != --prepare ] || exit 0
# shellcheck disable=SC2086 # several flags
exec "$java" $flags -XX:AOTCache="$ready/hub.aot" -jar "$ready/app/switchboard.jar"
