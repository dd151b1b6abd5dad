package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineReceiver;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import dev.switchboard.adapter.in.socket.socketio.pace.Throttle;
import dev.switchboard.adapter.in.socket.socketio.pace.Unanswered;
import dev.switchboard.adapter.in.socket.socketio.packet.MalformedPacketException;
import dev.switchboard.adapter.in.socket.socketio.packet.Packet;
import dev.switchboard.adapter.in.socket.socketio.packet.PacketDecoder;
import dev.switchboard.adapter.in.socket.socketio.packet.PacketWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One Engine.IO session with its sockets: passes each packet to its socket, and closes the session
/// of a client that violates the protocol.
final class Connection implements EngineReceiver {

    private static final CompletableFuture<?> READ_ON = Unanswered.ROOM;

    private final ServerScope scope;
    private final EngineSocket session;
    private final PacketDecoder decoder;
    private final Throttle throttle;
    private final Deadline joining;
    private final Deadline attaching;
    private final Memberships members = new Memberships();
    private int strays;
    private volatile boolean closing;

    Connection(ServerScope scope, EngineSocket session) {
        this.scope = scope;
        this.session = session;
        this.decoder = new PacketDecoder(scope.limits());
        SocketSettings settings = scope.settings();
        ScheduledExecutorService timer = scope.runtime().timer();
        this.throttle =
                new Throttle(
                        timer,
                        scope.runtime().nanoTime(),
                        settings.eventRate(),
                        settings.eventBurst(),
                        settings.excessWait());
        this.joining = new Deadline(timer, settings.connectTimeout());
        this.attaching = new Deadline(timer, settings.attachmentTimeout());
    }

    @Override
    public CompletionStage<?> text(String message) {
        if (closing) {
            return READ_ON;
        }
        try {
            return take(decoder.text(message));
        } catch (MalformedPacketException fault) {
            return violated(fault);
        }
    }

    @Override
    public CompletionStage<?> binary(ByteBuffer message) {
        if (closing) {
            return READ_ON;
        }
        try {
            Packet packet = decoder.binary(message);
            if (!(packet instanceof Packet.Incomplete)) {
                attaching.stop();
            }
            return take(packet);
        } catch (MalformedPacketException fault) {
            return violated(fault);
        }
    }

    @Override
    public void drained() {
        members.all().forEach(socket -> socket.life().drained());
    }

    @Override
    public void closed(CloseReason reason) {
        joining.end();
        attaching.end();
        members.all().forEach(socket -> socket.life().end(new DisconnectReason.Lost(reason)));
    }

    EngineSocket session() {
        return session;
    }

    /// Records that one of its sockets has joined.
    void joined() {
        session.bound();
        review();
    }

    /// Records that one of its sockets was refused.
    void refused(JoinedSocket socket) {
        members.remove(socket);
    }

    /// Checks whether it is in any namespace; it may be in none only for a limited time.
    void review() {
        if (members.areJoined()) {
            joining.stop();
        } else {
            joining.start(() -> session.close(CloseReason.NOT_CONNECTED));
        }
    }

    private CompletionStage<?> take(Packet packet) throws MalformedPacketException {
        return switch (packet) {
            case Packet.Connect connect -> throttled(connect(connect));
            case Packet.Disconnect(String namespace) -> disconnect(namespace);
            case Packet.Event event -> throttled(member(event.namespace()).life().received(event));
            case Packet.Ack ack -> acked(ack);
            case Packet.Incomplete(String namespace) -> incomplete(namespace);
        };
    }

    private CompletableFuture<?> connect(Packet.Connect connect) throws MalformedPacketException {
        OpenNamespace namespace = scope.namespaces().get(connect.namespace());
        if (namespace == null) {
            return strayed(connect.namespace());
        }
        JoinedSocket present = members.get(namespace.name());
        if (present != null && !present.life().isOver()) {
            throw new MalformedPacketException("second connect");
        }
        JoinedSocket socket = new JoinedSocket(this, namespace, scope);
        members.put(socket);
        socket.life().begin(connect);
        return READ_ON;
    }

    private CompletableFuture<?> strayed(String namespace) throws MalformedPacketException {
        scope.watch().strayed();
        if (++strays > scope.settings().strayNamespaces()) {
            throw new MalformedPacketException("too many unknown namespaces");
        }
        session.offer(
                new PacketWriter(namespace).refused("Invalid namespace", null), Urgency.FIRST);
        return READ_ON;
    }

    private CompletionStage<?> disconnect(String namespace) throws MalformedPacketException {
        JoinedSocket socket = present(namespace);
        members.remove(socket);
        socket.life().end(new DisconnectReason.ByClient());
        review();
        return READ_ON;
    }

    private CompletionStage<?> acked(Packet.Ack ack) throws MalformedPacketException {
        member(ack.namespace()).acked(ack);
        return READ_ON;
    }

    private CompletionStage<?> incomplete(String namespace) throws MalformedPacketException {
        member(namespace);
        attaching.start(() -> violated("attachments did not come in time"));
        return READ_ON;
    }

    /// A socket that the server disconnected stays here until the client knows it.
    private JoinedSocket member(String namespace) throws MalformedPacketException {
        JoinedSocket socket = present(namespace);
        if (!socket.life().hasJoined()) {
            throw new MalformedPacketException("packet before the connect was answered");
        }
        return socket;
    }

    private JoinedSocket present(String namespace) throws MalformedPacketException {
        JoinedSocket socket = members.get(namespace);
        if (socket == null) {
            throw new MalformedPacketException("packet for a namespace not joined");
        }
        return socket;
    }

    private CompletionStage<?> throttled(CompletableFuture<?> room) {
        CompletableFuture<?> pause = throttle.count();
        if (pause == null) {
            return close(CloseReason.RATE);
        }
        if (pause.isDone()) {
            return room;
        }
        return room.isDone() ? pause : CompletableFuture.allOf(room, pause);
    }

    private CompletionStage<?> violated(MalformedPacketException fault) {
        return violated(fault.fault());
    }

    private CompletionStage<?> violated(String fault) {
        scope.watch().violated(fault);
        return close(CloseReason.PROTOCOL);
    }

    private CompletionStage<?> close(CloseReason reason) {
        closing = true;
        session.close(reason);
        return READ_ON;
    }

    /// The sockets of one connection by namespace. Usually there is one, so the map is copied on
    /// each change.
    private static final class Memberships {

        private volatile Map<String, JoinedSocket> sockets = Map.of();

        @Nullable JoinedSocket get(String namespace) {
            return sockets.get(namespace);
        }

        Collection<JoinedSocket> all() {
            return sockets.values();
        }

        boolean areJoined() {
            return sockets.values().stream().anyMatch(socket -> socket.life().isJoined());
        }

        synchronized void put(JoinedSocket socket) {
            Map<String, JoinedSocket> changed = new HashMap<>(sockets);
            changed.put(socket.namespace().name(), socket);
            sockets = Map.copyOf(changed);
        }

        /// Does nothing if another socket has that place by now.
        synchronized void remove(JoinedSocket socket) {
            Map<String, JoinedSocket> changed = new HashMap<>(sockets);
            changed.remove(socket.namespace().name(), socket);
            sockets = Map.copyOf(changed);
        }
    }

    /// A time limit for one action of a connection, such as joining a namespace.
    private static final class Deadline {

        private final ScheduledExecutorService timer;
        private final long nanos;
        private @Nullable Future<?> running;
        private boolean over;

        Deadline(ScheduledExecutorService timer, Duration time) {
            this.timer = timer;
            this.nanos = time.toNanos();
        }

        /// Starts the limit, unless it is running.
        ///
        /// @param missed must not block
        synchronized void start(Runnable missed) {
            if (running == null && !over) {
                running = timer.schedule(missed, nanos, TimeUnit.NANOSECONDS);
            }
        }

        /// Stops the limit, because the action was done in time.
        synchronized void stop() {
            if (running != null) {
                running.cancel(false);
                running = null;
            }
        }

        /// Ends the limit for good, with its connection.
        synchronized void end() {
            over = true;
            stop();
        }
    }
}
