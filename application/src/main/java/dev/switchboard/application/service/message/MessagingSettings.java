package dev.switchboard.application.service.message;

import java.time.Duration;
import java.util.Set;

/// The settings of channel messaging.
///
/// @param syncWait how long a sender waits for the channel's own reply
/// @param callbacks the proof that a callback needs
/// @param tokenLife how long a response token is valid
/// @param sessionRetention how long a session stays known without activity
/// @param silentAfter a channel that does not call back is not called silent before; zero if none
///   ever is
/// @param maxPending the greatest number of messages that may wait for one channel
/// @param responseUrlHosts foreign hosts that a sender may name as `response_url`, in lower case
public record MessagingSettings(
        Duration syncWait,
        Callbacks callbacks,
        Duration tokenLife,
        Duration sessionRetention,
        Duration silentAfter,
        int maxPending,
        Set<String> responseUrlHosts,
        SessionsServer sessionsServer) {

    /// The proof that a callback needs.
    public enum Callbacks {
        /// A token or a signature.
        PROVEN,
        /// The bare session id is enough; for demonstrations.
        OPEN
    }

    /// Whether channels' answers are forwarded or only stored.
    public enum SessionsServer {
        CONFIGURED,
        ABSENT
    }
}
