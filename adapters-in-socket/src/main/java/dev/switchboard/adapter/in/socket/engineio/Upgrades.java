package dev.switchboard.adapter.in.socket.engineio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The WebSockets that try to take over a polling session.
final class Upgrades {

    private final Sessions sessions;
    private final Set<UpgradeProbe> probes = ConcurrentHashMap.newKeySet();

    Upgrades(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Begins a probe of a WebSocket with a polling session's id. A WebSocket that comes while
    /// another one probes or has taken over is closed; the other one is not disturbed.
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

        /// Handles a packet from the WebSocket.
        ///
        /// @return whether the WebSocket carries the session from now on
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

        /// Checks the time limit, and keeps ending the client's GETs meanwhile.
        void tick(long now, long timeoutMillis) {
            if (now - since >= TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
                dismiss(CloseReason.PROTOCOL);
            } else if (probed) {
                releasePoll();
            }
        }

        /// Ends the probe: only this WebSocket closes, the session goes on.
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

    /// A session's connection and the WebSocket that tries to replace it. The connection changes
    /// once, from polling to WebSocket, and never after the session's end.
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

        /// Begins a probe. Only one at a time is allowed, and only from polling.
        synchronized boolean beginProbe(WebSocketConnection newcomer) {
            if (probing != null
                    || session.ended() != null
                    || !(connection instanceof PollingConnection)) {
                return false;
            }
            probing = newcomer;
            return true;
        }

        /// Ends a failed probe.
        ///
        /// @return false if there was none, or it has taken over
        synchronized boolean endProbe(WebSocketConnection newcomer) {
            boolean was = probing == newcomer;
            probing = was ? null : probing;
            return was;
        }

        /// Ends any running probe.
        synchronized @Nullable WebSocketConnection stopProbe() {
            WebSocketConnection last = probing;
            probing = null;
            return last;
        }

        /// Makes the probed WebSocket the connection.
        ///
        /// @return the previous connection; null if that is not possible: the session has ended, or
        ///   its client still polls
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
