package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import dev.switchboard.adapter.in.socket.limits.UnfinishedBytes;
import java.time.Duration;
import java.util.Set;

/// What an engine is told about its surroundings.
///
/// @param path where it is served, with or without the final slash
/// @param transports what clients may travel by
/// @param allowedOrigins origins of foreign pages that may connect, exactly as browsers write them;
///   `*` lets all of them, without credentials. A page of this server itself always may
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

    /// By default: no foreign origin.
    public static EngineSettings defaults() {
        return new EngineSettings(
                "/socket.io/",
                Timing.defaults(),
                Limits.defaults(),
                Set.of(Transport.values()),
                Set.of());
    }

    /// @param pingInterval from the opening, or a pong, to the next ping
    /// @param pingTimeout from a ping to the end of a session without pong
    /// @param upgradeTimeout for moving to WebSocket, from its opening on
    /// @param slowAfter how long a client may take no byte while something waits for it
    /// @param drainWithin sessions of a draining server are closed at random moments within it
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

    /// @param maxPayload bytes of a frame, a POST or the answer to a GET
    /// @param maxHandshakeHeaders bytes of the header fields of a request that opens a session
    /// @param networks how many sessions there may be; one that joins a namespace has settled
    /// @param queuePackets packets that may wait for one client
    /// @param queueBytes bytes that may wait for one client
    /// @param unfinishedBytes bytes of all clients' messages that were begun and not ended
    public record Limits(
            int maxPayload,
            int maxHandshakeHeaders,
            NetworkLimits.Limits networks,
            int queuePackets,
            int queueBytes,
            long unfinishedBytes) {

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
                    UnfinishedBytes.affordable());
        }

        private static void requirePositive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive");
            }
        }
    }
}
