package dev.switchboard.adapter.in.socket.engineio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The WebSockets that want to take over a polling session.
final class Upgrades {

    private final Sessions sessions;
    private final Set<UpgradeProbe> probes = ConcurrentHashMap.newKeySet();

    Upgrades(Sessions sessions) {
        this.sessions = sessions;
    }

    /// A WebSocket with a polling session's id has opened. One that comes while another probes or
    /// has taken over is closed; the other one is not disturbed.
    @Nullable UpgradeProbe begin(Session session, WebSocketConnection connection) {
        UpgradeProbe probe = new UpgradeProbe(session, connection, this, sessions.now());
        if (!session.transports().beginProbe(connection)) {
            connection.finish(CloseReason.REPLACED);
            return probe;
        }
        probes.add(probe);
        return probe;
    }

    void remove(UpgradeProbe probe) {
        probes.remove(probe);
    }

    void tick() {
        long timeoutMillis = sessions.settings().timing().upgradeTimeout().toMillis();
        probes.forEach(probe -> probe.tick(sessions.now(), timeoutMillis));
    }

    /// A WebSocket that probes whether it can replace long polling.
    static final class UpgradeProbe {

        private final Session session;
        private final WebSocketConnection connection;
        private final Upgrades upgrades;
        private final long since;
        private volatile boolean probed;

        UpgradeProbe(
                Session session, WebSocketConnection connection, Upgrades upgrades, long since) {
            this.session = session;
            this.connection = connection;
            this.upgrades = upgrades;
            this.since = since;
        }

        /// What came on the WebSocket.
        ///
        /// @return whether it carries the session from now on
        boolean received(EnginePacket enginePacket) {
            if (enginePacket == EnginePacket.Signal.PROBE) {
                connection.say(EngineMessage.PROBE_ANSWER);
                probed = true;
                releasePoll();
                return false;
            }
            if (enginePacket == EnginePacket.Signal.UPGRADE
                    && probed
                    && session.upgrade(connection)) {
                upgrades.remove(this);
                return true;
            }
            boolean tooLarge = enginePacket == EnginePacket.Signal.TOO_LARGE;
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

    /// The connection a session is reached by, and the WebSocket that wants to replace it. The
    /// connection changes once, from polling to WebSocket, and never after the session's end.
    static final class TransportSwitch {

        private final Session session;
        private volatile @Nullable TransportConnection connection;
        private @Nullable WebSocketConnection probing;

        TransportSwitch(Session session) {
            this.session = session;
        }

        void begin(TransportConnection first) {
            connection = first;
        }

        @Nullable TransportConnection connection() {
            return connection;
        }

        /// A WebSocket wants to take over. One at a time may, and only from polling.
        synchronized boolean beginProbe(WebSocketConnection newcomer) {
            if (probing != null
                    || session.ended() != null
                    || !(connection instanceof PollingConnection)) {
                return false;
            }
            probing = newcomer;
            return true;
        }

        /// The probe has failed.
        ///
        /// @return false if there was none, or it has taken over
        synchronized boolean endProbe(WebSocketConnection newcomer) {
            boolean was = probing == newcomer;
            probing = was ? null : probing;
            return was;
        }

        /// Ends whatever probe is under way.
        synchronized @Nullable WebSocketConnection stopProbe() {
            WebSocketConnection last = probing;
            probing = null;
            return last;
        }

        /// The probed WebSocket takes over.
        ///
        /// @return the connection before; null if it may not: the session is over, or its client is
        ///   not done with polling
        synchronized @Nullable PollingConnection upgrade(WebSocketConnection newcomer) {
            if (probing != newcomer
                    || session.ended() != null
                    || !(connection instanceof PollingConnection polling)
                    || polling.isPosting()) {
                return null;
            }
            connection = newcomer;
            probing = null;
            return polling;
        }
    }
}
