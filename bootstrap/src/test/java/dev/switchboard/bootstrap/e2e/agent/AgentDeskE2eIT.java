package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.Office;
import dev.switchboard.bootstrap.e2e.presence.Softphone;
import dev.switchboard.bootstrap.e2e.sockets.NodeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The agent desk of the packaged hub: the bot's users go to agents and back, whatever happens to
/// consoles meanwhile. Each test leaves an empty queue.
@TestInstance(Lifecycle.PER_CLASS)
class AgentDeskE2eIT
        implements DeskStories,
                PersonStory,
                ColleaguesStory,
                SupervisorStory,
                NoticeStory,
                YaloStories,
                SalesforceStory {

    private StaffedHub desk;
    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path home) {
        desk = new StaffedHub(home);
        hub = desk.hub();
    }

    @AfterAll
    void closeAndLookAtWhatWasHeard() {
        desk.close();
        desk.assertTyped();
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @Override
    public StaffedHub desk() {
        return desk;
    }

    @AfterEach
    void leaveNothing() {
        desk.leaveNothing();
    }

    @Test
    void letsOnlyAgentsIn() {
        Map.of(
                        "",
                        "UNAUTHENTICATED",
                        "a.b.c",
                        "UNAUTHENTICATED",
                        desk.token(Duration.ofMinutes(-5)),
                        "SESSION_EXPIRED",
                        Staff.hire(hub, LiveHub.fresh("service"), "SERVICE"),
                        "FORBIDDEN")
                .forEach(this::assertRefused);
    }

    private void assertRefused(String token, String code) {
        var auth = JsonNodeFactory.instance.objectNode();
        if (!token.isEmpty()) {
            auth.put("token", token);
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

    @Test
    void tellsAdminsWhoseConsolesAreConnected() {
        WireConsole console = desk.agent();
        String id = console.socketId();

        JsonNode shown = connected(id).orElseThrow();

        assertThat(shown.path("agent_id").asString()).isEqualTo(console.agentId());
        assertThat(shown.path("tenant_id").asString()).isEqualTo("default");
        assertThat(shown.path("from").asString()).isIn("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
        console.cut();
        await().atMost(StaffedHub.SOON).until(() -> connected(id).isEmpty());
    }

    private Optional<JsonNode> connected(String id) {
        JsonNode report = hub.admin().get("/v1/connections").json();
        assertThat(report.path("console_count").asInt()).isEqualTo(report.path("consoles").size());
        return report.path("consoles")
                .valueStream()
                .filter(console -> console.path("id").asString().equals(id))
                .findFirst();
    }

    /// Their account is given to another client, and then to none.
    @Test
    void showsAnAgentTheUsersOfTheirOwnClientAlone() {
        String name = LiveHub.fresh("agent");
        WireConsole before = desk.console(Staff.hire(hub, name, "AGENT"));
        String path = "/v1/accounts/" + name + "/client";
        assertThat(hub.admin().put(path, "{\"client\":\"elektra\"}").status()).isEqualTo(204);
        before.awaitPacket("41/agent,");
        WireConsole elektras = desk.console(Staff.logIn(hub, name));

        try (Somebody user = Somebody.at(hub)) {
            user.wantsAPerson();
            WireConsole ours = desk.agent();
            JsonNode offer = ours.await("handoff.offer", user.conversation());
            JsonNode refused = elektras.call("handoff.accept", WireConsole.handoff(offer));
            JsonNode unseen =
                    elektras.call(
                            "context.get", "{\"conversationId\":\"" + user.conversation() + "\"}");
            elektras.must("queue.watch", "{}");

            assertThat(refused.path("code").asString("")).isEqualTo("GONE");
            assertThat(unseen.path("code").asString("")).isEqualTo("NOT_FOUND");
            assertThat(elektras.events("handoff.offer")).isEmpty();
            assertThat(elektras.events("queue.snapshot"))
                    .allSatisfy(queue -> assertThat(queue.path("depth").asInt()).isZero());
            ours.accept(user.conversation());

            assertThat(hub.admin().put(path, "{}").status()).isEqualTo(204);
            elektras.awaitPacket("41/agent,");
            WireConsole back = desk.console(Staff.logIn(hub, name));
            assertThat(back.events("agent.ready")).hasSize(1);
            ours.endAll();
            back.close();
        }
    }

    @Test
    void letsAnAgentStayWhoBringsAnotherTokenInTime() {
        String brief = desk.token(Duration.ofSeconds(5));
        WireConsole stays = desk.console(brief);
        WireConsole goes = desk.console(brief);
        String fresh = desk.ending(brief, Duration.ofMinutes(30));
        stays.await("session.expiring", _ -> true);

        JsonNode refreshed = stays.must("auth.refresh", "{\"token\":\"" + fresh + "\"}");
        goes.awaitPacket("41/agent,");

        assertThat(refreshed.path("expiresAt").asString("")).isNotEmpty();
        assertThat(goes.events("problem").getLast().path("code").asString(""))
                .isEqualTo("SESSION_EXPIRED");
        stays.must("queue.watch", "{}");
    }

    /// The connection is lost without a disconnect.
    @Test
    void showsColleaguesThatAnAgentIsGone() {
        Office office = Office.at(hub);
        WireConsole ada = desk.console(office.token("AGENT", ADA));
        ada.must("availability.set", ColleaguesStory.state(4));
        try (Softphone colleague = office.phone("AGENT", BEN).watches(office.userPath(ADA))) {
            String here = ColleaguesStory.stateIn(colleague.hears());
            ada.cut();
            String gone = ColleaguesStory.stateIn(colleague.hears());
            ada.resume();

            assertThat(List.of(here, gone)).containsExactly("Away", "Offline");
            assertThat(ColleaguesStory.stateIn(colleague.hears())).isEqualTo("Away");
        }
    }

    /// The code in the document is run unchanged.
    @Test
    void isServedByTheConsoleOfTheDocument(@TempDir Path home) throws IOException {
        assumeThat(NodeHome.installIn(home)).as("Node and its packages").isPresent();
        String document = Files.readString(Path.of("..", "docs", "protocol", "agent-desk.md"));
        String code = document.substring(document.indexOf("```js\n") + 6);
        Files.writeString(home.resolve("console.mjs"), code.substring(0, code.indexOf("```")));
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        String next = desk.token();
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
            WireConsole bob = desk.console(next);
            user.says("billing");
            awaitLine(home, user.conversation() + " lost: transferred");
            bob.accept(user.conversation());
            bob.endAll();
            bob.close();
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
