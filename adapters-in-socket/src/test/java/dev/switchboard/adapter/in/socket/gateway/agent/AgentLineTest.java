package dev.switchboard.adapter.in.socket.gateway.agent;

import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.ADA;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.CHAT;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.HANDOFF;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.LEASE;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.session.Offered;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentLineTest {

    private static final ConsoleEvent.Unread UNREAD =
            new ConsoleEvent.Unread(3, Map.of(CHAT, 3), 7);
    private static final ConsoleEvent.Offer OFFER =
            new ConsoleEvent.Offer(Samples.OFFERED, Samples.said(4), 4);
    private static final String OFFER_JSON =
            "{'handoffId':'"
                    + HANDOFF
                    + "','version':2,'conversationId':'netomi:c-1',"
                    + "'queueId':'default','deadline':'2026-01-02T03:04:35.678Z',"
                    + "'summary':{'customer':{'id':'u-1','name':'Ann'},"
                    + "'lastText':'text 4','messages':4,'tags':[]}}";
    private static final AvailabilityProfile ONE_STATE =
            new AvailabilityProfile(
                    7,
                    "Ours",
                    List.of(new State(2, "Away", "Lunch", AvailabilityProfile.Kind.AWAY)));
    private static final String MAY =
            JsonMapper.shared().writeValueAsString(AgentCommandParser.commands(true, true));
    private static final ReplyDraft DRAFT =
            new ReplyDraft(new Agent(TenantId.DEFAULT, ADA), CHAT, "Dear A", NOW);
    private static final String DRAFT_JSON =
            "{'conversationId':'netomi:c-1','text':'Dear A','at':'2026-01-02T03:04:05.678Z'}";
    private static final String WRAP_UPS_JSON =
            "'wrapUps':[{'conversationId':'netomi:c-1','leaseId':'"
                    + LEASE
                    + "','queueId':'default','until':'2026-01-02T03:04:05.678Z'}]";
    private static final Message SAID =
            Samples.message(
                    CHAT, 6, Party.AGENT, "{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"Hi\"}");

    private final Reception reception = new Reception();
    private final FakeConsole console = reception.console("ada:AGENT,SUPERVISOR");
    private final ConsoleLine line = ((Arrival) reception.desk.asked.getFirst()).line();

    static Stream<Arguments> events() {
        Delivery.Pending owed = Delivery.owed(Target.LIVE_CLIENTS, NOW);
        return Stream.of(
                event(
                        new ConsoleEvent.Ready(
                                ADA,
                                "Ada L.",
                                true,
                                AgentReadiness.AVAILABLE,
                                ONE_STATE,
                                5,
                                Map.of(QueueId.DEFAULT, 2),
                                List.of(Samples.held(9)),
                                List.of(OFFER),
                                List.of(DRAFT),
                                List.of(Samples.WRAP_UP),
                                UNREAD),
                        "agent.ready",
                        "{'agentId':'ada','name':'Ada L.','roles':['AGENT','SUPERVISOR'],'may':MAY,"
                                + "'expiresAt':'EXPIRY',"
                                + "'recovered':true,'availability':{'availabilityProfileId':1,"
                                + "'availabilityStateId':1,'kind':'AVAILABLE'},"
                                + "'states':[{'availabilityProfileId':7,'availabilityStateId':2,"
                                + "'name':'Lunch','kind':'AWAY'}],"
                                + "'limits':{'textBytes':65536,'attachments':10,'chats':5},"
                                + "'heartbeatSeconds':30,"
                                + "'queues':[{'queueId':'default','name':'default','depth':2}],"
                                + "'leases':[{'conversationId':'netomi:c-1','leaseId':'"
                                + LEASE
                                + "','version':3,'expiresAt':'2026-01-02T03:06:05.678Z','seq':9,"
                                + Samples.heldJson(9)
                                + "}],"
                                + "'offers':["
                                + OFFER_JSON
                                + "],"
                                + "'drafts':["
                                + DRAFT_JSON
                                + "],"
                                + WRAP_UPS_JSON
                                + ",'unread':{'total':3,'conversations':{'netomi:c-1':3},"
                                + "'version':7}}"),
                event(new ConsoleEvent.Drafted(DRAFT), "draft", DRAFT_JSON),
                event(
                        new ConsoleEvent.WrapUps(List.of(Samples.WRAP_UP)),
                        "wrapup",
                        "{" + WRAP_UPS_JSON + "}"),
                event(
                        new ConsoleEvent.QueueSnapshot(
                                QueueId.DEFAULT,
                                5,
                                2,
                                NOW,
                                List.of(Samples.WAITING, Samples.OFFERED)),
                        "queue.snapshot",
                        "{'queueId':'default','version':5,'depth':2,"
                                + "'oldestSince':'2026-01-02T03:04:05.678Z','items':["
                                + item(1, "'state':'waiting'")
                                + ","
                                + item(
                                        2,
                                        "'state':'offered','offeredTo':'ada',"
                                                + "'deadline':'2026-01-02T03:04:35.678Z'")
                                + "]}"),
                event(
                        new ConsoleEvent.QueueSnapshot(QueueId.DEFAULT, 5, 0, null, List.of()),
                        "queue.snapshot",
                        "{'queueId':'default','version':5,'depth':0,'oldestSince':null,"
                                + "'items':[]}"),
                event(
                        added(6),
                        "queue.update",
                        "{'queueId':'default','version':6,'depth':6,'changes':[{'op':'added',"
                                + "'handoffId':'"
                                + HANDOFF
                                + "','item':"
                                + item(1, "'state':'waiting'")
                                + "}]}"),
                event(
                        new ConsoleEvent.QueueUpdate(
                                QueueId.DEFAULT,
                                6,
                                0,
                                List.of(new ConsoleEvent.QueueChange(HANDOFF, null, false))),
                        "queue.update",
                        "{'queueId':'default','version':6,'depth':0,'changes':[{'op':'removed',"
                                + "'handoffId':'"
                                + HANDOFF
                                + "'}]}"),
                event(OFFER, "handoff.offer", OFFER_JSON),
                event(
                        new ConsoleEvent.Revoked(HANDOFF, 3, ConsoleEvent.Why.CUSTOMER_LEFT),
                        "handoff.revoked",
                        "{'handoffId':'" + HANDOFF + "','version':3,'reason':'customer_left'}"),
                event(
                        new ConsoleEvent.LeaseLost(CHAT, LEASE, ConsoleEvent.Lost.TRANSFERRED),
                        "lease.lost",
                        "{'conversationId':'netomi:c-1','leaseId':'"
                                + LEASE
                                + "','reason':'transferred'}"),
                event(
                        new ConsoleEvent.ContextSnapshot(
                                Samples.held(4),
                                new Slice(
                                        List.of(
                                                Samples.recorded(Samples.said(3)),
                                                Samples.recorded(
                                                        SAID,
                                                        owed.park(ParkReason.NO_CLIENT, NOW))),
                                        true)),
                        "context.snapshot",
                        "{'conversationId':'netomi:c-1','from':3,'to':6,'seq':4,'complete':true,"
                                + "'messages':["
                                + said(3)
                                + ","
                                + "{'conversationId':'netomi:c-1','seq':6,'id':'m-1','author':"
                                + "{'kind':'agent','id':'ada'},'type':'text','text':'Hi',"
                                + "'at':'2026-01-02T03:04:05.678Z','status':'parked',"
                                + "'reason':'NO_CLIENT'}],"
                                + Samples.heldJson(4)
                                + ",'attributes':{'mail':'a@b.c'},"
                                + "'lease':{'leaseId':'"
                                + LEASE
                                + "','version':3,'expiresAt':'2026-01-02T03:06:05.678Z'}}"),
                event(
                        new ConsoleEvent.ContextSnapshot(
                                Samples.held(4), new Slice(List.of(), false)),
                        "context.snapshot",
                        "{'conversationId':'netomi:c-1','from':5,'to':4,'seq':4,'complete':false,"
                                + "'messages':[],"
                                + Samples.heldJson(4)
                                + ",'attributes':{'mail':'a@b.c'},"
                                + "'lease':{'leaseId':'"
                                + LEASE
                                + "','version':3,'expiresAt':'2026-01-02T03:06:05.678Z'}}"),
                event(status(owed), "message.status", statusJson("'accepted'")),
                event(status(owed.retryAt(NOW)), "message.status", statusJson("'retrying'")),
                event(status(owed.delivered(NOW)), "message.status", statusJson("'delivered'")),
                event(
                        status(owed.park(ParkReason.NO_CLIENT, NOW)),
                        "message.status",
                        statusJson("'parked','reason':'NO_CLIENT'")),
                event(
                        new ConsoleEvent.Typing(CHAT, new Author(Party.USER, "u-1"), true),
                        "typing",
                        "{'conversationId':'netomi:c-1','author':{'kind':'user','id':'u-1'},"
                                + "'active':true}"),
                event(
                        UNREAD,
                        "unread",
                        "{'total':3,'conversations':{'netomi:c-1':3},'version':7}"));
    }

    private static Arguments event(ConsoleEvent event, String name, String json) {
        return Arguments.of(name, event, json.replace('\'', '"'));
    }

    private static String item(int version, String state) {
        return "{'handoffId':'"
                + HANDOFF
                + "','version':"
                + version
                + ",'conversationId':'netomi:c-1','system':'netomi',"
                + "'customer':{'id':'u-1','name':'Ann'},'reason':'bot_gave_up','priority':0,'urgency':'usual',"
                + "'waitingSince':'2026-01-02T03:04:05.678Z','tags':[],"
                + state
                + "}";
    }

    private static String said(int seq) {
        return "{'conversationId':'netomi:c-1','seq':"
                + seq
                + ",'id':'msg_"
                + "0".repeat(31)
                + seq
                + "','author':{'kind':'user','id':'user-1'},"
                + "'type':'text','text':'text "
                + seq
                + "','at':'2026-01-02T03:04:05.678Z'}";
    }

    private static ConsoleEvent.Status status(Delivery delivery) {
        return new ConsoleEvent.Status(SAID, delivery);
    }

    private static String statusJson(String status) {
        return "{'conversationId':'netomi:c-1','id':'m-1','seq':6,'status':" + status + "}";
    }

    private static ConsoleEvent.QueueUpdate added(long version) {
        return new ConsoleEvent.QueueUpdate(
                QueueId.DEFAULT,
                version,
                (int) version,
                List.of(new ConsoleEvent.QueueChange(HANDOFF, Samples.WAITING, true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void tellsInTheWordsOfTheProtocol(String name, ConsoleEvent event, String json) {
        line.tell(event);

        assertThat(console.last().name()).isEqualTo(name);
        String expiry = DeskJson.time(reception.clock.instant().plus(Reception.TOKEN_LIFE));
        assertThat(console.last().value())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(json.replace("EXPIRY", expiry).replace("MAY", MAY)));
        assertThat(console.last().offset()).isNull();
    }

    @Test
    void pushesMessagesWithAnOffset() {
        assertThat(line.push(Samples.said(5))).isEqualTo(Offered.QUEUED);

        assertThat(console.last().name()).isEqualTo("message");
        assertThat(console.last().value())
                .isEqualTo(JsonMapper.shared().readTree(said(5).replace('\'', '"')));
        assertThat(positionOf(CHAT)).isEqualTo(5);
    }

    private long positionOf(ConversationId conversation) {
        String offset = Objects.requireNonNull(console.last().offset());
        return Positions.read(offset).of(conversation).orElse(-1);
    }

    @Test
    void pushesAStepAlsoAsWhatChanged() {
        line.push(Samples.said(4));
        line.push(Samples.step(5));

        assertThat(console.emitted())
                .extracting(FakeConsole.Emitted::name)
                .containsExactly("message", "conversation.update", "message");
        FakeConsole.Emitted update = console.emitted().get(1);
        assertThat(update.value())
                .hasToString(
                        "{\"conversationId\":\"netomi:c-1\",\"seq\":5,\"state\":\"waiting\","
                                + "\"owner\":{\"kind\":\"queue\",\"id\":\"default\"},"
                                + "\"version\":5,\"tags\":[]}");
        JsonNode message = console.last().value();
        assertThat(message.path("type").asString("")).isEqualTo("event");
        assertThat(message.path("text").asString("")).isEqualTo("please");
        assertThat(message.at("/author/kind").asString("")).isEqualTo("system");
        assertThat(message.at("/raw/event").asString("")).isEqualTo("handoff_transferred");
        assertThat(positionOf(CHAT)).isEqualTo(5);
        assertThat(Positions.read(update.offset()).of(CHAT)).hasValue(4);
    }

    @Test
    void saysThatANoteIsForTheHolderAlone() {
        AgentNote note = new AgentNote("{\"id\":\"w-1\",\"text\":\"refund\"}").sealedFor("ada");
        Message whisper =
                new Message(
                        Samples.said(5).id(),
                        CHAT,
                        5,
                        new Author(Party.AGENT, "sue"),
                        Content.forAgents(note),
                        null,
                        null,
                        NOW);

        line.push(whisper);
        line.push(whisper.seenBy("ben"));

        assertThat(console.emitted())
                .extracting(emitted -> emitted.value().toString())
                .containsExactly(
                        ("{'conversationId':'netomi:c-1','seq':5,'id':'w-1',"
                                        + "'author':{'kind':'agent','id':'sue'},"
                                        + "'type':'note','text':'refund','audience':'holder',"
                                        + "'at':'2026-01-02T03:04:05.678Z'}")
                                .replace('\'', '"'),
                        ("{'conversationId':'netomi:c-1','seq':5,'id':'"
                                        + whisper.id()
                                        + "','author':{'kind':'system','id':'switchboard'},"
                                        + "'type':'event','raw':{'event':'sealed'},"
                                        + "'at':'2026-01-02T03:04:05.678Z'}")
                                .replace('\'', '"'));
    }

    @Test
    void pushesAChangeOfTagsThoughItIsForAgentsAlone() {
        Message step = Samples.step(5);
        AgentNote note =
                new AgentNote(
                        step.content()
                                .text()
                                .replace("transferred", "tagged")
                                .replace("\"note\":\"please\"", "\"tags\":[\"vip\"]"));

        line.push(
                new Message(
                        step.id(),
                        CHAT,
                        5,
                        step.author(),
                        Content.forAgents(note),
                        null,
                        null,
                        NOW));

        assertThat(console.emitted())
                .extracting(FakeConsole.Emitted::name)
                .containsExactly("conversation.update", "message");
        assertThat(console.emitted().getFirst().value().path("tags").toString())
                .isEqualTo("[\"vip\"]");
        JsonNode message = console.last().value();
        assertThat(message.path("type").asString("")).isEqualTo("event");
        assertThat(message.at("/raw/event").asString("")).isEqualTo("handoff_tagged");
        assertThat(message.path("raw").has("type")).isFalse();
    }

    @Test
    void showsANoteWithTheWordsThatAreForAgents() {
        AgentNote note = new AgentNote("{\"id\":\"n-1\",\"text\":\"he is angry\"}");
        Message empty = Samples.message(CHAT, 5, Party.AGENT, "");

        line.push(
                new Message(
                        empty.id(),
                        CHAT,
                        5,
                        empty.author(),
                        Content.forAgents(note),
                        null,
                        null,
                        NOW));

        assertThat(console.last().value())
                .hasToString(
                        "{\"conversationId\":\"netomi:c-1\",\"seq\":5,\"id\":\"n-1\","
                                + "\"author\":{\"kind\":\"agent\",\"id\":\"ada\"},"
                                + "\"type\":\"note\",\"text\":\"he is angry\","
                                + "\"at\":\"2026-01-02T03:04:05.678Z\"}");
    }

    @Test
    void countsASnapshotAsAPosition() {
        ConversationId other = ConversationId.of("netomi", "c-2");
        line.tell(new ConsoleEvent.ContextSnapshot(Samples.held(4), new Slice(List.of(), true)));
        line.push(Samples.message(other, 9, Party.USER, "{}"));

        assertThat(positionOf(CHAT)).isEqualTo(4);
        assertThat(positionOf(other)).isEqualTo(9);

        line.tell(new ConsoleEvent.LeaseLost(CHAT, LEASE, ConsoleEvent.Lost.ENDED));
        line.push(Samples.message(other, 10, Party.USER, "{}"));

        assertThat(positionOf(CHAT)).isEqualTo(-1);
    }

    @Test
    void endsWhenAnotherConnectionTakesOver() {
        line.replaced();

        assertThat(console.closed()).isEqualTo(CloseReason.REPLACED);
    }

    /// As by a hub that restarts, after which standard clients connect again.
    @Test
    void endsWhenItsDeskMoves() {
        line.moved();

        assertThat(console.closed()).isEqualTo(CloseReason.DRAIN);
    }

    @Test
    void saysThatTheConsoleIsGone() {
        console.disconnect();

        assertThat(line.push(Samples.said(5))).isEqualTo(Offered.CLOSED);
    }

    @Test
    void keepsTheOrderOfWhatIsToldOnArrival() {
        Reception other = new Reception();
        other.desk.welcome =
                arriving -> {
                    arriving.tell(UNREAD);
                    assertThat(arriving.push(Samples.said(5))).isEqualTo(Offered.FULL);
                    arriving.tell(OFFER);
                };

        FakeConsole arrived = other.console("ada:AGENT");

        assertThat(arrived.names()).containsExactly("unread", "handoff.offer");
        assertThat(other.desk.asked).endsWith("drained");
    }

    /// It would come again, be told the same and never get through.
    @Test
    void keepsAConsoleHoweverMuchItIsToldOnArrival() {
        Reception other = new Reception();
        other.desk.welcome =
                arriving -> LongStream.range(0, 3_000).forEach(_ -> arriving.tell(OFFER));

        FakeConsole arrived = other.console("ada:AGENT");

        assertThat(arrived.closed()).isNull();
        assertThat(arrived.names()).hasSize(3_000).containsOnly("handoff.offer");
    }

    @Nested
    class WithoutRoom {

        private void fill() {
            console.leaveRoomFor(0);
        }

        private void drain() {
            console.leaveRoomFor(Integer.MAX_VALUE);
            reception.handler.drained(console);
        }

        @Test
        void refusesMessagesAndAsksForThemAgain() {
            fill();
            assertThat(line.push(Samples.said(5))).isEqualTo(Offered.FULL);
            reception.desk.asked.clear();

            drain();

            assertThat(reception.desk.asked).containsExactly("drained");
            line.push(Samples.said(5));
            assertThat(positionOf(CHAT)).isEqualTo(5);
        }

        @Test
        void claimsNoPositionThatWasNotReached() {
            line.push(Samples.said(4));
            fill();
            line.push(Samples.said(5));
            drain();
            line.push(Samples.message(ConversationId.of("netomi", "c-2"), 1, Party.USER, "{}"));

            assertThat(positionOf(CHAT)).isEqualTo(4);
        }

        @Test
        void letsNoMessageOvertakeWhatWasToldBefore() {
            fill();
            line.tell(
                    new ConsoleEvent.ContextSnapshot(Samples.held(4), new Slice(List.of(), true)));
            console.leaveRoomFor(10);

            assertThat(line.push(Samples.said(5))).isEqualTo(Offered.FULL);
            drain();
            assertThat(line.push(Samples.said(5))).isEqualTo(Offered.QUEUED);
            assertThat(console.names()).containsExactly("context.snapshot", "message");
        }

        @Test
        void dropsTyping() {
            fill();
            line.tell(new ConsoleEvent.Typing(CHAT, new Author(Party.USER, "u-1"), true));

            drain();

            assertThat(console.names()).isEmpty();
        }

        @Test
        void keepsTheLatestUnreadCounts() {
            fill();
            line.tell(new ConsoleEvent.Unread(1, Map.of(CHAT, 1), 8));
            line.tell(new ConsoleEvent.Unread(2, Map.of(CHAT, 2), 9));

            drain();

            assertThat(console.last().value().path("version").asInt()).isEqualTo(9);
            assertThat(console.names()).containsExactly("unread");
        }

        @Test
        void makesOneUpdateOfAQueuesChanges() {
            fill();
            LongStream.rangeClosed(6, 8).forEach(version -> line.tell(added(version)));

            drain();

            JsonNode update = console.last().value();
            assertThat(update.path("version").asInt()).isEqualTo(8);
            assertThat(update.path("changes").size()).isEqualTo(3);
            assertThat(console.names()).containsExactly("queue.update");
        }

        @Test
        void leavesOutMoreChangesThanAConsoleWouldReadSoThatItTakesASnapshot() {
            fill();
            LongStream.rangeClosed(6, 300).forEach(version -> line.tell(added(version)));

            drain();

            JsonNode update = console.last().value();
            assertThat(update.path("version").asInt()).isEqualTo(300);
            assertThat(update.path("changes").isEmpty()).isTrue();
        }

        @Test
        void forgetsChangesThatASnapshotHolds() {
            fill();
            line.tell(added(6));
            line.tell(new ConsoleEvent.QueueSnapshot(QueueId.DEFAULT, 6, 1, NOW, List.of()));
            line.tell(added(7));

            drain();

            assertThat(console.names()).containsExactly("queue.snapshot", "queue.update");
        }

        @Test
        void goesOnWhereTheRoomEnded() {
            fill();
            line.tell(OFFER);
            line.tell(UNREAD);
            console.leaveRoomFor(1);
            reception.desk.asked.clear();
            reception.handler.drained(console);
            assertThat(reception.desk.asked).isEmpty();

            drain();

            assertThat(console.names()).containsExactly("handoff.offer", "unread");
        }

        @Test
        void givesUpAConsoleThatReadsNothing() {
            fill();
            LongStream.rangeClosed(0, 1_000).forEach(_ -> line.tell(OFFER));

            assertThat(console.closed()).isEqualTo(CloseReason.SLOW);
        }
    }
}
