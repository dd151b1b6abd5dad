package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.presence.FakePresence;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Consoles see the same presence as `/v1/events` shows to the same people.
class ConsolePresenceTest {

    private static final String ADA = "ada@12345/1:AGENT";
    private static final String BOSS = "bea@12345/2:AGENT,SUPERVISOR";
    private static final String CHANNEL = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private final Reception reception = new Reception();
    private final FakePresence presence = reception.presence;

    private FakeConsole console(String token) {
        reception.desk.welcome = line -> ((AgentLine) line).open();
        FakeConsole console = reception.console(token);
        console.names();
        return console;
    }

    private JsonNode watch(FakeConsole console, String... paths) {
        return call(console, "presence.watch", "", paths);
    }

    private JsonNode call(FakeConsole console, String event, String more, String... paths) {
        String list = "[\"" + String.join("\",\"", paths) + "\"]";
        return Objects.requireNonNull(
                reception.call(console, event, "{\"paths\":" + list + more + "}"));
    }

    private static List<JsonNode> updates(FakeConsole console) {
        return console.emitted().stream()
                .filter(event -> event.name().equals("presence.update"))
                .map(FakeConsole.Emitted::value)
                .toList();
    }

    @Test
    void showsWhatThereIsAndThenEachChange() {
        presence.withGroup(100, 5, 6);
        FakeConsole console = console(ADA);

        JsonNode ack = watch(console, "/organisation/12345/user-group/100");
        presence.chooses(5, "Away");
        reception.flush();

        assertThat(ack).hasToString("{\"ok\":true,\"paths\":[\"/org/12345/group/100/presence\"]}");
        assertThat(updates(console)).hasSize(2);
        assertThat(updates(console).getFirst().propertyNames())
                .containsExactly("path", "seq", "data", "snapshot");
        assertThat(updates(console).getFirst().path("data")).hasSize(2);
        assertThat(updates(console).getLast())
                .hasToString(
                        "{\"path\":\"/org/12345/group/100/presence\",\"seq\":101,\"data\":["
                                + "{\"userId\":5,\"presence\":\"\",\"logicalDirection\":\"\","
                                + "\"callChannelUUID\":\"\",\"availability\":\"Away\","
                                + "\"availabilityStateId\":1,\"availabilityProfileId\":1,"
                                + "\"version\":1}]}");
    }

    @Test
    void cutsALongSnapshotIntoEventsOfTwoHundred() {
        presence.withGroup(100, LongStream.rangeClosed(1, 450).toArray());
        FakeConsole console = console(ADA);

        watch(console, "/org/12345/group/100/presence");

        assertThat(updates(console))
                .extracting(it -> it.path("data").size())
                .containsExactly(200, 200, 50);
        assertThat(updates(console))
                .extracting(it -> it.path("more").asBoolean(false))
                .containsExactly(true, true, false);
    }

    @Test
    void goesOnBehindWhatTheConsoleHas() {
        presence.withGroup(100, 5, 6);
        long seen = presence.seq();
        presence.chooses(6, "Busy");
        FakeConsole console = console(ADA);

        call(console, "presence.watch", ",\"after\":" + seen, "/org/12345/group/100/presence");

        assertThat(updates(console))
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.path("resumed").asBoolean()).isTrue();
                    assertThat(update.has("snapshot")).isFalse();
                    assertThat(update.at("/data/0/userId").asLong()).isEqualTo(6);
                });
    }

    @Test
    void showsIdsToListenInByToSupervisorsAndToOneselfAlone() {
        presence.with(1, 5);
        FakeConsole agent = console(ADA);
        FakeConsole boss = console(BOSS);
        for (FakeConsole console : List.of(agent, boss)) {
            watch(console, "/org/12345/user/5/presence", "/org/12345/user/1/presence");
            console.names();
        }

        presence.calls(5, "ANSWERED", CHANNEL);
        presence.calls(1, "ANSWERED", CHANNEL);
        reception.flush();

        assertThat(channels(agent)).containsExactly("", CHANNEL);
        assertThat(channels(boss)).containsExactly(CHANNEL, CHANNEL);
    }

    private static List<String> channels(FakeConsole console) {
        return updates(console).stream()
                .sorted((one, other) ->
                        Long.compare(
                                other.at("/data/0/userId").asLong(),
                                one.at("/data/0/userId").asLong()))
                .map(update -> update.at("/data/0/callChannelUUID").asString(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@12345/1:AGENT, /org/999/user/1/presence, FORBIDDEN",
        "ada@12345/1:AGENT, /org/999/group/1/presence, FORBIDDEN",
        "ada@12345/1:AGENT, /org/12345/user/77/presence, NOT_FOUND",
        "ada@12345/1:AGENT, /org/12345/group/77/presence, NOT_FOUND",
        "ada:AGENT, /org/12345/user/5/presence, FORBIDDEN",
        "ada@12345/1:AGENT, /org/12345/user/0/presence, INVALID",
        "ada@12345/1:AGENT, /org/12345/../user/5/presence, INVALID",
        "ada@12345/1:AGENT, org:12345:user:5, INVALID",
    })
    void refusesWhatTheAgentMayNotSeeOrIsNotThere(String token, String path, String code) {
        presence.with(5);
        FakeConsole console = console(token);

        JsonNode ack = watch(console, path);
        presence.chooses(5, "Away");
        reception.flush();

        assertThat(ack.path("ok").asBoolean(true)).isFalse();
        assertThat(ack.path("code").asString("")).isEqualTo(code);
        assertThat(updates(console)).isEmpty();
    }

    @Test
    void watchesTheRestAndSaysWhatIsRefused() {
        presence.with(5);
        FakeConsole console = console(ADA);

        JsonNode ack = watch(console, "/org/999/user/1/presence", "/org/12345/user/5/presence");

        assertThat(ack)
                .hasToString(
                        "{\"ok\":true,\"paths\":[\"/org/12345/user/5/presence\"],\"refused\":["
                                + "{\"path\":\"/org/999/user/1/presence\",\"code\":\"FORBIDDEN\"}]}");
    }

    @Test
    void watchesNoMoreThanItMay() {
        presence.with(1, 2, 3, 4, 5);
        FakeConsole console = console(ADA);

        LongStream.rangeClosed(1, Reception.MOST_WATCHED)
                .forEach(user -> watch(console, "/org/12345/user/" + user + "/presence"));
        JsonNode again = watch(console, "/org/12345/user/1/presence");
        JsonNode more = watch(console, "/org/12345/user/5/presence");

        assertThat(again.path("ok").asBoolean()).isTrue();
        assertThat(more.path("code").asString("")).isEqualTo("LIMIT");
    }

    @Test
    void saysThatTheStoreIsAway() {
        presence.with(5);
        FakeConsole console = console(ADA);
        presence.away(true);

        JsonNode ack = watch(console, "/org/12345/user/5/presence");

        assertThat(ack.path("code").asString("")).isEqualTo("UNAVAILABLE");
        assertThat(ack.path("retryAfter").asInt()).isEqualTo(5);
    }

    @Test
    void endsWithAnUnwatch() {
        presence.with(5);
        FakeConsole console = console(ADA);
        watch(console, "/org/12345/user/5/presence");
        console.names();

        JsonNode ack = call(console, "presence.unwatch", "", "/organisation/12345/user/5");
        call(console, "presence.unwatch", "", "/org/12345/user/6/presence");
        presence.chooses(5, "Away");
        reception.flush();

        assertThat(ack).hasToString("{\"ok\":true}");
        assertThat(updates(console)).isEmpty();
    }

    @Test
    void saysWhatThereIsNoMore() {
        presence.withGroup(100, 5);
        FakeConsole console = console(ADA);
        watch(console, "/org/12345/group/100/presence", "/org/12345/user/5/presence");

        presence.removeGroup(100);
        presence.removeUser(5);
        reception.flush();

        assertThat(console.emitted())
                .filteredOn(event -> event.name().equals("problem"))
                .extracting(event -> event.value().toString())
                .containsExactlyInAnyOrder(
                        "{\"event\":\"presence.watch\",\"code\":\"NOT_FOUND\",\"error\":\"Not"
                                + " found\",\"path\":\"/org/12345/group/100/presence\"}",
                        "{\"event\":\"presence.watch\",\"code\":\"NOT_FOUND\",\"error\":\"Not"
                                + " found\",\"path\":\"/org/12345/user/5/presence\"}");
    }

    @Test
    void endsWhatAnotherTokenDoesNotAllow() {
        presence.with(5);
        FakeConsole console = console(ADA);
        watch(console, "/org/12345/user/5/presence");
        console.names();

        reception.call(console, "auth.refresh", "{\"token\":\"ada@999/1:AGENT\"}");
        presence.chooses(5, "Away");
        reception.flush();

        assertThat(console.last().name()).isEqualTo("problem");
        assertThat(console.last().value().path("code").asString("")).isEqualTo("FORBIDDEN");
        assertThat(updates(console)).isEmpty();
    }

    @Test
    void tellsASlowReaderTheNewestOfEachUser() {
        presence.withGroup(100, LongStream.rangeClosed(1, 450).toArray());
        FakeConsole console = console(ADA);
        console.leaveRoomFor(1);

        watch(console, "/org/12345/group/100/presence");
        for (String state : List.of("Away", "Busy", "Lunch")) {
            presence.chooses(5, state);
            reception.flush();
            reception.advance(java.time.Duration.ofSeconds(1));
        }
        presence.chooses(6, "Away");
        reception.flush();
        console.leaveRoomFor(Integer.MAX_VALUE);
        reception.handler.drained(console);

        assertThat(updates(console))
                .extracting(it -> it.path("data").size())
                .containsExactly(200, 200, 50, 2);
        assertThat(updates(console).getLast().at("/data/0/availability").asString(""))
                .isEqualTo("Lunch");
    }

    @Test
    void leavesNothingBehind() {
        presence.with(5);
        FakeConsole console = console(ADA);
        watch(console, "/org/12345/user/5/presence");
        int before = presence.followers();

        reception.handler.disconnected(console, new DisconnectReason.Lost(CloseReason.TRANSPORT));

        assertThat(before).isEqualTo(1);
        assertThat(presence.followers()).isZero();
    }

    @Test
    void saysInWhichStateTheAgentIs() {
        FakeConsole console = console(ADA);
        ConsoleLine line = Objects.requireNonNull(console.attributes(AgentConsole.class).line());

        line.tell(
                new ConsoleLine.ConsoleEvent.AvailabilityChanged(
                        dev.switchboard.domain.handoff.AgentReadiness.OFFLINE, null));

        assertThat(console.last().name()).isEqualTo("availability");
        assertThat(console.last().value())
                .hasToString(
                        "{\"availabilityProfileId\":1,\"availabilityStateId\":5,\"kind\":\"OFFLINE\"}");
    }

    @Test
    void saysWhichSupervisorChoseIt() {
        FakeConsole console = console(ADA);
        ConsoleLine line = Objects.requireNonNull(console.attributes(AgentConsole.class).line());

        line.tell(
                new ConsoleLine.ConsoleEvent.AvailabilityChanged(
                        dev.switchboard.domain.handoff.AgentReadiness.OFFLINE,
                        new ConsoleLine.ConsoleEvent.Chooser(
                                new dev.switchboard.domain.handoff.AgentId("sue"), "Sue Ng")));

        assertThat(console.last().value().path("by"))
                .hasToString("{\"id\":\"sue\",\"name\":\"Sue Ng\"}");
    }
}
