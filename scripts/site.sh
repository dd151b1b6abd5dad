#!/bin/sh
# Renders the documents as a site: site/target/site. The API reference is made from the description that the built hub
# gives; it runs for some seconds, without a store that stays and for this machine alone.
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
renderer=site/target/switchboard-site.jar
for built in "$jar" "$renderer"; do
    [ -f "$built" ] || { echo "$built is missing: run make package." >&2; exit 1; }
done
java=$(sh scripts/find-jdk.sh --runtime)/bin/java

work=$(mktemp -d)
hub=
trap '[ -z "$hub" ] || kill "$hub" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

port=${PORT:-18000}
DATA_DIR=$work/data PORT=$port SWITCHBOARD_MANAGEMENT_PORT=$((port + 1)) SWITCHBOARD_ADMIN_PASSWORD="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" \
    "$java" -XX:TieredStopAtLevel=1 -jar "$jar" >"$work/hub.log" 2>&1 &
hub=$!
until curl -fsS "http://127.0.0.1:$port/v3/api-docs" >"$work/openapi.json" 2>/dev/null; do
    kill -0 "$hub" 2>/dev/null || { cat "$work/hub.log" >&2; exit 1; }
    sleep 1
done
"$java" -jar "$renderer" . site/target/site "$work/openapi.json"
echo "site/target/site/index.html; its search needs a server, such as: python3 -m http.server -d site/target/site"
