package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.domain.session.Offered;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Passes one socket's packets to its session. At first only the thread that welcomes the client
/// may send; packets of other threads are held until then.
final class SocketWriter {

    private final EngineSocket session;
    private volatile @Nullable HeldPackets held = new HeldPackets();
    private volatile @Nullable Thread welcoming;
    private volatile boolean shut;

    SocketWriter(EngineSocket session) {
        this.session = session;
    }

    Offered offer(List<EngineMessage> packet, Urgency urgency) {
        if (shut) {
            return Offered.CLOSED;
        }
        if (held == null || Thread.currentThread().equals(welcoming)) {
            return session.offer(packet, urgency);
        }
        return hold(packet, urgency);
    }

    /// Offers a packet that must neither overtake events nor be refused; if the queue is full, it
    /// goes first.
    void offerInOrder(EngineMessage packet) {
        if (session.offer(packet, Urgency.EVENT) == Offered.FULL) {
            session.offer(packet, Urgency.FIRST);
        }
    }

    /// Lets this thread's packets pass from now on.
    void welcome() {
        welcoming = Thread.currentThread();
    }

    /// Sends the held packets, as far as the session takes them. Must be called when the client was
    /// welcomed, and when the session has drained.
    ///
    /// @return whether there is room now for a caller who was refused
    boolean release() {
        welcoming = null;
        return held != null && releaseHeld();
    }

    /// Stops all packets.
    void shut() {
        shut = true;
    }

    private synchronized Offered hold(List<EngineMessage> packet, Urgency urgency) {
        HeldPackets waiting = held;
        return waiting == null ? session.offer(packet, urgency) : waiting.add(packet, urgency);
    }

    private synchronized boolean releaseHeld() {
        HeldPackets waiting = held;
        if (waiting == null || !waiting.passTo(session)) {
            return false;
        }
        held = null;
        return waiting.hasRefused();
    }

    /// The packets emitted before the client was welcomed, in order and bounded. Guarded by its
    /// [SocketWriter].
    private static final class HeldPackets {

        /// The queue limit of a session.
        private static final int LIMIT = 512;

        private final Queue<Held> packets = new ArrayDeque<>(0);
        private boolean refused;

        Offered add(List<EngineMessage> packet, Urgency urgency) {
            if (packets.size() >= LIMIT) {
                refused = true;
                return Offered.FULL;
            }
            packets.add(new Held(packet, urgency));
            return Offered.QUEUED;
        }

        /// Whether a caller was refused and waits for room.
        boolean hasRefused() {
            return refused;
        }

        /// Whether all packets were passed on. If not, the session will report when it has drained.
        boolean passTo(EngineSocket session) {
            for (Held next = packets.peek(); next != null; next = packets.peek()) {
                if (session.offer(next.packet(), next.urgency()) == Offered.FULL) {
                    return false;
                }
                packets.remove();
            }
            return true;
        }

        private record Held(List<EngineMessage> packet, Urgency urgency) {}
    }
}
