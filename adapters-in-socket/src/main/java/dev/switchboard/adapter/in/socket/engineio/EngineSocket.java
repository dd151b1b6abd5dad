package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.domain.session.Offered;
import java.util.List;

/// A client's session, which stays the same over its upgrade to WebSocket. Its methods may be
/// called from any thread and never block.
public interface EngineSocket {

    /// A random id of at least 120 bits.
    String id();

    Handshake handshake();

    /// Queues messages for the client, directly one after the other.
    ///
    /// @return [Offered#FULL]: [EngineReceiver#drained] follows
    Offered offer(List<EngineMessage> messages, Urgency urgency);

    /// Queues one message for the client.
    default Offered offer(EngineMessage message, Urgency urgency) {
        return offer(List.of(message), urgency);
    }

    /// Called when a namespace was joined: from now on the session does not count against its
    /// network's limit of sessions without one. May be repeated.
    default void bound() {}

    /// Ends the session; queued data is sent if the client takes it at once. Does nothing if the
    /// session has ended.
    void close(CloseReason reason);

    /// The priority of a message and the limit that applies to it.
    enum Urgency {
        /// Acks and protocol packets: they go before events. The limit for events does not refuse
        /// them; at four times that limit the session is closed as [CloseReason#SLOW].
        FIRST,
        /// Events: refused at 512 packets or 1 MiB.
        EVENT
    }
}
