package dev.switchboard.adapter.in.socket.gateway.pega;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerNamespace;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeBrowsers;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeClients;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeSocket;
import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.EventText;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler.Handled;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ClientMessagesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MessageId ID = new MessageId("msg_" + "0".repeat(32));

    private final MutableClock clock = new MutableClock();
    private final FakeClients clients = new FakeClients();
    private final List<Command> sent = new ArrayList<>();
    private final List<RelayEphemeralEvents.UserEvent> ephemeral = new ArrayList<>();
    private Result result = new Result.Queued(ID, 1, false);
    private boolean hasDefault = true;
    private boolean mayType = true;
    private final NamespaceHandler handler = handler();
    private final FakeSocket socket = connected("{}");
    private final List<JsonNode> acked = new ArrayList<>();

    private NamespaceHandler handler() {
        RelayEphemeralEvents events =
                new RelayEphemeralEvents() {
                    @Override
                    public boolean fromUser(UserEvent event) {
                        ephemeral.add(event);
                        return mayType;
                    }

                    @Override
                    public void toClients(ConversationId conversation, Content content) {}
                };
        SendUserMessage sending =
                command -> {
                    sent.add(command);
                    return result;
                };
        ProveIdentity nobody = _ -> new ProveIdentity.Result.Rejected();
        return new CustomerNamespace(
                        List.of(
                                new PegaEvents(
                                        new ClientMessages(
                                                sending,
                                                events,
                                                clients,
                                                new Desks(),
                                                new SequentialIds(),
                                                clock),
                                        new AgentRenderer(new FakeMediaLinks()))),
                        clients,
                        clients,
                        new FakeBrowsers(),
                        new OpenProofs(nobody, new FakeStanding()),
                        true)
                .namespace()
                .handler();
    }

    private ConnectDecision connect(String auth) {
        return handler.connect(
                new ConnectRequest(
                        new Handshake("192.0.2.1", false, Map.of()),
                        JSON.readTree(auth).asObject(),
                        null));
    }

    private FakeSocket connected(String auth) {
        ConnectDecision verdict = connect(auth);
        FakeSocket fresh = new FakeSocket("s1", ((ConnectDecision.Accept) verdict).attributes());
        handler.connected(fresh, false);
        fresh.emitted().clear();
        return fresh;
    }

    private JsonNode say(String json) {
        return say(JSON.readTree(json));
    }

    private JsonNode say(JsonNode message) {
        acked.clear();
        handler.event(socket, "clientMessage", List.of(message), args -> acked.add(args[0]));
        return acked.getFirst();
    }

    private String content() {
        return sent.getLast().content().text();
    }

    @Test
    void takesTheSeedsMessage() {
        JsonNode ack =
                say(
                        """
                        {"type":"text","customer_id":"C-1","customer_name":"Ann",
                         "message_id":1700000000000,"text":["Hello"]}\
                        """);

        assertThat(ack.get("ok").booleanValue()).isTrue();
        assertThat(ack.get("seq").longValue()).isEqualTo(1);
        assertThat(ack.get("message_id").longValue()).isEqualTo(1_700_000_000_000L);
        assertThat(sent.getLast().conversation())
                .isEqualTo(ConversationId.of("pega", "default/C-1"));
        assertThat(sent.getLast().claimFor()).isNull();
        assertThat(content())
                .isEqualTo(
                        "{\"type\":\"text\",\"customer_id\":\"C-1\",\"customer_name\":\"Ann\","
                                + "\"message_id\":1700000000000,\"text\":[\"Hello\"]}");
        assertThat(socket.emitted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a_b.example/x",
                "https://b\u00fccher.example/x",
                "http://a.example/a b|c",
                "HTTPS://a.example:8443?x=[1]"
            })
    void takesEveryAddressThatABrowserTakes(String url) {
        JsonNode ack =
                say(
                        "{\"type\":\"text\",\"message_id\":\"order 7 of 9\","
                                + "\"attachments\":[{\"url\":\""
                                + url
                                + "\"}]}");

        assertThat(ack.get("ok").booleanValue()).isTrue();
        assertThat(ack.get("message_id").stringValue()).isEqualTo("order 7 of 9");
        assertThat(content()).contains("{\"url\":\"" + url + "\"}");
    }

    @Test
    void forwardsAStringAsAnArrayAndKeepsPostbackAttachmentsAndContext() {
        say(
                """
                {"type":"text","customer_id":7,"message_id":"m","text":"Yes","postback":"P",
                 "attachments":[{"url":"https://a.example/x","name":"dropped"}],
                 "context_data":{"page":"home"},"unknown":1}\
                """);

        assertThat(content())
                .isEqualTo(
                        "{\"type\":\"text\",\"customer_id\":7,\"customer_name\":\"\","
                                + "\"message_id\":\"m\",\"text\":[\"Yes\"],\"postback\":\"P\","
                                + "\"attachments\":[{\"url\":\"https://a.example/x\"}],"
                                + "\"context_data\":{\"page\":\"home\"}}");
    }

    @Test
    void keepsAnAnonymousCustomerTheSameOnItsConnection() {
        JsonNode first = say("{\"type\":\"text\",\"customer_id\":\"\",\"text\":\"a\"}");
        JsonNode second = say("{\"type\":\"text\",\"text\":\"b\"}");

        assertThat(first.get("customer_id").stringValue()).startsWith("anon-");
        assertThat(second.get("customer_id")).isEqualTo(first.get("customer_id"));
        assertThat(second.get("message_id")).isNotEqualTo(first.get("message_id"));
        assertThat(content()).contains("\"customer_name\":\"Anonymous\"");
    }

    @Test
    void refusesAnAnonymousNameWithoutProof() {
        JsonNode ack = say("{\"type\":\"text\",\"customer_id\":\"anon-1\",\"text\":\"a\"}");

        assertThat(ack.get("error").stringValue())
                .isEqualTo("Conversation is bound to another connection");
        assertThat(sent).isEmpty();

        clients.owned.add(ConversationId.of("pega", "default/anon-1"));
        assertThat(say("{\"type\":\"text\",\"customer_id\":\"anon-1\",\"text\":\"a\"}").get("ok"))
                .isEqualTo(JsonNodeFactory.instance.booleanNode(true));
    }

    @Test
    void refusesAnothersCustomer() {
        result = new Result.NotYours();

        JsonNode ack = say("{\"type\":\"text\",\"customer_id\":\"C-1\",\"text\":\"a\"}");

        assertThat(ack.get("ok").booleanValue()).isFalse();
        assertThat(ack.get("error").stringValue())
                .isEqualTo("Conversation is bound to another connection");
        assertThat(socket.emitted()).hasSize(1);
    }

    @Test
    void saysThatAMessageIsADuplicateOrItsIdIsUsed() {
        result = new Result.Queued(ID, 4, true);
        assertThat(say("{\"type\":\"text\",\"customer_id\":\"C\",\"text\":\"a\"}").get("duplicate"))
                .isEqualTo(JsonNodeFactory.instance.booleanNode(true));

        result = new Result.KeyReused();
        assertThat(
                        say("{\"type\":\"text\",\"customer_id\":\"C\",\"text\":\"a\"}")
                                .get("error")
                                .stringValue())
                .isEqualTo("message_id already used");
    }

    @Test
    void passesTypingOnWithoutJournalingIt() {
        JsonNode ack = say("{\"type\":\"typing_indicator\",\"customer_id\":\"C-1\"}");

        assertThat(ack).isEqualTo(JSON.readTree("{\"ok\":true}"));
        assertThat(ephemeral).hasSize(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void endsTheSession() {
        say("{\"type\":\"customer_end_session\",\"customer_id\":\"C-1\"}");

        assertThat(sent.getLast().purpose()).isEqualTo(Purpose.END);
    }

    @Test
    void forwardsATypeItDoesNotKnow() {
        say("{\"type\":\"survey\",\"customer_id\":\"C-1\",\"text\":\"5\"}");

        assertThat(content()).startsWith("{\"type\":\"survey\"");
    }

    @Test
    void talksToTheConnectionNamedAtConnect() {
        FakeSocket elsewhere = connected("{\"connection\":\"emea\"}");

        handler.event(
                elsewhere,
                "clientMessage",
                List.of(JSON.readTree("{\"type\":\"text\",\"customer_id\":\"C\",\"text\":\"a\"}")),
                null);

        assertThat(sent.getLast().conversation()).isEqualTo(ConversationId.of("pega", "emea/C"));
        assertThat(sent.getLast().target().name()).isEqualTo("pega/emea");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []                                                        | message
                    "text"                                                    | message
                    {}                                                        | type
                    {"type":1}                                                | type
                    {"type":"text"}                                           | text
                    {"type":"text","text":7}                                  | text
                    {"type":"text","text":["a",1]}                            | text
                    {"type":"text","text":"a","customer_id":"a b"}            | customer_id
                    {"type":"text","text":"a","customer_id":{}}               | customer_id
                    {"type":"text","text":"a","message_id":[]}                | message_id
                    {"type":"text","text":"a","message_id":"a\\nb"}            | message_id
                    {"type":"text","text":"a","customer_name":1}              | customer_name
                    {"type":"text","text":"a","postback":1}                   | postback
                    {"type":"text","text":"a","attachments":{}}               | attachments
                    {"type":"text","attachments":[{"url":"file:///etc"}]}     | attachments
                    {"type":"text","attachments":[{"url":"javascript:x"}]}    | attachments
                    {"type":"text","attachments":[{"url":"https://"}]}        | attachments
                    {"type":"text","attachments":[{"url":"https:///x"}]}      | attachments
                    {"type":"text","attachments":[{"url":"http://a/\\n"}]}    | attachments
                    {"type":"text","text":"a","context_data":[]}              | context_data
                    {"type":"text","text":"a","context_data":{"a":{}}}        | context_data
                    {"type":"wait_time","customer_id":"C"}                    | waitTime
                    {"type":"wait_time","customer_id":"C","waitTime":"long"}  | waitTime
                    """)
    void refusesWhatIsNoMessageByItsField(String json, String field) {
        JsonNode ack = say(json);

        assertThat(ack.get("ok").booleanValue()).isFalse();
        assertThat(ack.get("error").stringValue()).isEqualTo("Invalid message: " + field);
        assertThat(socket.emitted()).hasSize(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void refusesBinary() {
        assertThat(say(BinaryNode.valueOf(new byte[] {1})).get("error").stringValue())
                .isEqualTo("Invalid message: message");
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 + 1, 900_000})
    void refusesTooMuchText(int length) {
        String text = "a".repeat(length);

        assertThat(
                        say("{\"type\":\"text\",\"customer_id\":\"C\",\"text\":\"" + text + "\"}")
                                .get("error")
                                .stringValue())
                .isEqualTo("Invalid message: text");
    }

    @Test
    void tellsARefusalAlsoToAClientThatWantsNoAck() {
        handler.event(socket, "clientMessage", List.of(), null);

        assertThat(socket.emitted()).hasSize(1);
    }

    @Test
    void takesFortyAtOnceAndTwentyASecond() {
        for (int i = 0; i < 40; i++) {
            assertThat(typing().get("ok").booleanValue()).isTrue();
        }
        assertThat(typing().get("error").stringValue()).isEqualTo("Too many messages");
        typing();
        assertThat(socket.emitted()).hasSize(1);

        clock.advance(Duration.ofMillis(50));
        assertThat(typing().get("ok").booleanValue()).isTrue();
    }

    @Test
    void refusesTypingInSomebodyElsesConversation() {
        mayType = false;

        assertThat(typing().toString())
                .isEqualTo(
                        "{\"ok\":false,\"error\":\"Conversation is bound to another"
                                + " connection\"}");
        assertThat(socket.emitted()).hasSize(1);
    }

    private JsonNode typing() {
        return say("{\"type\":\"typing_indicator\",\"customer_id\":\"C\"}");
    }

    @Test
    void keepsNothingWhileTheStoreIsAway() {
        NamespaceHandler failing =
                new CustomerNamespace(
                                List.of(
                                        new PegaEvents(
                                                new ClientMessages(
                                                        _ -> {
                                                            throw new StoreUnavailableException(
                                                                    "away");
                                                        },
                                                        new NoHints(),
                                                        clients,
                                                        new Desks(),
                                                        new SequentialIds(),
                                                        clock),
                                                new AgentRenderer(new FakeMediaLinks()))),
                                clients,
                                clients,
                                new FakeBrowsers(),
                                new OpenProofs(
                                        _ -> new ProveIdentity.Result.Rejected(),
                                        new FakeStanding()),
                                true)
                        .namespace()
                        .handler();

        Handled handled =
                failing.event(
                        socket,
                        "clientMessage",
                        List.of(
                                JSON.readTree(
                                        "{\"type\":\"text\",\"customer_id\":\"C\",\"text\":\"a\"}")),
                        args -> acked.add(args[0]));

        assertThat(handled).isEqualTo(Handled.KNOWN);
        assertThat(acked.getLast().get("error").stringValue())
                .isEqualTo("Service temporarily unavailable");
    }

    /// Every desk but `nowhere` is connected, and `default` for as long as the test says.
    private final class Desks implements WatchExternalDesks {

        @Override
        public List<Desk> desks() {
            return List.of();
        }

        @Override
        public boolean connected(Target desk) {
            return !desk.name().equals("pega/nowhere")
                    && (hasDefault || !desk.name().equals("pega/default"));
        }
    }

    @Test
    void keepsNothingForADeskThatIsNotConnected() {
        hasDefault = false;

        handler.event(
                socket,
                "clientMessage",
                List.of(JSON.readTree("{\"type\":\"text\",\"customer_id\":\"C\",\"text\":\"a\"}")),
                args -> acked.add(args[0]));

        assertThat(acked.getLast().get("error").stringValue())
                .isEqualTo("Service temporarily unavailable");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"connection\":\"nowhere\"}",
                "{\"connection\":\"nowhere\",\"customer_id\":\"C\"}",
                "{\"connection\":\"default\",\"customer_id\":\"foreign\"}"
            })
    void tellsNobodyWhichConnectionsThereAre(String auth) {
        assertThat(connect(auth))
                .isEqualTo(ConnectDecision.refuse("Conversation is bound to another connection"));
    }

    @Test
    void letsInWhoeverNamesNoConnectionThoughThereIsNoDesk() {
        hasDefault = false;
        clients.owned.add(ConversationId.of("netomi", "c-1"));

        assertThat(connect("{\"conversationId\":\"c-1\"}"))
                .isInstanceOf(ConnectDecision.Accept.class);
    }

    @Test
    void knowsANumberedCustomerHoweverTheNumberIsWritten() {
        say("{\"type\":\"text\",\"customer_id\":7.0,\"text\":\"a\"}");

        assertThat(sent.getLast().conversation()).isEqualTo(ConversationId.of("pega", "default/7"));
    }

    private static final class NoHints implements RelayEphemeralEvents {

        @Override
        public boolean fromUser(UserEvent event) {
            return true;
        }

        @Override
        public void toClients(ConversationId conversation, Content content) {}
    }

    @Test
    void echoesWhatAClientEmitsAsServerMessage() {
        handler.event(
                socket,
                "serverMessage",
                List.of(JSON.readTree("{\"x\":1}")),
                args -> acked.add(args[0]));

        assertThat(socket.acks()).hasSize(1);
        assertThat(acked.getLast()).isEqualTo(JSON.readTree("{\"ok\":true}"));
    }

    @Test
    void knowsNoOtherEvent() {
        assertThat(handler.event(socket, "drop tables", List.of(), null))
                .isEqualTo(Handled.UNKNOWN);
        assertThat(socket.attributes(Customer.class)).isNotNull();
    }

    @Test
    void bringAnAgentsWordsInTheDesksForm() {
        PegaEvents events =
                new PegaEvents(
                        new ClientMessages(
                                command -> result,
                                new NoHints(),
                                clients,
                                new Desks(),
                                new SequentialIds(),
                                clock),
                        new AgentRenderer(new FakeMediaLinks()));
        Message said =
                new Message(
                        ID,
                        ConversationId.of("pega", "default/7"),
                        5,
                        new Author(Party.AGENT, "ada"),
                        new Content("{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"Hi\"}"),
                        null,
                        null,
                        clock.instant());

        assertThat(EventText.of(events.outbound(said, false)))
                .isEqualTo(
                        "[\"serverMessage\",{\"type\":\"text\",\"customer_id\":\"7\","
                                + "\"message_id\":\"m-1\",\"csr_name\":\"ada\","
                                + "\"text\":[\"Hi\"]}]");
    }
}
