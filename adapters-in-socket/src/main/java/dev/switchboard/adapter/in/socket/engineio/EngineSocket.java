package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.domain.session.Offered;
import java.util.List;

/// One session of a client, the same before and after its upgrade to WebSocket. Its methods may be
/// called from any thread and never block.
public interface EngineSocket {

    /// Random, at least 120 bits.
    String id();

    Handshake handshake();

    /// Queues messages for the peer, one directly behind the other: nothing comes between them.
    ///
    /// @return [Offered#FULL]: [EngineReceiver#drained] follows
    Offered offer(List<EngineMessage> messages, Urgency urgency);

    /// Queues one message for the peer.
    default Offered offer(EngineMessage message, Urgency urgency) {
        return offer(List.of(message), urgency);
    }

    /// A namespace was joined: from now on the session no longer counts against the sessions its
    /// network may hold without one. Harmless if repeated.
    default void bound() {}

    /// Ends the session; what is queued is sent if the peer takes it at once. Harmless if it is
    /// over.
    void close(CloseReason reason);

    /// Which limit holds for a message, and what it goes ahead of.
    enum Urgency {
        /// Acks and protocol packets: go ahead of events. Not refused for the events' limit; far
        /// beyond it (four times) the session is closed as [CloseReason#SLOW].
        FIRST,
        /// Events: refused at 512 packets or 1 MiB.
        EVENT
    }
}
