package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.WireConsole.about;
import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.sockets.NodeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The agent desk of the packaged hub: the bot's users come to people and go back, whatever becomes
/// of consoles and of the hub meanwhile. Deadlines are short here; each test leaves an empty queue.
@TestInstance(Lifecycle.PER_CLASS)
class AgentDeskE2eIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_AGENT_OFFER_DEADLINE", "3s",
                    "SWITCHBOARD_AGENT_LEASE", "4s",
                    "SWITCHBOARD_AGENT_HEARTBEAT", "1s",
                    "SWITCHBOARD_AGENT_GONE_AFTER", "2s",
                    "SWITCHBOARD_AGENT_OFFLINE_GRACE", "200ms");

    private final List<WireConsole> consoles = new ArrayList<>();
    private Path directory;
    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path home) {
        directory = home;
        hub = LiveHub.open(home, SETTINGS);
    }

    @AfterAll
    void close() {
        hub.close();
    }

    /// A person who takes chats.
    private WireConsole agent() {
        return console(Staff.hire(hub, LiveHub.fresh("agent"), "AGENT"));
    }

    private WireConsole console(String token) {
        WireConsole console = WireConsole.at(hub.process().url(), token);
        consoles.add(console);
        return console;
    }

    /// Ends what consoles hold, and then what waits.
    @AfterEach
    void leaveNothing() {
        consoles.forEach(WireConsole::close);
        consoles.clear();
        try (WireConsole last = agent()) {
            await().atMost(SOON).until(() -> clears(last));
            consoles.clear();
        }
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

    /// A command about a conversation that is held.
    private static String chat(String conversation, JsonNode lease, String id, String... more) {
        return "{\"conversationId\":\"%s\",\"leaseId\":\"%s\",\"id\":\"%s\"%s}"
                .formatted(
                        conversation,
                        lease.path("leaseId").asString(),
                        id,
                        more.length == 0 ? "" : "," + String.join(",", more));
    }

    private static String text(String text) {
        return "\"type\":\"text\",\"text\":\"" + text + "\"";
    }

    @Test
    void bringsAUserToAPersonAndBack() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            String chat = user.conversation();

            user.wantsAPerson();
            user.says("Is anybody there?");
            JsonNode lease = ada.accept(chat);
            JsonNode snapshot = ada.await("context.snapshot", chat);
            user.says("I have a question");
            ada.must("message.send", chat(chat, lease, "a-1", text("Which one?")));
            user.says("This one");
            await().atMost(SOON)
                    .until(() -> ada.texts(chat).containsAll(List.of("Which one?", "This one")));
            ada.must("conversation.end", chat(chat, lease, "a-2"));
            ada.await("lease.lost", chat);
            user.says("Hello again");

            assertThat(texts(snapshot))
                    .startsWith("Hello", "You said: Hello")
                    .contains("Is anybody there?");
            assertThat(ada.texts(chat))
                    .containsExactly("I have a question", "Which one?", "This one");
            long first = snapshot.path("seq").asLong() + 1;
            assertThat(ada.seqs(chat).getFirst()).isEqualTo(first);
            assertThat(ada.seqs(chat)).isSorted().doesNotHaveDuplicates();
            user.customer()
                    .page()
                    .awaitAnswers("You said: Hello", "", "Which one?", "You said: Hello again");
            JsonNode update = user.customer().page().events("webhook_update").get(2);
            assertThat(update.at("/message/data/ownerType").asString("")).isEqualTo("AGENT");
            assertThat(user.customer().asked()).containsExactly("Hello", "Hello again");
        }
    }

    private static List<String> texts(JsonNode snapshot) {
        return snapshot.path("messages")
                .valueStream()
                .filter(message -> message.has("text"))
                .map(message -> message.path("text").asString(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,UNAUTHENTICATED",
        "GARBAGE,UNAUTHENTICATED",
        "EXPIRED,SESSION_EXPIRED",
        "SERVICE,FORBIDDEN"
    })
    void letsOnlyAgentsIn(String what, String code) {
        var auth = JsonNodeFactory.instance.objectNode();
        switch (what) {
            case "GARBAGE" -> auth.put("token", "a.b.c");
            case "EXPIRED" -> auth.put("token", token(Duration.ofMinutes(-5)));
            case "SERVICE" ->
                    auth.put("token", Staff.hire(hub, LiveHub.fresh("service"), "SERVICE"));
            default -> {}
        }

        try (WireConsole refused = WireConsole.knocking(hub.process().url(), auth)) {
            assertThat(refused.awaitPacket("44/agent,"))
                    .isEqualTo(
                            "44/agent,{\"message\":\"unauthorized\",\"data\":{\"code\":\""
                                    + code
                                    + "\"}}");
            refused.say("40");
            refused.awaitPacket("40{");
            refused.say("420[\"ping\"]");
            refused.awaitPacket("430[{\"ok\":true}]");
        }
    }

    private String token(Duration life) {
        String token = Staff.hire(hub, LiveHub.fresh("agent"), "AGENT");
        return Staff.ending(token, life, directory.resolve("data"));
    }

    @Test
    void offersToTheNextWhenTheFirstIsSilent() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole first = agent();
            user.wantsAPerson();
            JsonNode offer = first.await("handoff.offer", user.conversation());
            WireConsole second = agent();

            String id = offer.path("handoffId").asString();
            JsonNode revoked =
                    first.await(
                            "handoff.revoked",
                            event -> event.path("handoffId").asString().equals(id));
            second.accept(user.conversation());
            JsonNode late = first.call("handoff.accept", handoff(offer));

            assertThat(revoked.path("reason").asString("")).isEqualTo("deadline");
            assertThat(late.path("code").asString("")).isIn("TAKEN", "VERSION");
        }
    }

    @Test
    void offersToTheNextWhenTheFirstDeclines() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole first = agent();
            user.wantsAPerson();
            JsonNode offer = first.await("handoff.offer", user.conversation());
            WireConsole second = agent();

            first.must("handoff.decline", handoff(offer));

            second.accept(user.conversation());
        }
    }

    @Test
    void saysOnceWhatIsSentTwiceAcrossALostLine() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            user.says("one");
            ada.awaitTexts(chat, "one");

            JsonNode said = ada.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            ada.awaitTexts(chat, "one", "Hi");
            String id = ada.socketId();
            ada.cut();
            user.says("two");
            user.says("three");
            ada.resume();
            JsonNode again = ada.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            JsonNode other = ada.call("message.send", chat(chat, lease, "a-1", text("Ho")));
            user.says("four");

            ada.awaitTexts(chat, "one", "Hi", "two", "three", "four");
            assertThat(ada.events("agent.ready").getLast().path("recovered").asBoolean()).isTrue();
            assertThat(ada.socketId()).isEqualTo(id);
            assertThat(ada.seqs(chat)).isSorted().doesNotHaveDuplicates();
            assertThat(ada.events("context.snapshot").stream().filter(about(chat))).hasSize(1);
            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("seq")).isEqualTo(said.path("seq"));
            assertThat(other.path("code").asString("")).isEqualTo("ID_REUSED");
            user.customer().page().awaitAnswers("You said: Hello", "", "Hi");
        }
    }

    @Test
    void bringsTheUserOfAConsoleThatDiedToTheNextAgent() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole first = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            first.accept(chat);

            first.cut();
            user.says("Are you still there?");
            WireConsole second = agent();
            second.accept(chat);

            assertThat(texts(second.await("context.snapshot", chat)))
                    .contains("Hello", "Are you still there?");
            assertThat(second.await("queue.update", changes(chat)).at("/changes/0/item/priority"))
                    .hasToString("1");
        }
    }

    private static Predicate<JsonNode> changes(String conversation) {
        return update ->
                update.path("changes")
                        .valueStream()
                        .anyMatch(change -> about(conversation).test(change.path("item")));
    }

    @Test
    void takesTheLeaseOfWhoIsThereAndDoesNothing() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);

            JsonNode lost = ada.await("lease.lost", chat);
            JsonNode late = ada.call("message.send", chat(chat, lease, "a-1", text("Hi")));

            assertThat(lost.path("reason").asString("")).isEqualTo("expired");
            assertThat(late.path("code").asString("")).isEqualTo("LEASE_LOST");
        }
    }

    @Test
    void letsWhoBeatsTheLeaseKeepIt() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            String first = lease.path("expiresAt").asString();

            String beat =
                    "{\"leases\":[{\"leaseId\":\"%s\",\"version\":%d},"
                                    .formatted(
                                            lease.path("leaseId").asString(),
                                            lease.path("version").asLong())
                            + "{\"leaseId\":\"le_"
                            + "0".repeat(24)
                            + "\",\"version\":1}]}";
            JsonNode beaten = ada.must("lease.heartbeat", beat);

            assertThat(beaten.at("/leases/0/expiresAt").asString("")).isGreaterThan(first);
            assertThat(beaten.at("/leases/1/lost").asBoolean()).isTrue();
        }
    }

    @Test
    void showsTheSameOnAllConsolesOfAnAgent() {
        try (Somebody user = Somebody.at(hub)) {
            String token = Staff.hire(hub, LiveHub.fresh("agent"), "AGENT");
            WireConsole here = console(token);
            WireConsole there = console(token);
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode offer = there.await("handoff.offer", chat);

            JsonNode lease = here.accept(chat);
            JsonNode revoked = there.await("handoff.revoked", _ -> true);
            there.await("context.snapshot", chat);
            user.says("one");
            here.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            there.awaitTexts(chat, "one", "Hi");
            here.awaitTexts(chat, "one", "Hi");
            here.await("unread", unread -> unread.path("total").asInt() > 0);
            JsonNode read =
                    there.must(
                            "message.read",
                            "{\"conversationId\":\"%s\",\"seq\":%d}"
                                    .formatted(chat, there.seqs(chat).getLast()));

            assertThat(revoked.path("handoffId")).isEqualTo(offer.path("handoffId"));
            assertThat(revoked.path("reason").asString("")).isEqualTo("taken");
            assertThat(read.path("unread")).hasToString("{\"conversation\":0,\"total\":0}");
            await().atMost(SOON)
                    .until(() -> here.events("unread").getLast().path("total").asInt() == 0);
        }
    }

    @Test
    void handsAUserOnWithANote() {
        try (Somebody user = Somebody.at(hub)) {
            String name = LiveHub.fresh("agent");
            WireConsole ada = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            WireConsole bob = console(Staff.hire(hub, name, "AGENT"));

            ada.must(
                    "conversation.transfer",
                    chat(
                            chat,
                            lease,
                            "t-1",
                            "\"to\":{\"agentId\":\"" + name + "\"}",
                            "\"note\":\"wants a refund\""));
            JsonNode next = bob.accept(chat);
            JsonNode snapshot = bob.await("context.snapshot", chat);
            bob.must("message.send", chat(chat, next, "b-1", text("Hi, I am Bob")));

            assertThat(ada.await("lease.lost", chat).path("reason").asString(""))
                    .isEqualTo("transferred");
            assertThat(texts(snapshot)).contains("Hello", "wants a refund");
            user.customer().page().awaitAnswers("You said: Hello", "", "Hi, I am Bob");
        }
    }

    @Test
    void handsAUserOnToTheQueueAndToTheBot() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            WireConsole bob = agent();

            JsonNode unknown =
                    ada.call(
                            "conversation.transfer",
                            chat(chat, lease, "t-0", "\"to\":{\"queueId\":\"nowhere\"}"));
            ada.must(
                    "conversation.transfer",
                    chat(chat, lease, "t-1", "\"to\":{\"queueId\":\"default\"}"));
            JsonNode next = bob.accept(chat);
            bob.must("conversation.transfer", chat(chat, next, "t-2", "\"to\":{\"bot\":true}"));
            bob.await("lease.lost", chat);
            user.says("Robot?");

            assertThat(unknown.path("code").asString("")).isEqualTo("NO_TARGET");
            user.customer().page().awaitAnswers("You said: Hello", "", "You said: Robot?");
        }
    }

    @Test
    void tellsNobodyWhatIsNotTheirs() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            WireConsole bob = agent();
            String chat = user.conversation();
            WireConsole boss = console(Staff.hire(hub, LiveHub.fresh("boss"), "SUPERVISOR"));
            boss.must(
                    "availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":5}");
            user.wantsAPerson();
            await().atMost(SOON)
                    .until(() ->
                            !ada.events("handoff.offer").isEmpty()
                                    || !bob.events("handoff.offer").isEmpty());
            WireConsole owner = ada.events("handoff.offer").isEmpty() ? bob : ada;
            WireConsole other = owner == ada ? bob : ada;
            JsonNode lease = owner.accept(chat);

            String get = "{\"conversationId\":\"%s\"}";
            JsonNode foreign = other.call("context.get", get.formatted(chat));
            JsonNode missing = other.call("context.get", get.formatted("netomi:nobodys"));
            JsonNode said = other.call("message.send", chat(chat, lease, "x-1", text("Hi")));
            JsonNode watched = other.call("conversation.watch", get.formatted(chat));
            JsonNode seen = boss.must("context.get", get.formatted(chat));
            boss.must("conversation.watch", get.formatted(chat));
            user.says("one");
            boss.awaitTexts(chat, "one");

            assertThat(foreign).isEqualTo(missing);
            assertThat(foreign.path("code").asString("")).isEqualTo("NOT_FOUND");
            assertThat(said.path("code").asString("")).isIn("NOT_FOUND", "LEASE_LOST");
            assertThat(watched.path("code").asString("")).isEqualTo("FORBIDDEN");
            assertThat(texts(seen)).contains("Hello");
        }
    }

    @Test
    void letsAnAgentStayWhoBringsAnotherTokenInTime() {
        String brief = token(Duration.ofSeconds(5));
        WireConsole stays = console(brief);
        WireConsole goes = console(brief);
        String fresh = Staff.ending(brief, Duration.ofMinutes(30), directory.resolve("data"));
        stays.await("session.expiring", _ -> true);

        JsonNode refreshed = stays.must("auth.refresh", "{\"token\":\"" + fresh + "\"}");
        goes.awaitPacket("41/agent,");

        assertThat(refreshed.path("expiresAt").asString("")).isNotEmpty();
        assertThat(goes.events("problem").getLast().path("code").asString(""))
                .isEqualTo("SESSION_EXPIRED");
        stays.must("queue.watch", "{}");
    }

    @Test
    void losesNothingWhenTheHubIsKilled() {
        try (Somebody user = Somebody.at(hub)) {
            WireConsole ada = agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            user.says("one");
            ada.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            ada.awaitTexts(chat, "one", "Hi");
            user.says("two");

            hub.process().kill();
            hub.process().start();
            ada.resume();
            JsonNode ready = ada.events("agent.ready").getLast();
            ada.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            ada.must("message.send", chat(chat, lease, "a-2", text("Back")));
            user.says("three");

            ada.awaitTexts(chat, "one", "Hi", "two", "Back", "three");
            assertThat(ada.seqs(chat)).isSorted().doesNotHaveDuplicates();
            assertThat(ready.path("recovered").asBoolean()).isTrue();
            assertThat(ready.at("/leases/0/leaseId")).isEqualTo(lease.path("leaseId"));
            user.customer().page().awaitAnswers("You said: Hello", "", "Hi", "Back");
        }
    }

    /// What stands in the document is what runs.
    @Test
    void isServedByTheConsoleOfTheDocument(@TempDir Path home) throws IOException {
        assumeThat(NodeHome.installIn(home)).as("Node and its packages").isPresent();
        String document = Files.readString(Path.of("..", "docs", "protocol", "agent-desk.md"));
        String code = document.substring(document.indexOf("```js\n") + 6);
        Files.writeString(home.resolve("console.mjs"), code.substring(0, code.indexOf("```")));
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ProcessBuilder node =
                new ProcessBuilder("node", "console.mjs")
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("console.log").toFile());
        node.environment()
                .putAll(
                        Map.of(
                                "HUB",
                                hub.process().url().toString(),
                                "AGENT",
                                name,
                                "PASSWORD",
                                Staff.PASSWORD));
        Process console = node.start();
        try (Somebody user = Somebody.at(hub);
                Somebody other = Somebody.at(hub)) {
            awaitLine(home, "ready " + name);
            user.wantsAPerson();
            awaitLine(home, user.conversation() + " before user: Hello");

            user.says("Hi");
            user.customer().page().awaitAnswers("You said: Hello", "", name + " heard: Hi");
            WireConsole bob = agent();
            user.says("billing");
            awaitLine(home, user.conversation() + " lost: transferred");
            bob.accept(user.conversation());
            bob.leave();
            other.wantsAPerson();
            awaitLine(home, other.conversation() + " before user: Hello");
            other.says("bye");
            awaitLine(home, other.conversation() + " lost: ended");
        } finally {
            console.destroy();
        }
    }

    private static void awaitLine(Path home, String beginning) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Files.readAllLines(home.resolve("console.log")))
                                .anyMatch(line -> line.startsWith(beginning)));
    }
}
