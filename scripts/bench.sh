#!/bin/sh
# Measures the hub and, for comparison, Node relays that store nothing, and writes the figures of docs/benchmarks.md.
# `make bench` builds the jar it needs. About an hour; nothing else should run meanwhile.
#
#   QUICK=1                  a few minutes, for a trial: printed and not written
#   BENCH_ONLY=live,crash    only these scenarios, printed and not written (bench/run.js has the names)
#   BENCH_ROUNDS=7           measured rounds; bench/settings.js has more such numbers
#   TMPDIR=/somewhere        directory of the journals; must be on a real disk, or syncing costs nothing
set -eu
cd "$(dirname "$0")/.."

stop() { echo "$*" >&2; exit 1; }

node_is_suitable() {
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 18) ? 0 : 1)' 2>/dev/null
}

[ -f bootstrap/target/switchboard.jar ] || stop "bootstrap/target/switchboard.jar is missing: run make bench."
node_is_suitable || stop "The benchmark needs Node 20.18 or newer (the test suite does not)."
command -v "${CC:-cc}" >/dev/null || stop "The benchmark needs a C compiler, cc or \$CC, for its load generator (nothing else does)."
command -v npm >/dev/null || stop "The benchmark needs npm (the test suite does not)."
# The hub and the load generator each hold all idle connections.
ulimit -n "$(ulimit -Hn)"
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge 12000 ] ||
    stop "The benchmark needs 12000 open files per process: raise ulimit -n."
[ -d /proc/self ] || stop "The benchmark reads /proc and so needs Linux."

JAVA_HOME=$(sh scripts/find-jdk.sh)
export JAVA_HOME
sh bin/switchboard prepare
mkdir -p bench/target
"${CC:-cc}" -std=gnu17 -O2 -Wall -Wextra -o bench/target/generator bench/generator/*.c
(cd bench && npm ci --silent)
exec node bench/run.js
