package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.socket.conformance.LiveServer;
import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineSettings;
import io.socket.client.Ack;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The stock Java client against the real engine.
class StockJavaClientIT {

    private static final int MANY = 1_000;

    private final RecordingHandler main = new RecordingHandler();
    private final RecordingHandler agent = new RecordingHandler();
    private final InMemoryRecovery recovery = new InMemoryRecovery();
    private final LiveServer server = new LiveServer();

    enum Travel {
        WEBSOCKET,
        POLLING,
        UPGRADING;

        String[] transports() {
            return switch (this) {
                case WEBSOCKET -> new String[] {WebSocket.NAME};
                case POLLING -> new String[] {Polling.NAME};
                case UPGRADING -> new String[] {Polling.NAME, WebSocket.NAME};
            };
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.serve(
                EngineSettings.defaults(),
                new SocketServer(
                        SocketSettings.defaults().withEvents(100_000, 10_000),
                        Map.of("/", new Namespace(main, recovery), "/agent", new Namespace(agent)),
                        server.runtime(),
                        SocketWatch.NONE));
        server.start(0);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    void exchangesEventsAndAcks(Travel travel) throws Exception {
        BlockingQueue<JsonNode> acks = new LinkedBlockingQueue<>();
        main.onConnected((socket, recovered) ->
                socket.emit(
                        ServerEvent.of("hello", number(1)),
                        Duration.ofSeconds(30),
                        args -> acks.addAll(args)));
        main.on("add", (socket, args, reply) -> reply.send(number(sum(args))));
        try (StockJavaClient client = client(travel)) {
            Socket socket = client.open("/");
            socket.on("hello", args -> ((Ack) args[args.length - 1]).call("got it", args[0]));

            assertThat(client.next()).isEqualTo("connect");
            socket.emit("add", new Object[] {40, 2}, (Ack) client::acked);

            assertThat(client.next()).isEqualTo("ack 42");
            assertThat(acks.poll(30, TimeUnit.SECONDS)).hasToString("\"got it\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void exchangesBinary(Travel travel) throws Exception {
        main.on(
                "file",
                (socket, args, reply) -> {
                    socket.emit(ServerEvent.of("back", args.toArray(JsonNode[]::new)));
                    reply.send(args.toArray(JsonNode[]::new));
                });
        try (StockJavaClient client = client(travel)) {
            Socket socket = client.open("/", "back");
            assertThat(client.next()).isEqualTo("connect");

            socket.emit("file", new Object[] {new byte[] {1, -1}}, (Ack) client::acked);

            assertThat(client.next(2)).containsExactlyInAnyOrder("back <01ff>", "ack <01ff>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesSeveralNamespacesOverOneConnection(Travel travel) throws Exception {
        agent.onConnect(request ->
                request.auth().has("token")
                        ? ConnectDecision.accept("agent")
                        : ConnectDecision.refuse("unauthorized", code("UNAUTHENTICATED")));
        try (StockJavaClient client = client(travel)) {
            client.open("/", "e");
            assertThat(client.next()).isEqualTo("connect");
            Socket agentSocket = client.open("/agent", "e");
            assertThat(client.next())
                    .startsWith("refused")
                    .contains("unauthorized", "UNAUTHENTICATED");
            client.auth.put("token", "t");
            agentSocket.connect();
            assertThat(client.next()).isEqualTo("connect");

            joined(agent, 1).emit(ServerEvent.of("e", number(2)));
            assertThat(client.next()).isEqualTo("e 2");
            joined(agent, 1).disconnect();
            assertThat(client.next()).isEqualTo("disconnect io server disconnect");
            joined(main, 1).emit(ServerEvent.of("e", number(1)));
            assertThat(client.next()).isEqualTo("e 1");

            assertThat(agentSocket.connected()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesAndDoublesNothingOfManyEvents(Travel travel) throws Exception {
        main.on("count", (socket, args, reply) -> socket.emit(ServerEvent.of("back", args.get(0))));
        try (StockJavaClient client = client(travel)) {
            Socket socket = client.open("/", "back");
            assertThat(client.next()).isEqualTo("connect");

            for (int sent = 0; sent < MANY; sent++) {
                socket.emit("count", sent);
                if (sent >= 100) {
                    assertThat(client.next()).isEqualTo("back " + (sent - 100));
                }
            }

            for (int rest = MANY - 100; rest < MANY; rest++) {
                assertThat(client.next()).isEqualTo("back " + rest);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void resumesItsSessionAfterALostConnection(Travel travel) throws Exception {
        main.onConnected((socket, recovered) -> {
            if (recovered) {
                socket.emit(ServerEvent.of("e", number(2)));
                socket.emit(ServerEvent.of("e", number(3)));
            }
        });
        try (StockJavaClient client = client(travel)) {
            Socket socket = client.open("/", "e");
            assertThat(client.next()).isEqualTo("connect");
            joined(main, 1).emit(ServerEvent.of("e", number(1)));
            assertThat(client.next()).isEqualTo("e 1");
            String id = socket.id();
            client.auth.put("pid", recovery.socketIds.keySet().iterator().next());
            client.auth.put("offset", "1");

            joined(main, 1).close(CloseReason.TRANSPORT);

            assertThat(client.next()).startsWith("disconnect transport");
            assertThat(client.next(3)).containsExactly("connect", "e 2", "e 3");
            assertThat(socket.id()).isEqualTo(id);
            joined(main, 2).emit(ServerEvent.of("e", number(4)));
            assertThat(client.next()).isEqualTo("e 4");
            assertThat(main.heard).contains("connected again");
        }
    }

    /// It takes no notice of a close frame, and would wait for a ping that does not come.
    @ParameterizedTest
    @CsvSource({"WEBSOCKET,DRAIN", "UPGRADING,DRAIN", "WEBSOCKET,SERVER", "POLLING,SERVER"})
    void comesBackAtOnceFromAServerThatEndsIt(Travel travel, CloseReason reason) throws Exception {
        try (StockJavaClient client = client(travel)) {
            client.open("/", "e");
            assertThat(client.next()).isEqualTo("connect");
            joined(main, 1).emit(ServerEvent.of("e", number(1)));

            joined(main, 1).close(reason);

            assertThat(client.next()).isEqualTo("e 1");
            assertThat(client.next()).startsWith("disconnect transport");
            assertThat(client.next()).isEqualTo("connect");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesTheOlderOfTwoConnectionsWithOneSession(Travel travel) throws Exception {
        try (StockJavaClient older = client(travel);
                StockJavaClient newer = client(travel)) {
            older.open("/", "e");
            assertThat(older.next()).isEqualTo("connect");
            newer.auth.put("pid", recovery.socketIds.keySet().iterator().next());
            older.stay();

            newer.open("/", "e");

            assertThat(newer.next()).isEqualTo("connect");
            joined(main, 2).emit(ServerEvent.of("e"));
            assertThat(newer.next()).isEqualTo("e");
            assertThat(main.heard).contains("disconnected Lost[reason=REPLACED]");
        }
    }

    /// The handler learns of a client a moment after the client itself.
    private static NamespaceSocket joined(RecordingHandler handler, int clients) {
        await().until(() -> handler.sockets.size() == clients);
        return handler.last();
    }

    private StockJavaClient client(Travel travel) {
        return new StockJavaClient(server.port(), travel.transports());
    }

    private static JsonNode number(int value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    private static JsonNode code(String value) {
        return JsonNodeFactory.instance.objectNode().put("code", value);
    }

    private static int sum(Iterable<JsonNode> numbers) {
        int sum = 0;
        for (JsonNode number : numbers) {
            sum += number.intValue();
        }
        return sum;
    }
}
