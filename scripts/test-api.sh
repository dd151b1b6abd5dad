#!/bin/sh
# Sends the whole API, with each role, what fits its description and what does not, by Schemathesis (https://schemathesis.readthedocs.io,
# `pip install schemathesis`). The hub runs, as a demo for example, and is for nothing else: much of it is changed and removed.
#
#   PASSWORD=...     of the account admin
#   HUB=...          its address (http://localhost:8000)
#   EXAMPLES=20      how many requests are made up for each operation
#   SEED=7           the same seed makes up the same ones
set -eu

hub=${HUB:-http://localhost:8000}
stop() { echo "$*" >&2; exit 2; }
command -v schemathesis >/dev/null || stop "SKIPPED: schemathesis is not on the PATH: pip install schemathesis"
[ -n "${PASSWORD:-}" ] || stop "PASSWORD is not set: the one of the account admin at $hub"

post() {
    path=$1
    shift
    curl -s -X POST "$hub/v1/$path" -H 'Content-Type: application/json' "$@" || stop "$hub does not answer"
}

token() {
    post authenticate -d "{\"username\":\"$1\",\"password\":\"$2\"}" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p'
}

admin=$(token admin "$PASSWORD")
[ -n "$admin" ] || stop "$hub does not log admin in with this password"
own=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
failed=0
for role in ADMIN SUPERVISOR AGENT SERVICE YALO SALESFORCE; do
    name=$(echo "api-$role-$$" | tr '[:upper:]' '[:lower:]')
    post accounts -H "Authorization: Bearer $admin" -d "{\"username\":\"$name\",\"password\":\"$own\",\"roles\":[\"$role\"]}" >/dev/null
    echo "== $role"
    # Left out are the operations that end the log-in which asks. Valid requests may be refused for what the hub knows, and paths with
    # placeholders allow more methods than the description of one of them. 500 of Yalo's webhooks is in their contract.
    schemathesis run "$hub/v3/api-docs" --header "Authorization: Bearer $(token "$name" "$own")" --seed "${SEED:-7}" \
        --max-examples "${EXAMPLES:-20}" --phases examples,coverage,fuzzing --continue-on-failure --warnings off --no-color \
        --exclude-path-regex '^/v1/(accounts|authenticate|console/session|integrations/webhook)' \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance ||
        failed=1
done
exit $failed
