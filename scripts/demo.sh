#!/bin/sh
# Starts the hub with simulated upstreams on a fresh store, relays first messages step by step,
# and stays up until Ctrl-C, with a page and a wall board to play with. `make demo` builds
# the jar it needs.
#
#   PORT=8000     where the hub listens; its metrics are one port further on
#   DEMO_ONCE=1   end after the walk; exit code 0 only if every step gave what it should
set -eu
cd "$(dirname "$0")/.."

PORT=${PORT:-8000}
metrics_port=${SWITCHBOARD_MANAGEMENT_PORT:-$((PORT + 1))}
hub=http://localhost:$PORT
jar=bootstrap/target/switchboard.jar
# not in the jar of the hub: nothing that is run in earnest carries them
simulators=simulators/target/switchboard-simulators.jar
seconds_to_start=180
seconds_to_relay=10

say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

# --- the hub --------------------------------------------------------------------------------------

start_hub() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/switchboard-demo.XXXXXX")
    hub_pid=
    trap end_hub EXIT
    trap 'exit 130' INT TERM
    password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
    # from a copy: a build beside it would take the classes away that it has not loaded yet
    cp "$jar" "$simulators" "$work/"
    unset SWITCHBOARD_MONGODB_URI MONGO_URL SESSIONS_SERVER NETOMI_BASE_URL NETOMI_AUTH_URL DMS_URL
    PORT=$PORT SWITCHBOARD_MANAGEMENT_PORT=$metrics_port SPRING_PROFILES_ACTIVE=demo \
        DATA_DIR="$work/data" SWITCHBOARD_ADMIN_PASSWORD=$password \
        "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$work/${jar##*/}" -Dloader.path="$work/${simulators##*/}" \
        org.springframework.boot.loader.launch.PropertiesLauncher >"$work/hub.log" 2>&1 &
    hub_pid=$!
}

end_hub() {
    trap '' INT TERM
    [ -z "$hub_pid" ] || kill "$hub_pid" 2>/dev/null || true
    [ -z "$hub_pid" ] || wait "$hub_pid" 2>/dev/null || true
    rm -rf "$work"
}

must_be_free() {
    refused=7
    code=0
    curl -s -o /dev/null --max-time 2 "http://localhost:$1/" || code=$?
    [ "$code" -eq "$refused" ] ||
        stop "Port $1 is taken: stop what listens there, or run PORT=9000 make demo."
}

is_up() { kill -0 "$hub_pid" 2>/dev/null; }
is_ready() { curl -sf -o /dev/null --max-time 2 "$hub/readyz"; }

await_hub() {
    deadline=$(($(date +%s) + seconds_to_start))
    until is_ready; do
        if ! is_up || [ "$(date +%s)" -ge "$deadline" ]; then
            tail -n 40 "$work/hub.log" >&2
            stop "The hub did not start; above is the end of its log."
        fi
        sleep 0.2
    done
}

# --- one request, shown as anybody can repeat it --------------------------------------------------

# ask METHOD PATH [BODY] [shown as]: leaves $status, $work/answer and $work/headers
ask() {
    say "\$ curl -X $1 $hub$2${TOKEN:+ -H \"Authorization: Bearer \$TOKEN\"}${3:+ \\
    -H \"Content-Type: application/json\" -d '${4:-$3}'}"
    fetch "$@"
    say "$status $(sed 's/},{/},\
    {/g' "$work/answer")"
}

fetch() {
    status=$(curl -s -o "$work/answer" -D "$work/headers" -w '%{http_code}' --max-time 30 \
        -X "$1" "$hub$2" ${TOKEN:+-H "Authorization: Bearer $TOKEN"} \
        ${3:+-H "Content-Type: application/json" -d "$3"}) || status=000
}

# expect STATUS TEXT...: what the last answer has to be
failures=0
expect() {
    [ "$status" = "$1" ] || fail "expected status $1"
    shift
    for text; do
        grep -qF "$text" "$work/answer" || fail "expected $text in the answer"
    done
    say
}

fail() {
    failures=$((failures + 1))
    say "FAILED: $*" >&2
}

field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$work/answer"; }
header() { tr -d '\r' <"$work/headers" | grep -i "^$1:" | sed 's/^[^:]*: *//'; }

# --- the walk -------------------------------------------------------------------------------------

log_in() {
    say "# Log in: the token goes along with every other request"
    TOKEN=
    ask POST /v1/authenticate "{\"username\":\"admin\",\"password\":\"$password\"}" \
        '{"username":"admin","password":"…"}' >"$work/shown"
    TOKEN=$(field token)
    # a token is shown by its beginning only, as it works for an hour
    sed 's/\("token":".\{12\}\)[^"]*/\1…/' "$work/shown"
    expect 200 '"token":'
}

keep_channel() {
    say "# Register a channel: an external server that carries our messages to some platform"
    ask POST /channel '{
    "channel_id": "slack-sim",
    "channel_name": "Slack Simulated Channel",
    "channel_description": "Sends to Slack",
    "channel_tags": ["slack"],
    "channel_metadata": {"endpoint_url": "'"$hub"'/sim/channels/slack-sim/incoming"}
  }'
    expect 201 '"message":"Channel created"' '"signing_secret":"whsec_'

    # the simulated channel now checks our signatures, as a real one should
    fetch PUT /sim/channels/slack-sim/secret "{\"secret\":\"$(field signing_secret)\"}"
    [ "$status" = 200 ] || fail "the simulated channel did not take its secret"

    say "# Read it"
    ask GET /channel/slack-sim
    expect 200 '"channel_description":"Sends to Slack"'

    say "# Change it"
    ask PUT /channel/slack-sim '{"channel_description": "Updated"}'
    expect 200 '"message":"Channel updated"'

    say "# Find it by tag"
    ask POST /channels '{"channel_tags": {"$in": ["slack"]}}'
    expect 200 '"channel_id":"slack-sim"' '"channel_description":"Updated"'
}

relay_message() {
    say "# Send a message to it"
    ask POST /channel/message '{
    "channel_id": "slack-sim",
    "session_id": "abc123",
    "message": "Hello, Slack!",
    "response_url": "'"$hub"'/webhook-response"
  }'
    expect 200 '"message":"Response sent"'
    message=$(header x-message-id)

    say "# What the channel received (signed), and that its callback was taken"
    ask GET /sim/channels/slack-sim/calls
    expect 200 '"total":1,' '"signature":"valid"' '"message":"Hello, Slack!"' \
        '"sessionId":"abc123","status":200'

    say "# What the sessions server received: the channel's answer, once"
    await_forwarding
    ask GET /sim/sessions/calls
    expect 200 '"total":1,' "Received message: 'Hello, Slack!'"

    say "# Where the message has been"
    ask GET "/v1/messages/$message/trace"
    expect 200 '"outcome":"accepted"' '"target":"channel:slack-sim"'
}

await_forwarding() {
    deadline=$(($(date +%s) + seconds_to_relay))
    until fetch GET /sim/sessions/calls && ! grep -qF '"total":0' "$work/answer"; do
        [ "$(date +%s)" -lt "$deadline" ] || return 0
        sleep 0.2
    done
}

ask_the_bot() {
    say "# Ask the bot: Netomi's own acknowledgment comes back ..."
    ask POST /api/netomi/process-message '{"clientSocketId": null, "messageData": {
    "conversationId": "demo-walk",
    "messagePayload": {"messageId": "question-1", "text": "Where is my order?"}}}'
    expect 200 '"ok":true' '"status":"accepted"'

    say "# ... and its answer by webhook: journaled, and kept until a page of that conversation has it"
    await /api/conversations/demo-walk webhook_response
    ask GET /api/conversations/demo-walk
    expect 200 '"type":"user_message"' '"type":"webhook_response"' 'You said: Where is my order?'
}

# Pages talk to the desk by Socket.IO; curl plays one by long-polling.
write_to_the_desk() {
    say "# Write to the agent desk, as a page does by Socket.IO, here by long-polling"
    poll=/socket.io/?EIO=4\&transport=polling
    fetch GET "$poll"
    poll=$poll\&sid=$(field sid)
    post_packet '40'
    await_packet '"connected"'
    packet='420["clientMessage",{"type":"text","customer_id":"demo-walk","message_id":"1","text":["Hello, desk!"]}]'
    say "> $packet"
    post_packet "$packet"

    say "# The ack says that it is journaled; the desk's answer follows"
    await_packet 'You said: Hello, desk!'
    tr '\036' '\n' <"$work/heard" | grep -E '^4[23]' | grep -E '"seq"|serverMessage' | sed 's/^/< /;s/\("resumeToken":".\{8\}\)[^"]*/\1…/'
    cp "$work/heard" "$work/answer"
    expect 200 '"ok":true' '"seq":1' 'You said: Hello, desk!'

    say "# What the desk received"
    ask GET /sim/pega/calls
    expect 200 '"total":1,' '"text":["Hello, desk!"]'
}

post_packet() {
    curl -s -o /dev/null --max-time 10 -X POST "$hub$poll" -H "Content-Type: text/plain" -d "$1"
}

# await_packet TEXT...: polls until each TEXT was heard; all that was heard is in $work/heard
await_packet() {
    deadline=$(($(date +%s) + seconds_to_relay))
    : >"$work/heard"
    until heard_all "$@" || [ "$(date +%s)" -ge "$deadline" ]; do
        fetch GET "$poll"
        cat "$work/answer" >>"$work/heard"
        printf '\036' >>"$work/heard"
        answer_calls
    done
}

heard_all() {
    for text; do
        grep -qF "$text" "$work/heard" || return 1
    done
}

# Acknowledges each event that asks for it, as every client does.
answer_calls() {
    for call in $(tr '\036' '\n' <"$work/answer" | sed -n 's/^42\(\/agent,\)\{0,1\}\([0-9][0-9]*\)\[.*/43\1\2[]/p'); do
        post_packet "$call"
    done
}

# await PATH TEXT: until an answer has it
await() {
    deadline=$(($(date +%s) + seconds_to_relay))
    until fetch GET "$1" && grep -qF "$2" "$work/answer"; do
        [ "$(date +%s)" -lt "$deadline" ] || return 0
        sleep 0.2
    done
}

# What users of WhatsApp and their bot say comes from Yalo's platform, with its secret. Secrets and passwords are those
# of the demo.
events=0

# hear from|to USER TEXT|PICTURE: what a user, or the bot to a user, says; a picture is an address
hear() {
    events=$((events + 1))
    case $3 in
    http*) said='"type": "image", "image": {"url": "'"$3"'", "mimeType": "image/svg+xml", "caption": ""}' ;;
    *) said='"type": "text", "text": {"body": "'"$3"'"}' ;;
    esac
    TOKEN=demo-webhook-secret
    ask POST /v1/integrations/whatsapp/webhook '{"id": "walk-'"$events"'", "'"$1"'": "'"$2"'",
    "timestamp": "'"$(date +%s)000"'", '"$said"'}'
    expect 200 '"Message":"insert success"'
    TOKEN=$admin
}

# hand_over USER NAME [ROUTE]: the bot asks for a person
hand_over() {
    TOKEN=$bot
    ask POST /v1/chats/connect '{"userID": "'"$1"'", "botSlug": "demo", "botId": "demo-bot",
    "name": "'"$2"'", "provider": "whatsapp", "email": "'"$1"'@example.com"'"${3:+, \"extraData\": {\"source_flow_bot\": \"$3\"\}}"'}'
    expect 200 'Chat created succefully'
    TOKEN=$admin
}

# handed_back USER DESK: the chat is over, and the bot was told so
handed_back() {
    await /sim/studio/calls "$1"
    expect 200 "\"userId\":\"$1\""
    await "/v1/chats/$1" '"state":"CLOSED"'
    ask GET "/v1/chats/$1"
    expect 200 '"state":"CLOSED"' '"endReason":"desk_ended"' "\"desk\":\"$2\""
}

picture=$hub/demo/icon.svg

hand_over_to_salesforce() {
    admin=$TOKEN
    user=5217331175600
    fetch POST /v1/authenticate '{"username":"yalo","password":"demo-password-of-the-bot"}'
    bot=$(field token)

    say "# A user on WhatsApp talks to Yalo's bot, and the platform tells the hub ..."
    hear from $user "My bill is wrong"
    hear to $user "Which bill?"

    say "# ... until the bot asks for a person. Its route leads to Salesforce: a contact, a Case and a chat there"
    hand_over $user "Ben Example" SALESFORCE

    say "# An agent there joins, sees what was said before, and then what the user says: here, a picture"
    fetch POST /sim/salesforce/events '[{"does": "join"}]'
    await /sim/salesforce/state 'Which bill?'
    hear from $user "$picture"
    hear from $user "This one"
    await /sim/salesforce/state 'This one'
    ask GET /sim/salesforce/state
    expect 200 'My bill is wrong' 'Which bill?' 'This one' '"cases"'

    say "# What the agent answers comes to the user by WhatsApp, once"
    fetch POST /sim/salesforce/events '[{"does": "reply", "text": "We send another one"}]'
    await /sim/yalo/calls 'We send another one'
    expect 200 'Buscamos un asesor para ti.' 'We send another one'

    say "# The agent ends the chat, and the bot has its user again"
    fetch POST /sim/salesforce/events '[{"does": "end"}]'
    handed_back $user salesforce
}

# The same, to agents of our own.
hand_over_to_our_agents() {
    user=5217331175599
    say "# Another user sends the bot a picture, and comes to our own agents"
    hear from $user "My order came like this"
    hear from $user "$picture"
    hear to $user "I cannot help with that"
    hand_over $user "Ann Example"

    say "# Ada's console connects, by Socket.IO like the page, is offered the chat, takes it, and sees the last 24 hours"
    open_console ada
    take_offer
    expect 200 '"leaseId"' 'My order came like this' 'icon.svg' 'I cannot help with that'

    say "# What she says comes to the user by WhatsApp, once"
    order message.send "{$held,\"id\":\"ada-1\",\"type\":\"text\",\"text\":\"Ben knows about parcels\"}"
    expect 200 '"ok":true'
    await /sim/yalo/calls 'Ben knows about parcels'
    expect 200 'Ben knows about parcels'

    say "# She passes the chat on to Ben, who sees her note, and answers"
    ada=$poll
    open_console ben
    await_packet '"agent.ready"'
    ben=$poll
    poll=$ada
    order conversation.transfer "{$held,\"id\":\"ada-2\",\"to\":{\"agentId\":\"ben\"},\"note\":\"A broken parcel\"}"
    expect 200 '"ok":true'
    post_packet '41/agent,'
    poll=$ben
    take_offer
    expect 200 '"leaseId"' 'My order came like this' 'Ben knows about parcels' 'A broken parcel'
    order message.send "{$held,\"id\":\"ben-1\",\"type\":\"text\",\"text\":\"A new one comes tomorrow\"}"
    expect 200 '"ok":true'
    await /sim/yalo/calls 'A new one comes tomorrow'
    expect 200 'A new one comes tomorrow'

    say "# He is done, and the bot has its user again"
    order conversation.end "{$held,\"id\":\"ben-2\"}"
    expect 200 '"ok":true'
    post_packet '41/agent,'
    handed_back $user console
}

# The page at /demo/ plays them too: it is told of their passwords.
make_agents() {
    for name in ada ben; do
        fetch POST /v1/accounts '{"username": "'"$name"'", "password": "'"$password"'", "roles": ["AGENT"]}'
        [ "$status" = 201 ] || fail "the account $name was not made"
    done
    fetch PUT /sim/agents '[{"username": "ada", "password": "'"$password"'"}, {"username": "ben", "password": "'"$password"'"}]'
    [ "$status" = 200 ] || fail "the page was not told of its agents"
}

# open_console AGENT: connects it; later orders are this agent's
open_console() {
    TOKEN=
    fetch POST /v1/authenticate '{"username":"'"$1"'","password":"'"$password"'"}'
    agent=$(field token)
    TOKEN=$admin
    poll=/socket.io/?EIO=4\&transport=polling
    fetch GET "$poll"
    poll=$poll\&sid=$(field sid)
    post_packet "40/agent,{\"token\":\"$agent\"}"
}

# take_offer: leaves $held, the members with which its holder names a chat
take_offer() {
    await_packet '"handoff.offer"'
    show_packets '"handoff.offer"'
    offer=$(tr '\036' '\n' <"$work/heard" | grep -F '"handoff.offer"' | head -n 1)
    order handoff.accept "{\"handoffId\":\"$(part handoffId "$offer")\",\"version\":$(part version "$offer")}" '"context.snapshot"'
    show_packets '"context.snapshot"'
    held="\"conversationId\":\"$(part conversationId "$offer")\",\"leaseId\":\"$(part leaseId "$(cat "$work/answer")")\""
}

# part NAME JSON: the first value of that name
part() { printf '%s' "$2" | grep -o "\"$1\":\"*[^\",}]*" | head -n 1 | sed 's/^"[^"]*":"*//'; }

# order EVENT PAYLOAD [TEXT...]: what a console asks; waits for its acknowledgement and each TEXT
orders=0
order() {
    orders=$((orders + 1))
    packet="42/agent,$orders[\"$1\",$2]"
    shift 2
    say "> $packet"
    post_packet "$packet"
    await_packet "43/agent,$orders[" "$@"
    show_packets "43/agent,$orders["
    cp "$work/heard" "$work/answer"
    status=200
}

# show_packets TEXT: those heard that have it
show_packets() { tr '\036' '\n' <"$work/heard" | grep -F "$1" | cut -c 1-400 | sed 's/^/< /' || true; }

# People who are called, so that the wall board has something to show.
open_the_exchange() {
    say "# An organisation with a telephone exchange: accounts of it, a group, and 40 people who are called"
    make_account pbx SERVICE 1
    make_account wallboard AGENT 2
    ask PUT /v1/organisation/demo/user-group/1 '{"name": "Floor"}'
    expect 201 '"name":"Floor"'
    fetch PUT /sim/pbx/account '{"organisation": "demo", "group": 1, "users": 40,
        "service": {"username": "pbx", "password": "'"$password"'"},
        "watcher": {"username": "wallboard", "password": "'"$password"'"}}'
    [ "$status" = 200 ] || fail "the exchange did not take its account: $(cat "$work/answer")"

    say "# A call rings there ..."
    fetch POST /sim/pbx/events '[{"do": "ring", "user": 1001}]'
    ask GET /v1/organisation/demo/user/1001/presence
    expect 200 '"presence":"RINGING"' '"availability":"Available"'
    fetch POST /sim/pbx/events '[{"do": "hangup", "user": 1001}]'
}

make_account() {
    fetch POST /v1/accounts '{"username": "'"$1"'", "password": "'"$password"'", "roles": ["'"$2"'"],
        "org_id": "demo", "user_id": '"$3"'}'
    [ "$status" = 201 ] || fail "the account $1 was not made"
}

show_the_way() {
    cat <<END
Switchboard is up. Press Ctrl-C to stop it; what it stored goes with it.

  A customer's page    $hub/demo/
  WhatsApp, and agents $hub/demo/#whatsapp
  Agents' console      $hub/console (ada or ben, with the PASSWORD below)
  A wall board         $hub/demo/wallboard
  API and Swagger UI   $hub/swagger-ui.html
  Readiness, liveness  $hub/readyz  $hub/livez
  Metrics              http://localhost:$metrics_port/actuator/prometheus
  Log of the hub       $work/hub.log

For the commands above, and for those of README.md ("Five minutes"):

  HUB=$hub PASSWORD=$password
  TOKEN=\$(curl -s -X POST \$HUB/v1/authenticate -H "Content-Type: application/json" \\
    -d '{"username":"admin","password":"$password"}' | sed 's/.*"token":"\([^"]*\)".*/\1/')

END
}

[ -f "$jar" ] || stop "$jar is missing: run make demo, or make package first."
must_be_free "$PORT"
must_be_free "$metrics_port"
say "Starting Switchboard on port $PORT ..."
start_hub
await_hub
say
log_in
keep_channel
relay_message
ask_the_bot
write_to_the_desk
make_agents
hand_over_to_salesforce
hand_over_to_our_agents
open_the_exchange
[ "$failures" -eq 0 ] || say "$failures expectations of the walk were not met (see FAILED above)." >&2
if [ "${DEMO_ONCE:-}" = 1 ]; then
    [ "$failures" -eq 0 ]
    exit
fi
show_the_way
trap 'exit 0' INT TERM
wait "$hub_pid"
