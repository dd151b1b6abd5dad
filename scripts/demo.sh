#!/bin/sh
# Starts the hub with simulated upstreams on a fresh store, lets the simulators' Walk show it step by step, and stays up until Ctrl-C,
# with a page and a wall board to play with. `make demo` builds the jars it needs.
#
#   scripts/demo.sh           starts the demo
#   scripts/demo.sh --ports   only says whether its ports are free, which is better known before a build than after it
#   PORT=8000                 port of the hub; its metrics are on the next port
#   DEMO_ONCE=1               end after the walk; exit code 0 only if every step gave the expected result
set -eu
cd "$(dirname "$0")/.."

PORT=${PORT:-8000}
metrics_port=${SWITCHBOARD_MANAGEMENT_PORT:-$((PORT + 1))}
hub=http://localhost:$PORT

stop() { echo "$*" >&2; exit 1; }

# The jar of the hub contains no simulators, because production must not have them. The second compiler does not pay off in a demo.
launch() {
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$work/hub/switchboard.jar:$work/switchboard-simulators.jar" "$@"
}

start() {
    launch dev.switchboard.bootstrap.SwitchboardApplication >>"$work/hub.log" 2>&1 &
    hub_pid=$!
}

end() {
    trap '' INT TERM
    [ -z "$hub_pid" ] || { kill "$hub_pid" && wait "$hub_pid"; } 2>/dev/null || true
    rm -rf "$work"
}

for port in "$PORT" "$metrics_port"; do
    # 7: nothing listens on the port
    curl -s -o /dev/null --max-time 2 "http://localhost:$port/" || [ $? -ne 7 ] || continue
    stop "Port $port is taken: stop what listens there, or run PORT=9000 make demo."
done
[ "${1:-}" != --ports ] || exit 0

set -- bootstrap/target/switchboard.jar simulators/target/switchboard-simulators.jar
for jar; do [ -f "$jar" ] || stop "$jar is missing: run make demo, or make package first."; done
java=$(sh scripts/find-jdk.sh)/bin/java

work=$(mktemp -d "${TMPDIR:-/tmp}/switchboard-demo.XXXXXX")
hub_pid=
trap end EXIT
trap 'exit 130' INT TERM
# Runs from copies, because a concurrent build would remove classes that are not loaded yet; unpacked, the hub starts in half the time.
"$java" -XX:TieredStopAtLevel=1 -Djarmode=tools -jar "$1" extract --destination "$work/hub"
cp "$2" "$work/"
password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
unset SWITCHBOARD_MONGODB_URI MONGO_URL SESSIONS_SERVER NETOMI_BASE_URL NETOMI_AUTH_URL DMS_URL
export PORT SWITCHBOARD_MANAGEMENT_PORT="$metrics_port" SPRING_PROFILES_ACTIVE=demo \
    DATA_DIR="$work/data" SWITCHBOARD_ADMIN_PASSWORD="$password" DEMO_LOG="$work/hub.log"

echo "Starting Switchboard on port $PORT ..."
start
began=$(date +%s)
until curl -sf -o /dev/null --max-time 2 "$hub/readyz"; do
    kill -0 "$hub_pid" 2>/dev/null && [ $(($(date +%s) - began)) -lt 180 ] ||
        { tail -n 40 "$work/hub.log" >&2; stop "The hub did not start; above is the end of its log."; }
    sleep 0.2
done
echo "Ready in $(($(date +%s) - began)) s."
status=0
(export DEMO_PID="$hub_pid"; launch dev.switchboard.simulators.walk.Walk) || status=$?
[ "${DEMO_ONCE:-}" != 1 ] || exit "$status"

trap 'exit $status' INT TERM
killed=137
ended=0
wait "$hub_pid" || ended=$?
while [ "$ended" = "$killed" ]; do
    start
    echo "The hub was killed, and starts again on what it stored, as process $hub_pid ..."
    ended=0
    wait "$hub_pid" || ended=$?
done
exit "$ended"
