package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.browser.EventTypes;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A hub and its agents. Its deadlines are short.
final class StaffedHub implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_AGENT_OFFER_DEADLINE", "3s",
                    "SWITCHBOARD_AGENT_LEASE", "6s",
                    "SWITCHBOARD_AGENT_GONE_AFTER", "6s",
                    "SWITCHBOARD_AGENT_OFFLINE_GRACE", "200ms",
                    "SWITCHBOARD_SOCKETS_PING_INTERVAL", "1s",
                    "SWITCHBOARD_YALO_LOCALE", "es",
                    // a busy machine may take longer than ten seconds to read a token
                    "SWITCHBOARD_CTI_AUTH_TIMEOUT", "1m");

    /// Tokens of existing agents, and how many of them work in this test.
    private final List<String> staff = new ArrayList<>();

    private final List<WireConsole> consoles = new ArrayList<>();
    private final EventTypes types = new EventTypes(WireConsole.PROTOCOL);
    private final Path directory;
    private final LiveHub hub;
    private int atWork;

    StaffedHub(Path directory) {
        this(directory, LiveHub.open(directory, SETTINGS));
    }

    private StaffedHub(Path directory, LiveHub hub) {
        this.directory = directory;
        this.hub = hub;
    }

    /// Two hubs that share a MongoDB. Each console is at one of them.
    ///
    /// @param second the directory of the second
    static StaffedHub withTwin(Path directory, Path second, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.putAll(settings);
        return new StaffedHub(directory, LiveHub.withTwin(directory, second, all));
    }

    LiveHub hub() {
        return hub;
    }

    /// The console of an available agent without chats, another agent at each call.
    WireConsole agent() {
        return console(token());
    }

    /// A token of an agent who does not work in this test yet.
    String token() {
        if (atWork == staff.size()) {
            staff.add(Staff.hire(hub, LiveHub.fresh("agent"), "AGENT"));
        }
        return staff.get(atWork++);
    }

    WireConsole console(String token) {
        WireConsole console = WireConsole.at(hub.entrance(), token, types);
        consoles.add(console);
        return console;
    }

    /// A token of an agent who does not work in this test yet, with this life.
    String token(Duration life) {
        return ending(token(), life);
    }

    /// The same token, with another expiry.
    String ending(String token, Duration life) {
        return Staff.ending(token, life, directory.resolve("data"));
    }

    /// What the consoles heard until now is of the types that are published for clients.
    void assertTyped() {
        types.assertFit(directory);
    }

    /// Ends the chats of consoles, and then the waiting ones.
    void leaveNothing() {
        consoles.forEach(WireConsole::endAll);
        consoles.forEach(WireConsole::close);
        consoles.clear();
        atWork = 0;
        WireConsole last = agent();
        await().atMost(SOON).until(() -> clears(last));
        last.close();
        atWork = 0;
    }

    private static boolean clears(WireConsole console) {
        int before = console.events("queue.snapshot").size();
        console.must("queue.watch", "{}");
        await().atMost(SOON).until(() -> console.events("queue.snapshot").size() > before);
        JsonNode snapshot = console.events("queue.snapshot").getLast();
        for (JsonNode item : snapshot.path("items")) {
            JsonNode taken = console.call("handoff.accept", handoff(item));
            if (taken.path("ok").asBoolean()) {
                console.must(
                        "conversation.end",
                        chat(item.path("conversationId").asString(), taken.path("lease"), "over"));
            }
        }
        return snapshot.path("depth").asInt() == 0;
    }

    /// The payload of a command about a held conversation.
    static String chat(String conversation, JsonNode lease, String id, String... more) {
        return "{\"conversationId\":\"%s\",\"leaseId\":\"%s\",\"id\":\"%s\"%s}"
                .formatted(
                        conversation,
                        lease.path("leaseId").asString(),
                        id,
                        more.length == 0 ? "" : "," + String.join(",", more));
    }

    static String text(String text) {
        return "\"type\":\"text\",\"text\":\"" + text + "\"";
    }

    /// The texts of a snapshot, in order.
    static List<String> texts(JsonNode snapshot) {
        return snapshot.path("messages")
                .valueStream()
                .filter(message -> message.has("text"))
                .map(message -> message.path("text").asString(""))
                .toList();
    }

    @Override
    public void close() {
        hub.close();
    }
}
