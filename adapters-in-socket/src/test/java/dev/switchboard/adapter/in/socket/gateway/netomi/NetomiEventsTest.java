package dev.switchboard.adapter.in.socket.gateway.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerNamespace;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeBrowsers;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeClients;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeSocket;
import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetomiEventsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FakeClients clients = new FakeClients();
    private final ProveIdentity identity =
            token ->
                    token.equals("a.good.token")
                            ? new ProveIdentity.Result.Proven(
                                    "ann", Set.of(), null, Instant.MAX, null)
                            : new ProveIdentity.Result.Rejected();
    private final NamespaceHandler handler =
            new CustomerNamespace(
                            List.of(
                                    new NetomiEvents(
                                            new Authentication(
                                                    identity, new FakeBrowsers(), clients, clients),
                                            new AgentRenderer(new FakeMediaLinks()),
                                            new MutableClock())),
                            clients,
                            clients,
                            new FakeBrowsers(),
                            new OpenProofs(identity, new FakeStanding()),
                            true)
                    .namespace()
                    .handler();
    private final FakeSocket socket = connected();
    private final List<JsonNode> acked = new ArrayList<>();

    private FakeSocket connected() {
        ConnectDecision verdict =
                handler.connect(
                        new ConnectRequest(
                                new Handshake("192.0.2.1", false, Map.of()),
                                JSON.createObjectNode(),
                                null));
        FakeSocket fresh = new FakeSocket("s1", ((ConnectDecision.Accept) verdict).attributes());
        handler.connected(fresh, false);
        return fresh;
    }

    private JsonNode authenticate(String json) {
        handler.event(
                socket, "authenticate", List.of(JSON.readTree(json)), args -> acked.add(args[0]));
        return acked.getLast();
    }

    @Test
    void isContentWithAPageThatSaysNothing() {
        handler.event(socket, "authenticate", List.of(), args -> acked.add(args[0]));

        assertThat(acked.getLast().get("success").booleanValue()).isTrue();
        assertThat(acked.getLast().get("clientId").stringValue()).isEqualTo("s1");
    }

    @Test
    void ignoresNetomisOwnToken() {
        assertThat(authenticate("{\"authToken\":\"opaque\"}").get("success").booleanValue())
                .isTrue();
    }

    @Test
    void believesAGoodTokenAndRefusesABadOne() {
        assertThat(authenticate("{\"authToken\":\"a.good.token\"}").get("success").booleanValue())
                .isTrue();
        assertThat(clients.identified).isNotNull();

        JsonNode refused = authenticate("{\"authToken\":\"a.bad.token\"}");
        assertThat(refused.get("success").booleanValue()).isFalse();
        assertThat(refused.get("message").stringValue()).isEqualTo("Invalid or expired token");
    }

    @Test
    void bindsTheConversationAPageNamesAndProves() {
        clients.owned.add(ConversationId.of("netomi", "c-1"));

        authenticate("{\"conversationId\":\"c-1\",\"cursor\":4}");

        assertThat(clients.bound).containsExactly("netomi:c-1@4");
    }

    @Test
    void bindsNothingThatIsNotProven() {
        JsonNode refused = authenticate("{\"conversationId\":\"c-1\"}");

        assertThat(refused.get("message").stringValue())
                .isEqualTo("Conversation belongs to another client");
        assertThat(clients.bound).isEmpty();
    }

    @Test
    void answersAPing() {
        int before = socket.emitted().size();

        handler.event(socket, "ping", List.of(), args -> acked.add(args[0]));

        assertThat(socket.emitted()).hasSize(before + 1);
        assertThat(acked).hasSize(1);
    }
}
