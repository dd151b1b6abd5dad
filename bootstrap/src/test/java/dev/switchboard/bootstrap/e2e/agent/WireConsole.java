package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.browser.EventTypes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A console that records all events. It writes its own frames, so that it can lose its connection
/// at any moment, and come back with its session or without. It renews its leases when the hub
/// pings it, until it falls silent.
public final class WireConsole implements AutoCloseable {

    static final String PROTOCOL = "agent-desk";

    private static final Duration SOON = StaffedHub.SOON;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern EVENT = Pattern.compile("42/agent,(\\[.*)", Pattern.DOTALL);
    private static final Pattern ACK = Pattern.compile("43/agent,(\\d+)(\\[.*)", Pattern.DOTALL);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI hub;
    private final String token;
    private final EventTypes types;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<String> packets = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, JsonNode> leases = new ConcurrentHashMap<>();
    private volatile boolean connected;
    private volatile boolean silent;
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
    private @Nullable WebSocket line;
    private volatile String pid = "";
    private volatile String offset = "";
    private volatile String socketId = "";

    record Heard(String event, JsonNode value) {}

    private WireConsole(URI hub, String token, EventTypes types) {
        this.hub = hub;
        this.token = token;
        this.types = types;
    }

    /// A console that is ready.
    public static WireConsole at(URI hub, String token) {
        return at(hub, token, new EventTypes(PROTOCOL));
    }

    /// A console that is ready.
    ///
    /// @param types to hold its events against
    static WireConsole at(URI hub, String token, EventTypes types) {
        WireConsole console = new WireConsole(hub, token, types);
        console.open(JsonNodeFactory.instance.objectNode());
        console.await("agent.ready", _ -> true);
        return console;
    }

    /// A console that is ready, and calls itself so.
    public static WireConsole named(URI hub, String token, String program) {
        WireConsole console = new WireConsole(hub, token, new EventTypes(PROTOCOL));
        ObjectNode auth = JsonNodeFactory.instance.objectNode();
        auth.putObject("console").put("name", program);
        console.open(auth);
        console.await("agent.ready", _ -> true);
        return console;
    }

    /// A console that may be refused.
    ///
    /// @param auth its complete auth payload
    static WireConsole knocking(URI hub, ObjectNode auth) {
        WireConsole console = new WireConsole(hub, "", new EventTypes(PROTOCOL));
        console.connect(auth);
        return console;
    }

    private void open(ObjectNode auth) {
        connect(auth.put("token", token));
    }

    private void connect(ObjectNode auth) {
        URI address =
                URI.create(
                        "ws://localhost:%d/socket.io/?EIO=4&transport=websocket"
                                .formatted(hub.getPort()));
        WebSocket socket = HTTP.newWebSocketBuilder().buildAsync(address, new Line()).join();
        synchronized (this) {
            line = socket;
            sending = CompletableFuture.completedFuture(socket);
        }
        say("40/agent," + auth);
    }

    /// One connection. What comes on it after the next one was opened is still heard, and is not
    /// mixed with it.
    private final class Line implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String packet = partial.toString();
                partial.setLength(0);
                hear(packet);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            packets.add(error.toString());
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            packets.add("closed: " + status + " " + reason);
            return null;
        }
    }

    private void hear(String packet) {
        packets.add(packet);
        Matcher event = EVENT.matcher(packet);
        Matcher ack = ACK.matcher(packet);
        if (packet.equals("2")) {
            say("3");
            beat();
        } else if (event.matches()) {
            JsonNode all = JSON.readTree(event.group(1));
            if (all.size() > 2) {
                offset = all.get(2).stringValue();
            }
            String name = all.get(0).stringValue();
            if (name.equals("lease.lost")) {
                leases.remove(all.get(1).path("conversationId").asString());
            }
            heard.add(new Heard(name, all.get(1)));
            types.hear("Parameters<types.ServerEvents['%s']>[0]".formatted(name), all.get(1));
        } else if (ack.matches()) {
            Objects.requireNonNull(asked.remove(Integer.valueOf(ack.group(1))))
                    .complete(JSON.readTree(ack.group(2)).get(0));
        } else if (packet.startsWith("41/agent")) {
            connected = false;
        } else if (packet.startsWith("40/agent,")) {
            connected = true;
            JsonNode welcome = JSON.readTree(packet.substring("40/agent,".length()));
            pid = welcome.path("pid").asString("");
            socketId = welcome.path("sid").asString("");
        }
    }

    private void beat() {
        String held =
                leases.values().stream()
                        .map(lease ->
                                "{\"leaseId\":\"%s\",\"version\":%d}"
                                        .formatted(
                                                lease.path("leaseId").asString(),
                                                lease.path("version").asLong()))
                        .collect(Collectors.joining(","));
        if (!silent && !held.isEmpty()) {
            say("42/agent,[\"lease.heartbeat\",{\"leases\":[" + held + "]}]");
        }
    }

    /// Stops renewing its leases.
    void fallSilent() {
        silent = true;
    }

    synchronized void say(String packet) {
        sending = sending.thenCompose(open -> open.sendText(packet, true));
    }

    /// Sends a command and waits for its acknowledgement.
    public JsonNode call(String event, String json) {
        return callSoon(event, json).join();
    }

    CompletableFuture<JsonNode> callSoon(String event, String json) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        say("42/agent,%d[\"%s\",%s]".formatted(id, event, json));
        return answer.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((value, _) -> hearAnswer(event, value));
    }

    private void hearAnswer(String event, @Nullable JsonNode answer) {
        if (answer != null) {
            types.hear("types.Answer<'%s'>".formatted(event), answer);
        }
    }

    /// Sends a command that must succeed.
    public JsonNode must(String event, String json) {
        JsonNode answer = call(event, json);
        assertThat(answer.path("ok").asBoolean()).as("%s: %s", event, answer).isTrue();
        return answer;
    }

    /// All events, oldest first.
    List<Heard> heard() {
        return heard;
    }

    /// The events of this name, oldest first.
    public List<JsonNode> events(String event) {
        return heard.stream().filter(one -> one.event.equals(event)).map(Heard::value).toList();
    }

    /// Waits for the first event of this name that matches.
    JsonNode await(String event, Predicate<JsonNode> meant) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(events(event))
                                .as(() -> "%s in %s".formatted(event, packets))
                                .anyMatch(meant));
        return events(event).stream().filter(meant).findFirst().orElseThrow();
    }

    /// Waits for the first event of this name about a conversation.
    public JsonNode await(String event, String conversation) {
        return await(event, about(conversation));
    }

    /// Waits until a queue shows a conversation, and returns its item.
    JsonNode awaitQueued(String conversation) {
        Predicate<JsonNode> meant = change -> about(conversation).test(change.path("item"));
        return await("queue.update", update -> update.path("changes").valueStream().anyMatch(meant))
                .path("changes")
                .valueStream()
                .filter(meant)
                .findFirst()
                .orElseThrow()
                .path("item");
    }

    public String agentId() {
        return events("agent.ready").getLast().path("agentId").asString();
    }

    static Predicate<JsonNode> about(String conversation) {
        return value -> value.path("conversationId").asString("").equals(conversation);
    }

    /// Waits for a packet with this beginning.
    String awaitPacket(String beginning) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> packets.stream().anyMatch(packet -> packet.startsWith(beginning)));
        return packets.stream().filter(one -> one.startsWith(beginning)).findFirst().orElseThrow();
    }

    /// The texts of a conversation's live messages, in the order of arrival.
    List<String> texts(String conversation) {
        return events("message").stream()
                .filter(about(conversation))
                .filter(message -> !message.path("type").asString("").equals("event"))
                .map(message -> message.path("text").asString(""))
                .toList();
    }

    /// The texts of a conversation's snapshots and live messages, in the order of arrival.
    List<String> reads(String conversation) {
        return heard.stream()
                .filter(one -> about(conversation).test(one.value))
                .flatMap(one ->
                        switch (one.event) {
                            case "context.snapshot" -> StaffedHub.texts(one.value).stream();
                            case "message" -> Stream.of(one.value.path("text").asString(""));
                            default -> Stream.empty();
                        })
                .toList();
    }

    void awaitTexts(String conversation, String... texts) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(texts(conversation))
                                .as(() -> packets.toString())
                                .containsExactly(texts));
    }

    /// The `seq` of each live message of a conversation.
    List<Long> seqs(String conversation) {
        List<Long> seqs = new ArrayList<>();
        events("message").stream()
                .filter(about(conversation))
                .forEach(message -> seqs.add(message.path("seq").asLong()));
        return seqs;
    }

    String socketId() {
        return socketId;
    }

    /// Accepts an offer of this conversation, again if the offer expired meanwhile.
    ///
    /// @return the lease
    JsonNode accept(String conversation) {
        await("handoff.offer", conversation);
        return Awaitility.await()
                .atMost(SOON)
                .until(() -> tryToAccept(conversation), lease -> lease.has("leaseId"));
    }

    private JsonNode tryToAccept(String conversation) {
        JsonNode answer =
                events("handoff.offer").reversed().stream()
                        .filter(about(conversation))
                        .findFirst()
                        .map(offer -> call("handoff.accept", handoff(offer)))
                        .orElseThrow();
        if (answer.path("ok").asBoolean()) {
            leases.put(conversation, answer.path("lease"));
        }
        return answer.path("lease");
    }

    /// Ends all its chats, if it can.
    void endAll() {
        if (connected) {
            leases.forEach((conversation, lease) ->
                    call("conversation.end", StaffedHub.chat(conversation, lease, "over")));
        }
    }

    /// The payload of a command about an offer or what waits.
    public static String handoff(JsonNode offer) {
        return "{\"handoffId\":\"%s\",\"version\":%d}"
                .formatted(offer.path("handoffId").asString(), offer.path("version").asLong());
    }

    /// Loses its connection without a disconnect.
    synchronized void cut() {
        connected = false;
        if (line != null) {
            line.abort();
        }
    }

    /// Comes back with its session.
    void resume() {
        int before = events("agent.ready").size();
        int known = packets.size();
        ObjectNode auth = JsonNodeFactory.instance.objectNode().put("pid", pid);
        if (!offset.isEmpty()) {
            auth.put("offset", offset);
        }
        open(auth);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(events("agent.ready"))
                                .as(() ->
                                        "with %s behind %s: %s"
                                                .formatted(
                                                        auth.path("pid"),
                                                        auth.path("offset"),
                                                        packets.subList(known, packets.size())))
                                .hasSizeGreaterThan(before));
    }

    void signOut() {
        connected = false;
        say("41/agent,");
    }

    @Override
    public void close() {
        signOut();
        // a frame that cannot be sent any more need not be sent
        sending.handle((_, _) -> line).join();
        cut();
    }
}
