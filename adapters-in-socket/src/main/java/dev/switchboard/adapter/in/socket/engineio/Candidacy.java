package dev.switchboard.adapter.in.socket.engineio;

import java.util.concurrent.TimeUnit;

/// A WebSocket on its way to become the line of a session that polls (contract sockets 2.2.6).
final class Candidacy {

    private final Session session;
    private final WebSocketLine line;
    private final Upgrades upgrades;
    private final long since;
    private volatile boolean probed;

    Candidacy(Session session, WebSocketLine line, Upgrades upgrades, long since) {
        this.session = session;
        this.line = line;
        this.upgrades = upgrades;
        this.since = since;
    }

    /// What came on the WebSocket.
    ///
    /// @return whether it carries the session from now on
    boolean received(Packet packet) {
        if (packet == Packet.Signal.PROBE) {
            line.say(Packets.PROBE_ANSWER);
            probed = true;
            releasePoll();
            return false;
        }
        if (packet == Packet.Signal.UPGRADE && probed && session.promote(line)) {
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
        if (session.succession().withdraw(line)) {
            line.finish(reason);
        }
    }

    private void releasePoll() {
        if (session.line() instanceof PollingLine polling) {
            polling.release();
        }
    }
}
