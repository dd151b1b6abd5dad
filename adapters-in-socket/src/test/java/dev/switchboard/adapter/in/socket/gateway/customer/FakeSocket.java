package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.socketio.AckCallback;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A socket that records emitted events.
public final class FakeSocket implements NamespaceSocket {

    private final String id;
    private final Object attributes;
    private final List<ServerEvent> emitted = new ArrayList<>();
    private final List<AckCallback> acks = new ArrayList<>();
    private @Nullable CloseReason closed;
    private Offered answer = Offered.QUEUED;

    public FakeSocket(String id, Object attributes) {
        this.id = id;
        this.attributes = attributes;
    }

    public FakeSocket answering(Offered offered) {
        answer = offered;
        return this;
    }

    public List<ServerEvent> emitted() {
        return emitted;
    }

    public List<AckCallback> acks() {
        return acks;
    }

    public @Nullable CloseReason closed() {
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
        emitted.add(event);
        return answer;
    }

    @Override
    public Offered emit(ServerEvent event, String offset) {
        return emit(event);
    }

    @Override
    public Offered emit(ServerEvent event, Duration timeout, AckCallback callback) {
        acks.add(callback);
        return emit(event);
    }

    @Override
    public void disconnect() {
        closed = CloseReason.SERVER;
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }
}
