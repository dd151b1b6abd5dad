package dev.switchboard.adapter.in.socket.engineio;

import java.util.concurrent.TimeUnit;

/// A WebSocket that probes whether it can replace long polling (contract sockets 2.2.6).
final class UpgradeProbe {

    private final Session session;
    private final WebSocketConnection connection;
    private final Upgrades upgrades;
    private final long since;
    private volatile boolean probed;

    UpgradeProbe(Session session, WebSocketConnection connection, Upgrades upgrades, long since) {
        this.session = session;
        this.connection = connection;
        this.upgrades = upgrades;
        this.since = since;
    }

    /// What came on the WebSocket.
    ///
    /// @return whether it carries the session from now on
    boolean received(Packet packet) {
        if (packet == Packet.Signal.PROBE) {
            connection.say(Packets.PROBE_ANSWER);
            probed = true;
            releasePoll();
            return false;
        }
        if (packet == Packet.Signal.UPGRADE && probed && session.upgrade(connection)) {
            upgrades.remove(this);
            return true;
        }
        boolean tooLarge = packet == Packet.Signal.TOO_LARGE;
        dismiss(tooLarge ? CloseReason.TOO_LARGE : CloseReason.PROTOCOL);
        return false;
    }

    /// Looks whether it takes too long, and keeps the client's GETs ending meanwhile.
    void tick(long now, long timeoutMillis) {
        if (now - since >= TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
            dismiss(CloseReason.PROTOCOL);
        } else if (probed) {
            releasePoll();
        }
    }

    /// It will not be: only this WebSocket closes, the session goes on as it is.
    void dismiss(CloseReason reason) {
        upgrades.remove(this);
        if (session.transports().endProbe(connection)) {
            connection.finish(reason);
        }
    }

    private void releasePoll() {
        if (session.connection() instanceof PollingConnection polling) {
            polling.release();
        }
    }
}
