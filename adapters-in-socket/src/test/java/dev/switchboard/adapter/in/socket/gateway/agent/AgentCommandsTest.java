package dev.switchboard.adapter.in.socket.gateway.agent;

import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.HANDOFF;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.LEASE;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler.Handled;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.KeepDrafts.Kept;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.SearchQuery;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.TransferConversations.LeaseCommand;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.QueueTarget;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.application.port.in.handoff.WatchWall.Shown;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentCommandsTest {

    private static final String ACCEPT = "{\"handoffId\":\"" + HANDOFF + "\",\"version\":3}";
    private static final String SAY =
            "{\"conversationId\":\"netomi:c-1\",\"leaseId\":\""
                    + LEASE
                    + "\",\"id\":\"m-1\",\"type\":\"text\",\"text\":\"Hi\"}";
    private static final String READ = "{\"conversationId\":\"netomi:c-1\",\"seq\":7}";
    private static final String TRANSFER =
            "{\"conversationId\":\"netomi:c-1\",\"leaseId\":\""
                    + LEASE
                    + "\",\"id\":\"t-1\",\"to\":{\"agentId\":\"bob\"},\"note\":\"please\"}";
    private static final String END =
            "{\"conversationId\":\"netomi:c-1\",\"leaseId\":\""
                    + LEASE
                    + "\",\"id\":\"e-1\",\"reason\":\"solved\"}";
    private static final String TAG =
            "{\"conversationId\":\"netomi:c-1\",\"id\":\"g-1\",\"add\":[\"vip\"],\"remove\":[\"old\"]}";
    private static final String WATCH = "{\"conversationId\":\"netomi:c-1\",\"after\":2}";
    private static final String CHAT_ONLY = "{\"conversationId\":\"netomi:c-1\"}";
    private static final String DRAFT =
            "{\"conversationId\":\"netomi:c-1\",\"text\":\"\",\"at\":\"2026-01-02T03:04:05Z\"}";
    private static final String STATE = "{\"availabilityProfileId\":1,\"availabilityStateId\":2}";

    private final Reception reception = new Reception();
    private final FakeDesk desk = reception.desk;
    private final FakeConsole console = reception.console();

    private static Label label(String id, String name, @Nullable String color) {
        return new Label(new LabelId(id), name, color, false);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                outcome(
                        "queue.watch",
                        "{\"queues\":[\"default\"]}",
                        "{'ok':true,'queues':['billing','default']}",
                        _ -> {}),
                outcome(
                        "handoff.accept",
                        ACCEPT,
                        "{'ok':true,'lease':{'leaseId':'"
                                + LEASE
                                + "','version':3,"
                                + "'expiresAt':'2026-01-02T03:06:05.678Z','heartbeatSeconds':30},"
                                + "'conversationId':'netomi:c-1','seq':9,"
                                + Samples.heldJson(9)
                                + "}",
                        desk -> desk.accepted = new Accepted.Done(Samples.held(9))),
                failure(
                        "handoff.accept",
                        ACCEPT,
                        "TAKEN",
                        desk -> desk.accepted = DeskRefusal.TAKEN),
                failure("handoff.accept", ACCEPT, "GONE", desk -> desk.accepted = DeskRefusal.GONE),
                failure(
                        "handoff.accept",
                        ACCEPT,
                        "VERSION",
                        desk -> desk.accepted = DeskRefusal.CHANGED),
                failure(
                        "handoff.accept",
                        ACCEPT,
                        "LIMIT",
                        desk -> desk.accepted = DeskRefusal.AT_LIMIT),
                failure(
                        "handoff.accept",
                        ACCEPT,
                        "NOT_AVAILABLE",
                        desk -> desk.accepted = DeskRefusal.NOT_AVAILABLE),
                outcome("handoff.decline", ACCEPT, "{'ok':true}", _ -> {}),
                failure(
                        "handoff.decline",
                        ACCEPT,
                        "GONE",
                        desk -> desk.declined = DeskRefusal.GONE),
                failure(
                        "handoff.decline",
                        ACCEPT,
                        "VERSION",
                        desk -> desk.declined = DeskRefusal.CHANGED),
                outcome(
                        "lease.heartbeat",
                        "{\"leases\":[{\"leaseId\":\""
                                + LEASE
                                + "\",\"version\":4},"
                                + "{\"leaseId\":\""
                                + other()
                                + "\",\"version\":1}]}",
                        "{'ok':true,'leases':[{'leaseId':'"
                                + LEASE
                                + "','version':4,"
                                + "'expiresAt':'1970-01-01T00:00:00.000Z'},"
                                + "{'leaseId':'"
                                + other()
                                + "','lost':true,'reason':'expired'}]}",
                        _ -> {}),
                outcome(
                        "lease.heartbeat",
                        "{\"leases\":[{\"leaseId\":\"undefined\",\"version\":1},{\"leaseId\":\""
                                + LEASE
                                + "\",\"version\":4},{\"leaseId\":\"le_1\",\"version\":1}]}",
                        "{'ok':true,'leases':["
                                + "{'leaseId':'undefined','lost':true,'reason':'expired'},"
                                + "{'leaseId':'"
                                + LEASE
                                + "','version':4,'expiresAt':'1970-01-01T00:00:00.000Z'},"
                                + "{'leaseId':'le_1','lost':true,'reason':'expired'}]}",
                        _ -> {}),
                outcome(
                        "message.send",
                        SAY,
                        "{'ok':true,'seq':8,'at':'2026-01-02T03:04:05.678Z'}",
                        desk -> desk.sent = new SendResult.Accepted(8, NOW, false)),
                outcome(
                        "message.send",
                        SAY,
                        "{'ok':true,'seq':8,'at':'2026-01-02T03:04:05.678Z','duplicate':true}",
                        desk -> desk.sent = new SendResult.Accepted(8, NOW, true)),
                failure(
                        "message.send",
                        SAY,
                        "LEASE_LOST",
                        desk -> desk.sent = DeskRefusal.LEASE_LOST),
                failure(
                        "message.send",
                        SAY,
                        "NOT_FOUND",
                        desk -> desk.sent = DeskRefusal.NOT_FOUND),
                failure(
                        "message.send",
                        SAY,
                        "ID_REUSED",
                        desk -> desk.sent = DeskRefusal.ID_REUSED),
                outcome(
                        "message.send",
                        SAY,
                        "{'ok':false,'code':'INVALID','error':'Invalid field: attachments'}",
                        desk -> desk.sent = DeskRefusal.NO_SUCH_FILE),
                outcome(
                        "message.send",
                        SAY,
                        "{'ok':false,'code':'WINDOW_CLOSED','error':'The user has to write first',"
                                + "'replyUntil':'2026-01-02T03:04:05.678Z'}",
                        desk -> desk.sent = new SendResult.WindowClosed(NOW)),
                outcome(
                        "note.add",
                        "{\"conversationId\":\"netomi:c-1\",\"id\":\"n\",\"text\":\"t\"}",
                        "{'ok':true,'seq':8,'at':'2026-01-02T03:04:05.678Z','duplicate':true}",
                        desk -> desk.sent = new SendResult.Accepted(8, NOW, true)),
                outcome(
                        "draft.set",
                        DRAFT,
                        "{'ok':true,'at':'2026-01-02T03:04:05.678Z'}",
                        desk -> desk.kept = new Kept.Done(NOW)),
                failure("draft.set", DRAFT, "NOT_FOUND", desk -> desk.kept = DeskRefusal.NOT_FOUND),
                outcome(
                        "typing",
                        "{\"conversationId\":\"netomi:c-1\",\"active\":true}",
                        "{'ok':true}",
                        _ -> {}),
                failure(
                        "typing",
                        "{\"conversationId\":\"netomi:c-1\",\"active\":true}",
                        "NOT_FOUND",
                        desk -> desk.typing = DeskRefusal.NOT_FOUND),
                outcome(
                        "message.read",
                        READ,
                        "{'ok':true,'unread':{'conversation':1,'total':3}}",
                        desk -> desk.read = new Read.Marked(1, 3)),
                failure(
                        "message.read",
                        READ,
                        "NOT_FOUND",
                        desk -> desk.read = DeskRefusal.NOT_FOUND),
                outcome(
                        "conversation.transfer",
                        TRANSFER,
                        "{'ok':true,'handoffId':'" + HANDOFF + "','seq':11}",
                        desk -> desk.given = new Given.Done(HANDOFF, 11)),
                outcome(
                        "conversation.transfer",
                        TRANSFER,
                        "{'ok':true,'seq':11}",
                        desk -> desk.given = new Given.Done(null, 11)),
                failure(
                        "conversation.transfer",
                        TRANSFER,
                        "NO_TARGET",
                        desk -> desk.given = DeskRefusal.NO_TARGET),
                failure(
                        "conversation.transfer",
                        TRANSFER,
                        "LEASE_LOST",
                        desk -> desk.given = DeskRefusal.LEASE_LOST),
                failure(
                        "conversation.transfer",
                        TRANSFER,
                        "NOT_FOUND",
                        desk -> desk.given = DeskRefusal.NOT_FOUND),
                failure(
                        "conversation.transfer",
                        TRANSFER,
                        "ID_REUSED",
                        desk -> desk.given = DeskRefusal.ID_REUSED),
                outcome(
                        "conversation.end",
                        END,
                        "{'ok':true,'seq':12}",
                        desk -> desk.given = new Given.Done(null, 12)),
                failure(
                        "conversation.end",
                        END,
                        "LEASE_LOST",
                        desk -> desk.given = DeskRefusal.LEASE_LOST),
                outcome(
                        "conversation.end",
                        END,
                        "{'ok':false,'code':'OUTCOME_REQUIRED','error':'An outcome has to be named',"
                                + "'outcomes':[{'id':'solved','name':'Solved','color':'#00aa00'},"
                                + "{'id':'spam','name':'Spam'}]}",
                        desk ->
                                desk.given =
                                        new Given.OutcomeRequired(
                                                List.of(
                                                        label("solved", "Solved", "#00aa00"),
                                                        label("spam", "Spam", null)))),
                outcome(
                        "conversation.end",
                        END,
                        "{'ok':false,'code':'INVALID','error':'Invalid field: outcome'}",
                        desk -> desk.given = DeskRefusal.NO_SUCH_OUTCOME),
                failure(
                        "conversation.end",
                        END,
                        "LIMIT",
                        desk -> desk.given = DeskRefusal.AT_LIMIT),
                outcome(
                        "wrapup.end",
                        "{\"leases\":[\"" + other() + "\"]}",
                        "{'ok':true,'wrapUps':[{'conversationId':'netomi:c-1','leaseId':'"
                                + LEASE
                                + "','queueId':'default','until':'2026-01-02T03:04:05.678Z'}]}",
                        desk -> desk.wrapUps = List.of(Samples.WRAP_UP)),
                outcome(
                        "targets.get",
                        "{}",
                        "{'ok':true,'queues':[{'queueId':'default','name':'default','depth':2,"
                                + "'oldestSince':'2026-01-02T03:04:05.678Z'},"
                                + "{'queueId':'billing','name':'billing','depth':0,'oldestSince':null}],"
                                + "'agents':[{'agentId':'bob','name':'Bob','kind':'AVAILABLE','state':'Here','chats':1,'limit':5}],"
                                + "'others':[{'agentId':'cem','name':'Cem','kind':'AWAY','state':'At lunch','chats':0,'limit':5}]}",
                        desk ->
                                desk.targets =
                                        new Targets(
                                                List.of(
                                                        new QueueTarget(
                                                                QueueId.DEFAULT, 2, Samples.NOW),
                                                        new QueueTarget(
                                                                new QueueId("billing"), 0, null)),
                                                List.of(
                                                        new AgentTarget(
                                                                new AgentId("bob"),
                                                                "Bob",
                                                                Kind.AVAILABLE,
                                                                "Here",
                                                                1,
                                                                5)),
                                                List.of(
                                                        new AgentTarget(
                                                                new AgentId("cem"),
                                                                "Cem",
                                                                Kind.AWAY,
                                                                "At lunch",
                                                                0,
                                                                5)))),
                outcome(
                        "conversation.tag",
                        TAG,
                        "{'ok':true,'tags':['late','vip'],'seq':13}",
                        desk ->
                                desk.tagged =
                                        new Tagged.Done(
                                                new Tags(
                                                        List.of(
                                                                new LabelId("late"),
                                                                new LabelId("vip"))),
                                                13)),
                outcome(
                        "conversation.tag",
                        TAG,
                        "{'ok':false,'code':'INVALID','error':'Invalid field: add'}",
                        desk -> desk.tagged = DeskRefusal.NO_SUCH_TAG),
                failure(
                        "conversation.tag",
                        TAG,
                        "LIMIT",
                        desk -> desk.tagged = DeskRefusal.AT_LIMIT),
                failure(
                        "conversation.tag",
                        TAG,
                        "NOT_FOUND",
                        desk -> desk.tagged = DeskRefusal.NOT_FOUND),
                failure(
                        "conversation.tag",
                        TAG,
                        "ID_REUSED",
                        desk -> desk.tagged = DeskRefusal.ID_REUSED),
                outcome(
                        "conversation.watch",
                        WATCH,
                        "{'ok':true,'seq':2}",
                        desk -> desk.watching = new Watching.Begun(2, null)),
                outcome(
                        "conversation.watch",
                        WATCH,
                        "{'ok':true,'seq':2,'customer':{'id':'u-1','name':'Ann'},'attributes':{'plan':'gold'}}",
                        desk ->
                                desk.watching =
                                        new Watching.Begun(
                                                2,
                                                new Handoff.Customer(
                                                        "u-1",
                                                        "Ann",
                                                        new Content("{\"plan\":\"gold\"}")))),
                failure(
                        "conversation.watch",
                        WATCH,
                        "FORBIDDEN",
                        desk -> desk.watching = DeskRefusal.FORBIDDEN),
                failure(
                        "conversation.watch",
                        WATCH,
                        "NOT_FOUND",
                        desk -> desk.watching = DeskRefusal.NOT_FOUND),
                failure(
                        "conversation.watch",
                        WATCH,
                        "LIMIT",
                        desk -> desk.watching = DeskRefusal.AT_LIMIT),
                outcome("conversation.unwatch", CHAT_ONLY, "{'ok':true}", _ -> {}),
                outcome(
                        "desk.watch",
                        "{}",
                        "{'ok':true,'version':5}",
                        desk -> desk.shown = new Shown.Begun(5)),
                failure(
                        "desk.watch",
                        "{}",
                        "FORBIDDEN",
                        desk -> desk.shown = DeskRefusal.FORBIDDEN),
                outcome("desk.unwatch", "{}", "{'ok':true}", _ -> {}),
                outcome(
                        "context.get",
                        CHAT_ONLY,
                        "{'ok':true,'messages':[{'conversationId':'netomi:c-1','seq':3,"
                                + "'id':'msg_00000000000000000000000000000003',"
                                + "'author':{'kind':'user','id':'user-1'},"
                                + "'type':'text','text':'text 3','at':'2026-01-02T03:04:05.678Z'}],"
                                + "'complete':false}",
                        desk ->
                                desk.context =
                                        Optional.of(
                                                new Slice(
                                                        List.of(Samples.recorded(Samples.said(3))),
                                                        false))),
                failure(
                        "context.get",
                        CHAT_ONLY,
                        "NOT_FOUND",
                        desk -> desk.context = Optional.empty()),
                outcome(
                        "history.list",
                        CHAT_ONLY,
                        "{'ok':true,'handoffs':["
                                + "{'handoffId':'"
                                + HANDOFF
                                + "','queueId':'default','agent':'ada',"
                                + "'askedAt':'1970-01-01T00:00:00.000Z','endedAt':'2026-01-02T03:04:05.678Z',"
                                + "'outcome':'solved','tags':['vip'],'from':3,'to':9},"
                                + "{'handoffId':'"
                                + HANDOFF
                                + "','askedAt':'1970-01-01T00:00:00.000Z','endedAt':'1970-01-01T00:00:00.000Z',"
                                + "'tags':[],'from':1,'to':1}],'next':3}",
                        desk -> desk.formers = Optional.of(Samples.formers())),
                failure(
                        "history.list",
                        CHAT_ONLY,
                        "NOT_FOUND",
                        desk -> desk.formers = Optional.empty()),
                outcome(
                        "history.search",
                        "{\"words\":\"text\"}",
                        "{'ok':true,'hits':[{'conversationId':'netomi:c-1','seq':3,"
                                + "'messageId':'msg_00000000000000000000000000000003',"
                                + "'at':'2026-01-02T03:04:05.678Z','customer':{'id':'u-1','name':'Ann'},"
                                + "'author':{'kind':'user','id':'user-1'},"
                                + "'snippet':'text 3','marks':[[0,4]],'parked':false}],"
                                + "'next':{'began':'1970-01-01T00:00:00.000Z','conversationId':'netomi:c-1','piece':3},"
                                + "'complete':true}",
                        desk -> desk.found = Samples.found()),
                outcome(
                        "history.search",
                        "{}",
                        "{'ok':false,'code':'INVALID','error':'Invalid field: words'}",
                        desk -> desk.found = DeskRefusal.NOTHING_ASKED),
                failure(
                        "history.search",
                        "{\"words\":\"text\"}",
                        "UNKNOWN_EVENT",
                        desk -> desk.searchable = false),
                outcome(
                        "stats.mine",
                        "{}",
                        "{'ok':true,'from':'1970-01-01T00:00:00.000Z','to':'1970-01-02T00:00:00.000Z',"
                                + "'accepted':3,'declined':0,'missed':1,'ended':2,'transferred':0,"
                                + "'lapsed':0,'handleP50':90,'handleP90':600,"
                                + "'byOutcome':{'lost':1,'solved':1}}",
                        desk -> desk.figures = Samples.figures()),
                outcome(
                        "stats.mine",
                        "{}",
                        "{'ok':true,'from':'1970-01-01T00:00:00.000Z','to':'1970-01-02T00:00:00.000Z',"
                                + "'accepted':0,'declined':0,'missed':0,'ended':0,'transferred':0,"
                                + "'lapsed':0,'byOutcome':{}}",
                        desk -> desk.figures = Figures.NONE),
                failure("stats.mine", "{}", "LIMIT", desk -> desk.figures = null),
                outcome(
                        "availability.set",
                        STATE,
                        "{'ok':true,'presence':{'availabilityProfileId':1,"
                                + "'availabilityStateId':1,'kind':'AVAILABLE'}}",
                        desk -> desk.chosen = Optional.of(AgentReadiness.AVAILABLE)),
                outcome(
                        "availability.set",
                        STATE,
                        "{'ok':false,'code':'INVALID','error':'Invalid field:"
                                + " availabilityStateId'}",
                        _ -> {}),
                failure("message.delete", "{}", "UNKNOWN_EVENT", _ -> {}));
    }

    private static LeaseId other() {
        return new LeaseId("le_" + "1".repeat(24));
    }

    private static Arguments outcome(
            String event, String json, String ack, Consumer<FakeDesk> given) {
        return Arguments.of(
                event, json, JsonMapper.shared().readTree(ack.replace('\'', '"')), given);
    }

    private static Arguments failure(
            String event, String json, String code, Consumer<FakeDesk> given) {
        CommandFailure failure = CommandFailure.valueOf(code);
        return Arguments.of(event, json, failure.asAck(null), given);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("outcomes")
    void areAnswered(String event, String json, JsonNode ack, Consumer<FakeDesk> given) {
        given.accept(desk);

        assertThat(reception.call(console, event, json)).hasToString(ack.toString());
        assertThat(console.names()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("outcomes")
    void thatWantNoAnswerAreToldOfFailuresOnly(
            String event, String json, JsonNode ack, Consumer<FakeDesk> given) {
        given.accept(desk);

        Handled handled = reception.send(console, event, json);

        assertThat(handled)
                .isEqualTo(event.equals("message.delete") ? Handled.UNKNOWN : Handled.KNOWN);
        if (ack.path("ok").asBoolean()) {
            assertThat(console.names()).isEmpty();
        } else {
            assertThat(console.last().name()).isEqualTo("problem");
            assertThat(console.last().value())
                    .hasToString(
                            ack.toString().replace("\"ok\":false", "\"event\":\"" + event + "\""));
            assertThat(reception.counted).endsWith(ack.path("code").asString(""));
        }
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("queue.watch", "{}", List.of("watch queues null")),
                Arguments.of("handoff.accept", ACCEPT, List.of("accept " + HANDOFF + "@3")),
                Arguments.of("handoff.decline", ACCEPT, List.of("decline " + HANDOFF + "@3 ")),
                Arguments.of(
                        "lease.heartbeat",
                        "{\"leases\":[{\"leaseId\":\"" + LEASE + "\",\"version\":4}]}",
                        List.of(List.of(LEASE))),
                Arguments.of(
                        "wrapup.end",
                        "{\"leases\":[\"" + LEASE + "\"]}",
                        List.of("wrapped up", List.of(LEASE))),
                Arguments.of(
                        "typing",
                        "{\"conversationId\":\"netomi:c-1\",\"active\":false}",
                        List.of("typing netomi:c-1 false")),
                Arguments.of("message.read", READ, List.of("read netomi:c-1@7")),
                Arguments.of("conversation.watch", WATCH, List.of("watch netomi:c-1@2")),
                Arguments.of("conversation.unwatch", CHAT_ONLY, List.of("unwatch netomi:c-1")),
                Arguments.of("context.get", CHAT_ONLY, List.of("context netomi:c-1<null#200")),
                Arguments.of(
                        "history.search",
                        "{\"words\":\"w\"}",
                        List.of(new SearchQuery("w", "", Handling.ANY, null, null, null, 50))),
                Arguments.of("history.list", CHAT_ONLY, List.of("formers netomi:c-1<null#50")),
                Arguments.of("stats.mine", "{}", List.of("figures of ada null Z")),
                Arguments.of(
                        "stats.mine",
                        "{\"day\":\"2026-02-28\",\"zone\":\"America/Mexico_City\"}",
                        List.of("figures of ada 2026-02-28 America/Mexico_City")),
                Arguments.of("availability.set", STATE, List.of("choose 1/2")),
                Arguments.of("presence.watch", "{\"paths\":[]}", List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void reachTheDesk(String event, String json, List<Object> asked) {
        reception.call(console, event, json);

        assertThat(desk.asked).isEqualTo(asked);
    }

    @Test
    void thatSaySomethingBringItInTheFormThatIsJournaled() {
        reception.call(console, "message.send", SAY);
        reception.call(console, "message.send", SAY.replace("Hi", "Ho"));

        MessageCommand first = (MessageCommand) desk.asked.get(0);
        MessageCommand second = (MessageCommand) desk.asked.get(1);
        assertThat(first.lease()).isEqualTo(LEASE);
        assertThat(first.id()).isEqualTo("m-1");
        assertThat(first.content().text())
                .isEqualTo("{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"Hi\"}");
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void thatSayTheSameInAnotherOrderOfMembersAreARepeat() {
        reception.call(console, "message.send", SAY);
        reception.call(
                console,
                "message.send",
                "{\"text\":\"Hi\",\"type\":\"text\",\"id\":\"m-1\",\"leaseId\":\""
                        + LEASE
                        + "\",\"conversationId\":\"netomi:c-1\",\"sentAt\":1}");

        assertThat(desk.asked.get(1)).isEqualTo(desk.asked.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"agentId":"bob"} | agent bob
                    {"queueId":"q"}   | queue q
                    {"bot":true}      | bot
                    """)
    void thatHandOnSayToWhom(String to, String expected) {
        reception.call(
                console, "conversation.transfer", TRANSFER.replace("{\"agentId\":\"bob\"}", to));

        LeaseCommand leave = (LeaseCommand) desk.asked.get(0);
        assertThat(leave.id()).isEqualTo("t-1");
        assertThat(leave.note()).isEqualTo("please");
        String destination =
                switch ((Destination) desk.asked.get(1)) {
                    case Destination.ToAgent(AgentId agent) -> "agent " + agent;
                    case Destination.ToQueue(QueueId queue) -> "queue " + queue;
                    case Destination.ToBot _ -> "bot";
                };
        assertThat(destination).isEqualTo(expected);
    }

    @Test
    void thatHandOnToOthersUnderOneIdAreNotTheSame() {
        reception.call(console, "conversation.transfer", TRANSFER);
        reception.call(console, "conversation.transfer", TRANSFER.replace("bob", "cid"));
        reception.call(console, "conversation.end", END.replace("e-1", "t-1"));
        reception.call(
                console,
                "conversation.end",
                END.replace("e-1", "t-1").replace("}", ",\"outcome\":\"solved\"}"));
        reception.call(
                console,
                "conversation.end",
                END.replace("e-1", "t-1").replace("}", ",\"note\":\"more\"}"));
        reception.call(
                console,
                "conversation.end",
                END.replace("e-1", "t-1").replace("}", ",\"tags\":[]}"));

        assertThat(
                        desk.asked.stream()
                                .filter(LeaseCommand.class::isInstance)
                                .map(LeaseCommand.class::cast))
                .extracting(LeaseCommand::fingerprint)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    INVALID   | Invalid field: handoffId | handoff.accept | {"version":1}
                    INVALID   | Invalid field: payload   | typing         | []
                    TOO_LARGE | Too large: attachments   | message.send   | ELEVEN
                    """)
    void thatCannotBeReadAreNamedWhatIsWrong(String code, String error, String event, String json) {
        String attachment = "{\"mediaId\":\"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001\"},";
        String eleven =
                SAY.replace("\"type\":\"text\"", "\"type\":\"attachment\"")
                        .replace(
                                "\"text\":\"Hi\"",
                                "\"attachments\":["
                                        + attachment.repeat(10)
                                        + "{\"mediaId\":\"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001\"}]");

        JsonNode ack = reception.call(console, event, json.replace("ELEVEN", eleven));

        assertThat(ack)
                .hasToString(
                        "{\"ok\":false,\"code\":\"%s\",\"error\":\"%s\"}".formatted(code, error));
        assertThat(desk.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff.accept", "message.send", "conversation.end"})
    void areToldWhenTheStoreIsAway(String event) {
        desk.away = true;
        String json =
                switch (event) {
                    case "handoff.accept" -> ACCEPT;
                    case "message.send" -> SAY;
                    default -> END;
                };

        assertThat(reception.call(console, event, json))
                .hasToString(
                        "{\"ok\":false,\"code\":\"UNAVAILABLE\","
                                + "\"error\":\"The store does not answer\",\"retryAfter\":5}");
        assertThat(console.hasLeft()).isFalse();
        assertThat(console.closed()).isNull();
    }

    @Test
    void areToldThatTheFaultIsOursAndSoAreWe() {
        desk.broken = true;

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> reception.send(console, "context.get", CHAT_ONLY));

        assertThat(console.last().value().path("code").asString("")).isEqualTo("INTERNAL");
    }

    @Test
    void areInTheAuditBeforeASupervisorIsShownAnything() {
        FakeConsole supervisor = reception.console("sue:AGENT,SUPERVISOR");
        desk.watching = new Watching.Begun(2, null);

        reception.call(supervisor, "conversation.watch", WATCH);
        reception.call(supervisor, "context.get", CHAT_ONLY);
        reception.call(supervisor, "history.list", CHAT_ONLY);
        reception.call(supervisor, "history.search", "{\"words\":\"a secret\"}");
        reception.call(supervisor, "desk.watch", "{}");

        assertThat(reception.audit.lines())
                .containsExactly(
                        "sue conversation.watch netomi:c-1 from 192.0.2.1",
                        "sue conversation.read netomi:c-1 from 192.0.2.1",
                        "sue conversation.handoffs netomi:c-1 from 192.0.2.1",
                        "sue conversation.search default from 192.0.2.1",
                        "sue desk.watch default from 192.0.2.1");
    }

    @Test
    void areNotInTheAuditWhenAnAgentServes() {
        reception.call(reception.console("ada:AGENT"), "context.get", CHAT_ONLY);

        assertThat(reception.audit.lines()).isEmpty();
    }
}
