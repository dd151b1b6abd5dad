package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.socketio.AwaitedAcks.PendingAcks;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import dev.switchboard.adapter.in.socket.socketio.packet.Packet;
import dev.switchboard.adapter.in.socket.socketio.packet.PayloadBuilder;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One client in one namespace; its handler sees it as a [NamespaceSocket].
final class JoinedSocket implements NamespaceSocket {

    private final Connection connection;
    private final OpenNamespace namespace;
    private final SocketWriter socketWriter;
    private final AwaitedAcks acks;
    private final SocketLifecycle life;

    JoinedSocket(Connection connection, OpenNamespace namespace, ServerScope scope) {
        this.connection = connection;
        this.namespace = namespace;
        this.socketWriter = new SocketWriter(connection.session());
        this.acks = new AwaitedAcks(namespace.name(), scope);
        this.life = new SocketLifecycle(this, scope);
    }

    @Override
    public String id() {
        return life.identity().socketId();
    }

    @Override
    public <T> T attributes(Class<T> type) {
        return type.cast(life.identity().attributes());
    }

    @Override
    public Handshake handshake() {
        return connection.session().handshake();
    }

    @Override
    public Offered emit(ServerEvent event) {
        return socketWriter.offer(withoutAck(event), Urgency.EVENT);
    }

    @Override
    public Offered emit(ServerEvent event, String offset) {
        return socketWriter.offer(namespace.writer().event(event.payload(), offset), Urgency.EVENT);
    }

    @Override
    public Offered emit(ServerEvent event, Duration timeout, AckCallback callback) {
        long ackId = acks.await(callback, timeout);
        if (ackId == PendingAcks.CLOSED) {
            return Offered.CLOSED;
        }
        List<EngineMessage> packet = namespace.writer().event(event.payload(), ackId);
        Offered offered = socketWriter.offer(packet, Urgency.EVENT);
        boolean told = offered != Offered.QUEUED && !acks.withdraw(ackId);
        return told ? Offered.QUEUED : offered;
    }

    @Override
    public void disconnect() {
        if (life.end(new DisconnectReason.ByServer())) {
            socketWriter.offerInOrder(namespace.writer().disconnected());
            connection.review();
        }
    }

    @Override
    public void close(CloseReason reason) {
        connection.session().close(reason);
    }

    /// A standard client takes any string at the end for its offset, so it gets the correct one.
    private List<EngineMessage> withoutAck(ServerEvent event) {
        SessionRecovery recovery = namespace.recovery();
        if (recovery == null || !event.payload().endsInText()) {
            return event.plain(namespace.writer());
        }
        return namespace.writer().event(event.payload(), recovery.position(this));
    }

    /// Answers an event of the client, ahead of queued events.
    void answer(long ackId, JsonNode... args) {
        PayloadBuilder builder = PayloadBuilder.ack();
        for (JsonNode arg : args) {
            builder.add(arg);
        }
        socketWriter.offer(namespace.writer().ack(builder.build(), ackId), Urgency.FIRST);
        life.settled();
    }

    /// Handles the client's ack of an event.
    void acked(Packet.Ack ack) {
        acks.acked(ack.ackId(), ack.args());
    }

    /// Stops emitting, and ends all waits for acks.
    void silence() {
        socketWriter.shut();
        acks.close();
    }

    /// Ends the socket because a newer connection has taken over the session.
    void replaced() {
        life.end(new DisconnectReason.Lost(CloseReason.REPLACED));
        close(CloseReason.REPLACED);
    }

    OpenNamespace namespace() {
        return namespace;
    }

    Connection connection() {
        return connection;
    }

    SocketWriter writer() {
        return socketWriter;
    }

    SocketLifecycle life() {
        return life;
    }
}
