#!/bin/sh
# Tries the raw WebSockets of softphones and wall boards with groups 1 to 7 of Autobahn's suite (https://github.com/crossbario/autobahn-testsuite):
# `pip install autobahntestsuite`, with the pip of a Python 2.7. Its cases 1.2 send binary messages, which these WebSockets refuse, and are left out.
#
#   WSTEST=wstest    its program
#   PORT=3000        a free port
set -eu
cd "$(dirname "$0")/.."

wstest=${WSTEST:-wstest}
PORT=${PORT:-3000}
export PORT

stop() { echo "$*" >&2; exit 1; }

command -v "$wstest" >/dev/null || stop "SKIPPED: there is no $wstest: pip install autobahntestsuite, for Python 2.7"
work=$(mktemp -d)
: >"$work/server.log"
scripts/conformance-server.sh >"$work/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -q "^Listening" "$work/server.log"; do
    kill -0 $server 2>/dev/null || { cat "$work/server.log" >&2; stop "The server did not start."; }
    sleep 1
done

cat >"$work/suite.json" <<END
{"outdir": "$work/reports", "servers": [{"agent": "switchboard", "url": "ws://127.0.0.1:$PORT/echo"}],
 "cases": ["1.1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*"], "exclude-cases": [], "exclude-agent-cases": {}}
END
"$wstest" -m fuzzingclient -s "$work/suite.json" >"$work/suite.log" 2>&1 || { tail -20 "$work/suite.log" >&2; stop "$wstest failed."; }
awk -F'"' '
    $2 ~ /^[0-9.]+$/ { name = $2 }
    $2 == "behavior" || $2 == "behaviorClose" { said[$4]++; if ($4 !~ /^(OK|NON-STRICT|INFORMATIONAL)$/) { bad++; print name ": " $2 " " $4 } }
    $2 == "behavior" { cases++ }
    END { for (word in said) print said[word], word; print cases + 0 " cases, " bad + 0 " wrong"; exit bad > 0 || cases == 0 }
' "$work/reports/index.json"
