package dev.switchboard.adapter.in.socket.gateway.agent;

import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.HANDOFF;
import static dev.switchboard.adapter.in.socket.gateway.agent.Samples.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommand.Heartbeat.Named;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.SearchMessages.SearchQuery;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.search.PieceId;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;

class AgentCommandParserTest {

    private static final ConversationId CHAT = ConversationId.of("web", "1");

    private static final AgentCommand.Decision DECISION =
            new AgentCommand.Decision(CHAT, HANDOFF, 3, "t", "why");

    /// @param json `HO` and `LE` stand for ids
    private static @Nullable AgentCommand read(String event, String json) {
        String full =
                json.replace("\"HO\"", "\"" + HANDOFF + "\"")
                        .replace("\"LE\"", "\"" + LEASE + "\"");
        return AgentCommandParser.read(event, List.of(JsonMapper.shared().readTree(full)));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("queue.watch", "{}", new AgentCommand.WatchQueues(null)),
                Arguments.of(
                        "queue.watch",
                        "{\"queues\":[\"a\",\"b\"]}",
                        new AgentCommand.WatchQueues(Set.of(new QueueId("a"), new QueueId("b")))),
                Arguments.of(
                        "handoff.accept",
                        "{\"handoffId\":\"HO\",\"version\":3,\"unknown\":1}",
                        new AgentCommand.Accept(HANDOFF, 3)),
                Arguments.of(
                        "handoff.decline",
                        "{\"handoffId\":\"HO\",\"version\":3,\"reason\":\"busy\"}",
                        new AgentCommand.Decline(HANDOFF, 3, "busy")),
                Arguments.of(
                        "handoff.decline",
                        "{\"handoffId\":\"HO\",\"version\":3,\"reason\":\"\"}",
                        new AgentCommand.Decline(HANDOFF, 3, "")),
                Arguments.of(
                        "conversation.end",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"e\","
                                + "\"reason\":\"\",\"note\":\"\",\"outcome\":\"\"}",
                        new AgentCommand.End(CHAT, LEASE, "e", "", null, null)),
                Arguments.of(
                        "lease.heartbeat",
                        "{\"leases\":[{\"leaseId\":\"LE\",\"version\":2}]}",
                        new AgentCommand.Heartbeat(List.of(new Named(LEASE.value(), LEASE)))),
                Arguments.of(
                        "lease.heartbeat",
                        "{\"leases\":[{\"leaseId\":\"1\",\"version\":2}]}",
                        new AgentCommand.Heartbeat(List.of(new Named("1", null)))),
                Arguments.of(
                        "message.send",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"m\","
                                + "\"type\":\"text\",\"text\":\"Hi\",\"replyTo\":\"r\"}",
                        new AgentCommand.Say(
                                CHAT,
                                LEASE,
                                "m",
                                new Content(
                                        "{\"id\":\"m\",\"type\":\"text\",\"text\":\"Hi\",\"replyTo\":\"r\"}"),
                                List.of())),
                Arguments.of(
                        "message.send",
                        "{\"id\":\"m\",\"conversationId\":\"web:1\",\"leaseId\":\"LE\","
                                + "\"options\":[{\"title\":\"Yes\",\"id\":\"y\"}],"
                                + "\"type\":\"choice\",\"text\":\"Well?\"}",
                        new AgentCommand.Say(
                                CHAT,
                                LEASE,
                                "m",
                                new Content(
                                        "{\"id\":\"m\",\"type\":\"choice\",\"text\":\"Well?\","
                                                + "\"options\":[{\"id\":\"y\",\"title\":\"Yes\"}]}"),
                                List.of())),
                Arguments.of(
                        "message.send",
                        "{\"id\":\"m\",\"conversationId\":\"web:1\",\"leaseId\":\"LE\","
                                + "\"type\":\"attachment\",\"attachments\":[{\"mediaId\":\"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001\"},"
                                + "{\"url\":\"https://a.example/1.png\",\"name\":\"1.png\","
                                + "\"mimeType\":\"image/png\",\"size\":9}]}",
                        new AgentCommand.Say(
                                CHAT,
                                LEASE,
                                "m",
                                new Content(
                                        "{\"id\":\"m\",\"type\":\"attachment\",\"attachments\":["
                                                + "{\"mediaId\":\"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001\"},"
                                                + "{\"url\":\"https://a.example/1.png\","
                                                + "\"name\":\"1.png\",\"mimeType\":\"image/png\","
                                                + "\"size\":9}]}"),
                                List.of(FakeMediaLinks.PHOTO))),
                Arguments.of(
                        "note.add",
                        "{\"text\":\"he is angry\",\"id\":\"n\",\"conversationId\":\"web:1\"}",
                        new AgentCommand.AddNote(
                                CHAT,
                                "n",
                                new AgentNote("{\"id\":\"n\",\"text\":\"he is angry\"}"),
                                false)),
                Arguments.of(
                        "note.add",
                        "{\"conversationId\":\"web:1\",\"id\":\"n\",\"text\":\"refund her\",\"to\":\"holder\"}",
                        new AgentCommand.AddNote(
                                CHAT,
                                "n",
                                new AgentNote("{\"id\":\"n\",\"text\":\"refund her\"}"),
                                true)),
                Arguments.of(
                        "typing",
                        "{\"conversationId\":\"web:1\",\"active\":true}",
                        new AgentCommand.Type(CHAT, true)),
                Arguments.of(
                        "message.read",
                        "{\"conversationId\":\"web:1\",\"seq\":9}",
                        new AgentCommand.Read(CHAT, 9)),
                Arguments.of(
                        "conversation.transfer",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"t\","
                                + "\"to\":{\"agentId\":\"bob\"},\"note\":\"please\"}",
                        new AgentCommand.Transfer(
                                CHAT,
                                LEASE,
                                "t",
                                new Destination.ToAgent(new AgentId("bob")),
                                "please")),
                Arguments.of(
                        "conversation.transfer",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"t\","
                                + "\"to\":{\"queueId\":\"q\"}}",
                        new AgentCommand.Transfer(
                                CHAT, LEASE, "t", new Destination.ToQueue(new QueueId("q")), "")),
                Arguments.of(
                        "conversation.transfer",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"t\","
                                + "\"to\":{\"bot\":true}}",
                        new AgentCommand.Transfer(CHAT, LEASE, "t", new Destination.ToBot(), "")),
                Arguments.of(
                        "conversation.end",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"e\"}",
                        new AgentCommand.End(CHAT, LEASE, "e", "", null, null)),
                Arguments.of(
                        "conversation.end",
                        "{\"conversationId\":\"web:1\",\"leaseId\":\"LE\",\"id\":\"e\","
                                + "\"reason\":\"solved\",\"note\":\"call her\",\"outcome\":\"a-1\",\"tags\":[]}",
                        new AgentCommand.End(
                                CHAT,
                                LEASE,
                                "e",
                                "solved\ncall her",
                                new LabelId("a-1"),
                                List.of())),
                Arguments.of(
                        "wrapup.end",
                        "{\"leases\":[\"LE\",\"1\"]}",
                        new AgentCommand.EndWrapUps(List.of(LEASE))),
                Arguments.of("targets.get", "{}", new AgentCommand.GetTargets()),
                Arguments.of(
                        "conversation.tag",
                        "{\"conversationId\":\"web:1\",\"id\":\"g\",\"add\":[\"vip\",\"vip\"]}",
                        new AgentCommand.ChangeTags(
                                CHAT, "g", List.of(new LabelId("vip")), List.of())),
                Arguments.of(
                        "conversation.watch",
                        "{\"conversationId\":\"web:1\",\"after\":4}",
                        new AgentCommand.Watch(CHAT, 4L)),
                Arguments.of(
                        "conversation.unwatch",
                        "{\"conversationId\":\"web:1\"}",
                        new AgentCommand.Unwatch(CHAT)),
                Arguments.of(
                        "conversation.take",
                        "{\"conversationId\":\"web:1\",\"handoffId\":\"HO\","
                                + "\"version\":3,\"id\":\"t\",\"note\":\"why\"}",
                        new AgentCommand.Take(DECISION)),
                Arguments.of(
                        "conversation.assign",
                        "{\"conversationId\":\"web:1\",\"handoffId\":\"HO\","
                                + "\"version\":3,\"id\":\"t\",\"to\":{\"agentId\":\"ben\"},\"note\":\"why\"}",
                        new AgentCommand.Assign(
                                DECISION, new Destination.ToAgent(new AgentId("ben")))),
                Arguments.of(
                        "agent.empty",
                        "{\"agentId\":\"ben\",\"id\":\"t\",\"to\":{\"queueId\":\"default\"}}",
                        new AgentCommand.EmptyAgent(new AgentId("ben"), "t", QueueId.DEFAULT, "")),
                Arguments.of(
                        "handoff.prioritise",
                        "{\"handoffId\":\"HO\",\"version\":3,\"id\":\"t\",\"priority\":\"high\"}",
                        new AgentCommand.Prioritise(HANDOFF, 3, "t", Priority.HIGH)),
                Arguments.of(
                        "availability.list",
                        "{\"agentId\":\"ben\"}",
                        new AgentCommand.ListStates(new AgentId("ben"))),
                Arguments.of(
                        "availability.assign",
                        "{\"agentId\":\"ben\",\"id\":\"t\",\"availabilityProfileId\":1,\"availabilityStateId\":2}",
                        new AgentCommand.ChooseFor(new AgentId("ben"), "t", 1, 2)),
                Arguments.of("desk.watch", "{}", new AgentCommand.WatchWall(ZoneOffset.UTC)),
                Arguments.of(
                        "desk.watch",
                        "{\"zone\":\"America/Lima\"}",
                        new AgentCommand.WatchWall(ZoneId.of("America/Lima"))),
                Arguments.of("desk.unwatch", "{}", new AgentCommand.UnwatchWall()),
                Arguments.of(
                        "context.get",
                        "{\"conversationId\":\"web:1\"}",
                        new AgentCommand.GetContext(CHAT, null, 200)),
                Arguments.of(
                        "context.get",
                        "{\"conversationId\":\"web:1\",\"before\":7,\"limit\":10}",
                        new AgentCommand.GetContext(CHAT, 7L, 10)),
                Arguments.of(
                        "history.search",
                        "{}",
                        new AgentCommand.SearchHistory(
                                new SearchQuery("", "", Handling.ANY, null, null, null, 50))),
                Arguments.of(
                        "history.search",
                        "{\"words\":\"w\",\"customer\":\"c\",\"agentId\":\"a\",\"queueId\":\"q\","
                                + "\"tags\":[\"t\"],\"outcome\":\"o\",\"from\":\"1970-01-01T00:00:00Z\","
                                + "\"to\":\"1970-01-01T00:00:01Z\",\"limit\":2,\"before\":"
                                + "{\"began\":\"1970-01-01T00:00:00Z\",\"conversationId\":\"web:1\",\"piece\":9}}",
                        new AgentCommand.SearchHistory(
                                new SearchQuery(
                                        "w",
                                        "c",
                                        new Handling(
                                                new AgentId("a"),
                                                new QueueId("q"),
                                                Set.of(new LabelId("t")),
                                                new LabelId("o")),
                                        Instant.EPOCH,
                                        Instant.EPOCH.plusSeconds(1),
                                        new Place(Instant.EPOCH, new PieceId(CHAT, 9)),
                                        2))),
                Arguments.of(
                        "history.list",
                        "{\"conversationId\":\"web:1\"}",
                        new AgentCommand.ListFormers(CHAT, null, 50)),
                Arguments.of(
                        "history.list",
                        "{\"conversationId\":\"web:1\",\"before\":7,\"limit\":1}",
                        new AgentCommand.ListFormers(CHAT, 7L, 1)),
                Arguments.of(
                        "availability.set",
                        "{\"availabilityProfileId\":1,\"availabilityStateId\":2}",
                        new AgentCommand.ChooseAvailability(1, 2)),
                Arguments.of(
                        "presence.watch",
                        "{\"paths\":[\"/org/1/user/2/presence\"]}",
                        new AgentCommand.WatchPresence(List.of("/org/1/user/2/presence"), null)),
                Arguments.of(
                        "presence.unwatch",
                        "{\"paths\":[]}",
                        new AgentCommand.UnwatchPresence(List.of())),
                Arguments.of(
                        "auth.refresh",
                        "{\"token\":\"t\"}",
                        new AgentCommand.Refresh(new Secret("t"))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsACommand(String event, String json, AgentCommand expected) {
        assertThat(read(event, json)).isEqualTo(expected);
    }

    @Test
    void knowsNoOtherEvent() {
        assertThat(read("message.delete", "{}")).isNull();
    }

    @Test
    void takesNoArgumentForAnEmptyObject() {
        assertThat(AgentCommandParser.read("queue.watch", List.of()))
                .isEqualTo(new AgentCommand.WatchQueues(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    queue.watch           | payload               | []
                    queue.watch           | payload               | "all"
                    queue.watch           | payload               | null
                    queue.watch           | queues                | {"queues":"a"}
                    queue.watch           | queues                | {"queues":[1]}
                    queue.watch           | queues                | {"queues":[""]}
                    queue.watch           | queues                | {"queues":["a b"]}
                    handoff.accept        | handoffId             | {"version":1}
                    handoff.accept        | handoffId             | {"handoffId":7,"version":1}
                    handoff.accept        | handoffId             | {"handoffId":"","version":1}
                    handoff.accept        | handoffId             | {"handoffId":"ho_1","version":1}
                    handoff.accept        | version               | {"handoffId":"HO"}
                    handoff.accept        | version               | {"handoffId":"HO","version":"1"}
                    handoff.accept        | version               | {"handoffId":"HO","version":1.5}
                    handoff.accept        | version               | {"handoffId":"HO","version":-1}
                    handoff.accept        | version               | {"handoffId":"HO","version":1e30}
                    handoff.decline       | reason                | {"handoffId":"HO","version":1,"reason":3}
                    lease.heartbeat       | leases                | {}
                    lease.heartbeat       | leaseId               | {"leases":["LE"]}
                    lease.heartbeat       | leaseId               | {"leases":[{"version":1}]}
                    lease.heartbeat       | version               | {"leases":[{"leaseId":"LE"}]}
                    wrapup.end            | leases                | {}
                    wrapup.end            | leases                | {"leases":[1]}
                    message.send          | conversationId        | {"leaseId":"LE","id":"m","type":"text","text":"t"}
                    message.send          | conversationId        | {"conversationId":"noconversation","leaseId":"LE","id":"m","type":"text","text":"t"}
                    message.send          | leaseId               | {"conversationId":"web:1","leaseId":"1","id":"m","type":"text","text":"t"}
                    message.send          | leaseId               | {"conversationId":"web:1","id":"m","type":"text","text":"t"}
                    message.send          | id                    | {"conversationId":"web:1","leaseId":"LE","type":"text","text":"t"}
                    message.send          | type                  | {"conversationId":"web:1","leaseId":"LE","id":"m","text":"t"}
                    message.send          | type                  | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"dance","text":"t"}
                    message.send          | text                  | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text"}
                    message.send          | text                  | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text","text":" "}
                    message.send          | text                  | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text","text":5}
                    note.add              | id                    | {"conversationId":"web:1","text":"t"}
                    note.add              | text                  | {"conversationId":"web:1","id":"n"}
                    note.add              | to                    | {"conversationId":"web:1","id":"n","text":"t","to":"user"}
                    note.add              | to                    | {"conversationId":"web:1","id":"n","text":"t","to":{}}
                    note.add              | text                  | {"conversationId":"web:1","id":"n","text":" "}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment"}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[]}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":["x"]}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[{}]}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[{"url":"file:///etc/passwd"}]}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[{"url":"https://a.example","mediaId":"f"}]}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[{"mediaId":"f"}]}
                    message.send          | mediaId               | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[{"mediaId":1}]}
                    message.send          | options               | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"choice","text":"t"}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text","text":"t","attachments":[{"url":"https://a.example"}]}
                    message.send          | options               | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text","text":"t","options":[{"id":"y","title":"Yes"}]}
                    message.send          | attachments           | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"choice","text":"t","options":[{"id":"y","title":"Yes"}],"attachments":"x"}
                    message.send          | options               | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment","attachments":[{"url":"https://a.example"}],"options":[{"id":"y","title":"Yes"}]}
                    message.send          | title                 | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"choice","text":"t","options":[{"id":"y"}]}
                    message.send          | replyTo               | {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text","text":"t","replyTo":{}}
                    typing                | active                | {"conversationId":"web:1","active":"yes"}
                    message.read          | seq                   | {"conversationId":"web:1"}
                    conversation.transfer | to                    | {"conversationId":"web:1","leaseId":"LE","id":"m"}
                    conversation.transfer | to                    | {"conversationId":"web:1","leaseId":"LE","id":"m","to":{}}
                    conversation.transfer | to                    | {"conversationId":"web:1","leaseId":"LE","id":"m","to":{"bot":false}}
                    conversation.transfer | to                    | {"conversationId":"web:1","leaseId":"LE","id":"m","to":{"bot":true,"agentId":"b"}}
                    conversation.transfer | to                    | {"conversationId":"web:1","leaseId":"LE","id":"m","to":{"robot":true}}
                    conversation.transfer | agentId               | {"conversationId":"web:1","leaseId":"LE","id":"m","to":{"agentId":1}}
                    conversation.transfer | note                  | {"conversationId":"web:1","leaseId":"LE","id":"m","to":{"bot":true},"note":1}
                    conversation.end      | id                    | {"conversationId":"web:1","leaseId":"LE"}
                    conversation.end      | outcome               | {"conversationId":"web:1","leaseId":"LE","id":"e","outcome":"No id"}
                    conversation.end      | note                  | {"conversationId":"web:1","leaseId":"LE","id":"e","note":{}}
                    conversation.end      | tags                  | {"conversationId":"web:1","leaseId":"LE","id":"e","tags":["NO"]}
                    conversation.tag      | id                    | {"conversationId":"web:1","add":["vip"]}
                    conversation.tag      | add                   | {"conversationId":"web:1","id":"g"}
                    conversation.tag      | add                   | {"conversationId":"web:1","id":"g","add":"vip"}
                    conversation.tag      | add                   | {"conversationId":"web:1","id":"g","add":["Very important"]}
                    conversation.tag      | remove                | {"conversationId":"web:1","id":"g","add":["vip"],"remove":["vip"]}
                    conversation.watch    | after                 | {"conversationId":"web:1","after":"x"}
                    conversation.take     | handoffId             | {"conversationId":"web:1","version":3,"id":"t"}
                    conversation.take     | version               | {"conversationId":"web:1","handoffId":"HO","id":"t"}
                    conversation.take     | id                    | {"conversationId":"web:1","handoffId":"HO","version":3}
                    conversation.take     | note                  | {"conversationId":"web:1","handoffId":"HO","version":3,"id":"t","note":[]}
                    conversation.assign   | to                    | {"conversationId":"web:1","handoffId":"HO","version":3,"id":"t"}
                    conversation.assign   | to                    | {"conversationId":"web:1","handoffId":"HO","version":3,"id":"t","to":{"me":true}}
                    agent.empty           | agentId               | {"id":"t","to":{"queueId":"default"}}
                    agent.empty           | to                    | {"agentId":"ben","id":"t"}
                    agent.empty           | to                    | {"agentId":"ben","id":"t","to":{"bot":true}}
                    availability.list     | agentId               | {}
                    availability.assign   | agentId               | {"id":"t","availabilityProfileId":1,"availabilityStateId":2}
                    availability.assign   | id                    | {"agentId":"ben","availabilityProfileId":1,"availabilityStateId":2}
                    availability.assign   | availabilityProfileId | {"agentId":"ben","id":"t","availabilityStateId":2}
                    availability.assign   | availabilityStateId   | {"agentId":"ben","id":"t","availabilityProfileId":1,"availabilityStateId":"2"}
                    handoff.prioritise    | priority              | {"handoffId":"HO","version":3,"id":"t","priority":"low"}
                    handoff.prioritise    | priority              | {"handoffId":"HO","version":3,"id":"t","priority":2}
                    handoff.prioritise    | handoffId             | {"version":3,"id":"t","priority":"high"}
                    conversation.unwatch  | conversationId        | {}
                    context.get           | limit                 | {"conversationId":"web:1","limit":201}
                    context.get           | limit                 | {"conversationId":"web:1","limit":0}
                    context.get           | before                | {"conversationId":"web:1","before":true}
                    history.search        | to                    | {"words":"w","to":"+1000000000-12-31T23:59:59Z"}
                    history.search        | from                  | {"words":"w","from":"today"}
                    history.search        | piece                 | {"words":"w","before":{"began":"1970-01-01T00:00:00Z","conversationId":"web:1"}}
                    stats.mine            | day                   | {"day":"today"}
                    stats.mine            | day                   | {"day":"+10000-01-01"}
                    stats.mine            | day                   | {"day":7}
                    stats.mine            | zone                  | {"zone":"Mars/Here"}
                    history.list          | conversationId        | {}
                    history.list          | limit                 | {"conversationId":"web:1","limit":51}
                    history.list          | before                | {"conversationId":"web:1","before":"x"}
                    availability.set      | availabilityProfileId | {"availabilityStateId":1}
                    availability.set      | availabilityStateId   | {"availabilityProfileId":1}
                    presence.watch        | paths                 | {}
                    presence.unwatch      | paths                 | {"paths":[1]}
                    auth.refresh          | token                 | {}
                    """)
    void namesTheMemberThatIsWrong(String event, String field, String json) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read(event, json))
                .matches(e -> e.reason() == Reason.INVALID)
                .extracting(InvalidValueException::field)
                .isEqualTo(field);
    }

    @Test
    void takesNoIdThatIsTooLong() {
        assertThat(read("message.send", named("m".repeat(200)))).isNotNull();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("message.send", named("m".repeat(201))))
                .matches(e -> e.reason() == Reason.INVALID && e.field().equals("id"));
    }

    private static String named(String id) {
        return saying("Hi").replace("\"m\"", "\"" + id + "\"");
    }

    @Test
    void takesTextsUpTo64KiBytes() {
        String most = "é".repeat(32 * 1024);

        assertThat(read("message.send", saying(most))).isNotNull();
        assertTooLarge("text", saying(most + "!"));
    }

    private static String saying(String text) {
        return """
        {"conversationId":"web:1","leaseId":"LE","id":"m","type":"text","text":"%s"}\
        """
                .formatted(text);
    }

    @Test
    void takesUpToTenAttachments() {
        assertThat(read("message.send", attaching(10))).isNotNull();
        assertTooLarge("attachments", attaching(11));
    }

    private static String attaching(int count) {
        String one = "{\"mediaId\":\"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001\"},";
        String all = one.repeat(count);
        return """
        {"conversationId":"web:1","leaseId":"LE","id":"m","type":"attachment",
         "attachments":[%s]}\
        """
                .formatted(all.substring(0, all.length() - 1));
    }

    private static void assertTooLarge(String field, String json) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("message.send", json))
                .matches(e -> e.reason() == Reason.TOO_LONG)
                .extracting(InvalidValueException::field)
                .isEqualTo(field);
    }

    @Test
    void takesNoBinaryWhereverItStands() {
        JsonNode deep =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("handoffId", HANDOFF.value())
                        .put("version", 1)
                        .set(
                                "note",
                                JsonNodeFactory.instance
                                        .arrayNode()
                                        .add(BinaryNode.valueOf(new byte[] {1})));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> AgentCommandParser.read("handoff.accept", List.of(deep)))
                .extracting(InvalidValueException::field)
                .isEqualTo("note");
    }
}
