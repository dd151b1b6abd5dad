package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Binary;
import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Signal;
import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Text;
import dev.switchboard.adapter.in.socket.engineio.Upgrades.TransportSwitch;
import dev.switchboard.domain.session.Offered;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's session: its queue, its heartbeat and its connection. It ends once, by [#close];
/// the first call decides the reason.
final class Session implements EngineSocket {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final String id;
    private final Handshake handshake;
    private final Sessions home;
    private final PacketOutbox outbox;
    private final Heartbeat heartbeat;
    private final SerialDispatcher serialDispatcher = new SerialDispatcher();
    private final AtomicReference<@Nullable CloseReason> ended = new AtomicReference<>();
    private final AtomicBoolean bound = new AtomicBoolean();
    private final TransportSwitch transports = new TransportSwitch(this);

    Session(String id, Handshake handshake, Sessions home) {
        this.id = id;
        this.handshake = handshake;
        this.home = home;
        this.outbox = new PacketOutbox(home.settings().limits(), home.waiting());
        this.heartbeat = new Heartbeat(home.settings().timing(), home.now());
    }

    /// Begins the session on this connection; the open packet tells its client.
    void begin(TransportConnection first, EngineListener listener) {
        transports.begin(first);
        List<EngineMessage> open = List.of(openPacket(first.transport()));
        if (outbox.offer(open, Urgency.FIRST).hopeless()) {
            close(CloseReason.SLOW);
        }
        serialDispatcher.begin(listener.opened(this));
        first.wake();
        CloseReason already = ended.get();
        if (already != null) {
            first.finish(already);
        }
    }

    /// The first packet: the session's id and the server's settings for the client.
    private EngineMessage openPacket(Transport transport) {
        EngineSettings settings = home.settings();
        boolean upgradable =
                transport == Transport.POLLING
                        && settings.transports().contains(Transport.WEBSOCKET);
        return EngineMessage.packet(
                "0{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                        .formatted(
                                id,
                                upgradable ? "\"websocket\"" : "",
                                settings.timing().pingInterval().toMillis(),
                                settings.timing().pingTimeout().toMillis(),
                                settings.limits().maxPayload()));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public Offered offer(List<EngineMessage> messages, Urgency urgency) {
        PacketOutbox.Admission admission = outbox.offer(messages, urgency);
        if (admission.hopeless()) {
            close(CloseReason.SLOW);
        } else if (admission.offered() == Offered.QUEUED) {
            wake();
        }
        return admission.offered();
    }

    @Override
    public void bound() {
        if (ended.get() == null && bound.compareAndSet(false, true)) {
            home.unboundNoMore(this);
        }
    }

    /// Handles a packet from the session's connection.
    ///
    /// @return completes when the next packet may be read
    CompletionStage<?> received(EnginePacket enginePacket) {
        if (isOver()) {
            return SerialDispatcher.DONE;
        }
        try {
            return switch (enginePacket) {
                case Text text -> serialDispatcher.text(text.message());
                case Binary binary -> serialDispatcher.binary(binary.message());
                case Signal signal -> signalled(signal);
            };
        } catch (RuntimeException e) {
            LOG.error("A receiver failed; its session is closed", e);
            close(CloseReason.SERVER);
            return SerialDispatcher.DONE;
        }
    }

    private CompletionStage<?> signalled(Signal signal) {
        switch (signal) {
            case PONG -> heartbeat.answered(home.now());
            case CLOSE -> close(CloseReason.CLIENT);
            case PING, PROBE, MALFORMED, UNREADABLE -> close(CloseReason.PROTOCOL);
            case TOO_LARGE -> close(CloseReason.TOO_LARGE);
            case UNAFFORDABLE -> close(CloseReason.SERVER);
            case OPEN, UPGRADE, NOOP -> {}
        }
        return SerialDispatcher.DONE;
    }

    /// Whether the session has ended; checks the heartbeat timeout.
    boolean isOver() {
        if (ended.get() == null && heartbeat.isOver(home.now())) {
            close(CloseReason.PING_TIMEOUT);
        }
        return ended.get() != null;
    }

    /// The reason of the session's end; null while it lives.
    @Nullable CloseReason ended() {
        return ended.get();
    }

    /// Ends the session, unless it has ended already.
    @Override
    public void close(CloseReason reason) {
        if (!ended.compareAndSet(null, reason)) {
            return;
        }
        if (reason.leavesTime()) {
            outbox.seal();
        } else {
            outbox.discard();
        }
        home.forget(this, reason);
        hangUp(reason);
        serialDispatcher.closed(reason);
    }

    private void hangUp(CloseReason reason) {
        WebSocketConnection probing = transports.stopProbe();
        if (probing != null) {
            probing.finish(reason);
        }
        TransportConnection current = connection();
        if (current != null) {
            current.finish(reason);
        }
    }

    /// Checks the deadlines; called regularly.
    void tick() {
        if (isOver()) {
            return;
        }
        long now = home.now();
        if (heartbeat.mustPing(now)) {
            outbox.ping();
            wake();
        }
        TransportConnection current = connection();
        long unsent = current == null ? 0 : current.unsent();
        if (outbox.stuckFor(unsent, now) >= home.patience().toNanos()) {
            close(CloseReason.SLOW);
        }
    }

    /// Takes the next batch, which must be settled. Only the session's own connection gets one: a
    /// WebSocket that probes and closes must not lose the client's messages.
    @Nullable List<EngineMessage> take(TransportConnection taker, int maxBytes) {
        return taker.equals(connection()) ? outbox.take(maxBytes) : null;
    }

    /// Settles the batch that the client accepted.
    void settle() {
        if (outbox.settle()) {
            serialDispatcher.drained();
        }
        wake();
    }

    /// Whether everything queued was accepted.
    boolean isEmptied() {
        return outbox.isEmpty();
    }

    private void wake() {
        TransportConnection current = connection();
        if (current != null) {
            current.wake();
        }
    }

    @Nullable TransportConnection connection() {
        return transports.connection();
    }

    TransportSwitch transports() {
        return transports;
    }

    /// Makes the probed WebSocket the session's connection.
    ///
    /// @return false if that is not possible: the session has ended, or its client still polls
    boolean upgrade(WebSocketConnection newcomer) {
        PollingConnection before = transports.upgrade(newcomer);
        if (before == null) {
            return false;
        }
        home.watch().upgraded();
        before.retire();
        newcomer.wake();
        return true;
    }

    boolean isBound() {
        return bound.get();
    }
}
