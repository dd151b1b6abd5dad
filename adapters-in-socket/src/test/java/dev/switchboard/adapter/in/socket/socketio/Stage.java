package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineReceiver;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// A server with fake time and sessions. Handlers run in the thread of the test unless it sets
/// other workers.
final class Stage {

    final ManualTimer timer = new ManualTimer();
    final RecordingWatch watch = new RecordingWatch();
    private final SocketServer server;

    Stage(Map<String, Namespace> namespaces) {
        this(SocketSettings.defaults(), namespaces, Runnable::run);
    }

    Stage(SocketSettings settings, Map<String, Namespace> namespaces, Executor workers) {
        SocketRuntime runtime = new SocketRuntime(workers, timer, timer::now, new Random(7));
        this.server = new SocketServer(settings, namespaces, runtime, watch);
    }

    /// A server with one namespace, `/`.
    static Stage of(NamespaceHandler handler) {
        return new Stage(Map.of("/", new Namespace(handler)));
    }

    Client client() {
        FakeSession session = new FakeSession();
        return new Client(session, server.opened(session));
    }

    /// A client that has joined `/`; its earlier packets are cleared.
    Client joined() {
        Client client = client();
        client.send("0");
        client.session().sent();
        return client;
    }

    /// The far end of a session.
    record Client(FakeSession session, EngineReceiver receiver) {

        /// Whether more may be read at once.
        boolean send(String text) {
            return isDone(receiver.text(text));
        }

        boolean sendBinary(String hex) {
            return isDone(receiver.binary(ByteBuffer.wrap(HexFormat.of().parseHex(hex))));
        }

        void lose() {
            session.close(CloseReason.TRANSPORT);
            receiver.closed(CloseReason.TRANSPORT);
        }

        private static boolean isDone(CompletionStage<?> stage) {
            return stage.toCompletableFuture().isDone();
        }
    }
}
