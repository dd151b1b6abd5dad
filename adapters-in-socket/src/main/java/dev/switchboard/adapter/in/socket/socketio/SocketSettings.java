package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.packet.PacketLimits;
import java.time.Duration;

/// What a client may do.
///
/// @param connectTimeout how long a connection may be in no namespace
/// @param eventRate events per second that a connection may send for long
/// @param eventBurst events it may send at once
/// @param excessWait how long it may go on sending more than that, unread, before it is closed
/// @param unanswered events of one socket that may wait for their handler or their ack; while there
///   are as many its connection is not read
/// @param attachments binary values of one packet
/// @param attachmentBytes their bytes in all; no less than a single frame may have
/// @param attachmentTimeout from their announcement to the last of them
/// @param depth nesting of a packet's JSON, its outermost array included
/// @param strayNamespaces CONNECTs to namespaces that do not exist; the next one closes
public record SocketSettings(
        Duration connectTimeout,
        int eventRate,
        int eventBurst,
        Duration excessWait,
        int unanswered,
        int attachments,
        int attachmentBytes,
        Duration attachmentTimeout,
        int depth,
        int strayNamespaces) {

    /// The usual values.
    public static SocketSettings defaults() {
        return new SocketSettings(
                Duration.ofSeconds(45),
                40,
                80,
                Duration.ofSeconds(2),
                64,
                10,
                1_000_000,
                Duration.ofSeconds(10),
                50,
                10);
    }

    public SocketSettings withConnectTimeout(Duration timeout) {
        return new SocketSettings(
                timeout,
                eventRate,
                eventBurst,
                excessWait,
                unanswered,
                attachments,
                attachmentBytes,
                attachmentTimeout,
                depth,
                strayNamespaces);
    }

    /// @param rate events per second for long
    /// @param burst events at once
    public SocketSettings withEvents(int rate, int burst) {
        return new SocketSettings(
                connectTimeout,
                rate,
                burst,
                excessWait,
                unanswered,
                attachments,
                attachmentBytes,
                attachmentTimeout,
                depth,
                strayNamespaces);
    }

    /// @param bytes of all binary values of one packet
    /// @param within from their announcement to the last of them
    public SocketSettings withAttachments(int bytes, Duration within) {
        return new SocketSettings(
                connectTimeout,
                eventRate,
                eventBurst,
                excessWait,
                unanswered,
                attachments,
                bytes,
                within,
                depth,
                strayNamespaces);
    }

    /// What a packet may be.
    PacketLimits packets() {
        return new PacketLimits(attachments, attachmentBytes, depth);
    }
}
