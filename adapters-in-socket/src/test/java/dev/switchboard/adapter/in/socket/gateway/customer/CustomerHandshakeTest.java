package dev.switchboard.adapter.in.socket.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.gateway.netomi.Authentication;
import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiEvents;
import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CustomerHandshakeTest {

    private static final ConversationId CHAT = ConversationId.of("netomi", "c-1");

    private final FakeClients clients = new FakeClients();
    private final FakeBrowsers browsers = new FakeBrowsers();
    private final ProveIdentity identity =
            token ->
                    token.startsWith("good") || token.contains(".")
                            ? new ProveIdentity.Result.Proven(
                                    "ann", Set.of(), null, Instant.MAX, token)
                            : new ProveIdentity.Result.Rejected();
    private final FakeStanding accounts = new FakeStanding();
    private final OpenProofs proofs = new OpenProofs(identity, accounts);
    private final CustomerNamespace namespace =
            new CustomerNamespace(
                    List.of(
                            new NetomiEvents(
                                    new Authentication(identity, browsers, clients, clients),
                                    new AgentRenderer(new FakeMediaLinks()),
                                    Clock.systemUTC())),
                    clients,
                    clients,
                    browsers,
                    proofs,
                    true);
    private final NamespaceHandler handler = namespace.namespace().handler();

    private ConnectDecision connect(String auth) {
        return connect(auth, Map.of(), null);
    }

    private ConnectDecision connect(
            String auth, Map<String, String> cookies, @Nullable Restored restored) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(auth);
        Handshake handshake = new Handshake("192.0.2.1", false, cookies);
        return handler.connect(new ConnectRequest(handshake, json, restored));
    }

    private static Customer accepted(ConnectDecision connectDecision) {
        return (Customer) ((ConnectDecision.Accept) connectDecision).attributes();
    }

    private static @Nullable String tokenOf(Customer customer) {
        Secret token = customer.resumeToken();
        return token == null ? null : token.reveal();
    }

    @Test
    void letsInWhoShowsNothingAndGivesThemAToken() {
        Customer customer = accepted(connect("{}"));

        assertThat(tokenOf(customer)).isEqualTo("ours-new");
        assertThat(customer.who()).isEqualTo(EndUser.of(FakeBrowsers.browser("ours-new")));
    }

    @Test
    void knowsABrowserByItsTokenOrElseByItsCookie() {
        Map<String, String> cookie = Map.of("sb_resume", "ours-cookie");

        assertThat(tokenOf(accepted(connect("{}", cookie, null)))).isEqualTo("ours-cookie");
        assertThat(tokenOf(accepted(connect("{\"resumeToken\":\"ours-1\"}", cookie, null))))
                .isEqualTo("ours-1");
    }

    @Test
    void givesANewTokenToWhoShowsOneThatIsNotOurs() {
        assertThat(tokenOf(accepted(connect("{\"resumeToken\":\"stolen\"}"))))
                .isEqualTo("ours-new");
    }

    @Test
    void believesAGoodTokenAndRefusesABadOne() {
        assertThat(accepted(connect("{\"token\":\"good\"}")).who().subject()).isEqualTo("ann");
        assertThat(connect("{\"token\":\"bad\"}"))
                .isEqualTo(ConnectDecision.refuse("unauthorized"));
    }

    @Test
    void refusesAConversationThatIsNotProven() {
        assertThat(connect("{\"conversationId\":\"c-1\"}"))
                .isEqualTo(ConnectDecision.refuse("Conversation belongs to another client"));
    }

    @Test
    void bindsWhatWasAskedForOnceTheClientHasArrived() {
        clients.owned.add(CHAT);
        Customer customer =
                accepted(
                        connect("{\"conversations\":[{\"conversationId\":\"c-1\",\"cursor\":7}]}"));

        handler.connected(new FakeSocket("s1", customer), false);

        assertThat(clients.arrivals).hasSize(1);
        assertThat(clients.bound).containsExactly("netomi:c-1@7");
    }

    @Test
    void refusesSeveralConversationsIfOneOfThemIsNotProven() {
        clients.owned.add(CHAT);

        assertThat(
                        connect(
                                "{\"conversations\":[{\"conversationId\":\"c-1\"},"
                                        + "{\"conversationId\":\"c-2\"}]}"))
                .isEqualTo(ConnectDecision.refuse("Conversation belongs to another client"));
    }

    @Test
    void takesNoCursorThatIsNoPlace() {
        clients.owned.add(CHAT);
        Customer customer = accepted(connect("{\"conversationId\":\"c-1\",\"cursor\":\"NaN\"}"));

        handler.connected(new FakeSocket("s1", customer), false);

        assertThat(clients.bound).containsExactly("netomi:c-1@null");
    }

    @Test
    void letsASessionGoOnAsWhomItBegan() {
        EndUser before = EndUser.of(FakeBrowsers.browser("ours-1"));
        ClientSession session =
                new ClientSession(
                        new SessionKey("0".repeat(64)),
                        new ClientId("s1"),
                        before,
                        Map.of(CHAT, 3L),
                        1,
                        Instant.EPOCH);

        Customer customer = accepted(connect("{}", Map.of(), new Restored("s1", null, session)));

        assertThat(customer.who().browser()).isEqualTo(before.browser());
        assertThat(customer.continued()).isEqualTo(session);
        assertThat(customer.resumeToken()).isNull();
    }

    @Test
    void givesASessionThatGoesOnNoNameThatItDoesNotProveAnew() {
        ClientSession session =
                new ClientSession(
                        new SessionKey("0".repeat(64)),
                        new ClientId("s1"),
                        new EndUser(FakeBrowsers.browser("ours-1"), "ann"),
                        Map.of(CHAT, 3L),
                        1,
                        Instant.EPOCH);
        Restored restored = new Restored("s1", null, session);

        assertThat(accepted(connect("{}", Map.of(), restored)).who().subject()).isNull();
        assertThat(accepted(connect("{\"token\":\"good\"}", Map.of(), restored)).who())
                .isEqualTo(new EndUser(FakeBrowsers.browser("ours-1"), "ann"));
    }

    @Test
    void endsAConnectionWithTheAccountThatItsTokenNames() {
        FakeSocket named = arrive("{\"token\":\"good\"}");
        FakeSocket nameless = arrive("{}");
        FakeSocket later = arrive("{}");
        authenticate(later, "a.b.c");

        accounts.end("good");
        accounts.end("a.b.c");
        proofs.look();

        assertThat(named.closed()).isEqualTo(CloseReason.SERVER);
        assertThat(later.closed()).isEqualTo(CloseReason.SERVER);
        assertThat(nameless.closed()).isNull();
        handler.disconnected(named, new DisconnectReason.Lost(CloseReason.SERVER));
        handler.disconnected(later, new DisconnectReason.Lost(CloseReason.SERVER));
        assertThat(proofs.count()).isZero();
    }

    @Test
    void looksAfterNoConnectionThatIsGone() {
        FakeSocket named = arrive("{\"token\":\"good\"}");

        handler.disconnected(named, new DisconnectReason.ByClient());

        assertThat(proofs.count()).isZero();
    }

    private FakeSocket arrive(String auth) {
        FakeSocket socket = new FakeSocket("s1", accepted(connect(auth)));
        handler.connected(socket, false);
        return socket;
    }

    private void authenticate(FakeSocket socket, String token) {
        JsonNode given = JsonMapper.shared().readTree("{\"authToken\":\"" + token + "\"}");
        handler.event(socket, "authenticate", List.of(given), null);
    }

    @Test
    void authenticatesASessionThatGoesOnAllTheSame() {
        ClientSession session =
                new ClientSession(
                        new SessionKey("0".repeat(64)),
                        new ClientId("s1"),
                        EndUser.NOBODY,
                        Map.of(),
                        1,
                        Instant.EPOCH);

        assertThat(connect("{\"token\":\"bad\"}", Map.of(), new Restored("s1", null, session)))
                .isEqualTo(ConnectDecision.refuse("unauthorized"));
    }
}
