package dev.switchboard.application.service.message;

import java.time.Duration;

/// How channel messaging behaves (contract channels 7).
///
/// @param syncWait how long a sender waits for the channel's own reply
/// @param callbacks whether a callback must prove itself
/// @param tokenLife how long a response token proves
/// @param sessionRetention how long a session stays known without activity
/// @param sessionsServer whether answers go out or are only stored
public record MessagingSettings(
        Duration syncWait,
        Callbacks callbacks,
        Duration tokenLife,
        Duration sessionRetention,
        SessionsServer sessionsServer) {

    public enum Callbacks {
        /// A token or a signature.
        PROVEN,
        /// The bare session id is enough; for demonstrations.
        OPEN
    }

    public enum SessionsServer {
        CONFIGURED,
        ABSENT
    }
}
