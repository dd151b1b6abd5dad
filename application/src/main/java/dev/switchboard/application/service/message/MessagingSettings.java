package dev.switchboard.application.service.message;

import java.time.Duration;
import java.util.Set;

/// How channel messaging behaves.
///
/// @param syncWait how long a sender waits for the channel's own reply
/// @param callbacks whether a callback must prove itself
/// @param tokenLife how long a response token proves
/// @param sessionRetention how long a session stays known without activity
/// @param maxPending how many messages may wait for one channel
/// @param responseUrlHosts foreign hosts that a sender may name as `response_url`, in lower case
public record MessagingSettings(
        Duration syncWait,
        Callbacks callbacks,
        Duration tokenLife,
        Duration sessionRetention,
        int maxPending,
        Set<String> responseUrlHosts,
        SessionsServer sessionsServer) {

    /// What a callback must bring.
    public enum Callbacks {
        /// A token or a signature.
        PROVEN,
        /// The bare session id is enough; for demonstrations.
        OPEN
    }

    /// Whether answers go out or are only stored.
    public enum SessionsServer {
        CONFIGURED,
        ABSENT
    }
}
