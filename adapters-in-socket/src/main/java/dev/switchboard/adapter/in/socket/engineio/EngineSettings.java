package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import java.time.Duration;
import java.util.Set;

/// The settings of an engine.
///
/// @param path the path it is served at, with or without the trailing slash
/// @param transports the accepted transports
/// @param allowedOrigins origins of foreign pages that may connect, exactly as browsers send them;
///   `*` allows all of them, without credentials. Pages of this server are always allowed
public record EngineSettings(
        String path,
        Timing timing,
        Limits limits,
        Set<Transport> transports,
        Set<String> allowedOrigins) {

    public EngineSettings {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with a slash");
        }
        if (transports.isEmpty()) {
            throw new IllegalArgumentException("transports must not be empty");
        }
        transports = Set.copyOf(transports);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /// The defaults, without foreign origins.
    public static EngineSettings defaults() {
        return new EngineSettings(
                "/socket.io/",
                Timing.defaults(),
                Limits.defaults(),
                Set.of(Transport.values()),
                Set.of());
    }

    /// @param pingInterval from the opening, or a pong, to the next ping
    /// @param pingTimeout from a ping to the end of a session without a pong
    /// @param upgradeTimeout the time to move to WebSocket, from its opening
    /// @param slowAfter how long a client may read nothing while data waits for it
    /// @param drainWithin the time within which a draining server closes its sessions at random
    ///   moments
    public record Timing(
            Duration pingInterval,
            Duration pingTimeout,
            Duration upgradeTimeout,
            Duration slowAfter,
            Duration drainWithin) {

        public Timing {
            requirePositive("pingInterval", pingInterval);
            requirePositive("pingTimeout", pingTimeout);
            requirePositive("upgradeTimeout", upgradeTimeout);
            requirePositive("slowAfter", slowAfter);
            requirePositive("drainWithin", drainWithin);
        }

        public static Timing defaults() {
            return new Timing(
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10));
        }

        private static void requirePositive(String name, Duration value) {
            if (!value.isPositive()) {
                throw new IllegalArgumentException(name + " must be positive");
            }
        }
    }

    /// @param maxPayload the greatest size of a frame, a POST or the response to a GET in bytes
    /// @param maxHandshakeHeaders the greatest size of the headers of a request that opens a
    ///   session in bytes
    /// @param networks the limits of sessions; a session that joins a namespace has settled
    /// @param queuePackets the greatest number of packets that wait for one client
    /// @param queueBytes the greatest number of bytes that wait for one client
    /// @param unfinishedBytes the greatest number of bytes of all clients' unfinished messages
    /// @param waitingBytes the number of bytes waiting for all clients from which on only clients
    ///   without waiting bytes get more; at twice as many, a client that would get more is
    ///   disconnected
    public record Limits(
            int maxPayload,
            int maxHandshakeHeaders,
            NetworkLimits.Limits networks,
            int queuePackets,
            int queueBytes,
            long unfinishedBytes,
            long waitingBytes) {

        public Limits {
            requirePositive("maxPayload", maxPayload);
            requirePositive("maxHandshakeHeaders", maxHandshakeHeaders);
            requirePositive("queuePackets", queuePackets);
            requirePositive("queueBytes", queueBytes);
        }

        public static Limits defaults() {
            return new Limits(
                    1_000_000,
                    4096,
                    new NetworkLimits.Limits(20_000, 2_000, 100, 1_200),
                    512,
                    1 << 20,
                    ByteBudget.ofUnfinished(),
                    ByteBudget.ofWaiting());
        }

        private static void requirePositive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive");
            }
        }
    }
}
