package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.packet.PacketLimits;
import java.time.Duration;

/// The limits of a client.
///
/// @param connectTimeout how long a connection may be in no namespace
/// @param eventRate how many events per second a connection may send continuously
/// @param eventBurst how many events it may send at once
/// @param excessWait how long it may keep sending more than that, unread, before it is closed
/// @param unanswered how many events of one socket may wait for their handler or their ack; at the
///   limit its connection is not read
/// @param attachments the greatest number of binary values in one packet
/// @param attachmentBytes their greatest total size; at least the limit of a single frame
/// @param attachmentTimeout the time from their announcement to the last of them
/// @param depth the greatest nesting of a packet's JSON, its outermost array included
/// @param strayNamespaces how many CONNECTs to unknown namespaces are answered; the next one closes
///   the connection
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

    /// The default values.
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

    /// @param rate events per second that may be sent continuously
    /// @param burst events that may be sent at once
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

    /// @param bytes the total size of all binary values of one packet
    /// @param within the time from their announcement to the last of them
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

    /// The limits of a packet.
    PacketLimits packets() {
        return new PacketLimits(attachments, attachmentBytes, depth);
    }
}
