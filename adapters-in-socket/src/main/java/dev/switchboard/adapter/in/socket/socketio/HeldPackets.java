package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Offered;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// What is emitted to a client before it has been welcomed, in order and bounded. Guarded by its
/// [Outlet].
final class HeldPackets {

    /// As many as a session queues.
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

    /// Whether somebody waits for room.
    boolean hasRefused() {
        return refused;
    }

    /// Whether all have passed. If not, the session will say when it has drained.
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
