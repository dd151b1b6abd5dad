package dev.switchboard.adapter.in.socket.socketio;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A handler that records its calls and runs the actions of a test.
class RecordingHandler implements NamespaceHandler {

    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Boolean> asked = new CopyOnWriteArrayList<>();
    final List<NamespaceSocket> sockets = new CopyOnWriteArrayList<>();
    final List<@Nullable Restored> restored = new CopyOnWriteArrayList<>();

    private final Map<String, Deed> deeds = new ConcurrentHashMap<>();
    private volatile Function<ConnectRequest, ConnectDecision> doorkeeper =
            request -> ConnectDecision.accept("guest");
    private volatile Welcome welcome = (socket, recovered) -> {};

    /// The action for an event. The reply goes nowhere if the client asked for none.
    interface Deed {
        void run(NamespaceSocket socket, List<JsonNode> args, Reply reply);
    }

    /// The action when a client has joined.
    interface Welcome {
        void run(NamespaceSocket socket, boolean recovered);
    }

    RecordingHandler on(String event, Deed deed) {
        deeds.put(event, deed);
        return this;
    }

    RecordingHandler onConnect(Function<ConnectRequest, ConnectDecision> decision) {
        doorkeeper = decision;
        return this;
    }

    RecordingHandler onConnected(Welcome greeting) {
        welcome = greeting;
        return this;
    }

    NamespaceSocket last() {
        return sockets.getLast();
    }

    @Override
    public ConnectDecision connect(ConnectRequest request) {
        heard.add("connect " + request.auth());
        restored.add(request.restored());
        return doorkeeper.apply(request);
    }

    @Override
    public void connected(NamespaceSocket socket, boolean recovered) {
        heard.add(recovered ? "connected again" : "connected");
        sockets.add(socket);
        welcome.run(socket, recovered);
    }

    @Override
    public Handled event(
            NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply) {
        heard.add(name + " " + args);
        asked.add(reply != null);
        Deed deed = deeds.get(name);
        if (deed == null) {
            return Handled.UNKNOWN;
        }
        deed.run(socket, args, reply == null ? ignored -> {} : reply);
        return Handled.KNOWN;
    }

    @Override
    public void drained(NamespaceSocket socket) {
        heard.add("drained");
    }

    @Override
    public void disconnected(NamespaceSocket socket, DisconnectReason reason) {
        heard.add("disconnected " + reason);
    }
}
