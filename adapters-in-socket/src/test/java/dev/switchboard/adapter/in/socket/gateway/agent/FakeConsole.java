package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.socketio.AckCallback;
import dev.switchboard.adapter.in.socket.socketio.EventText;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A console's socket that records events as long as it has room.
final class FakeConsole implements NamespaceSocket {

    private final String id;
    private final Object attributes;
    private final List<Emitted> emitted = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean left;
    private @Nullable CloseReason closed;

    /// @param offset null if it carries none
    record Emitted(String name, JsonNode value, @Nullable String offset) {}

    FakeConsole(String id, Object attributes) {
        this.id = id;
        this.attributes = attributes;
    }

    void leaveRoomFor(int events) {
        room = events;
    }

    List<Emitted> emitted() {
        return List.copyOf(emitted);
    }

    /// The names of the events since the last call.
    List<String> names() {
        List<String> names = emitted.stream().map(Emitted::name).toList();
        emitted.clear();
        return names;
    }

    Emitted last() {
        return emitted.getLast();
    }

    /// Whether the hub removed it from the namespace.
    boolean hasLeft() {
        return left;
    }

    @Nullable CloseReason closed() {
        return closed;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public <T> T attributes(Class<T> type) {
        return type.cast(attributes);
    }

    @Override
    public Handshake handshake() {
        return new Handshake("192.0.2.1", false, Map.of());
    }

    @Override
    public Offered emit(ServerEvent event) {
        return take(event, null);
    }

    @Override
    public Offered emit(ServerEvent event, String offset) {
        return take(event, offset);
    }

    @Override
    public Offered emit(ServerEvent event, Duration timeout, AckCallback callback) {
        throw new UnsupportedOperationException("consoles are asked for no acks");
    }

    private Offered take(ServerEvent event, @Nullable String offset) {
        if (left || closed != null) {
            return Offered.CLOSED;
        }
        if (room == 0) {
            return Offered.FULL;
        }
        room--;
        JsonNode packet = JsonMapper.shared().readTree(EventText.of(event));
        emitted.add(new Emitted(packet.get(0).stringValue(), packet.get(1), offset));
        return Offered.QUEUED;
    }

    @Override
    public void disconnect() {
        left = true;
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }
}
